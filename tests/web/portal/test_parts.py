"""What htmx swaps is what the page shows when it is loaded anew."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.web.portal.pages import form_key, steady, swapped
from wijkschakel.base import clock

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def session(district, wil):
    activity = make_activity(district=district, title="Samen wandelen", capacity=2)
    make_lead(activity, wil)
    return make_session(activity=activity, starts_at=clock.now() + dt.timedelta(minutes=30))


def test_the_part_of_the_agenda_is_the_agenda_loaded_anew(client, session, district):
    other = make_activity(district=district, title="Soep", theme="eat", price_cents=300)
    make_session(activity=other, starts_at=clock.now() + dt.timedelta(days=2))
    before = client.get("/agenda/").content.decode()
    asked = client.get("/agenda/?wat=eten", **HTMX)
    after = client.get("/agenda/?wat=eten").content.decode()
    changed = swapped(before, asked.content.decode(), "agenda-kop", "agenda-lijst")
    chosen = '<input type="checkbox" name="wat" value="eten"'
    changed = changed.replace(chosen, f"{chosen} checked")
    changed = changed.replace("next=/agenda/", "next=/agenda/%3Fwat%3Deten")
    changed = changed.replace('value="/agenda/"', 'value="/agenda/?wat=eten"')
    title = "Deze week zijn er 2 dingen te doen"
    changed = changed.replace(f"<title>{title}", "<title>Deze week past er 1 ding bij jouw keuze")
    assert changed == steady(after)
    assert asked["HX-Push-Url"] == "/agenda/?wat=eten"
    assert "HX-Request" in asked["Vary"]


def test_going_back_in_the_history_gives_the_whole_page(client, session):
    headers = HTMX | {"HTTP_HX_HISTORY_RESTORE_REQUEST": "true"}
    assert "<html" in client.get("/agenda/", **headers).content.decode()
    assert "<html" not in client.get("/agenda/", **HTMX).content.decode()


def body(page: str) -> str:
    """Leave out the head: what search engines read there is of the moment of loading."""
    return page[page.index("<body") :]


@pytest.mark.parametrize("steps", [("join_session",), ("join_session", "leave"), ("leave",)])
@pytest.mark.parametrize("who", ["fatma", "wil"])
def test_the_card_to_join_is_the_page_loaded_anew(visit, request, session, steps, who):
    browser = visit(request.getfixturevalue(who))
    address = reverse("portal:session", args=[session.pk])
    page = browser.get(address).content.decode()
    for step in steps:
        answer = browser.post(reverse(f"portal:{step}", args=[session.pk]), **HTMX)
        page = swapped(page, answer.content.decode(), "meedoen")
    if steps == ("leave",):
        assert answer.status_code == 422
        assert "staat niet meer op de lijst" in page
    else:
        anew = steady(browser.get(address).content.decode())
        assert body(page) == body(anew)


def test_a_guest_without_a_name_gets_the_card_with_the_sentence_and_the_same_key(client, session):
    address = reverse("portal:join_session", args=[session.pk])
    page = client.get(reverse("portal:session", args=[session.pk])).content.decode()
    key = form_key(page)
    for headers in (HTMX, {}):
        answer = client.post(address, {"given_name": "  ", "phone": "12", "once": key}, **headers)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Vul je naam in. Een voornaam is genoeg." in text
        assert "Dit nummer klopt niet." in text
        assert form_key(text) == key
        assert 'value="12"' in text


def test_a_full_session_refuses_a_guest_and_keeps_the_name(client, session):
    key = form_key(client.get(reverse("portal:session", args=[session.pk])).content.decode())
    for _number in range(2):
        make_enrolment(session=session)
    address = reverse("portal:join_session", args=[session.pk])
    answer = client.post(address, {"given_name": "Mia", "once": key})
    assert answer.status_code == 422
    assert "Sorry, alle plekken zijn bezet." in answer.content.decode()


def test_a_mark_changes_one_row_and_the_count(visit, wil, session):
    one, two = (make_enrolment(session=session) for _number in range(2))
    browser, address = visit(wil), reverse("portal:who_comes", args=[session.pk])
    page = browser.get(address).content.decode()
    mark = reverse("portal:mark", args=[session.pk, one.pk])
    for value in ("ja", "nee", "leeg", "ja"):
        answer = browser.post(mark, {"was_there": value}, **HTMX).content.decode()
        page = swapped(page, answer, f"d-{one.pk}", "geteld")
        assert str(two.pk) not in answer
        assert page == steady(browser.get(address).content.decode())
