"""Breaking the glass: who may, for how long, and the resident hears of it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.factories.people import MOMENT, grant_role, make_account, make_person
from tests.factories.places import make_district, make_municipality, make_region
from wijkschakel.base import journal
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people import permissions, queries
from wijkschakel.people import privacy as people_privacy
from wijkschakel.people.actions import emergency
from wijkschakel.people.models import EmergencyAccess, Notice

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
REASON = "Buurvrouw hoort al twee dagen niets en de gordijnen zijn dicht."


@pytest.fixture
def fatma():
    return make_person(given_name="Fatma", district=make_district())


@pytest.fixture
def keepers(fatma):
    keepers = [make_person(given_name=name) for name in ("Carla", "Piet")]
    for keeper in keepers:
        grant_role(keeper, "safeguarding", fatma.district)
    return keepers


def break_glass(fatma, by, **changes):
    words = {"person": fatma, "thing": fatma, "reason": REASON, "by": by, "now": MOMENT}
    return emergency.break_glass(**words | changes)


def test_one_object_opens_for_three_hours_for_who_opened_it(fatma, keepers):
    carla, piet = keepers
    access = break_glass(fatma, carla)
    other = make_person(district=fatma.district)

    def may_open(viewer, thing, after):
        return permissions.open_emergency(viewer, thing._meta.label_lower, thing.pk, MOMENT + after)

    assert may_open(carla, fatma, 0 * HOUR) == access
    assert may_open(carla, fatma, 3 * HOUR - dt.timedelta(seconds=1)) == access
    assert may_open(carla, fatma, 3 * HOUR) is None
    assert may_open(carla, other, 0 * HOUR) is None
    assert may_open(piet, fatma, 0 * HOUR) is None
    line = JournalEntry.objects.get(action="break_glass")
    assert (line.is_emergency, line.about, line.by) == (True, fatma.pk, carla.pk)
    assert REASON not in str(line.details)


@pytest.mark.parametrize("role", ["coordinator", "professional", "administrator", "funder"])
def test_no_other_role_breaks_the_glass(fatma, role):
    by = make_person()
    grant_role(by, role, fatma.district)
    with pytest.raises(emergency.NoEmergency):
        break_glass(fatma, by)
    assert EmergencyAccess.objects.count() == 0


def test_the_role_holds_where_it_was_given_and_while_it_lasts(fatma):
    region = make_region(fatma.district)
    places = {
        "district": fatma.district,
        "municipality": fatma.district.municipality,
        "region": region,
        "everywhere": None,
        "another district": make_district(),
        "another municipality": make_municipality(),
        "another region": make_region(),
    }
    may = []
    for name, place in places.items():
        by = make_person()
        grant_role(by, "safeguarding", place)
        if permissions.may_break_glass(by, fatma, "people.person", MOMENT):
            may.append(name)
    assert may == ["district", "municipality", "region", "everywhere"]
    ended = make_person()
    yesterday = MOMENT.date() - dt.timedelta(days=1)
    grant_role(ended, "safeguarding", fatma.district, ends_on=yesterday)
    assert not permissions.may_break_glass(ended, fatma, "people.person", MOMENT)


@pytest.mark.parametrize(
    "reason", ["", "kort", "nood nood nood", " " * 40, "aaaaaaaaaaaaaaaaaaaaaaaa"]
)
def test_a_reason_is_a_sentence(fatma, keepers, reason):
    with pytest.raises(emergency.NoReason):
        break_glass(fatma, keepers[0], reason=reason)
    assert EmergencyAccess.objects.count() == 0


def test_conversation_notes_and_things_of_others_stay_closed(fatma, keepers):
    assert not permissions.may_break_glass(keepers[0], fatma, "paths.conversationnote", MOMENT)
    with pytest.raises(emergency.NoEmergency):
        break_glass(fatma, keepers[0], thing=make_person(district=fatma.district))
    with pytest.raises(emergency.NoEmergency):
        break_glass(keepers[0], keepers[0], thing=keepers[0])


def test_the_resident_is_told_within_a_day_by_notice_and_by_mail(fatma, keepers):
    make_account(person=fatma, email="fatma@example.org")
    break_glass(fatma, keepers[0])
    rounds = [MOMENT + hours * HOUR for hours in (1, 22, 23, 24)]
    told = [emergency.tell_residents(now=moment, next_round=HOUR) for moment in rounds]
    assert told == [0, 0, 1, 0]
    assert EmergencyAccess.objects.get().told_at == MOMENT + 23 * HOUR
    assert Notice.objects.get().person == fatma
    assert OutgoingMail.objects.get().to == "fatma@example.org"


def test_a_nightly_round_tells_at_once_for_the_next_night_is_too_late(fatma, keepers):
    break_glass(fatma, keepers[0])
    assert emergency.tell_residents(now=MOMENT + HOUR, next_round=24 * HOUR) == 1


def postpone(access, by, **changes):
    words = {
        "access": access,
        "until": MOMENT + 5 * 24 * HOUR,
        "reason": "Dader woont in hetzelfde huis en leest mee.",
        "by": by,
        "now": MOMENT + HOUR,
    }
    emergency.postpone_telling(**words | changes)


def test_a_second_person_may_postpone_with_a_reason(fatma, keepers):
    carla, piet = keepers
    access = break_glass(fatma, carla)
    postpone(access, piet)
    told = [
        emergency.tell_residents(now=MOMENT + days * 24 * HOUR, next_round=HOUR)
        for days in (1, 4, 5)
    ]
    assert told == [0, 0, 1]


def test_postponing_is_refused_alone_without_reason_without_role_or_without_end(fatma, keepers):
    carla, piet = keepers
    access = break_glass(fatma, carla)
    with pytest.raises(emergency.NoPostponement):
        postpone(access, carla)
    with pytest.raises(emergency.NoPostponement):
        postpone(access, make_person())
    with pytest.raises(emergency.NoPostponement):
        postpone(access, piet, until=MOMENT + 31 * 24 * HOUR)
    with pytest.raises(emergency.NoReason):
        postpone(access, piet, reason="daarom")
    access.refresh_from_db()
    assert access.postponed_until is None


def test_the_database_itself_wants_a_second_person(fatma, keepers):
    access = break_glass(fatma, keepers[0])
    access.postponed_by = keepers[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        access.save()


def test_the_month_report_counts_per_district_and_kind_and_names_nobody(fatma, keepers):
    carla, piet = keepers
    postpone(break_glass(fatma, carla, category="silence"), piet)
    break_glass(fatma, carla, category="danger")
    break_glass(fatma, piet, now=MOMENT + 40 * 24 * HOUR)
    march, april = dt.date(2026, 3, 1), dt.date(2026, 4, 1)
    here = [fatma.district_id]
    emergency.tell_residents(now=MOMENT + 24 * HOUR, next_round=HOUR)
    report = queries.emergency_report(march, april, here, MOMENT + 48 * HOUR)
    counted = {line.category: (line.times, line.told, line.not_told) for line in report}
    assert counted == {"niets meer gehoord": (1, 0, 1), "acuut gevaar": (1, 1, 0)}
    assert [word for word in ("Fatma", "Carla", "Piet") if word in str(report)] == []
    assert {line.district for line in report} == {fatma.district.name}
    emergency.tell_residents(now=MOMENT + 9 * 24 * HOUR, next_round=HOUR)
    late = queries.emergency_report(march, april, here, MOMENT + 9 * 24 * HOUR)
    assert sum(line.told_late for line in late) == 1
    assert queries.emergency_report(march, april, [make_district().pk], MOMENT) == []


def test_who_wiped_still_counts_in_the_report_of_the_district(fatma, keepers):
    here = [fatma.district_id]
    break_glass(fatma, keepers[0])
    people_privacy.erase(fatma, MOMENT)
    months = dt.date(2026, 3, 1), dt.date(2026, 4, 1)
    assert [line.times for line in queries.emergency_report(*months, here, MOMENT)] == [1]


def test_who_looked_shows_an_emergency_from_the_moment_the_resident_is_told(fatma, keepers):
    carla, _piet = keepers
    break_glass(fatma, carla)
    journal.record_read(
        action="see_person",
        now=MOMENT + HOUR,
        by=carla,
        about=fatma,
        is_emergency=True,
        role="safeguarding",
        why="emergency",
    )
    assert queries.who_looked(fatma) == []
    assert list(queries.emergencies_of(fatma)) == []
    emergency.tell_residents(now=MOMENT + 23 * HOUR, next_round=HOUR)
    assert [(look.name, look.is_emergency) for look in queries.who_looked(fatma)] == [
        ("Carla", True)
    ]
    assert queries.emergencies_of(fatma).count() == 1


def test_a_resident_who_cannot_read_it_here_is_visited(fatma, keepers):
    with_account = make_person(district=fatma.district)
    make_account(person=with_account)
    break_glass(with_account, keepers[0])
    access = break_glass(fatma, keepers[0])
    emergency.tell_residents(now=MOMENT + 24 * HOUR, next_round=HOUR)
    assert list(queries.to_tell_in_person([fatma.district_id])) == [access]
    assert list(queries.to_tell_in_person([make_district().pk])) == []
    noor = make_person()
    access.refresh_from_db()
    for _twice in range(2):
        emergency.note_told_in_person(access=access, by=noor, now=MOMENT + 26 * HOUR)
    assert list(queries.to_tell_in_person([fatma.district_id])) == []
    assert JournalEntry.objects.get(action="note_told_in_person").about == fatma.pk


def test_nobody_is_told_in_person_before_it_is_time(fatma, keepers):
    access = break_glass(fatma, keepers[0])
    with pytest.raises(emergency.NotToBeTold):
        emergency.note_told_in_person(access=access, by=make_person(), now=MOMENT)
