"""Strange names, strange addresses, forms that come twice or late."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from tests import client as clients
from tests.factories.activities import make_activity, make_lead, make_session
from tests.web.portal.pages import form_key
from wijkschakel.activities.models import Enrolment
from wijkschakel.base import clock
from wijkschakel.people.models import Person

pytestmark = pytest.mark.django_db
RIGHT_TO_LEFT_OVERRIDE = "\u202e"


@pytest.fixture
def session(district, wil):
    activity = make_activity(district=district, title="<b>Soep</b> & brood", capacity=20)
    make_lead(activity, wil)
    return make_session(activity=activity, starts_at=clock.now() + dt.timedelta(minutes=5))


def join(client, session, name: str, **more: str):
    page = client.get(reverse("portal:session", args=[session.pk])).content.decode()
    form = {"given_name": name, "once": form_key(page)} | more
    return client.post(reverse("portal:join_session", args=[session.pk]), form, follow=True)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ö", "Ö"),
        ("x" * 500, "x" * 500),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        (f"Mia{RIGHT_TO_LEFT_OVERRIDE}gro", "Miagro"),
        ("عبد الله", "عبد الله"),
        ("  Anna\tMaria ", "Anna Maria"),
    ],
)
def test_a_name_is_kept_as_people_write_it(client, visit, wil, session, name, kept):
    answer = join(client, session, name)
    assert answer.status_code == 200
    assert Person.objects.get(is_guest=True).given_name == kept
    text = answer.content.decode()
    assert "<script>alert" not in text
    assert RIGHT_TO_LEFT_OVERRIDE not in text
    names = visit(wil).get(reverse("portal:who_comes", args=[session.pk])).content.decode()
    assert "<script>alert" not in names


def test_a_name_that_is_too_long_is_refused_and_kept_in_the_form(client, session):
    answer = join(client, session, "x" * 501)
    assert answer.status_code == 422
    assert "x" * 501 in answer.content.decode()
    assert Person.objects.filter(is_guest=True).count() == 0


def test_a_title_with_html_is_shown_as_text(client, session):
    for address in ("/", "/agenda/", "/agenda/print/", f"/bijeenkomst/{session.pk}/"):
        page = client.get(address).content.decode()
        assert "&lt;b&gt;Soep&lt;/b&gt; &amp; brood" in page
        assert "<b>Soep" not in page


@pytest.mark.parametrize(
    "query",
    [
        "wanneer=nooit&wat=onzin&toon=-3&wijk=WK0000",
        "toon=99999999999999999999",
        "toon=%C2%B2",
        "zoek=%00%27%22%3Cscript%3E",
        f"zoek={'wandelen ' * 200}",
        "zoek=%25_%5C",
        "wijk=%F0%9F%98%80&wanneer=week&wanneer=morgen",
        "%ff=%ff&wat=%ff",
    ],
)
def test_an_address_that_makes_no_sense_gives_the_agenda(client, session, query):
    for page in ("/agenda/", "/agenda/print/"):
        answer = client.get(f"{page}?{query}")
        assert answer.status_code == 200
        assert "<script>" not in answer.content.decode().replace("<script src", "")


@pytest.mark.parametrize("week", ["2026-W00", "2026-W99", "9999-W53", "0001-W01", "x", "²026-W01"])
def test_a_week_that_does_not_exist_gives_this_week(visit, fatma, week):
    answer = visit(fatma).get(f"/mijn-week/?week={week}")
    assert answer.status_code == 200


def test_a_session_that_is_not_there_gives_a_page_that_helps(client):
    answer = client.get(f"/bijeenkomst/{uuid.uuid4()}/")
    assert answer.status_code == 404
    assert "agenda" in answer.content.decode().lower()
    assert client.get("/bijeenkomst/geen-nummer/").status_code == 404
    assert client.get(f"/deelname/{'0' * 32}/").status_code == 404
    assert client.get("/deelname/kort/").status_code == 404


def test_a_session_of_an_activity_that_is_not_visible_is_not_there(client, district):
    session = make_session(activity=make_activity(district=district, state="draft"))
    assert client.get(f"/bijeenkomst/{session.pk}/").status_code == 404
    assert client.get(f"/bijeenkomst/{session.pk}/bijeenkomst.ics").status_code == 404


def test_a_form_key_that_was_made_up_is_replaced(client, session):
    for number in range(2):
        page = reverse("portal:join_session", args=[session.pk])
        answer = client.post(page, {"given_name": f"Mia {number}", "once": "x" * 5000})
        assert answer.status_code == 302
    assert Enrolment.objects.count() == 2


def test_a_form_that_waited_too_long_says_so_kindly(session):
    browser = clients.visitor(enforce_csrf_checks=True)
    answer = browser.post(reverse("portal:join_session", args=[session.pk]), {"given_name": "Mia"})
    assert answer.status_code == 403
    assert re.search(r"<h1[^>]*>", answer.content.decode())
    assert Enrolment.objects.count() == 0


def test_two_tabs_join_once_and_leaving_twice_is_said(visit, fatma, session):
    browser = visit(fatma)
    join_it, leave = (
        reverse(f"portal:{name}", args=[session.pk]) for name in ("join_session", "leave")
    )
    assert [browser.post(join_it).status_code for _tab in range(2)] == [302, 302]
    assert Enrolment.objects.filter(state="joined").count() == 1
    assert browser.post(leave).status_code == 302
    again = browser.post(leave)
    assert again.status_code == 422
    assert "Er is niets veranderd." in again.content.decode()


@pytest.mark.parametrize("name", ["join_session", "wait", "leave"])
def test_typing_the_address_of_a_button_shows_the_page(visit, fatma, session, name):
    answer = visit(fatma).get(reverse(f"portal:{name}", args=[session.pk]))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("portal:session", args=[session.pk])
    assert Enrolment.objects.count() == 0


def test_choosing_a_place_never_leads_to_another_site(client, district):
    for away in ("https://kwaad.example/", "//kwaad.example/", "javascript:alert(1)"):
        answer = client.post("/waar/", {"place": district.code, "next": away})
        assert answer["Location"] == "/"


def test_one_address_cannot_fill_every_list_with_guests(client, session, monkeypatch):
    monkeypatch.setattr("wijkschakel.activities.rules.GUESTS_PER_NETWORK", 2)
    answers = [join(client, session, f"Mia {number}") for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert "Vanaf deze plek meldden zich net veel mensen aan." in answers[2].content.decode()
    assert Enrolment.objects.count() == 2


def test_the_way_back_keeps_what_was_chosen_and_leads_nowhere_else(client, session):
    page = reverse("portal:session", args=[session.pk])
    for referer, back in (
        ("http://testserver/agenda/?wat=eten&gratis=ja", "/agenda/?wat=eten&amp;gratis=ja"),
        ("https://kwaad.example/agenda/?wat=eten", "/agenda/"),
        ("http://testserver/", "/agenda/"),
        ("http://[", "/agenda/"),
    ):
        text = client.get(page, HTTP_REFERER=referer).content.decode()
        assert f'class="ws-back" href="{back}"' in text
