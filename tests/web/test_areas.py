"""Pages of regions, municipalities, districts and neighbourhoods."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.activities.test_adopting import CODE, TODAY, adopt
from tests.factories import activities, people, places
from tests.factories.places import make_criterion, make_figure, square
from tests.web.desk.counting import questions
from wijkschakel.base import clock
from wijkschakel.people.models import RoleGrant
from wijkschakel.places.models import RolloutTick

pytestmark = pytest.mark.django_db
Role = RoleGrant.Role


@pytest.fixture
def town():
    return places.make_municipality(code="GM0355", name="Zeist")


@pytest.fixture
def wijk(town):
    return places.make_district(
        municipality=town, code="WK035501", name="Molenkwartier", boundary=square(),
        boundary_year=2014, longitude=6.005, latitude=52.005, contact_name="Noor",
        contact_phone="030 123 45 67", contact_hours="elke werkdag",
    )  # fmt: skip


def text(response):
    return " ".join(response.content.decode().split())


def test_the_headline_of_a_district_is_how_many_people_live_there(client, wijk):
    make_figure(wijk, value=12340.0)
    page = text(client.get("/wijk/WK035501/"))
    assert '<span dir="auto">In Molenkwartier wonen 12.340 mensen</span></h1>' in page
    assert "In 2024. Bron: CBS." in page


def test_without_residents_it_is_how_people_feel_and_else_a_welcome(client, wijk):
    assert "Welkom in Molenkwartier" in text(client.get("/wijk/WK035501/"))
    make_figure(wijk, "good_health", value=79.4, ages="18+", is_modelled=True)
    page = text(client.get("/wijk/WK035501/"))
    assert "In Molenkwartier voelen 79 van de 100 volwassenen zich gezond" in page
    assert "geschat met een model, niet geteld" in page


def test_whom_to_call_stands_there_and_else_the_number_of_everybody(client, wijk, settings):
    page = text(client.get("/wijk/WK035501/"))
    assert "Bel Noor" in page
    assert 'href="tel:+31301234567"' in page
    wijk.contact_phone = ""
    wijk.save()
    assert settings.HELP_PHONE in text(client.get("/wijk/WK035501/"))


def test_the_map_links_every_neighbourhood_and_the_list_says_the_same(client, wijk):
    for n, name in enumerate(("Noord", "Zuid"), start=1):
        places.make_neighbourhood(
            district=wijk, code=f"BU0355010{n}", name=name, boundary=square(6 + n / 100),
            longitude=6.005 + n / 100, latitude=52.005,
        )  # fmt: skip
    page = text(client.get("/wijk/WK035501/"))
    for code, name in (("BU03550101", "Noord"), ("BU03550102", "Zuid")):
        assert f'<a class="m-area" href="/buurt/{code}/" aria-label="{name}">' in page
        assert f'<a href="/buurt/{code}/"><span dir="auto">{name}</span></a>' in page
    assert "De grenzen zijn van 2014." in page


def test_a_neighbourhood_without_a_boundary_is_a_point_on_the_map(client, wijk):
    places.make_neighbourhood(
        district=wijk, code="BU03550101", name="Noord", longitude=6.005, latitude=52.005
    )
    page = text(client.get("/wijk/WK035501/"))
    assert '<a class="m-area m-area--dot" href="/buurt/BU03550101/" aria-label="Noord">' in page


def test_without_boundaries_the_page_says_so_and_the_list_is_whole(client, town):
    places.make_district(municipality=town, code="WK035502", name="Zonder kaart")
    page = text(client.get("/gemeente/GM0355/"))
    assert "Er is nog geen kaart" in page
    assert '<a href="/wijk/WK035502/"><span dir="auto">Zonder kaart</span></a>' in page


def test_what_there_is_to_do_soon_stands_there_at_most_five_and_only_what_goes_on(client, wijk):
    now = clock.now()
    for n in range(7):
        activity = activities.make_activity(district=wijk, title=f"Samen eten & drinken {n}")
        activities.make_session(activity=activity, starts_at=now + dt.timedelta(days=n + 1))
    off = activities.make_activity(district=wijk, title="Gaat niet door")
    activities.make_session(activity=off, starts_at=now + dt.timedelta(hours=2), state="cancelled")
    elsewhere = activities.make_activity(district=places.make_district(), title="Ergens anders")
    activities.make_session(activity=elsewhere, starts_at=now + dt.timedelta(hours=2))
    page = text(client.get("/wijk/WK035501/"))
    shown = [n for n in range(7) if f"Samen eten &amp; drinken {n}" in page]
    assert shown == [0, 1, 2, 3, 4]
    assert "Gaat niet door" not in page
    assert "Ergens anders" not in page


def test_what_there_is_to_do_the_agenda_and_joining_are_one_press_away(client, wijk):
    session = activities.make_session(
        activity=activities.make_activity(district=wijk, title="Samen eten"),
        starts_at=clock.now() + dt.timedelta(days=1),
    )
    page = text(client.get("/wijk/WK035501/"))
    links = [f"/bijeenkomst/{session.pk}/", "/agenda/?wijk=WK035501", "/wijk/WK035501/meedoen/"]
    for link in links:
        assert f'href="{link}"' in page
        assert client.get(link).status_code == 200


def test_an_empty_agenda_says_so(client, wijk):
    assert "Hier staat nog niets op de agenda" in text(client.get("/wijk/WK035501/"))


@pytest.mark.parametrize(
    "path",
    ["/wijk/WK999999/", "/wijk/GM0355/", "/buurt/WK035501/", "/gemeente/onzin/", "/wijk/%00/",
     "/regio/onbekend/", "/wijk/WK035501<script>/"],
)  # fmt: skip
def test_a_place_that_is_not_there_is_not_found(client, wijk, path):
    assert client.get(path).status_code == 404


def test_names_with_html_are_shown_as_they_are(client, town):
    name = '<script>alert("x")</script>'
    wijk = places.make_district(
        municipality=town, code="WK035503", name=name, boundary=square(), contact_name=name,
        contact_phone="1",
    )  # fmt: skip
    places.make_neighbourhood(district=wijk, code="BU03550301", name=name, boundary=square())
    region = places.make_region(wijk, name=name, slug="x")
    make_criterion(region, text=name)
    for path in ("/wijk/WK035503/", "/buurt/BU03550301/", "/gemeente/GM0355/", "/regio/x/",
                 "/regios/"):  # fmt: skip
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


ASKED = {
    "/wijk/WK035501/": 6, "/buurt/BU03550101/": 6, "/gemeente/GM0355/": 4, "/regio/r/": 7,
    "/regio/r/?wat=begin": 7, "/regio/r/?wat=wijkschakel.samen-op-stap": 7, "/regios/": 2,
}  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_a_page_asks_no_more_of_the_database_with_more_rows(client, town, wijk, rows):
    region = places.make_region(wijk, slug="r")
    for n in range(1, rows + 1):
        extra = places.make_district(
            municipality=town, code=f"WK0355{n + 10}", boundary=square(6 + n / 50)
        )
        region.memberships.create(district=extra)
        make_figure(extra, value=100.0)
        make_criterion(region)
        places.make_neighbourhood(district=wijk, code=f"BU035501{n:02d}", boundary=square())
        places.make_region(slug=f"r{n}")
        make_figure(wijk, f"eigen_{n}", value=1.0)
        activities.make_session(
            activity=activities.make_activity(district=wijk),
            starts_at=clock.now() + dt.timedelta(days=n),
        )
    asked = {}
    for path in ASKED:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        asked[path] = len(seen)
    assert asked == ASKED


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_who_coordinates_asks_as_many_questions_of_a_region_with_all_in_it(visit, town, wijk, rows):
    region, around = places.make_region(wijk, slug="r"), places.make_region(wijk)
    for n in range(rows):
        district = places.make_district(
            municipality=town if n % 2 else places.make_municipality(),
            code=f"WK0355{n + 10}", boundary=square(6 + n / 50),
        )  # fmt: skip
        for one in (region, around):
            one.memberships.create(district=district)
        make_figure(district, value=100.0)
        RolloutTick.objects.create(
            criterion=make_criterion(region), district=district, ticked_at=clock.now()
        )
        adopt(district, TODAY)
        network = people.make_network(district=district)
        people.make_member(network, people.make_organisation(district=district))
    for place in (region, around, wijk, None):
        maria = people.make_person(given_name="Maria")
        people.grant_role(maria, Role.COORDINATOR, place)
        browser = visit(maria)
        for path in ("/regio/r/", "/regio/r/?wat=begin", f"/regio/r/?wat={CODE}"):
            assert questions(lambda: browser.get(path)) == 9, (place, path)  # noqa: B023


def test_who_coordinates_a_region_ticks_in_what_another_region_shares_with_it(visit, region, wijk):
    maria = people.make_person(given_name="Maria")
    people.grant_role(maria, Role.COORDINATOR, places.make_region(wijk, slug="naast"))
    make_criterion(region)
    page = text(visit(maria).get("/regio/zeist/"))
    assert page.count("/vinkjes/") == page.count("WK035501/vinkjes/") == 1
    assert "/eisen/" not in page


def test_tiles_lie_under_the_map_only_when_the_installation_names_them(client, wijk, settings):
    assert "<image" not in text(client.get("/wijk/WK035501/"))
    settings.MAP_TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
    page = text(client.get("/wijk/WK035501/"))
    assert '<image href="https://tiles.example.org/16/33859/21644.png' in page
    assert page.count("<image") <= 30


def test_the_region_says_in_how_many_districts_it_runs(client, wijk):
    other = places.make_district(name="Havenwijk", boundary=square(6.02))
    region = places.make_region(wijk, other, slug="zeist", name="Zeist", is_pilot=True)
    assert "2 wijken leren hier samen" in text(client.get("/regio/zeist/"))
    criterion = make_criterion(region, text="Elke week spreekuur")
    assert "In 0 van 2 wijken loopt het" in text(client.get("/regio/zeist/"))
    RolloutTick.objects.create(criterion=criterion, district=wijk, ticked_at=clock.now())
    page = text(client.get("/regio/zeist/"))
    assert "In 1 van 2 wijken loopt het" in page
    assert 'class="m-area m-area--lit" href="/wijk/WK035501/"' in page
    assert "Proeftuin" in page
    assert '<form method="post" action="/regio/' not in page


@pytest.fixture
def region(wijk):
    return places.make_region(
        wijk, places.make_district(name="Havenwijk", code="WK999901"), slug="zeist"
    )


@pytest.fixture
def coordinator(region, visit):
    noor = people.make_person(given_name="Noor")
    people.grant_role(noor, Role.COORDINATOR, region)
    return visit(noor)


def test_the_coordinator_of_a_region_writes_the_list_and_ticks(coordinator, region, wijk):
    coordinator.post("/regio/zeist/eisen/", {"text": "Elke week spreekuur"})
    criterion = region.criteria.get()
    page = text(coordinator.get("/regio/zeist/"))
    assert "Elke week spreekuur" in page
    coordinator.post(
        "/regio/zeist/wijk/WK035501/vinkjes/", {"criterion": [criterion.pk, "x", "9" * 30]}
    )
    assert [t.district for t in RolloutTick.objects.all()] == [wijk]
    coordinator.post("/regio/zeist/wijk/WK035501/vinkjes/", {})
    assert RolloutTick.objects.count() == 0
    coordinator.post(f"/regio/zeist/eisen/{criterion.pk}/weg/")
    assert region.criteria.count() == 0


def test_an_empty_line_is_refused_with_a_sentence(coordinator, region):
    response = coordinator.post("/regio/zeist/eisen/", {"text": "  "})
    assert response.status_code == 422
    assert "Schrijf op wat er moet zijn." in text(response)


def test_the_coordinator_of_one_district_ticks_there_and_nowhere_else(visit, region, wijk):
    sam = people.make_person(given_name="Sam")
    people.grant_role(sam, Role.COORDINATOR, wijk)
    criterion = make_criterion(region)
    visitor = visit(sam)
    page = text(visitor.get("/regio/zeist/"))
    assert page.count("/vinkjes/") == 1
    words = {"criterion": [criterion.pk]}
    assert visitor.post("/regio/zeist/wijk/WK999901/vinkjes/", words).status_code == 404
    assert visitor.post("/regio/zeist/eisen/", {"text": "Meer"}).status_code == 404
    assert RolloutTick.objects.count() == 0
    assert visitor.post("/regio/zeist/wijk/WK035501/vinkjes/", words).status_code == 302
    assert RolloutTick.objects.count() == 1


def test_a_criterion_of_another_region_cannot_be_taken_away(coordinator, region):
    strange = make_criterion(places.make_region(slug="ander"))
    assert coordinator.post(f"/regio/zeist/eisen/{strange.pk}/weg/").status_code == 404
    strange.refresh_from_db()


def test_the_coordinator_is_told_when_the_region_is_far_from_the_aim(coordinator, client, wijk):
    make_figure(wijk, value=500.0)
    assert "De regio is niet zo groot als bedoeld" in text(coordinator.get("/regio/zeist/"))
    assert "De regio is niet zo groot als bedoeld" not in text(client.get("/regio/zeist/"))
