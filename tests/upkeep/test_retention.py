"""What was kept long enough goes, not a day earlier; the clock is shifted."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.core import mail
from django.core.management import call_command

from tests.factories.activities import make_enrolment, make_session
from tests.factories.people import (
    MOMENT,
    grant_role,
    make_account,
    make_membership,
    make_organisation,
    make_person,
)
from wijkschakel.activities.models import Enrolment
from wijkschakel.base import clock, delivery, journal, outbox
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people.models import (
    Consent,
    Delegate,
    EmergencyAccess,
    Membership,
    Notice,
    PaperCard,
    Person,
    RoleGrant,
)
from wijkschakel.upkeep import retention

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
YEAR = 365 * DAY


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def rows_left(model, kept):
    """Count the rows a day before their time is over, and a day after."""
    counts = []
    for moment in (MOMENT + kept - DAY, MOMENT + kept + DAY):
        retention.keep_no_longer(moment)
        counts.append(model.objects.count())
    return counts


def make_notice(person):
    Notice(person=person, text="Dag", made_at=MOMENT).save()


def make_ended_role(person):
    grant_role(person, "organiser", ends_on=MOMENT.date())


def make_ended_membership(person):
    make_membership(person, make_organisation(), ends_on=MOMENT.date())


def make_delegate(person):
    Delegate.objects.create(
        person=person, helper=make_person(), confirmed_how="paper",
        starts_at=MOMENT - DAY / 24, ends_at=MOMENT,
    )  # fmt: skip


def make_revoked_card(person):
    PaperCard.objects.create(
        person=person, words_index="x", pin_hash="x", made_at=MOMENT - DAY, revoked_at=MOMENT
    )


def make_consent(person, **changes):
    words = {"purpose": "contact", "items": ["phone"], "text_version": "1", "given_at": MOMENT}
    Consent.objects.create(person=person, to_organisation=make_organisation(), **words | changes)


def make_withdrawn_consent(person):
    make_consent(person, withdrawn_at=MOMENT)


def make_ended_consent(person):
    make_consent(person, until_on=MOMENT.date())


def make_emergency(person):
    EmergencyAccess(
        person=person, opened_by=make_person(), object_kind="people.person",
        object_id=str(person.pk), reason="zorgen", opened_at=MOMENT, closes_at=MOMENT + DAY / 8,
        told_at=MOMENT,
    ).save()  # fmt: skip


@pytest.mark.parametrize(
    ("make", "model", "kept"),
    [
        (make_notice, Notice, 90 * DAY),
        (make_ended_role, RoleGrant, YEAR),
        (make_ended_membership, Membership, YEAR),
        (make_delegate, Delegate, YEAR),
        (make_revoked_card, PaperCard, 30 * DAY),
        (make_withdrawn_consent, Consent, 5 * YEAR),
        (make_ended_consent, Consent, 5 * YEAR),
        (make_emergency, EmergencyAccess, 5 * YEAR),
    ],
)
def test_it_goes_when_its_time_is_over_and_not_a_day_earlier(make, model, kept):
    make(make_active_person())
    assert rows_left(model, kept) == [1, 0]


@pytest.mark.parametrize(
    ("make", "model"),
    [
        (lambda person: grant_role(person, "organiser"), RoleGrant),
        (lambda person: make_membership(person, make_organisation()), Membership),
        (lambda person: make_consent(person), Consent),
    ],
)
def test_what_has_no_end_stays(make, model):
    make(make_active_person())
    assert rows_left(model, 10 * YEAR) == [1, 1]


def make_active_person():
    """Make somebody who keeps signing in, whatever the clock says."""
    return make_account(last_login=MOMENT + 20 * YEAR).person


def is_known(person):
    return Person.objects.get(pk=person.pk).given_name != ""


def test_a_guest_is_forgotten_thirty_days_after_the_last_session():
    guest = make_person(is_guest=True)
    neighbour = make_person()
    for days in (2, 12):
        session = make_session(starts_at=MOMENT + days * DAY)
        for person in (guest, neighbour):
            make_enrolment(session=session, person=person)
    known = []
    for days in (41, 43):
        retention.keep_no_longer(MOMENT + days * DAY)
        known.append((is_known(guest), is_known(neighbour)))
    assert known == [(True, True), (False, True)]
    assert Enrolment.objects.count() == 4


def test_a_guest_who_never_came_to_a_session_goes_too():
    guest = make_person(is_guest=True)
    retention.keep_no_longer(MOMENT + 29 * DAY)
    assert is_known(guest)
    retention.keep_no_longer(MOMENT + 31 * DAY)
    assert not is_known(guest)


def test_of_old_sessions_only_counts_stay():
    session = make_session()
    for was_there in (True, True, False, None):
        make_enrolment(session=session, was_there=was_there)
    retention.keep_no_longer(session.ends_at + 2 * YEAR - DAY)
    assert Enrolment.objects.count() == 4
    attended = []
    for _night in range(2):
        retention.keep_no_longer(session.ends_at + 2 * YEAR + DAY)
        session.refresh_from_db()
        attended.append(session.attended)
        make_enrolment(session=session, was_there=True)
    retention.keep_no_longer(session.ends_at + 2 * YEAR + DAY)
    session.refresh_from_db()
    assert (attended, session.attended, session.taken) == ([2, 3], 4, 6)
    assert Enrolment.objects.count() == 0


def test_letters_lose_their_text_after_a_month_and_go_after_a_year():
    outbox.queue_mail(
        key="k", to="a@example.org", subject="s", body="b", now=MOMENT, person=make_person().pk
    )
    retention.keep_no_longer(MOMENT + YEAR)
    assert OutgoingMail.objects.get().body == "b"
    delivery.deliver_outbox(clock=lambda: MOMENT)
    retention.keep_no_longer(MOMENT + 29 * DAY)
    assert OutgoingMail.objects.get().body == "b"
    retention.keep_no_longer(MOMENT + 31 * DAY)
    letter = OutgoingMail.objects.get()
    assert (letter.to, letter.subject, letter.body, letter.person) == ("", "", "", None)
    retention.keep_no_longer(MOMENT + YEAR + DAY)
    assert OutgoingMail.objects.count() == 0


def test_the_journal_goes_after_five_years_and_the_database_agrees():
    now = dt.datetime.now(dt.UTC)
    for years in (4, 6):
        journal.record(action="x", now=now - years * 366 * DAY, by=None)
    assert retention.keep_no_longer(now)["journal lines"] == 1
    assert [(now - line.at).days for line in JournalEntry.objects.all()] == [4 * 366]


def test_a_clock_that_runs_ahead_does_not_empty_the_journal():
    journal.record(action="x", now=dt.datetime.now(dt.UTC), by=None)
    with pytest.raises(Exception, match="five years"):
        retention.keep_no_longer(dt.datetime.now(dt.UTC) + 6 * YEAR)


def test_browser_sessions_that_ran_out_go():
    for key, days in (("old", -1), ("new", 1)):
        BrowserSession.objects.create(session_key=key, expire_date=MOMENT + days * DAY)
    retention.keep_no_longer(MOMENT)
    assert [session.session_key for session in BrowserSession.objects.all()] == ["new"]


def test_who_gave_no_sign_for_three_years_is_warned_a_month_before():
    fatma = make_person(email="fatma@example.org")
    retention.keep_no_longer(MOMENT + 3 * YEAR - DAY)
    assert OutgoingMail.objects.count() == 0
    now = MOMENT + 3 * YEAR + DAY
    retention.keep_no_longer(now)
    delivery.deliver_outbox(clock=lambda: now)
    assert [letter.to for letter in mail.outbox] == [["fatma@example.org"]]
    retention.keep_no_longer(now + 29 * DAY)
    assert is_known(fatma)
    retention.keep_no_longer(now + 31 * DAY)
    assert not is_known(fatma)


def test_who_gave_a_sign_stays():
    now = MOMENT + 3 * YEAR + DAY
    joined, signed_in, leads, belongs, carries_card, silent = (make_person() for _ in range(6))
    make_enrolment(person=joined, joined_at=now - YEAR, session=make_session(starts_at=now))
    make_account(person=signed_in, last_login=now - YEAR)
    grant_role(leads, "coordinator")
    make_membership(belongs, make_organisation())
    PaperCard.objects.create(
        person=carries_card, words_index="y", pin_hash="", made_at=MOMENT, last_used_at=now - YEAR
    )
    retention.keep_no_longer(now)
    stayed = (joined, signed_in, leads, belongs, carries_card)
    assert [is_known(person) for person in stayed] == [True] * 5
    assert not is_known(silent)


def test_the_nightly_command_says_what_it_did(capsys):
    Notice(person=make_person(), text="Dag", made_at=clock.now() - 100 * DAY).save()
    call_command("nightly")
    lines = dict(reversed(line.split(maxsplit=1)) for line in capsys.readouterr().out.splitlines())
    assert (lines["notices"], lines["told"]) == ("1", "0")


def test_the_hourly_round_only_tells_reminds_and_passes_places_on(capsys):
    call_command("nightly", "--hourly")
    lines = capsys.readouterr().out.splitlines()
    jobs = ["told", "offers expired", "reminded", "path reminders", "stale path reminders"]
    assert [line.split(maxsplit=1)[1] for line in lines] == jobs


def test_the_page_about_keeping_names_every_kind_that_is_counted():
    page = Path("docs/privacy/bewaartermijnen.md").read_text()
    named = set(re.findall(r"`([a-z ]+)`", page))
    assert set(retention.keep_no_longer(MOMENT)) - named == set()
