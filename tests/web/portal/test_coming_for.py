"""Coming on behalf of an organisation: by own choice; the organiser sees how often, not who."""

import datetime as dt

import pytest

from tests.factories import activities, people
from wijkschakel.activities.actions import coming_for
from wijkschakel.activities.models import Enrolment, Lead
from wijkschakel.base import clock
from wijkschakel.upkeep import privacy

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(district, anke, wil):
    """Three meetings that are over; Anke came to all, Wil leads; Anke works at Nabij."""

    class Table:
        nabij = people.make_organisation(name="Nabij", district=district)
        other = people.make_organisation(name="Elders", district=district)
        activity = activities.make_activity(district=district)

    people.make_membership(anke, Table.nabij)
    activities.make_lead(Table.activity, wil, role=Lead.Role.LEAD)
    now = clock.now()
    Table.places = [
        activities.make_enrolment(
            session=activities.make_session(
                activity=Table.activity, starts_at=now - dt.timedelta(days=7 * n)
            ),
            person=anke,
            was_there=True,
        )
        for n in (1, 2, 3)
    ]
    return Table


def test_who_belongs_somewhere_says_so_and_the_organiser_counts_meetings(visit, anke, wil, table):
    visitor, place = visit(anke), table.places[0]
    address = f"/bijeenkomst/{place.session_id}/namens/"
    assert "Nabij" in visitor.get(address).content.decode()
    assert visitor.post(address, {"voor": table.nabij.pk}).status_code == 302
    Enrolment.objects.filter(pk=table.places[1].pk).update(organisation=table.nabij)
    page = visit(wil).get(f"/activiteit/{table.activity.pk}/cijfers/").content.decode()
    assert "<bdi>Nabij</bdi>" in page
    assert "2 keer van de 3" in page
    assert "Anke" not in page
    told = privacy.export_person(anke).rooms["activities"]["enrolments"]
    assert [row["on_behalf_of"] for row in told] == [None, "Nabij", "Nabij"]
    assert visitor.post(address, {"voor": ""}).status_code == 302
    place.refresh_from_db()
    assert place.organisation is None


def test_nobody_comes_for_an_organisation_where_they_do_not_belong(visit, anke, fatma, table):
    place = table.places[0]
    address = f"/bijeenkomst/{place.session_id}/namens/"
    assert visit(anke).post(address, {"voor": table.other.pk}).status_code == 422
    with pytest.raises(coming_for.NotYourOrganisation):
        coming_for.come_for(enrolment=place, organisation=table.other, by=anke, now=clock.now())
    with pytest.raises(coming_for.NotYourOrganisation):
        coming_for.come_for(enrolment=place, organisation=table.nabij, by=fatma, now=clock.now())
    place.refresh_from_db()
    assert place.organisation is None
    assert visit(fatma).get(address).status_code == 404
