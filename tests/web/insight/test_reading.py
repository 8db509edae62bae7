"""Pages of figures: what they say, what they never say, and what everybody may take along."""

import csv
import io
import json
import re

import pytest

from tests.factories import activities, people, places
from tests.factories import outcomes as make
from wijkschakel.outcomes.models import Build, FocusArea, PublishedTable
from wijkschakel.people.models import RoleGrant

pytestmark = pytest.mark.django_db
Role = RoleGrant.Role
PAGES = ("", "bereik/", "samen/", "vraag/", "wijken/", "balans/", "alles/", "jaar/")


@pytest.fixture
def region(district):
    return places.make_region(district, name="Hazelrode", slug="hazelrode")


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def read(client):
    return lambda path="": text(client.get(f"/cijfers/regio/hazelrode/{path}"))


@pytest.fixture
def year(region, district):
    """A year in which 112 people took part, of whom three groups may be told."""
    place = district.code
    make.publish_table(
        region,
        "taking-part",
        {("hazelrode", "all"): 112, (place, "all"): 112, (f"{place}:low", "all"): 14,
         (f"{place}:other", "all"): 87, (f"{place}:unknown", "all"): 11},
    )  # fmt: skip
    return region


def test_a_promise_begins_with_the_answer_and_says_where_it_may_lie(region, read):
    make.make_definition(None, key="perceived-health")
    make.publish_claim(region)
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112})
    page = read()
    assert "Van 62 naar 68 van de 100 deelnemers die zich gezond voelen</h1>" in page
    assert "Het kan ook tussen 63 en 73 liggen." in page
    assert "De belofte van 25% beter is niet gehaald: dat is 78 van de 100." in page
    assert "D. Een indicatie, geen bewezen effect." in page
    assert "Gewoon tellen zegt +31%." in page


def test_too_few_is_an_answer_with_what_would_be_needed(region, read):
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112})
    make.publish_claim(
        region, verdict="too_few", before=None, after=None, low=None, high=None, change=None,
        change_low=None, change_high=None, pairs=14, missing_pairs=6, reached="unknown",
    )  # fmt: skip
    page = read()
    assert "te weinig om iets te zeggen</h1>" in page
    assert "Er zijn nog 6 mensen meer nodig die twee keer antwoorden." in page


def test_a_high_start_says_that_the_promise_cannot_be_kept_on_this_scale(region, read):
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112})
    make.publish_claim(region, verdict="ceiling", before=0.9, after=0.91, reached="unknown")
    assert "25% beter kan op deze schaal niet: het begin was al hoog." in read()


def test_while_the_first_figures_are_made_the_page_says_so(region, district, read, client):
    Build.objects.create(region=region, started_at=make.AT)
    assert "worden nu voor het eerst gemaakt" in read()
    assert "voor het eerst gemaakt" in text(client.get(f"/cijfers/wijk/{district.code}/"))
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112})
    assert "voor het eerst gemaakt" not in read()


@pytest.mark.parametrize("path", PAGES)
def test_without_a_publication_every_page_says_so_and_nothing_breaks(region, client, path):
    answer = client.get(f"/cijfers/regio/hazelrode/{path}")
    assert answer.status_code == 200
    assert "None" not in text(answer)


def test_the_bars_of_reach_stand_beside_who_lives_there(year, district, read):
    low = places.make_neighbourhood(district=district, name="Lage Wal")
    high = places.make_neighbourhood(district=district, name="Hoge Wal")
    for hood, residents, score in ((low, 2000.0, -0.4), (high, 8000.0, 0.3)):
        places.make_figure(hood, "residents", value=residents)
        places.make_figure(hood, "ses_score", value=score)
    page = read("bereik/")
    # 14 of 101 with a known neighbourhood, where 20 of 100 live: 69 of every 100
    assert "Waar er 100 mochten komen uit straten met weinig geld, kwamen er 69</h1>" in page
    assert "12 van de 100 deelnemers. In de wijken: 20 van de 100 mensen." in page
    assert "10 van de 100 deelnemers. Zij gaven geen buurt op." in page


def test_what_is_kept_back_is_said_so_and_never_a_nought(year, region, district, client):
    place = district.code
    make.publish_table(region, "role", {("hazelrode", "all"): 112, ("hazelrode", "visitor"): 90,
                                        ("hazelrode", "lead"): None}, name="by_answer")  # fmt: skip
    make.publish_table(region, "asked", {("hazelrode", "all"): 50, ("hazelrode", "met"): 44,
                                         ("hazelrode", "open"): "under_10_percent"})  # fmt: skip
    page = text(client.get("/cijfers/regio/hazelrode/samen/"))
    assert "Trekt het</b></p><p>hierover zeggen we niets</p>" in page
    assert "minder dan 10 van de 100" in text(client.get("/cijfers/regio/hazelrode/vraag/"))
    hood = text(client.get(f"/cijfers/wijk/{place}/"))
    assert "112 mensen deden dit jaar mee in Lindewijk</h1>" in hood


def test_the_sum_counts_everybody_once_and_says_how_often_twice(year, region, district, read):
    for name, reached in (("Wandelen", 80), ("Koken", 60)):
        activity = activities.make_activity(district=district, title=name)
        make.publish_table(
            region, f"activity-{activity.pk}", {("hazelrode", "all"): reached}, name="by_answer"
        )
    page = read("samen/")
    assert "112 mensen deden dit jaar mee</h1>" in page
    assert "dan tel je 28 keer iemand dubbel" in page


def test_the_movement_to_neighbours_is_a_picture_with_the_same_words(year, region, district, read):
    root, place = "hazelrode", district.code
    for period, alone in (("2025", 40), ("2026", 60)):
        cells = {"all": 100, "informal": alone, "both": 100 - alone, "formal": None}
        told = {(area, code): n for area in (root, place) for code, n in cells.items()}
        make.publish_table(region, "side", told, period, "by_answer")
    make.publish_table(region, "shift", {(root, "all"): 100, (root, "to_neighbours"): 30,
                                         (root, "new_here"): None}, name="by_answer")  # fmt: skip
    make.publish_table(region, "aim", {(root, "all"): 120, (root, "care_too"): "under_10_percent"},
                       name="by_answer")  # fmt: skip
    make.publish_table(region, "ties", {(root, "all"): 44})
    page = read("samen/")
    assert "60 van de 100 alleen met buren, 40 met buren en bij organisaties." in page
    assert "Meer met buren dan een jaar eerder</b></p><svg" in page
    assert "Nieuw hier" not in page
    assert "Bij minder dan 10 van de 100 mensen was er ook zorg bij." in page
    assert "60 van de 100. In 2025: 40." in page
    assert "44<small>mensen leerden hier iemand kennen" in page


def test_the_balance_says_where_nothing_is_done(region, read):
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112})
    counts = {"action:initiative:resident:learning": 3, "action:promise:system:funding": 1,
              "action:programme::": 2}  # fmt: skip
    make.publish_body(region, "counts", "2026", "counts", json.dumps({"counts": counts}))
    page = read("balans/")
    assert "Op 18 van de 20 plekken doen we nog niets</h1>" in page
    assert "<li>3 initiatieven</li>" in page
    assert "Professional: hier gebeurt nog niets." in page
    assert "Nog zonder plek: 2 programma&#x27;s." in page


def test_euros_stand_apart_with_what_they_are_and_are_not_added_up(region, read):
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112})
    counts = {"euros_paid": 1_250, "euros_saved": 300, "euros_free": None}
    make.publish_body(region, "counts", "2026", "counts", json.dumps({"counts": counts}))
    for page in (read("samen/"), read("jaar/")):
        assert "€ 1.250" in page
        assert "betaalden mensen zelf bij activiteiten." in page
        assert "Dit is geschat" in page
        assert "1.550" not in page
        assert "gratis plekken voor wie weinig" not in page


def test_how_far_a_district_is_stands_with_what_it_means(region, district, read):
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112})
    counts = {f"ripe:{district.code}:learning": 3}
    make.publish_body(region, "counts", "2026", "counts", json.dumps({"counts": counts}))
    page = read("balans/")
    assert '<td data-k="Lerend vermogen" class="is-counted">meer partijen dragen het' in page
    assert "Meer partijen: twee of meer mensen of organisaties dragen dat samen." in page


def test_reach_is_told_of_neighbourhoods_that_a_region_chose(year, region, district, read):
    hood, hidden = (places.make_neighbourhood(district=district) for _ in range(2))
    for one in (hood, hidden):
        places.make_figure(one, "residents", value=2000.0)
        FocusArea.objects.create(region=region, neighbourhood=one, chosen_at=make.AT)
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112, (hood.code, "all"): 40,
                                               (hidden.code, "all"): None})  # fmt: skip
    page = read("bereik/")
    assert "20 van elke 1.000 mensen doen mee. In de hele regio: 28." in page
    assert f"{hidden.name}</b></p><p>hierover zeggen we niets</p>" in page


def test_districts_are_compared_only_where_they_may_be_told(region, district, read):
    other = places.make_district(name="Kerkwijk")
    hidden = places.make_district(name="Stilwijk")
    for place in (other, hidden):
        region.districts.add(place)
    for place in (district, other, hidden):
        places.make_figure(place, "residents", value=1000.0)
    make.publish_table(
        region,
        "taking-part",
        {("hazelrode", "all"): 412, (district.code, "all"): 300, (other.code, "all"): 100,
         (hidden.code, "all"): None},
    )  # fmt: skip
    page = read("wijken/")
    assert "2 wijken verschillen echt van de andere</h1>" in page
    assert page.count("Hier mogen we niets over zeggen.") == 1


def test_no_two_tables_of_a_year_have_the_same_name(year, region, read):
    for topic, name in (
        ("answers-perceived-health.health", "by_answer"),
        ("answers-perceived-health.health", "by_area"),
    ):
        make.publish_table(region, topic, {("hazelrode", "all"): 50}, name=name)
    names = re.findall(r"<summary[^>]*>(.*?)</summary>", read("alles/"), re.DOTALL)
    assert len(names) >= 2
    assert sorted(set(names)) == sorted(names)


def test_the_downloads_hold_exactly_what_was_published(year, region, client):
    make.publish_table(region, "asked", {("hazelrode", "all"): 50, ("hazelrode", "met"): None})
    sheet = client.get("/cijfers/regio/hazelrode/alles/cijfers.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert [(r["onderwerp"], r["antwoord"], r["mensen"]) for r in rows if r["onderwerp"] == "asked"
            ] == [("asked", "all", "50"), ("asked", "met", "")]  # fmt: skip
    told = json.loads(client.get("/cijfers/regio/hazelrode/alles/cijfers.json").content)
    bodies = {(t["topic"], t["table"]): t["body"] for t in told["tables"]}
    for row in PublishedTable.objects.all():
        assert bodies[row.topic, row.name] == json.loads(row.body)
    again = client.get("/cijfers/regio/hazelrode/alles/cijfers.json").content
    assert again == client.get("/cijfers/regio/hazelrode/alles/cijfers.json").content


def test_an_organiser_sees_what_it_means_and_somebody_else_nothing(
    region, district, visit, wil, noor, sam, fatma
):
    activity = activities.make_activity(district=district)
    activities.make_lead(activity, wil)
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112})
    make.publish_table(region, f"step-{activity.pk}", {("hazelrode", "all"): 21,
                       ("hazelrode", "reached"): 11, ("hazelrode", "busy"): 10})  # fmt: skip
    address = f"/cijfers/activiteit/{activity.pk}/"
    assert "Voor 21 mensen is dit een stap naar een eigen doel</h1>" in text(
        visit(wil).get(address)
    )
    assert visit(noor).get(address).status_code == 200
    assert visit(sam).get(address).status_code == 404
    assert visit(fatma).get(address).status_code == 404


def test_the_desk_tells_the_same_as_every_page_and_counts_nothing_itself(
    region, district, visit, noor
):
    large, small = (
        places.make_neighbourhood(district=district, name=n) for n in ("Groot", "Klein")
    )
    session = activities.make_session(activity=activities.make_activity(capacity=None))
    for _number in range(26):
        who = people.make_person(district=district, neighbourhood=large)
        activities.make_enrolment(session=session, person=who, was_there=True)
    for year, people_there in (("2025", 40), ("2026", 52)):
        make.publish_table(
            region, "taking-part",
            {("hazelrode", "all"): 112, (district.code, "all"): people_there,
             (large.code, "all"): people_there - 20, (small.code, "all"): None}, period=year,
        )  # fmt: skip
    page = text(visit(noor).get("/werkplek/bereik/"))
    assert "52 mensen deden mee in 2026</h1>" in page
    assert '<td class="n">20</td><td class="n">32</td>' in page
    assert page.count(">zeggen we niet<") == 2
    assert ">26<" not in page
    assert "Geteld tot 28 november 2026" in page


def test_a_curious_coordinator_with_two_roles_sees_what_everybody_sees(year, noor, visit, client):
    people.grant_role(noor, Role.FUNDER, noor.district)
    for path in PAGES:
        address = f"/cijfers/regio/hazelrode/{path}"
        mine, others = visit(noor).get(address).content, client.get(address).content
        assert main(mine) == main(others)


def main(page):
    begin = page.index(b'<div class="ws-wrap ws-page">')
    told = page[begin : page.index(b"</main>")]
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", told)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_ten_questions_at_most_however_much_is_told(
    path, count, region, district, client, django_assert_max_num_queries
):
    for number in range(count):
        place = places.make_district(name=f"Wijk {number}")
        region.districts.add(place)
        hood = places.make_neighbourhood(district=place)
        make.publish_table(region, "taking-part", {("hazelrode", "all"): 112,
                           (place.code, "all"): 40, (hood.code, "all"): 20})  # fmt: skip
        activity = activities.make_activity(district=place)
        make.publish_table(region, f"activity-{activity.pk}", {("hazelrode", "all"): 30})
    make.publish_claim(region)
    with django_assert_max_num_queries(10):
        client.get(f"/cijfers/regio/hazelrode/{path}")


def test_the_page_of_a_neighbourhood_asks_ten_questions_at_most(
    year, district, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        assert client.get(f"/cijfers/wijk/{district.code}/").status_code == 200


def test_a_district_without_a_region_says_so(client):
    lonely = places.make_district(name="Eiland")
    assert "Over Eiland zijn er nog geen cijfers</h1>" in text(
        client.get(f"/cijfers/wijk/{lonely.code}/")
    )


def test_another_year_can_be_looked_at_and_nonsense_is_the_newest(year, region, client):
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 60}, period="2025")
    address = "/cijfers/regio/hazelrode/samen/"
    assert "112 mensen deden" in text(client.get(address))
    assert "60 mensen deden" in text(client.get(f"{address}?periode=2025"))
    assert "112 mensen deden" in text(client.get(f"{address}?periode=1e9%00"))


def test_the_way_in_lists_regions_for_a_stranger_and_leads_a_resident_home(
    region, client, visit, fatma, bas
):
    assert 'href="/cijfers/regio/hazelrode/"' in text(client.get("/cijfers/"))
    assert visit(fatma).get("/cijfers/").url == f"/cijfers/wijk/{fatma.district.code}/"
    assert visit(bas).get("/cijfers/").url == "/cijfers/regio/hazelrode/"


def test_the_shift_from_organisations_to_residents_is_told_year_by_year(year, region, read):
    for when, own in (("2025", 30), ("2026", 45)):
        told = {"counts": {"sessions": 100, "sessions_resident_run": own, "hours": None}}
        make.publish_body(region, "counts", when, "counts", json.dumps(told))
    page = read("samen/")
    assert "30 van de 100 bijeenkomsten zijn van bewoners zelf" in page
    assert "45 van de 100 bijeenkomsten zijn van bewoners zelf" in page
    assert "uur." not in page


def test_growth_begins_with_the_first_year_in_which_there_was_something(year, region, read):
    series = {"organisations:2023": 0, "organisations:2024": 5, "organisations:2026": 13}
    make.publish_body(region, "counts", "2026", "counts", json.dumps({"counts": series}))
    assert "2024: 5, 2026: 13." in read("samen/")


def test_an_activity_that_is_not_shown_has_no_name_in_the_sum(year, district, read):
    for state in ("draft", "stopped", "published"):
        activity = activities.make_activity(district=district, title=f"Dit is {state}", state=state)
        make.publish_table(
            year, f"activity-{activity.pk}", {("hazelrode", "all"): 30}, name="by_answer"
        )
    page = read("samen/")
    assert [state for state in ("draft", "stopped", "published") if f"Dit is {state}" in page] == [
        "published"
    ]
