"""The service map at the desk: what is old, what is hidden, conflicts, owners, suggestions."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import people, places, services
from tests.web.desk.counting import questions
from wijkschakel.activities.actions import services as actions
from wijkschakel.activities.models import Phone, Service, ServiceEditor
from wijkschakel.base import clock, visits
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people.models import RoleGrant

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(visit, noor):
    """Give the coordinator of the district."""
    return visit(noor)


def today():
    """Give the day it is here."""
    return timezone.localdate(clock.now())


def make(district, days=0, **changes):
    """Make a service that was checked so many days ago."""
    now = clock.now()
    values = {
        "assured_on": timezone.localdate(now) - days * DAY,
        "created_at": now,
        "district": district,
    }
    return services.make_service(**values | changes)


def form_of(service, version=1, **changes):
    """Give the form as it is at first."""
    said = {"name": service.name, "kind": service.kind, "reach": "district", "version": version}
    return said | {"price": "0"} | changes


def test_the_desk_finds_what_is_hidden_the_oldest_first(desk, district, elsewhere):
    make(district, 10, name="Vers")
    make(district, 400, name="Verborgen")
    make(elsewhere, 400, name="Ver weg")
    page = desk.get("/werkplek/diensten/").content.decode()
    assert page.index("Verborgen") < page.index("Vers")
    assert "Ver weg" not in page
    only = desk.get("/werkplek/diensten/?toon=verborgen&zoek=verb").content.decode()
    assert ("Verborgen" in only, ">Vers<" in only) == (True, False)


def test_one_tap_brings_a_hidden_service_back(desk, client, district):
    service = make(district, 400, name="Verborgen")
    desk.post(f"/werkplek/diensten/{service.pk}/klopt/")
    client.cookies["ws_place"] = district.code
    assert str(service.pk) in client.get("/wie-helpt/").content.decode()


def test_the_desk_adds_a_service(desk, district):
    said = {"name": "Inloop", "kind": "meeting", "reach": "district", "time_1": "9-12"}
    response = desk.post("/werkplek/diensten/nieuw/", said | {"is_checked": "on"})
    service = Service.objects.get()
    assert (response.status_code, service.district) == (302, district)
    assert (service.assured_on, service.assured_by) == (
        timezone.localdate(clock.now()),
        "Coördinator",
    )


def test_a_coordinator_adds_nothing_elsewhere(desk, elsewhere):
    said = {"name": "Inloop", "kind": "meeting", "reach": "district", "wijk": str(elsewhere.pk)}
    desk.post("/werkplek/diensten/nieuw/", said)
    assert not Service.objects.filter(district=elsewhere).exists()


def test_the_history_says_what_was_and_what_became_of_it(desk, district):
    service = make(district, name="Inloop")
    desk.post(f"/werkplek/diensten/{service.pk}/", form_of(service, name="Soepinloop"))
    page = desk.get(f"/werkplek/diensten/{service.pk}/").content.decode()
    assert [word for word in ("Inloop", "Soepinloop", "Coördinator") if word not in page] == []
    assert service.versions.get().facts["name"] == "Inloop"


def test_the_second_of_two_sees_both_and_loses_nothing(desk, district):
    service = make(district, name="Inloop")
    actions.change_service(
        service=service, version=1, now=clock.now(), by=None, changed_as="De Linde",
        facts={"name": "Naam van de ander"},
    )  # fmt: skip
    address = f"/werkplek/diensten/{service.pk}/"
    response = desk.post(address, form_of(service, name="Mijn naam"))
    page = response.content.decode()
    told = ("Naam van de ander", 'value="Mijn naam"', 'name="version" value="2"')
    assert (response.status_code, [word for word in told if word not in page]) == (422, [])
    assert Service.objects.get().name == "Naam van de ander"


def test_stopping_and_resuming(desk, district):
    service = make(district)
    address = f"/werkplek/diensten/{service.pk}/stand/"
    for number, state in enumerate(("paused", "closed", "active"), start=1):
        desk.post(address, {"stand": state, "version": number})
        assert Service.objects.get().state == state


def test_a_link_is_sent_and_revoked(desk, client, district):
    service = make(district)
    said = {"email": "wil@example.org", "function": "De Linde"}
    desk.post(f"/werkplek/diensten/{service.pk}/link/", said)
    [letter], [editor] = OutgoingMail.objects.all(), ServiceEditor.objects.all()
    [link] = [line for line in letter.body.splitlines() if "/wie-helpt/beheer/" in line]
    path = "/" + link.split("/", 3)[3]
    assert client.get(path).status_code == 200
    desk.post(f"/werkplek/diensten/{service.pk}/link/{editor.pk}/stop/")
    assert client.get(path).status_code == 410


def test_a_link_of_one_service_is_not_revoked_through_another(desk, district):
    one, other = make(district), make(district)
    editor, _token = services.make_editor(one, now=clock.now())
    response = desk.post(f"/werkplek/diensten/{other.pk}/link/{editor.pk}/stop/")
    assert (response.status_code, ServiceEditor.objects.get().revoked_at) == (404, None)


def test_two_coordinators_take_a_suggestion_over(desk, visit, district):
    joke = people.make_person(district=district)
    people.grant_role(joke, RoleGrant.Role.COORDINATOR, district)
    service = make(district, name="Inloop")
    suggestion = services.make_suggestion(service, made_at=clock.now())
    address = f"/werkplek/diensten/voorstel/{suggestion.pk}/akkoord/"
    statuses = [
        visitor.post(address, {"version": "1"}).status_code for visitor in (desk, desk, visit(joke))
    ]
    assert statuses == [302, 422, 302]
    assert Service.objects.get().name == "Andere naam"


def test_reading_what_a_resident_suggested_is_noted(desk, district, fatma):
    suggestion = services.make_suggestion(make(district), proposed_by=fatma, made_at=clock.now())
    desk.get(f"/werkplek/diensten/voorstel/{suggestion.pk}/")
    assert JournalEntry.objects.get(action="see_suggestion").about == fatma.pk


def test_scripts_in_a_suggestion_stay_words(desk, district):
    script = "<script>alert(1)</script>"
    suggestion = services.make_suggestion(
        make(district), changes={"summary": {"from": "", "to": script}}, note=script,
        contact=script, made_at=clock.now(),
    )  # fmt: skip
    page = desk.get(f"/werkplek/diensten/voorstel/{suggestion.pk}/").content.decode()
    assert (script in page, page.count("&lt;script&gt;alert(1)")) == (False, 3)


def test_the_desk_asks_as_often_for_one_as_for_many(desk, district):
    def count(number):
        for _number in range(number):
            make(district, 200)
        visits.counter.write(clock.now())
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/werkplek/diensten/").status_code == 200
        return len(asked)

    first = count(1)
    assert (count(2), count(20)) == (first, first)
    assert first <= 10


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_service_takes_ten_questions_at_most(desk, district, number):
    """With more phones, places, times, changes, owners and suggestions too."""
    now, far = clock.now(), places.make_venue(name="Ver weg")
    venues = [far, *(places.make_venue(district=district) for _one in range(number))]
    service = make(district, venue=venues[0], phone="112", times={0: "9:00-12:00"})
    for one, venue in enumerate(venues[1:]):
        Phone.objects.create(service=service, number=f"+3157000{one:04}")
        services.make_editor(service, email=f"{one}@example.org", function=f"Balie {one}", now=now)
        services.make_suggestion(service, made_at=now)
        firm = people.make_organisation(district=district, name=f"Firma {one}")
        facts = {"organisation": str(firm.pk), "places": [[str(venue.pk), ""]]}
        actions.change_service(
            service=service, version=one + 1, facts=facts, now=now, by=None, changed_as="Ik"
        )
    address = f"/werkplek/diensten/{service.pk}/"
    page = desk.get(address).content.decode()
    assert (page.count("/voorstel/"), page.count("Balie 0")) == (number, 2)
    assert "112" in page[page.index('name="phones"') :]
    assert page.count("Ver weg") == 1, "a venue elsewhere is told, and is no choice"
    visits.counter.write(now)
    assert questions(lambda: desk.get(address)) <= 10
