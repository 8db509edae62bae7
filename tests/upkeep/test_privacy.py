"""Taking everything along, and wiping everything, over all rooms."""

import datetime as dt
import json
import re

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.core.management import CommandError, call_command

from tests.factories.activities import make_enrolment, make_session
from tests.factories.people import MOMENT, grant_role, make_person
from tests.upkeep import person_referred, person_working
from tests.upkeep.whole_person import DAY, MARK, dump, knows, make_whole_person, models_with_people
from tests.web.walking import taken_back
from wijkschakel.activities.models import ClosedGroup, Enrolment, ServiceEditor
from wijkschakel.base.models import Attempts, JournalEntry, OutgoingMail
from wijkschakel.people.models import EmergencyAccess, Person
from wijkschakel.places.models import RolloutTick
from wijkschakel.support.models import UnservedNeed
from wijkschakel.upkeep import privacy

pytestmark = pytest.mark.django_db
# What knows people but cannot know this one: a keyed hash, a tick that only keeps a number, and a
# link that knows an address only (tests/activities/test_service_privacy.py). What was not found
# is kept without a person (tests/support/test_unserved.py).
# A closed group knows its members by their rows; its rules are of all of them.
NOT_SEEDED = {Attempts, ClosedGroup, RolloutTick, ServiceEditor, UnservedNeed}
# What is not the person's to take along: keys and links that only machines read.
NOT_EXPORTED = {"9", "10", "12", "17", "20", "21", "42", "44", "45"}
# The second step, and signing in at an organisation.
SIGN_IN = {"41", "42", "43", "44", "45"}
POSTS = {"46", "47", "48", "49", "50", "51", "52", "53", "54", "55"}
PATH = {str(number) for number in range(60, 75)}
POSTS |= person_referred.MARKS | person_working.MARKS
HELP = {str(number) for number in range(94, 100)}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture(scope="module")
def number(django_db_setup, django_db_blocker):
    """Give the number of somebody who did everything: made once, as it takes long."""
    with django_db_blocker.unblock(), taken_back():
        yield make_whole_person().pk


@pytest.fixture
def fatma(number):
    return Person.objects.get(pk=number)


def marks(text):
    """Give the numbers of the marks in a text."""
    return set(re.findall(rf"{MARK}-(\d+)", text, re.IGNORECASE))


def test_every_table_that_knows_people_is_seeded(fatma):
    """A new model with personal data makes this fail: put it in whole_person.py."""
    missing = [
        model._meta.label
        for model in models_with_people()
        if model not in NOT_SEEDED
        and not any(
            knows(row, fatma.pk) or knows(row, fatma.account.pk) or row == fatma
            for row in model._default_manager.all()
        )
    ]
    assert missing == []


def test_the_file_tells_everything_a_person_may_have(fatma):
    everything = {str(number) for number in range(1, 25)} | SIGN_IN | POSTS | PATH | HELP
    text = privacy.export_person(fatma).as_json().decode()
    assert marks(text) == everything - NOT_EXPORTED


def test_the_file_tells_nothing_of_other_people_but_their_names_as_readers(fatma):
    sam = make_person(
        given_name="Samira", family_name="Geheim", phone="06 99", email="sam@example.org"
    )
    make_enrolment(session=Enrolment.objects.filter(person=fatma).first().session, person=sam)
    text = privacy.export_person(fatma).as_json().decode()
    assert [
        word for word in ("Samira", "Geheim", "06 99", "sam@", str(sam.pk)) if word in text
    ] == []


def test_after_wiping_no_trace_is_left_in_the_whole_database(fatma):
    assert marks(dump()) == {str(number) for number in range(1, 25)} | SIGN_IN | POSTS | PATH | HELP
    privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
    text = dump()
    # A random number may hold these four digits: then letters or a line stand beside them.
    assert (marks(text), re.findall(r"(?<![\w-])1931(?![\w-])", text)) == (set(), [])


def test_after_wiping_others_keep_what_is_theirs(fatma):
    privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
    assert "zorgen om Noor" in dump()
    assert Person.objects.filter(given_name="Noor").count() == 1


def test_wiping_frees_places_to_come_and_leaves_counts_of_what_was(fatma):
    past, to_come = (row.session for row in fatma_enrolments(fatma))
    privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
    for session in (past, to_come):
        session.refresh_from_db()
    assert (past.taken, to_come.taken) == (2, 0)
    assert [row.was_there for row in fatma_enrolments(fatma)] == [True, None]


def fatma_enrolments(fatma):
    rows = Enrolment.objects.filter(person=fatma).order_by("session__starts_at")
    return list(rows.select_related("session"))


def test_who_waited_gets_the_place_of_who_wipes(fatma):
    to_come = fatma_enrolments(fatma)[1].session
    to_come.capacity = 1
    to_come.save()
    waiting = make_enrolment(session=to_come, state="waiting", person=make_person())
    privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
    waiting.refresh_from_db()
    assert waiting.state == "joined"


def test_wiping_ends_the_sessions_of_that_browser_only(fatma):
    other = BrowserSession.objects.create(
        session_key="other", session_data="", expire_date=dt.datetime.now(dt.UTC) + DAY
    )
    privacy.erase_person(person=fatma, by=fatma, now=dt.datetime.now(dt.UTC))
    assert list(BrowserSession.objects.all()) == [other]


def test_the_journal_keeps_numbers_and_who_wiped(fatma):
    before = JournalEntry.objects.count()
    privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
    line = JournalEntry.objects.get(action="erase_person")
    assert (line.about, line.by) == (fatma.pk, fatma.pk)
    assert JournalEntry.objects.count() > before


def test_another_person_cannot_wipe_but_an_administrator_who_was_asked_can(fatma):
    sam, noor, boss = make_person(), make_person(), make_person()
    grant_role(noor, "coordinator")
    grant_role(boss, "administrator")
    for by in (sam, noor):
        with pytest.raises(privacy.MayNotErase):
            privacy.erase_person(person=fatma, by=by, now=MOMENT)
    assert Person.objects.get(pk=fatma.pk).erased_at is None
    privacy.erase_person(person=fatma, by=boss, now=MOMENT)
    assert Person.objects.get(pk=fatma.pk).erased_at == MOMENT


def test_the_same_data_gives_the_same_digest_and_other_data_another(fatma):
    first = privacy.export_person(fatma)
    assert privacy.export_person(Person.objects.get(pk=fatma.pk)).digest == first.digest
    Person.objects.filter(pk=fatma.pk).update(phone="06 11")
    assert privacy.export_person(Person.objects.get(pk=fatma.pk)).digest != first.digest


def test_reading_the_file_elsewhere_gives_the_same_digest(fatma):
    export = privacy.export_person(fatma)
    read = privacy.read_export(export.as_json())
    assert (read.digest, read.as_json()) == (export.digest, export.as_json())


def change_a_name(content):
    content["rooms"]["people"]["person"]["given_name"] = "Sam"


def change_the_number(content):
    content["person"] = "0"


def change_the_format(content):
    content["format"] = "other"


def lose_a_room(content):
    del content["rooms"]["activities"]


def test_a_file_that_was_changed_is_refused(fatma):
    whole = privacy.export_person(fatma).as_json()
    for change in (change_a_name, change_the_number, change_the_format, lose_a_room, dict.clear):
        content = json.loads(whole)
        change(content)
        with pytest.raises(privacy.ExportDamaged):
            privacy.read_export(json.dumps(content).encode())


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"\xff\xfe", b"{}", b"[" * 100_000])
def test_a_file_that_is_not_ours_is_refused(raw):
    with pytest.raises(privacy.ExportDamaged):
        privacy.read_export(raw)


def test_a_restored_backup_is_wiped_again(fatma, tmp_path):
    privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
    Person.objects.filter(pk=fatma.pk).update(given_name=f"{MARK}-1", erased_at=None)
    OutgoingMail(key="old", person=fatma.pk, to="a@b", body=f"{MARK}-2", created_at=MOMENT).save()
    stays = make_person(given_name="Jan")
    call_command("reapply_erasures", verbosity=0)
    assert marks(dump()) == set()
    stays.refresh_from_db()
    assert stays.given_name == "Jan"
    again = privacy.reapply_erasures(file=privacy.erasures_file(), now=MOMENT)
    assert (again.wiped, again.known) == (0, 1)


def test_a_list_with_a_broken_line_wipes_the_rest_and_says_which(tmp_path):
    fatma, file = make_person(), tmp_path / "list"
    good = json.dumps({"person": str(fatma.pk), "at": "x"})
    file.write_text(f'{{"pers\n{good}\n[]\n')
    with pytest.raises(CommandError, match=r"niet te lezen: 1, 3"):
        call_command("reapply_erasures", "--from", str(file))
    fatma.refresh_from_db()
    assert fatma.erased_at is not None


def test_the_number_is_noted_outside_the_database_before_wiping(fatma, settings):
    settings.VAR = settings.VAR / "a file" / "cannot be here"
    settings.VAR.parent.write_text("in the way")
    with pytest.raises(OSError, match="cannot be here"):
        privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
    assert Person.objects.get(pk=fatma.pk).given_name == f"Fatma-{MARK}-1"


def test_wiping_twice_is_once(fatma):
    for _time in range(2):
        privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
        fatma.refresh_from_db()
    assert JournalEntry.objects.filter(action="erase_person").count() == 1
    assert len(privacy.erasures_file().read_text().splitlines()) == 1


def test_the_commands_take_along_check_and_wipe(fatma, tmp_path, capsys):
    file = tmp_path / "fatma.json"
    call_command("export_person", str(fatma.pk), "--to", str(file))
    call_command("export_person", "--check", str(file))
    first, second = capsys.readouterr().out.splitlines()
    assert second == f"{fatma.pk} {first}"
    with pytest.raises(CommandError, match="--yes"):
        call_command("erase_person", str(fatma.pk))
    call_command("erase_person", str(fatma.pk), "--yes")
    assert marks(dump()) == set()


def test_an_emergency_is_not_in_the_file_before_the_resident_is_told(fatma):
    EmergencyAccess.objects.filter(person=fatma).update(told_at=None)
    export = privacy.export_person(fatma)
    assert (export.rooms["people"]["emergencies"], "14" in marks(str(export.rooms))) == ([], False)


def test_a_session_the_person_joined_is_in_the_file():
    fatma = make_person()
    session = make_session()
    make_enrolment(session=session, person=fatma)
    [row] = privacy.export_person(fatma).rooms["activities"]["enrolments"]
    assert (row["activity"], row["state"]) == (session.activity.title, "joined")
