"""A person goes to another installation with a file, and has there what can come along."""

import json
import uuid
from functools import cache

import pytest

from tests.factories.people import MOMENT, make_consent, make_person
from tests.upkeep.whole_person import MARK, make_whole_person
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.actions import carrying as records
from wijkschakel.people.models import CarriedRecord, Person
from wijkschakel.upkeep import carrying, privacy, retention

pytestmark = pytest.mark.django_db
DAY = retention.WARNED_BEFORE / 30


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@cache
def file_from_elsewhere(**changes):
    """Give the file of somebody who is not known here (any more): made once, as files are."""
    person = make_whole_person()
    Person.objects.filter(pk=person.pk).update(**{"given_name": "Fatma"} | changes)
    person.refresh_from_db()
    raw = privacy.export_person(person).as_json()
    privacy.erase_person(person=person, by=person, now=MOMENT)
    Person.objects.filter(pk=person.pk).delete()
    return raw


def bring(raw, person, confirm=True):
    record = carrying.bring(raw=raw, person=person, by=person, now=MOMENT)
    if confirm:
        records.confirm_brought(record=record, by=person, now=MOMENT)
    return record


def carried_in(raw):
    return privacy.read_export(raw).rooms["people"]["carried"]


def test_out_and_in_and_out_again_gives_the_same_digest():
    raw = file_from_elsewhere()
    digest = privacy.digest_of(carrying.read_file(raw))
    fatma = make_person(given_name="fátma ")
    bring(raw, fatma)
    again = privacy.export_person(Person.objects.get(pk=fatma.pk)).as_json()
    [row] = carried_in(again)
    assert (row["digest"], privacy.digest_of(row["content"])) == (digest, digest)
    titles = {one["activity"] for one in row["content"]["rooms"]["activities"]["enrolments"]}
    assert len(titles) == 1


def test_a_third_installation_still_has_the_digest_of_the_first():
    raw = file_from_elsewhere()
    digest = privacy.digest_of(carrying.read_file(raw))
    second = make_person(given_name="Fatma")
    bring(raw, second)
    middle = privacy.export_person(Person.objects.get(pk=second.pk)).as_json()
    privacy.erase_person(person=second, by=second, now=MOMENT)
    Person.objects.all().delete()
    third = make_person(given_name="Fatma")
    bring(middle, third)
    [row] = carried_in(privacy.export_person(Person.objects.get(pk=third.pk)).as_json())
    assert digest in {privacy.digest_of(part) for part in row["content"]["earlier"]}


def test_roles_consents_keys_and_letters_never_come_along():
    raw = file_from_elsewhere()
    fatma = make_person(given_name="Fatma")
    record = bring(raw, fatma)
    assert [fatma.roles.count(), fatma.consents.count(), fatma.cards.count()] == [0, 0, 0]
    assert set(json.loads(record.content)["rooms"]) == {"people", "activities", "paths"}
    told = set(json.loads(record.content)["rooms"]["people"])
    assert told == set(carrying.PERSON)
    assert f"{MARK}-8" not in record.content


def test_what_was_empty_here_is_filled_and_what_was_there_stays():
    raw = file_from_elsewhere()
    fatma = make_person(given_name="Fatma", likes="zingen")
    record = bring(raw, fatma)
    fatma.refresh_from_db()
    assert (fatma.likes, fatma.brings, fatma.birth_year) == ("zingen", f"soep {MARK}-7", 1931)
    assert record.filled == ["birth_year", "brings", "family_name"]


def test_the_same_file_twice_changes_nothing():
    raw = file_from_elsewhere()
    fatma = make_person(given_name="Fatma")
    bring(raw, fatma)
    before = (JournalEntry.objects.count(), privacy.export_person(fatma).digest)
    bring(raw, fatma)
    assert (JournalEntry.objects.count(), privacy.export_person(fatma).digest) == before
    assert CarriedRecord.objects.count() == 1


def test_taken_away_again_everything_is_as_before():
    raw = file_from_elsewhere()
    fatma = make_person(given_name="Fatma")
    before = privacy.export_person(fatma).rooms["people"]
    record = bring(raw, fatma)
    record.refresh_from_db()
    records.remove_brought(record=record, by=fatma, now=MOMENT)
    fatma.refresh_from_db()
    assert privacy.export_person(fatma).rooms["people"] == before


def test_what_was_changed_since_stays_when_the_rest_is_taken_away():
    record = bring(file_from_elsewhere(), make_person(given_name="Fatma"))
    Person.objects.filter(pk=record.person_id).update(birth_year=1950)
    record = CarriedRecord.objects.get()
    records.remove_brought(record=record, by=record.person, now=MOMENT)
    assert Person.objects.get(pk=record.person_id).birth_year == 1950


def test_not_confirmed_it_is_nowhere_and_goes_after_a_day():
    fatma = make_person(given_name="Fatma")
    bring(file_from_elsewhere(), fatma, confirm=False)
    assert privacy.export_person(fatma).rooms["people"]["carried"] == []
    assert retention.keep_no_longer(MOMENT + DAY / 2)["carried"] == 0
    assert retention.keep_no_longer(MOMENT + DAY)["carried"] == 1


def test_a_file_with_another_name_or_year_of_birth_is_refused():
    raw = file_from_elsewhere()
    for somebody in (
        make_person(given_name="Samira"),
        make_person(given_name="Fatma", birth_year=1999),
    ):
        with pytest.raises(carrying.OtherName):
            bring(raw, somebody)
    assert CarriedRecord.objects.count() == 0


def test_a_file_that_another_brought_is_refused():
    raw = file_from_elsewhere()
    bring(raw, make_person(given_name="Fatma"))
    with pytest.raises(records.SomebodyElse):
        bring(raw, make_person(given_name="Fatma"))


def test_a_file_of_this_installation_is_refused():
    fatma, other = make_person(given_name="Fatma"), make_person(given_name="Fatma")
    make_consent(fatma)
    with pytest.raises(carrying.FromHere):
        bring(privacy.export_person(fatma).as_json(), fatma)
    with pytest.raises(records.SomebodyElse):
        bring(privacy.export_person(fatma).as_json(), other)


def signed(change):
    """Change a file and write its digest anew, as anybody can."""
    content = json.loads(file_from_elsewhere())
    change(content["rooms"])
    export = privacy.Export(person=content["person"], rooms=content["rooms"])
    return export.as_json()


def endless(rooms):
    part = {"format": carrying.FORMAT, "person": str(uuid.uuid4()), "earlier": []}
    part["rooms"] = {"people": {}, "activities": {"enrolments": [], "leads": []}}
    for _depth in range(15):
        part = part | {"earlier": [part]}
    rooms["people"]["carried"] = [{"content": part, "digest": privacy.digest_of(part)}]


@pytest.mark.parametrize(
    "change",
    [
        lambda rooms: rooms["people"]["person"].update(birth_year="1931"),
        lambda rooms: rooms["people"]["person"].update(likes=["x"]),
        lambda rooms: rooms["people"]["person"].update(likes="x" * 20_001),
        lambda rooms: rooms["people"].update(person=[]),
        lambda rooms: rooms["activities"]["enrolments"][0].update(starts_at="gisteren"),
        lambda rooms: rooms["activities"]["enrolments"][0].update(was_there="ja"),
        lambda rooms: rooms["activities"].update(enrolments=[{}] * 5001),
        lambda rooms: rooms.pop("activities"),
        lambda rooms: rooms["people"].update(carried=[{"content": {}, "digest": ""}]),
        endless,
    ],
)
def test_a_whole_file_of_a_strange_shape_is_refused(change):
    with pytest.raises(privacy.ExportDamaged):
        carrying.read_file(signed(change))


def test_each_fault_has_its_own_sentence():
    raw = file_from_elsewhere()
    faults = {
        carrying.TooLarge: b"x" * (carrying.MOST_BYTES + 1),
        privacy.ExportDamaged: b"naam;telefoon",
        privacy.ExportChanged: raw.replace(b'"Fatma"', b'"Samira"'),
        privacy.OtherVersion: raw.replace(b"wijkschakel-person-1", b"wijkschakel-person-9"),
    }
    sentences = set()
    for kind, bad in faults.items():
        with pytest.raises(kind) as refused:
            carrying.read_file(bad)
        assert type(refused.value) is kind
        sentences.add(refused.value.sentence)
    assert len(sentences) == 4
    with pytest.raises(privacy.ExportDamaged):
        carrying.read_file(b'{"person": "x", "rooms": ' + b"[" * 100_000)


def test_wiping_takes_what_was_brought():
    fatma = make_person(given_name="Fatma")
    bring(file_from_elsewhere(), fatma)
    privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
    assert CarriedRecord.objects.count() == 0
