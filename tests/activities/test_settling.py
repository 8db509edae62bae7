"""What free places cost is told per quarter, and never so that somebody is found by it."""

import datetime as dt

from tests.factories.activities import make_activity, make_enrolment, make_session
from tests.factories.people import MOMENT, make_organisation, make_person
from wijkschakel.activities.models import FreePlace
from wijkschakel.activities.queries.settling import settlement
from wijkschakel.activities.rules import settling as rules

DAY = dt.timedelta(days=1)


def part(name, organisation="Buurthuis", people=12, free=2, start=0, price=250):
    everybody = frozenset(range(start, start + people))
    return rules.Part(
        name, organisation, everybody, frozenset(sorted(everybody)[:free]), free, free * price
    )


def told(*parts):
    found = rules.settle(parts)
    return [(line.activity, line.times, line.cents) for line in found.lines], found.has_rest


def test_ten_people_of_whom_not_all_are_free_stand_apart():
    assert told(part("Koor")) == ([("Koor", 2, 500)], False)
    assert told(part("Koor", people=9)) == ([], True)
    assert told(part("Koor", free=12)) == ([], True)
    assert told(part("Koor", free=0)) == ([], False)


def test_small_ones_are_told_together_and_one_is_never_found_by_subtracting():
    small = part("Schaken", people=6), part("Breien", people=6, start=20, free=1)
    assert told(*small) == ([("", 3, 750)], False)
    assert told(part("Koor"), part("Schaken", people=6, start=50)) == ([("Koor", 2, 500)], True)
    elsewhere = part("Lezen", "Bieb", people=6, start=40), part("Puzzel", "Kerk", people=6)
    assert told(*elsewhere) == ([("", 4, 1000)], False)


def test_only_who_was_there_counts_and_only_in_these_months(district, django_assert_num_queries):
    activity = make_activity(
        district=district, title="Zwemmen", price_cents=300, is_free_with_little_money=True,
        organisation=make_organisation(name="Bad"),
    )  # fmt: skip
    session = make_session(activity=activity, starts_at=MOMENT, capacity=20)
    people = [make_person() for _number in range(12)]
    for person in people:
        make_enrolment(session=session, person=person)
    for person in people[:3]:
        FreePlace.objects.create(
            person=person, session=session, price_cents=300, asked_at=MOMENT - DAY
        )
    make_enrolment(session=session, person=make_person(), was_there=False)
    session.enrolments.filter(person=people[0]).update(was_there=False)
    with django_assert_num_queries(2):
        found = settlement([district.pk], MOMENT - DAY, MOMENT + DAY)
    assert [(one.activity, one.organisation, one.times) for one in found.lines] == [
        ("Zwemmen", "Bad", 2)
    ]
    assert found.cents == 600
    assert not settlement([district.pk], MOMENT + DAY, MOMENT + 9 * DAY).lines


def test_the_desk_sees_quarters_that_are_over_and_no_names(visit, noor, fatma, district):
    from wijkschakel.web.desk.views.settling import quarters  # noqa: PLC0415

    assert quarters(dt.date(2026, 2, 14))[:2] == [
        (dt.date(2025, 10, 1), dt.date(2026, 1, 1)), (dt.date(2025, 7, 1), dt.date(2025, 10, 1)),
    ]  # fmt: skip
    for asked in ("", "2000-01-01", "x"):
        page = visit(noor).get(f"/werkplek/gratis-plekken/?kwartaal={asked}")
        assert page.status_code == 200
        assert fatma.given_name not in page.text
