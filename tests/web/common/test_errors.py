"""What a visitor reads when something goes wrong."""

import logging

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from wijkschakel.base.errors import Refused
from wijkschakel.config import urls as front_door
from wijkschakel.web.common import errors
from wijkschakel.web.common.middleware import Faults

PHONE = "088 000 12 34"


@pytest.fixture(autouse=True)
def _dutch(settings):
    settings.HELP_PHONE = PHONE
    with translation.override("nl"):
        yield


def a_post(**form: str) -> HttpRequest:
    return a_request(RequestFactory().post("/hulp/vragen/?stap=2", form))


def a_request(request: HttpRequest) -> HttpRequest:
    request.user = AnonymousUser()
    request.person = None
    request.resolver_match = None
    return request


def words_of(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: errors.bad_request(request, Exception()), 400),
        (lambda request: errors.csrf_failure(request, "Origin checking failed"), 403),
        (lambda request: errors.not_allowed(request, Exception()), 404),
        (lambda request: errors.not_found(request, Exception()), 404),
        (lambda request: errors.answer(request, errors.Gone()), 410),
        (lambda request: errors.answer(request, Refused("Het is vol.")), 422),
        (lambda request: errors.fault(request), 500),
        (lambda request: errors.answer(request, OperationalError()), 503),
    ],
)
def test_every_error_page_names_somebody_to_call_and_asks_the_database_nothing(answer, status):
    # No mark for the database on this test: a query would fail it.
    response = answer(a_post(story="x"))
    assert response.status_code == status
    assert 'href="tel:+31880001234"' in words_of(response)


def test_a_form_that_could_not_be_kept_comes_back_without_its_secrets():
    request = a_post(story="Mijn <kraan> lekt", pin="4821", card_words="appel boom", code="123456")
    page = words_of(errors.unavailable(request, OperationalError()))
    assert '<input type="hidden" name="story" value="Mijn &lt;kraan&gt; lekt">' in page
    assert 'action="/hulp/vragen/?stap=2"' in page
    for secret in ("4821", "appel boom", "123456"):
        assert secret not in page


def test_a_form_that_was_open_too_long_can_be_sent_again():
    page = words_of(errors.csrf_failure(a_post(story="Blijft staan")))
    assert 'value="Blijft staan"' in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_a_page_that_is_away_says_when_to_come_back():
    request = a_request(RequestFactory().get("/agenda/"))
    response = errors.unavailable(request, OperationalError())
    assert response.headers["Retry-After"] == "30"
    assert 'href="/agenda/"' in words_of(response)
    assert "<form" not in words_of(response).split("</main>")[0]


def test_a_refusal_shows_its_sentence_and_the_way_back():
    request = a_request(
        RequestFactory().post(
            "/meedoen/", headers={"Referer": "http://testserver/bijeenkomsten/12/"}
        )
    )
    response = errors.refused(request, Refused("Het is net vol. Je staat nergens op."))
    assert "Het is net vol. Je staat nergens op." in words_of(response)
    assert 'href="http://testserver/bijeenkomsten/12/"' in words_of(response)


def test_a_refusal_never_sends_a_visitor_to_another_site():
    request = a_request(
        RequestFactory().post("/meedoen/", headers={"Referer": "https://evil.example/"})
    )
    assert "evil.example" not in words_of(errors.refused(request, Refused("Vol.")))


def test_a_refusal_inside_a_page_is_only_the_notice():
    request = a_post()
    request.htmx = True
    response = errors.refused(request, Refused("Het is vol."))
    assert "<html" not in words_of(response)
    assert "Het is vol." in words_of(response)
    assert response.headers["HX-Retarget"] == "#meldingen"


def test_a_fault_is_logged_under_the_number_on_the_page_without_what_was_filled_in(caplog):
    with caplog.at_level(logging.ERROR, logger="wijkschakel.faults"):
        try:
            raise ValueError("Fatma woont op nummer 12")
        except ValueError:
            page = words_of(errors.fault(a_post(story="geheim verhaal")))
    (line,) = [record.getMessage() for record in caplog.records]
    number = line.split()[1].rstrip(":")
    assert f'<strong class="ws-num">{number}</strong>' in page
    assert line == f"fault {number}: ValueError at POST ?"
    assert "geheim" not in page
    assert "Fatma" not in page


def test_a_database_that_fails_before_the_view_is_said_to_be_away_too():
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        response = errors.fault(a_request(RequestFactory().get("/")))
    assert response.status_code == 503


def test_the_middleware_turns_what_a_view_refuses_into_a_page():
    faults = Faults(lambda request: HttpResponse())
    response = faults.process_exception(a_post(), Refused("Het is vol."))
    assert response is not None
    assert response.status_code == 422
    assert faults.process_exception(a_post(), ValueError()) is None


def test_django_knows_our_error_pages(settings):
    assert settings.CSRF_FAILURE_VIEW == "wijkschakel.web.common.errors.csrf_failure"
    assert front_door.handler404 == "wijkschakel.web.common.errors.not_found"
    assert front_door.handler500 == "wijkschakel.web.common.errors.fault"


def test_a_page_of_errors_that_is_broken_itself_still_says_whom_to_call(monkeypatch):
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no templates today")

    monkeypatch.setattr(errors, "render", broken)
    try:
        raise ValueError("x")
    except ValueError:
        response = errors.fault(a_post())
    assert response.status_code == 500
    assert PHONE in words_of(response)
