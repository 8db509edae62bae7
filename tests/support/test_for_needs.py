"""What an organisation plans names a need and a place; residents need no permission for theirs."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories.activities import make_activity
from tests.factories.guides import make_need
from tests.factories.people import make_membership, make_organisation
from tests.factories.places import make_neighbourhood, make_venue
from wijkschakel.activities.models import Activity, Session
from wijkschakel.support.models import Need, NeedAnswer
from wijkschakel.support.rules.citing import must_cite

ADDRESS = "/organiseren/nieuw/"


@pytest.mark.parametrize(
    ("changes", "must"),
    [
        ({}, False),
        ({"is_resident_run": False}, True),
        ({"has_organisation": True}, True),
        ({"is_in_programme": True}, True),
        ({"is_resident_run": False, "has_organisation": True, "is_import": True}, False),
    ],
)
def test_who_names_a_need(changes, must):
    own = {"has_organisation": False, "is_resident_run": True, "is_in_programme": False}
    assert must_cite(**own | {"is_import": False} | changes) is must


@pytest.fixture
def house(jan, district):
    """Jan works for the house of the neighbourhood, which has a room in a neighbourhood."""
    organisation = make_organisation(name="Buurthuis", district=district)
    make_membership(person=jan, organisation=organisation)
    jan.district = district
    jan.save()
    hood = make_neighbourhood(district=district, name="Lindehof")
    return organisation, make_venue(district=district, neighbourhood=hood)


def sent(**changes):
    day = timezone.localdate() + dt.timedelta(days=3)
    values = {"title": "Eettafel", "theme": "eat", "day": day.isoformat(), "at": "17:00"}
    return values | {"minutes": "120", "rhythm": "once", "price": "0"} | changes


def test_an_organisation_names_what_neighbours_look_for_and_where(visit, house, jan, district):
    organisation, venue = house
    need = make_need(district, title="Niet alleen eten")
    mine = {"organisation": str(organisation.pk), "is_resident_run": "on"}
    page = visit(jan)
    assert need.title in page.get(ADDRESS).text
    for missing in ({"venue": str(venue.pk)}, {"needs": str(need.pk)}):
        answer = page.post(ADDRESS, sent(**mine, **missing))
        assert answer.status_code == 422
    assert not Activity.objects.exists()
    full = sent(**mine, venue=str(venue.pk), needs=str(need.pk))
    assert page.post(ADDRESS, full).status_code == 302
    made = Activity.objects.get()
    assert (made.organisation, made.is_resident_run) == (organisation, False)
    assert NeedAnswer.objects.get(activity=made).need == need


def test_nothing_on_the_list_fits_then_it_is_written_down_once(visit, house, jan):
    _organisation, venue = house
    for title in ("Eettafel", "Nog een tafel"):
        form = sent(title=title, venue=str(venue.pk), heard="Samen eten op zondag")
        assert visit(jan).post(ADDRESS, form).status_code == 302
    need = Need.objects.get()
    assert (need.source, need.neighbourhood.name) == ("plan", "Lindehof")
    assert need.answers.count() == 2


def test_residents_skip_it_and_nobody_picks_a_need_of_elsewhere(visit, house, jan, elsewhere):
    assert visit(jan).post(ADDRESS, sent(is_resident_run="on")).status_code == 302
    assert not NeedAnswer.objects.exists()
    strange = make_need(elsewhere, title="Ver weg")
    form = sent(is_resident_run="on", needs=str(strange.pk))
    assert visit(jan).post(ADDRESS, form).status_code == 422


def test_more_days_of_what_never_named_one_ask_for_it(visit, house, jan, noor):
    _organisation, venue = house
    old = make_activity(district=venue.district, venue=venue, is_resident_run=False)
    page, form = f"/activiteit/{old.pk}/plannen/", sent(rhythm="weekly")
    assert visit(noor).post(page, form).status_code == 422
    assert not Session.objects.exists()
    assert visit(noor).post(page, form | {"heard": "Buiten zijn"}).status_code == 302
    assert Session.objects.exists()
    # It named one now: the next time nothing is asked.
    assert 'name="heard"' not in visit(noor).get(page).text
