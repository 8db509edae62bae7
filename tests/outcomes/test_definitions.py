"""Indicators are registered before anybody looks; what was registered never changes."""

import dataclasses
import datetime as dt
import re

import pytest
from django.db import DatabaseError, transaction

from tests.factories.outcomes import make_definition
from tests.factories.people import MOMENT, grant_role, make_organisation, make_person
from tests.factories.places import make_district, make_region
from wijkschakel.base.models import JournalEntry
from wijkschakel.outcomes.actions import definitions, promises
from wijkschakel.outcomes.models import Definition
from wijkschakel.outcomes.queries import deciding
from wijkschakel.outcomes.rules import countable
from wijkschakel.outcomes.rules import definitions as rules
from wijkschakel.outcomes.rules.definitions import Choice
from wijkschakel.support.models import Agreement
from wijkschakel.web.insight import built_in_words, definition_words

pytestmark = pytest.mark.django_db
LATER = MOMENT + dt.timedelta(days=30)
HEALTH = Choice("Gezond", "Hoe het gaat.", "feels_healthy", "participants")


@pytest.fixture
def region():
    return make_region(make_district(name="Lindewijk"))


@pytest.fixture
def noor(region):
    person = make_person(given_name="Noor")
    grant_role(person, "coordinator", region.districts.get())
    return person


def register(region, by, choice=HEALTH, now=MOMENT):
    return definitions.register_definition(region=region, choice=choice, by=by, now=now)


def test_the_digest_is_kept_at_the_moment_of_registering_and_stands_in_the_journal(region, noor):
    made = register(region, noor)
    assert (made.registered_at, made.registered_by, made.version) == (MOMENT, noor.pk, 1)
    assert made.digest == rules.digest(made.key, 1, HEALTH)
    line = JournalEntry.objects.get(action="register_definition")
    assert (line.by, line.details) == (noor.pk, {"version": 1, "digest": made.digest})


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Choice)])
def test_whatever_is_said_otherwise_gives_another_digest(field):
    other = {"target_percent": 25, "target_on": dt.date(2028, 1, 1)}.get(field, "anders")
    changed = dataclasses.replace(HEALTH, **{field: other})
    assert rules.digest("a", 1, changed) != rules.digest("a", 1, HEALTH)


def test_a_change_is_a_new_version_and_the_old_one_stays_to_the_letter(region, noor):
    old = register(region, noor)
    before = Definition.objects.filter(pk=old.pk).values().get()
    choice = dataclasses.replace(HEALTH, period="quarter")
    new = definitions.change_definition(definition=old, choice=choice, by=noor, now=LATER)
    after = Definition.objects.filter(pk=old.pk).values().get()
    assert (new.key, new.version, new.period) == (old.key, 2, "quarter")
    assert after == before | {"ended_at": LATER}
    assert [row.version for row in deciding.versions_of(old.key)] == [2, 1]


FIELDS = sorted(
    {field.name for field in Definition._meta.fields}
    - {"id", "region", "ended_at", "registered_by"}
)


@pytest.mark.parametrize("field", FIELDS)
def test_the_database_refuses_to_change_what_was_registered(region, field):
    row = make_definition(region, target_percent=25, target_on=dt.date(2028, 1, 1))
    other = {
        "version": 9, "target_percent": 30, "target_on": dt.date(2029, 1, 1),
        "registered_at": LATER, "period": "quarter", "grouping": "none", "level": "system",
        "block": "data",
    }.get(field, "anders")  # fmt: skip
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Definition.objects.filter(pk=row.pk).update(**{field: other})
    assert Definition.objects.filter(pk=row.pk).values().get()[field] == getattr(row, field)


def test_the_database_lets_it_end_once_and_forgets_who_but_names_nobody_else(region, noor):
    row = make_definition(region, registered_by=noor.pk)
    rows = Definition.objects.filter(pk=row.pk)
    rows.update(ended_at=LATER)
    rows.update(registered_by=None)
    for change in ({"ended_at": None}, {"ended_at": MOMENT}, {"registered_by": noor.pk}):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            rows.update(**change)


def test_a_version_that_somebody_changed_meanwhile_is_refused(region, noor):
    old = register(region, noor)
    other = dataclasses.replace(HEALTH, words="Anders.")
    definitions.change_definition(definition=old, choice=other, by=noor, now=LATER)
    third = dataclasses.replace(HEALTH, words="Nog anders.")
    with pytest.raises(definitions.AlreadyChanged):
        definitions.change_definition(definition=old, choice=third, by=noor, now=LATER)
    assert Definition.objects.filter(key=old.key).count() == 2


def test_the_same_again_is_no_new_version(region, noor):
    old = register(region, noor)
    with pytest.raises(definitions.SameAsBefore):
        definitions.change_definition(definition=old, choice=HEALTH, by=noor, now=LATER)
    assert Definition.objects.get().ended_at is None


def test_it_ends_and_stays_to_be_read(region, noor):
    row = register(region, noor)
    definitions.end_definition(definition=row, by=noor, now=LATER)
    assert deciding.versions_of(row.key)[0].ended_at == LATER
    with pytest.raises(definitions.AlreadyChanged):
        definitions.end_definition(definition=row, by=noor, now=LATER)


@pytest.mark.parametrize("role", ["organiser", "funder", "researcher", "administrator"])
def test_who_does_not_coordinate_here_defines_nothing(region, role):
    sam, joke = make_person(), make_person()
    grant_role(sam, role, region)
    grant_role(joke, "coordinator", make_district())
    for by in (sam, joke):
        with pytest.raises(definitions.MayNotDefine):
            register(region, by)
    assert Definition.objects.count() == 0


@pytest.mark.parametrize("where", ["district", "municipality", "region", "everywhere"])
def test_a_coordinator_of_a_part_or_of_all_of_it_defines(region, where):
    district = region.districts.get()
    places = {"district": district, "municipality": district.municipality, "region": region}
    person = make_person()
    grant_role(person, "coordinator", places.get(where))
    assert register(region, person).region == region


def test_only_what_makes_sense_can_be_counted(region, noor):
    for among in set(countable.AMONG) - {"residents"}:
        wrong = dataclasses.replace(HEALTH, counted="takes_part", among=among)
        with pytest.raises(definitions.MakesNoSense):
            register(region, noor, wrong)
    right = dataclasses.replace(HEALTH, counted="takes_part", among="residents")
    assert register(region, noor, right).counted == "takes_part"


@pytest.mark.parametrize(
    ("percent", "day"),
    [(25, None), (None, dt.date(2028, 1, 1)), (0, dt.date(2028, 1, 1)), (25, MOMENT.date()),
     (301, dt.date(2028, 1, 1))],
)  # fmt: skip
def test_a_target_has_a_percentage_and_a_day_to_come(region, noor, percent, day):
    wrong = dataclasses.replace(HEALTH, target_percent=percent, target_on=day)
    with pytest.raises(definitions.TargetIsNoTarget):
        register(region, noor, wrong)


def test_a_name_in_an_address_belongs_to_one_indicator_of_one_region(region, noor):
    other = make_region(make_district())
    joke = make_person()
    grant_role(joke, "coordinator", other)
    keys = [register(where, by).key for where, by in ((region, noor), (other, joke))]
    keys.append(register(region, noor, dataclasses.replace(HEALTH, title="Own goals")).key)
    assert keys == ["gezond", "gezond-2", "own-goals-2"]


def test_what_comes_along_is_registered_once_and_again_when_it_reads_otherwise(monkeypatch):
    assert definitions.register_built_in(now=MOMENT) == len(rules.BUILT_IN) == 22
    assert definitions.register_built_in(now=LATER) == 0
    changed = dataclasses.replace(rules.BUILT_IN["glad"], words="Anders.")
    monkeypatch.setitem(rules.BUILT_IN, "glad", changed)
    assert definitions.register_built_in(now=LATER) == 1
    old, new = Definition.objects.filter(key="glad").order_by("version")
    assert (old.ended_at, new.version, new.words) == (LATER, 2, "Anders.")
    assert all(definitions.is_as_registered(row) for row in Definition.objects.all())


def test_nobody_changes_what_is_the_same_everywhere(noor):
    definitions.register_built_in(now=MOMENT)
    row = Definition.objects.get(key="glad")
    with pytest.raises(definitions.MayNotDefine):
        definitions.end_definition(definition=row, by=noor, now=LATER)


def test_what_comes_along_can_be_counted_and_has_words_in_every_language():
    for choice in rules.BUILT_IN.values():
        assert rules.makes_sense(choice.counted, choice.among)
        assert {choice.title, choice.words} <= set(built_in_words.SAID)
    assert len(built_in_words.SAID) == 2 * len(rules.BUILT_IN)


def test_everything_that_may_be_counted_has_a_sentence_a_source_and_people():
    codes = {each.code for each in countable.COUNTED}
    assert set(definition_words.COUNTED) == set(rules.AMONG_OF) == codes
    assert set(definition_words.AMONG) == set(definition_words.BELOW) == set(countable.AMONG)
    for code in codes:
        sentence = definition_words.sentence(
            Choice("t", "w", code, rules.AMONG_OF[code][0], grouping="district")
        )
        assert re.fullmatch(r"Van [^:]+: [^,]+.*, per wijk, per jaar\.", sentence)
        assert definition_words.source_of(code)


def terms(definition, **changes):
    values = {
        "definition": definition,
        "agreement": None,
        "organisation": make_organisation(),
        "percent": 25,
        "comparison": "other_districts",
        "baseline_from": dt.date(2026, 4, 1),
        "baseline_until": dt.date(2026, 6, 30),
        "reached_on": dt.date(2028, 6, 30),
    }
    return promises.Terms(**values | changes)


def test_a_promise_is_written_down_once_and_stands_in_the_journal(region, noor):
    row = register(region, noor)
    made = promises.write_promise(region=region, terms=terms(row), by=noor, now=LATER)
    assert (made.percent, made.made_by, made.definition) == (25, noor.pk, row)
    with pytest.raises(promises.PromisedAlready):
        promises.write_promise(region=region, terms=terms(row), by=noor, now=LATER)
    promises.end_promise(promise=made, by=noor, now=LATER)
    actions = JournalEntry.objects.filter(object_id=str(made.pk))
    assert {line.action for line in actions} == {"write_promise", "end_promise"}
    assert deciding.all_promises(region)[0].ended_at == LATER


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"organisation": None}, promises.NobodyPromised),
        ({"percent": 0}, promises.NoSuchPercent),
        ({"baseline_until": dt.date(2026, 3, 1)}, promises.DaysOutOfOrder),
        ({"reached_on": dt.date(2026, 6, 30)}, promises.DaysOutOfOrder),
    ],
)
def test_a_promise_that_is_none_is_refused(region, noor, changes, refusal):
    row = register(region, noor)
    with pytest.raises(refusal):
        promises.write_promise(region=region, terms=terms(row, **changes), by=noor, now=LATER)


def test_a_promise_is_about_this_region_and_something_that_still_counts(region, noor):
    elsewhere = make_region(make_district())
    agreement = Agreement.objects.create(region=elsewhere, name="Daar", made_at=MOMENT)
    ended = make_definition(region, ended_at=MOMENT)
    wrong = [
        terms(make_definition(elsewhere)),
        terms(ended),
        terms(register(region, noor), agreement=agreement),
    ]
    for each in wrong:
        with pytest.raises(promises.NotHere):
            promises.write_promise(region=region, terms=each, by=noor, now=LATER)


def test_a_baseline_from_before_the_definition_is_allowed(region, noor):
    row = register(region, noor)
    early = terms(row, baseline_from=dt.date(2025, 1, 1))
    made = promises.write_promise(region=region, terms=early, by=noor, now=LATER)
    assert made.baseline_from < made.definition.registered_at.date()


def test_who_does_not_coordinate_here_promises_nothing(region, noor):
    row, bas = register(region, noor), make_person()
    grant_role(bas, "funder", region)
    with pytest.raises(definitions.MayNotDefine):
        promises.write_promise(region=region, terms=terms(row), by=bas, now=LATER)
