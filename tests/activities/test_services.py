"""The service map: adding, changing without loss, checking, and how old what we know may be."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories import places, services
from tests.factories.people import MOMENT
from wijkschakel.activities.actions import services as actions
from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import service_facts
from wijkschakel.activities.queries import services as queries
from wijkschakel.base.models import JournalEntry

pytestmark = pytest.mark.django_db
HERE = (52.0, 6.0)


def facts(**changes):
    """Give what is said of a walk-in."""
    said = {
        "name": "Inloop De Linde",
        "kind": "meeting",
        "is_formal": False,
        "phones": [["+31880001234", "balie"]],
        "times": {"0": "9:00-12:00, 13:00-17:00", "2": "19:00-21:00"},
    }
    return said | changes


@pytest.fixture
def service(district, noor):
    """Give a service with a place, a number and times."""
    venue = places.make_venue(district=district, name="De Linde")
    said = facts(places=[[str(venue.pk), "eerste deur"]])
    return actions.create_service(
        district=district, facts=said, by=noor, now=MOMENT, checked_by="De Linde"
    )


def change(service, version=1, **said):
    """Change a service as somebody who saw this version."""
    return actions.change_service(
        service=service, version=version, facts=said, by=None, now=MOMENT, changed_as="De Linde"
    )


def test_what_was_said_can_be_read_back(service):
    kept = service_facts.facts_of(service)
    assert {name: kept[name] for name in facts()} == facts()
    assert [place.venue.name for place in service.places.all()] == ["De Linde"]
    assert (service.assured_on, service.assured_by) == (timezone.localdate(MOMENT), "De Linde")


def test_each_write_leaves_one_line_in_the_journal(service, noor):
    change(service, name="Inloop")
    actions.check_service(service=service, checked_by="wijkteam", by=noor, now=MOMENT)
    actions.set_capacity(service=service, capacity="room", by=noor, now=MOMENT)
    lines = JournalEntry.objects.filter(object_id=str(service.pk))
    assert sorted(line.action for line in lines) == [
        "change_service", "check_service", "create_service", "set_capacity",
    ]  # fmt: skip


def test_a_fact_that_is_none_is_a_mistake_in_the_code(service):
    with pytest.raises(TypeError):
        change(service, version_=3)
    with pytest.raises(TypeError):
        change(service, assured_by="iemand")


def test_two_people_who_edit_at_once_lose_nothing(service):
    change(service, name="Inloop van Wil")
    with pytest.raises(actions.ChangedMeanwhile):
        change(service, name="Inloop van Noor")
    service.refresh_from_db()
    assert (service.name, service.version) == ("Inloop van Wil", 2)
    change(service, version=2, name="Inloop van Noor")
    said = [(one.differences[0].before, one.differences[0].after) for one in history(service)]
    assert said == [
        ("Inloop van Wil", "Inloop van Noor"), ("Inloop De Linde", "Inloop van Wil"),
    ]  # fmt: skip


def history(service):
    """Give the history of a service as it is now."""
    one = Service.objects.get(pk=service.pk)
    versions = service_facts.versions_of(one)
    names = queries.names_for(one.district, service_facts.numbers_in(one, versions))
    return service_facts.history_of(one, versions, names.known)


def test_saving_without_a_change_makes_no_version(service):
    change(service, **facts())
    assert history(service) == []


def test_times_of_one_place_or_one_period_stay_when_those_of_every_week_change(service):
    summer = service.times.create(
        weekday=5, opens=dt.time(10), closes=dt.time(11), valid_from=dt.date(2026, 7, 1)
    )
    change(service, times={"1": "10:00-11:00"})
    assert [time.pk for time in service.times.filter(weekday=5)] == [summer.pk]
    assert service_facts.facts_of(service)["times"] == {"1": "10:00-11:00"}


def checked(day, **changes):
    """Make a service that was last checked on a day."""
    return services.make_service(assured_on=day, **changes)


@pytest.mark.parametrize(
    ("today", "day", "word"),
    [
        ("2026-11-21", "2026-05-22", "fresh"),
        ("2026-11-21", "2026-05-21", "due"),
        ("2026-11-21", "2026-02-22", "due"),
        ("2026-11-21", "2026-02-21", "old"),
        ("2026-11-21", "2025-11-22", "old"),
        ("2026-11-21", "2025-11-21", "hidden"),
        ("2026-02-28", "2025-08-31", "fresh"),
        ("2026-03-01", "2025-08-31", "due"),
        ("2024-02-29", "2023-02-28", "hidden"),
    ],
)
def test_the_very_day_counts(district, today, day, word):
    now = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(today), dt.time(0, 1)))
    service = checked(dt.date.fromisoformat(day), district=district)
    assert queries.freshness_of(service, now) == word
    assert queries.visible_services(now).filter(pk=service.pk).exists() is (word != "hidden")


def test_what_nobody_ever_checked_is_as_old_as_it_is_here(district):
    service = checked(None, district=district, created_at=MOMENT)
    evening = MOMENT + dt.timedelta(days=364)
    assert queries.visible_services(evening).get() == service
    assert not queries.visible_services(MOMENT + dt.timedelta(days=366)).exists()


def test_informal_comes_first_and_then_the_nearest(district):
    def at(name, metres, **changes):
        venue = places.make_venue(district=district, latitude=52 + metres / 111_195, longitude=6)
        return services.make_service(name=name, venue=venue, **changes)

    at("ver", 900)
    at("huisarts", 10, is_formal=True)
    at("dichtbij", 100)
    services.make_service(name="nergens", district=district)
    found = queries.near(queries.search_services(queries.ServiceWish(MOMENT, district)), HERE)
    assert [one.name for one in found] == ["dichtbij", "ver", "nergens", "huisarts"]


def test_a_service_at_two_places_counts_from_the_nearest(district):
    service = services.make_service(district=district)
    for metres in (5000, 100):
        venue = places.make_venue(district=district, latitude=52 + metres / 111_195, longitude=6)
        service.places.create(venue=venue)
    [found] = queries.near(queries.visible_services(MOMENT), HERE)
    assert found.minutes == 2


def test_who_lives_elsewhere_finds_what_is_for_the_municipality_or_the_country(district, elsewhere):
    services.make_service(name="wijk", district=elsewhere)
    services.make_service(name="land", district=elsewhere, reach="country")
    neighbour = places.make_district(municipality=district.municipality)
    services.make_service(name="gemeente", district=neighbour, reach="municipality")
    services.make_service(name="buren", district=neighbour)
    found = queries.search_services(queries.ServiceWish(MOMENT, district))
    assert sorted(service.name for service in found) == ["gemeente", "land"]
