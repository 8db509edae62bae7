"""Open data: complete, calm, safe to open, and nothing of persons."""

import csv
import datetime as dt
import io
import json

import pytest
from django.utils import timezone

from tests.factories import hours, people, places, services
from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from wijkschakel.activities.models import Activity
from wijkschakel.base import clock
from wijkschakel.network.actions import publishing
from wijkschakel.web.api import rpde

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SERIES = "/open-data/openactive/session-series/"
FORMULA = '=HYPERLINK("http://example.org")'
EVERYTHING = (
    "/open-data/activiteiten.csv", "/open-data/spreekuren.csv", "/open-data/diensten.atom",
    "/open-data/hsds.zip", "/open-data/dataset.jsonld", "/open-data/openapi.json",
    "/open-data/hsds-nl.json", SERIES, "/api/hsds/", "/api/hsds/services?full=true",
    "/api/hsds/organizations", "/api/hsds/service_at_locations", "/api/hsds/taxonomies",
    "/api/hsds/taxonomy_terms",
)  # fmt: skip


def make_service(district, **changes):
    """Make a service that was checked today."""
    now = clock.now()
    values = {"assured_on": timezone.localdate(now), "created_at": now, "district": district}
    return services.make_service(**values | changes)


@pytest.fixture
def town(district, fatma, jan, wil):
    """Give a walk led by Jan with Fatma in it, an hour where Wil sits, a service."""
    venue = places.make_venue(
        district=district, street="Kade 1", postcode="1234 AB", town="Lindedorp"
    )
    activity = make_activity(district=district, venue=venue, title="Samen wandelen")
    session = make_session(activity=activity, starts_at=clock.now() + DAY)
    make_enrolment(session=session, person=fatma)
    make_lead(activity, jan, shows_name=True)
    hour = hours.make_hour(district=district, venue=venue)
    hours.make_host(hour, wil)
    hours.make_appointment(hour, fatma, starts_at=clock.now() + DAY, about="de deurwaarder kwam")
    make_service(district, venue=venue, organisation=people.make_organisation())
    publishing.publish_all(now=clock.now())
    return session


@pytest.mark.parametrize("path", EVERYTHING)
def test_everything_is_open_may_be_kept_and_names_nobody(client, town, path):
    answer = client.get(path)
    assert answer.status_code == 200
    text = answer.content.decode("utf-8", "replace")
    assert [word for word in ("Fatma", "Jan", "Wil", "deurwaarder") if word in text] == []
    assert not answer.cookies
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"].startswith("public, max-age=")
    assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_numbers_of_queries_do_not_grow(client, town, django_assert_max_num_queries):
    for _ in range(8):
        make_service(town.district, venue=places.make_venue(district=town.district))
        make_session(activity=make_activity(district=town.district), starts_at=clock.now() + DAY)
    for path in EVERYTHING:
        with django_assert_max_num_queries(10, info=path):
            client.get(path)


@pytest.mark.parametrize("name", ["activiteiten", "spreekuren"])
def test_a_table_never_holds_a_formula_and_one_district_is_one_district(client, town, name):
    make_session(
        activity=make_activity(district=town.district, title=FORMULA), starts_at=clock.now() + DAY
    )
    hours.make_hour(district=town.district, title=FORMULA)
    text = client.get(f"/open-data/{name}.csv").content.decode("utf-8-sig")
    names = {row["naam"] for row in csv.DictReader(io.StringIO(text))}
    assert f"'{FORMULA}" in names
    assert FORMULA not in names
    code = places.make_district().code
    there = client.get(f"/open-data/{name}.csv?wijk={code}").content.decode("utf-8-sig")
    assert len(there.splitlines()) == 1
    assert client.get(f"/open-data/{name}.csv?wijk=WK000000").status_code == 404


@pytest.mark.parametrize("changes", [{"state": "closed"}, {"assured_on": dt.date(2020, 1, 1)}])
def test_a_service_that_is_gone_or_old_is_not_for_machines_either(client, district, changes):
    old = make_service(district, name="Oud", **changes)
    new = make_service(district, name="Nieuw")
    page = client.get("/api/hsds/services").json()
    assert [one["name"] for one in page["contents"]] == ["Nieuw"]
    assert client.get(f"/api/hsds/services/{new.pk}").status_code == 200
    gone = client.get(f"/api/hsds/services/{old.pk}")
    assert (gone.status_code, gone.json()) == (404, {"detail": "Deze dienst is er niet."})


def test_services_are_asked_for_by_words_terms_owner_and_moment(client, district):
    owner = people.make_organisation()
    food = make_service(
        district,
        name="Voedselbank",
        kind="food",
        organisation=owner,
        changed_at=clock.now() - 90 * DAY,
        assured_on=timezone.localdate(clock.now() - 90 * DAY),
    )
    make_service(district, name="Rechtswinkel", kind="law", is_formal=False)
    [term] = [
        one["id"]
        for one in client.get("/api/hsds/taxonomy_terms").json()["contents"]
        if one["code"] == "food"
    ]

    def names(**asked):
        page = client.get("/api/hsds/services", asked).json()
        return [one["name"] for one in page["contents"]]

    assert names(taxonomy_term_id=term) == ["Voedselbank"]
    assert names(organization_id=owner.pk) == ["Voedselbank"]
    assert names(taxonomy_term_id=str(owner.pk)) == []
    day = (clock.now() - 30 * DAY).date().isoformat()
    assert names(modified_after=day) == ["Rechtswinkel"]
    minimal = client.get("/api/hsds/services", {"minimal": "true"}).json()["contents"]
    assert {tuple(sorted(one)) for one in minimal} == {("id", "modified_date")}
    assert str(food.pk) in {one["id"] for one in minimal}


def test_a_page_says_where_it_is(client, district):
    for number in range(5):
        make_service(district, name=f"Dienst {number}")
    page = client.get("/api/hsds/services", {"per_page": 2, "page": 3}).json()
    assert [one["name"] for one in page.pop("contents")] == ["Dienst 4"]
    assert page == {
        "total_items": 5, "total_pages": 3, "page_number": 3, "size": 1,
        "first_page": False, "last_page": True, "empty": False,
    }  # fmt: skip
    assert client.get("/api/hsds/services?page=9").json()["empty"] is True


@pytest.mark.parametrize(
    "query", ["page=0", "per_page=501", "page=x", "modified_after=gisteren", "taxonomy_id=1"]
)
def test_a_question_that_is_not_understood_is_named(client, query):
    answer = client.get(f"/api/hsds/services?{query}")
    name = query.split("=")[0]
    assert (answer.status_code, answer.json()) == (422, {"detail": f"Dit klopt niet: {name}."})


@pytest.mark.parametrize("value", ["-1", "x", "1.5", "9" * 30, str(2**63), "٣", ""])
def test_a_feed_wants_a_whole_number(client, value):
    assert client.get(SERIES, {"afterChangeNumber": value}).status_code == 400


def test_a_feed_that_is_not_there_is_not_there(client):
    assert client.get("/open-data/openactive/zwemmen/").status_code == 404


def test_who_walks_a_feed_sees_each_thing_once_and_then_only_what_changes(
    client, town, settings, monkeypatch
):
    monkeypatch.setattr(rpde, "PAGE", 2)
    for number in range(4):
        activity = make_activity(
            district=town.district, venue=town.activity.venue, title=f"Wandelen {number}"
        )
        make_session(activity=activity, starts_at=clock.now() + DAY)
    publishing.publish_all(now=clock.now())

    def walk(path):
        seen = []
        while True:
            page = client.get(path.removeprefix(settings.BASE_URL)).json()
            seen += page["items"]
            if not page["items"]:
                assert page["next"] == path
                return seen, path
            path = page["next"]

    seen, last = walk(f"{settings.BASE_URL}{SERIES}")
    numbers = [one["modified"] for one in seen]
    assert numbers == sorted(set(numbers))
    assert len({one["id"] for one in seen}) == len(seen) == 5
    Activity.objects.filter(pk=town.activity_id).delete()
    publishing.publish_all(now=clock.now())
    again, _last = walk(last)
    [gone] = again
    assert (gone["state"], gone["id"], "data" in gone) == ("deleted", str(town.activity_id), False)


def test_the_last_page_is_asked_again_soon_and_others_later(client, town):
    assert client.get(SERIES)["Cache-Control"] == "public, max-age=3600"
    answer = client.get(json.loads(client.get(SERIES).content)["next"])
    assert answer["Cache-Control"] == "public, max-age=30"


def test_the_page_for_people_leads_to_everything(client, town):
    page = client.get("/open-data/").content.decode()
    for path in ("/open-data/activiteiten.csv", "/open-data/openapi.json", "/api/hsds/", SERIES):
        assert f'href="{path}"' in page
    assert "CC BY 4.0" in page
