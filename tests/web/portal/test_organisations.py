"""The page of an organisation: what it does, its networks, and asking, agreeing and ending."""

import datetime as dt

import pytest

from tests.factories import activities, hours, initiatives
from tests.factories.people import make_member, make_membership, make_network, make_organisation
from tests.factories.places import make_region
from tests.factories.services import make_service
from wijkschakel.activities.models import Lead
from wijkschakel.base import clock
from wijkschakel.people.models import NetworkMember

pytestmark = pytest.mark.django_db
SINCE = "1 januari 2026"


@pytest.fixture
def shop(district):
    return make_organisation(name="Bakkerij Deeg", kind="business", district=district)


@pytest.fixture
def network():
    return make_network(name="Samen Gezond")


def text(response):
    return " ".join(response.content.decode().split())


def page(one, more=""):
    return f"/organisaties/{one.pk}/{more}"


def test_the_page_says_what_it_does_where_and_which_networks_it_belongs_to(
    client, shop, network, district
):
    hours.make_hour(district=district, organisation=shop, title="Koffie-uur")
    initiative = initiatives.make_initiative(district=district, name="Ruilkast")
    initiatives.make_party(initiative, organisation=shop)
    make_member(network, shop)
    make_member(make_network(name="Van toen"), shop, ends_on=dt.date(2026, 2, 1))
    make_member(make_network(name="Nog niet"), shop, network_yes_at=None, starts_on=None)
    shown = text(client.get(page(shop)))
    for word in ("Ondernemer", "Lindewijk", "Koffie-uur", "Ruilkast", "Samen Gezond", "Van toen",
                 f"sinds {SINCE}", "1 februari 2026"):  # fmt: skip
        assert word in shown, word
    assert "Nog niet" not in shown
    members = text(client.get(page(network)))
    assert ("1 organisatie doet mee" in members, "Bakkerij Deeg" in members) == (True, True)


def test_of_people_only_who_lets_a_name_stand_is_named(client, shop, district, wil, jan):
    activity = activities.make_activity(district=district, organisation=shop, state="published")
    activities.make_lead(activity, wil, role=Lead.Role.LEAD, shows_name=True)
    activities.make_lead(activity, jan, role=Lead.Role.LEAD, shows_name=False)
    make_membership(jan, shop)
    shown = text(client.get(page(shop)))
    assert ("Wil" in shown, "Jan" in shown) == (True, False)


def test_a_network_asks_an_organisation_and_it_says_yes(visit, shop, network, wil, fatma):
    make_membership(wil, network)
    make_membership(fatma, shop)
    mine, theirs = page(network, "netwerken/"), page(shop, "netwerken/")
    found = text(visit(wil).get(f"{mine}?zoek=deeg"))
    assert f'action="{mine}vraag/{shop.pk}/"' in found
    assert visit(wil).post(f"{mine}vraag/{shop.pk}/")["Location"] == mine
    assert "wacht op een antwoord" in text(visit(wil).get(mine))
    assert "1 vraag wacht op jullie" in text(visit(fatma).get(theirs))
    member = NetworkMember.objects.get()
    assert visit(fatma).post(f"{theirs}{member.pk}/ja/")["Location"] == theirs
    assert "Nu samen" in text(visit(fatma).get(theirs))
    visit(wil).post(f"{mine}{member.pk}/stop/")
    again = visit(fatma).post(f"{theirs}{member.pk}/stop/")
    assert (again.status_code, "Dit staat er niet meer" in text(again)) == (422, True)


def test_an_organisation_asks_a_network_and_a_shop_is_no_network(visit, shop, network, fatma):
    make_membership(fatma, shop)
    mine, other = page(shop, "netwerken/"), make_organisation(name="Andere winkel")
    assert "Andere winkel" not in text(visit(fatma).get(f"{mine}?zoek=winkel"))
    refused = visit(fatma).post(f"{mine}vraag/{other.pk}/")
    assert (refused.status_code, "Dit is geen netwerk" in text(refused)) == (422, True)
    visit(fatma).post(f"{mine}vraag/{network.pk}/")
    member = NetworkMember.objects.get()
    assert (member.network, member.starts_on) == (network, None)


def test_who_does_not_belong_to_it_arranges_nothing(visit, client, shop, network, noor, fatma):
    make_membership(fatma, network)
    member = make_member(network, shop)
    mine = page(shop, "netwerken/")
    for who in (noor, fatma):
        assert "Regel jullie netwerken" not in text(visit(who).get(page(shop)))
        assert visit(who).get(mine).status_code == 404
        assert visit(who).post(f"{mine}{member.pk}/stop/").status_code == 404
    other = make_member(make_network(), make_organisation())
    own = page(network, f"netwerken/{other.pk}/stop/")
    assert visit(fatma).post(own).status_code == 404


def test_the_page_of_a_region_lists_its_movements(client, shop, network, district):
    region = make_region(district)
    assert "Bewegingen en netwerken" not in text(client.get(f"/regio/{region.slug}/"))
    make_member(network, shop)
    shown = text(client.get(f"/regio/{region.slug}/"))
    assert f'href="{page(network)}"' in shown
    assert "1 organisatie doet mee" in shown


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_pages_ask_as_much_of_the_database_whatever_there_is(
    rows, visit, client, network, district, wil, django_assert_num_queries
):
    make_membership(wil, network)
    for number in range(rows):
        shop = make_organisation(district=district)
        make_member(network, shop)
        hours.make_hour(district=district, organisation=network)
        make_service(district=district, organisation=network)
        activity = activities.make_activity(district=district, organisation=network)
        activities.make_session(activity=activity, starts_at=clock.now() + dt.timedelta(days=2))
        activities.make_lead(activity, wil, shows_name=True)
        party = initiatives.make_initiative(district=district, name=f"Kast {number}")
        initiatives.make_party(party, organisation=network)
    browser = visit(wil)
    browser.get("/")
    with django_assert_num_queries(PUBLIC_ASKS):
        client.get(page(network))
    with django_assert_num_queries(MEMBER_ASKS):
        browser.get(page(network))
    with django_assert_num_queries(OWN_ASKS):
        browser.get(page(network, "netwerken/?zoek=s"))


PUBLIC_ASKS, MEMBER_ASKS, OWN_ASKS = 8, 10, 7
