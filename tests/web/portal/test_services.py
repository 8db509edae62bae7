"""Who helps: the list, a service, an organisation, suggesting, and the owner's page."""

import csv
import datetime as dt
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import people, places, services
from wijkschakel.activities.actions import services as actions
from wijkschakel.activities.models import Service, ServiceSuggestion
from wijkschakel.base import clock, visits

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SCRIPT = '<script>alert("x")</script>'


@pytest.fixture
def here(district, client):
    """Give a visitor who chose the district."""
    client.cookies["ws_place"] = district.code
    return client


def today():
    """Give the day it is here."""
    return timezone.localdate(clock.now())


def make(district, **changes):
    """Make a service that was checked today."""
    now = clock.now()
    values = {"assured_on": timezone.localdate(now), "created_at": now, "district": district}
    return services.make_service(**values | changes)


def listed(page):
    """Give the names in the list."""
    return re.findall(r'href="/wie-helpt/[0-9a-f-]{36}/" dir="auto"[^>]*>([^<]*)<', page)


def look(visitor, query=""):
    """Open the list."""
    response = visitor.get(f"/wie-helpt/{query}")
    assert response.status_code == 200
    return listed(response.content.decode())


def test_the_list_says_informal_first(here, district):
    make(district, name="Huisarts", is_formal=True)
    make(district, name="Zangkoor")
    assert look(here) == ["Zangkoor", "Huisarts"]


def test_each_choice_narrows_the_list(here, district):
    flat = places.make_venue(district=district, is_step_free=True)
    make(district, name="Open", times=dict.fromkeys(range(7), "0:00-23:59"), is_formal=True,
         price_cents=None)  # fmt: skip
    make(district, name="Betaald", price_cents=250, spoken=["tr"])
    make(district, name="Vlak", venue=flat, documents_needed="Je pas.")
    make(district, name="Eten", kind="food", is_by_appointment=True)
    found = {
        "?open=ja": ["Open"],
        "?gratis=ja": ["Eten", "Vlak"],
        "?rolstoel=ja": ["Vlak"],
        "?formeel=ja": ["Open"],
        "?informeel=ja": ["Betaald", "Eten", "Vlak"],
        "?zomaar=ja": [],
        "?taal=tr": ["Betaald"],
        "?soort=eten": ["Eten"],
        "?soort=eten&soort=vervoer": ["Eten"],
        "?zoek=vlak": ["Vlak"],
        "?soort=%3Cscript%3E&taal=x&toon=-1": ["Betaald", "Eten", "Vlak", "Open"],
    }
    assert {query: sorted(look(here, query)) for query in found} == {
        query: sorted(names) for query, names in found.items()
    }


def test_walking_counts_from_the_neighbourhood_of_the_visitor(client, district):
    near = places.make_neighbourhood(district=district, latitude=52.0, longitude=6.0)
    client.cookies["ws_place"] = near.code
    for name, metres in (("Dichtbij", 100), ("Ver", 4000)):
        point = {"latitude": 52 + metres / 111_195, "longitude": 6.0}
        make(district, name=name, venue=places.make_venue(district=district, **point))
    assert look(client, "?lopen=10") == ["Dichtbij"]
    assert look(client) == ["Dichtbij", "Ver"]


def test_an_empty_answer_says_what_to_drop_and_whom_to_call(here, district):
    make(district, name="Zangkoor")
    page = here.get("/wie-helpt/?zoek=zangkoor&gratis=ja&soort=vervoer").content.decode()
    assert listed(page) == []
    assert "?gratis=ja&amp;zoek=zangkoor" in page
    assert "tel:+31880001234" in page


def hide(service, days=366):
    """Let the last check be longer than a year ago."""
    Service.objects.filter(pk=service.pk).update(assured_on=today() - days * DAY)


def test_hidden_and_stopped_services_cannot_be_enumerated(here, district):
    owner = people.make_organisation(district=district)
    hidden = make(district, name="Verborgen", organisation=owner, kind="food")
    stopped = make(district, name="Gestopt", organisation=owner, kind="food")
    shown = make(district, name="Zichtbaar", organisation=owner, kind="food", capacity="none",
                 capacity_at=clock.now())  # fmt: skip
    hide(hidden)
    Service.objects.filter(pk=stopped.pk).update(state="closed")
    pages = [
        "/wie-helpt/", "/wie-helpt/?zoek=Verborgen", "/wie-helpt/?zoek=Gestopt",
        "/wie-helpt/?soort=eten&toon=300", f"/wie-helpt/?wijk={district.code}",
        "/wie-helpt/diensten.csv", f"/wie-helpt/{shown.pk}/", f"/organisaties/{owner.pk}/",
    ]  # fmt: skip
    told = "".join(here.get(page).content.decode() for page in pages)
    # The words of a search stand in its own field, so only addresses and numbers are looked for.
    assert [word for word in (str(hidden.pk), str(stopped.pk)) if word in told] == []
    assert str(shown.pk) in told


def test_a_hidden_service_is_not_lost_for_who_kept_its_address(here, district):
    service = make(district, name="Verborgen")
    hide(service)
    page = here.get(f"/wie-helpt/{service.pk}/").content.decode()
    assert "langer dan een jaar niet nagekeken" in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize(
    ("days", "is_marked"), [(0, False), (200, False), (280, True), (360, True)]
)
def test_a_service_is_marked_after_nine_months(here, district, days, is_marked):
    service = make(district)
    hide(service, days)
    page = here.get(f"/wie-helpt/{service.pk}/").content.decode()
    assert ("negen maanden niet nagekeken" in page) is is_marked


def test_a_stopped_service_is_gone_and_says_who_else_helps(here, district):
    service = make(district, name="Oud", kind="food", state="closed")
    make(district, name="Nieuw", kind="food")
    response = here.get(f"/wie-helpt/{service.pk}/")
    assert (response.status_code, "Nieuw" in response.content.decode()) == (410, True)


def test_a_service_tells_machines_the_same_as_people(here, district):
    owner = people.make_organisation(district=district, kind="government")
    service = make(
        district, name=f"Loket {SCRIPT}", organisation=owner, phone="+31880001234",
        times={0: "9:00-12:00"}, venue=places.make_venue(district=district),
    )  # fmt: skip
    page = here.get(f"/wie-helpt/{service.pk}/").content.decode()
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    told = json.loads(text)
    assert (told["@type"], told["name"]) == ("GovernmentService", f"Loket {SCRIPT}")
    assert told["availableChannel"]["servicePhone"][0]["telephone"] == "+31880001234"
    assert told["hoursAvailable"][0]["opens"] == "09:00"
    assert SCRIPT not in page
    assert 'href="tel:+31880001234"' in page


def test_the_table_runs_nothing_in_a_spreadsheet(here, district):
    make(district, name='=HYPERLINK("http://x")', summary="+31880001234", phone="+31880001234")
    text = here.get("/wie-helpt/diensten.csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert row["naam"] == '\'=HYPERLINK("http://x")'
    assert row["telefoon"] == "+31880001234"


# suggesting


def form_of(service, **changes):
    """Give the form as it is at first, with changes."""
    return {"name": service.name, "price": "0", "phones": ""} | changes


def test_a_suggestion_is_kept_said_back_and_changes_nothing(client, district):
    service = make(district, name="Inloop")
    address = reverse("portal:suggest_service", args=[service.pk])
    response = client.post(address, form_of(service, time_0="9-12", note=SCRIPT))
    page = response.content.decode()
    assert response.status_code == 200
    assert ("maandag: 9:00-12:00" in page, SCRIPT in page) == (True, False)
    suggestion = ServiceSuggestion.objects.get()
    assert suggestion.changes == {"times": {"from": {}, "to": {"0": "9:00-12:00"}}}
    assert (suggestion.note, suggestion.proposed_by) == (SCRIPT, None)
    assert not service.times.exists()


def test_what_is_gone_is_proposed_to_stop(client, district):
    service = make(district)
    client.post(
        reverse("portal:suggest_service", args=[service.pk]), form_of(service, is_gone="on")
    )
    assert ServiceSuggestion.objects.get().changes == {"state": {"from": "active", "to": "closed"}}


@pytest.mark.parametrize(
    "field", ["name", "summary", "who_for", "note", "contact", "how_to_join", "phones"]
)
def test_ten_thousand_letters_are_refused_and_kept_in_the_form(client, district, field):
    service = make(district)
    long = "x" * 10_000
    address = reverse("portal:suggest_service", args=[service.pk])
    response = client.post(address, form_of(service, **{field: long}))
    assert (response.status_code, long in response.content.decode()) == (422, True)
    assert not ServiceSuggestion.objects.exists()


def test_fields_that_are_not_asked_cannot_be_slipped_in(client, district):
    service = make(district)
    address = reverse("portal:suggest_service", args=[service.pk])
    client.post(address, form_of(service, note="x", assured_by="ik", is_formal="on", version="9"))
    assert ServiceSuggestion.objects.get().changes == {}


def test_one_address_cannot_flood_the_desk(client, district):
    made = [make(district) for _number in range(13)]
    statuses = [
        client.post(reverse("portal:suggest_service", args=[one.pk]), form_of(one, note="x"))
        for one in made
    ]
    assert [response.status_code for response in statuses] == [200] * 12 + [422]
    assert ServiceSuggestion.objects.count() == 12


# the owner's page


@pytest.fixture
def owned(district):
    """Give a service, and the address of its owner's page."""
    service = make(district, name="Inloop")
    _editor, token = services.make_editor(service, now=clock.now())
    return service, f"/wie-helpt/beheer/{token}/"


def own_form(service, version=1, **changes):
    """Give the form of the owner."""
    return form_of(service, kind="meeting", version=version, **changes)


def test_the_owner_checks_and_says_there_is_room_in_one_tap(client, owned):
    service, address = owned
    hide(service, 200)
    client.post(f"{address}klopt/")
    client.post(f"{address}plek/", {"plek": "waiting"})
    service.refresh_from_db()
    assert (service.assured_on, service.capacity) == (today(), "waiting")


def test_the_owner_changes_everything(client, owned):
    service, address = owned
    said = own_form(service, name="Soepinloop", phones="088 000 12 39 (balie)\n113", time_4="12-14")
    assert client.post(address, said).status_code == 302
    service.refresh_from_db()
    assert [str(phone) for phone in service.phones.order_by("pk")] == ["+31880001239", "113"]
    assert (service.name, service.version, str(service.times.get())) == (
        "Soepinloop", 2, "4 12:00-14:00",
    )  # fmt: skip


def test_two_people_at_once_see_both_versions_and_lose_nothing(client, owned):
    service, address = owned
    actions.change_service(
        service=service, version=1, now=clock.now(), by=None, changed_as="x",
        facts={"name": "Naam van Noor", "summary": "Soep van Noor"},
    )  # fmt: skip
    response = client.post(address, own_form(service, name="Mijn naam"))
    page = response.content.decode()
    assert response.status_code == 422
    told = (
        'value="Mijn naam"',
        'value="Soep van Noor"',
        "Naam van Noor",
        'name="version" value="2"',
    )
    assert [word for word in told if word not in page] == []
    service.refresh_from_db()
    assert service.name == "Naam van Noor"
    said = own_form(service, version=2, name="Mijn naam", summary="Soep van Noor")
    assert client.post(address, said).status_code == 302
    service.refresh_from_db()
    assert (service.name, service.summary) == ("Mijn naam", "Soep van Noor")


@pytest.mark.parametrize("version", ["", "0", "-1", "99", "x", "1" * 40])
def test_a_forged_version_writes_nothing(client, owned, version):
    service, address = owned
    response = client.post(address, own_form(service, version=version, name="Anders"))
    service.refresh_from_db()
    assert (response.status_code, service.name) == (422, "Inloop")


def test_forged_expired_and_revoked_links_are_the_same(client, owned, district):
    _service, address = owned
    other = make(district)
    revoked, token = services.make_editor(other, now=clock.now())
    revoked.revoked_at = clock.now()
    revoked.save()
    old, expired = services.make_editor(make(district), now=clock.now())
    old.expires_at = clock.now()
    old.save()
    answers = [client.get(f"/wie-helpt/beheer/{one}/") for one in ("f" * 64, token, expired)]
    assert [answer.status_code for answer in answers] == [410] * 3
    assert len({re.sub(r'(?:next|value)="[^"]*"', "", a.content.decode()) for a in answers}) == 1
    for path in ("klopt/", "plek/"):
        assert client.post(f"/wie-helpt/beheer/{token}/{path}").status_code == 410
    other.refresh_from_db()
    assert other.capacity == "unknown"
    assert client.get(address).status_code == 200


def test_a_link_does_not_reach_suggestions_for_another_service(client, owned, district):
    _service, address = owned
    other = services.make_suggestion(make(district))
    assert client.post(f"{address}voorstel/{other.pk}/", {"besluit": "nee"}).status_code == 404


def test_the_owner_agrees_with_a_suggestion(client, owned):
    service, address = owned
    suggestion = services.make_suggestion(service)
    client.post(f"{address}voorstel/{suggestion.pk}/", {"version": "1", "besluit": "ja"})
    assert suggestion.approvals.count() == 1


# queries


@pytest.mark.parametrize("name", ["list", "organisation"])
def test_pages_ask_as_often_for_one_as_for_many(here, district, name):
    owner = people.make_organisation(district=district)
    address = "/wie-helpt/" if name == "list" else f"/organisaties/{owner.pk}/"

    def count(number):
        for _number in range(number):
            make(district, organisation=owner, venue=places.make_venue(
                district=district, latitude=52.0, longitude=6.0), phone="+31880001234",
                times={0: "9:00-12:00"})  # fmt: skip
        visits.counter.write(clock.now())
        with CaptureQueriesContext(connection) as asked:
            assert here.get(address).status_code == 200
        return len(asked)

    first = count(1)
    assert (count(2), count(20)) == (first, first)
    assert first <= 10
