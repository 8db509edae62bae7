"""What the service map knows of people goes along, is wiped, and is not kept too long."""

import datetime as dt

import pytest

from tests.factories import people, services
from tests.factories.people import MOMENT
from wijkschakel.activities.models import ServiceEditor, ServiceSuggestion
from wijkschakel.activities.privacy import services as privacy
from wijkschakel.upkeep import privacy as whole

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def owner(district):
    """Give somebody who keeps a service with a link, and suggested something elsewhere."""
    person = people.make_person(district=district, email="Wil@Example.org")
    service = services.make_service(name="Weggeefwinkel", district=district)
    services.make_editor(service, email="wil@example.org")
    services.make_suggestion(service, proposed_by=person, note="dinsdag dicht", contact="06 zqx")
    return person


def test_a_person_takes_along_links_and_suggestions(owner):
    told = whole.export_person(owner).rooms["activities"]
    assert [row["service"] for row in told["service_links"]] == ["Weggeefwinkel"]
    assert [(r["note"], r["contact"]) for r in told["service_suggestions"]] == [
        ("dinsdag dicht", "06 zqx")
    ]


def test_nobody_takes_along_what_is_of_another(owner, sam):
    told = privacy.export(sam)
    assert told == {name: [] for name in told}


def test_after_wiping_the_suggestion_stays_without_a_person_and_the_link_is_gone(owner):
    whole.erase_person(person=owner, by=owner, now=MOMENT)
    [left] = ServiceSuggestion.objects.all()
    assert (left.proposed_by, left.note, left.contact) == (None, "", "")
    assert left.changes["name"]["to"] == "Andere naam"
    assert not ServiceEditor.objects.exists()


def test_how_to_reach_who_suggested_goes_thirty_days_after_the_decision(owner):
    ServiceSuggestion.objects.update(state="declined", decided_at=MOMENT)
    assert privacy.retention(MOMENT + 29 * DAY)["suggestions wiped"] == 0
    assert privacy.retention(MOMENT + 30 * DAY)["suggestions wiped"] == 1
    assert ServiceSuggestion.objects.get().contact == ""
    assert privacy.retention(MOMENT + 364 * DAY)["suggestions"] == 0
    assert privacy.retention(MOMENT + 365 * DAY)["suggestions"] == 1


def test_a_suggestion_that_waits_is_kept(owner):
    privacy.retention(MOMENT + 4000 * DAY)
    assert ServiceSuggestion.objects.get().contact == "06 zqx"


def test_a_link_is_forgotten_a_year_after_it_stopped(owner):
    ServiceEditor.objects.update(revoked_at=MOMENT)
    assert privacy.retention(MOMENT + 364 * DAY)["service links"] == 0
    assert privacy.retention(MOMENT + 365 * DAY)["service links"] == 1
