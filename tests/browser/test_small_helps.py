"""What our JavaScript adds to pages that work without it, seen in a browser."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.watch import PHONE, Watched, judges

pytestmark = pytest.mark.browser
HOME = "http://wijkschakel.test"


class Answer(NamedTuple):
    """A page as our server gives it."""

    html: str
    policy: str


@pytest.fixture(scope="module")
def answer() -> Answer:
    """Give the page of all components; it asks the database nothing."""
    response = Client().get("/onderdelen/", headers={"Accept-Language": "nl"})
    assert response.status_code == 200
    return Answer(response.content.decode(), response.headers["Content-Security-Policy"])


@pytest.fixture
def sent() -> list[str]:
    """Collect what was posted."""
    return []


@contextmanager
def opened(browser: Browser, answer: Answer, sent: list[str]) -> Iterator[BrowserContext]:
    """Give windows of a browser for which the test itself is the network."""

    def respond(route: Route) -> None:
        address = route.request.url.removeprefix(HOME)
        if route.request.method == "POST":
            sent.append(address)
            route.fulfill(status=204)
        elif address.startswith("/static/"):
            route.fulfill(path=Path(str(finders.find(address.removeprefix("/static/")))))
        else:
            kind = {"Content-Type": "text/html; charset=utf-8"}
            headers = kind | {"Content-Security-Policy": answer.policy}
            route.fulfill(body=answer.html, headers=headers)

    context = browser.new_context(locale="nl-NL")
    context.route("**/*", respond)
    yield context
    context.close()


@pytest.fixture
def visit(answer: Answer, chromium: Browser, sent: list[str]) -> Iterator[Callable[[], Page]]:
    """Give a new page of a browser that asks the test itself."""
    with opened(chromium, answer, sent) as context:
        yield context.new_page


@pytest.fixture
def page(visit: Callable[[], Page]) -> Page:
    """Give the page of all components, open."""
    opened = visit()
    opened.goto(f"{HOME}/onderdelen/")
    return opened


def test_a_form_is_sent_once_however_often_one_presses(page, sent):
    page.locator(".ws-confirm summary").click()
    button = page.locator(".ws-confirm button")
    button.dblclick()
    button.click(force=True)
    page.wait_for_timeout(200)
    assert len(sent) == 1
    assert button.get_attribute("aria-busy") == "true"


def test_a_form_can_be_sent_again_after_a_download(visit, sent):
    page = visit()
    page.clock.install()
    page.goto(f"{HOME}/onderdelen/")
    page.locator(".ws-confirm summary").click()
    page.locator(".ws-confirm button").click()
    page.clock.run_for(9_000)
    page.locator(".ws-confirm button").click()
    page.wait_for_timeout(200)
    assert len(sent) == 2


def test_an_undo_counts_down_and_then_goes_away(visit):
    page = visit()
    page.clock.install(time=dt.datetime(2026, 11, 24, 13, 20))  # noqa: DTZ001
    page.clock.pause_at(dt.datetime(2026, 11, 24, 13, 21))  # noqa: DTZ001
    page.goto(f"{HOME}/onderdelen/")
    undo = page.locator(".ws-undo")
    assert undo.is_visible()
    page.clock.run_for(2_000)
    assert undo.locator("[data-ws-seconds]").inner_text() == "22"
    page.clock.run_for(30_000)
    assert undo.is_hidden()


def test_what_needs_a_voice_is_shown_where_there_is_one(page):
    voice = page.evaluate("'speechSynthesis' in window")
    assert page.locator("[data-ws-speak]").is_visible() is voice


def test_reading_aloud_starts_and_stops_with_one_button(page):
    spoken = page.evaluate(
        """() => {
            const said = [];
            speechSynthesis.speak = (part) => said.push([part.lang, part.text]);
            document.querySelector("[data-ws-speak]").click();
            return said;
        }"""
    )
    button = page.locator("[data-ws-speak]")
    assert button.get_attribute("aria-pressed") == "true"
    assert button.inner_text() == "Stop"
    assert spoken[0] == ["nl", "Dinsdag 24 november, 13:20 uur"]
    assert {language for language, _ in spoken} == {"nl", "en", "ar"}
    button.click()
    assert button.get_attribute("aria-pressed") is None
    assert button.inner_text() == "Lees voor"


def test_an_answer_that_does_not_come_is_said_and_the_page_stays(page):
    page.evaluate("document.dispatchEvent(new Event('htmx:sendError'))")
    said = page.locator("#meldingen [role=alert]")
    assert "Wat je invulde, staat er nog." in said.inner_text()
    assert page.locator("h1").is_visible()


def test_the_policy_of_the_page_stops_nothing_of_ours(visit):
    page, complaints = visit(), []
    page.on("console", lambda line: complaints.append(line.text))
    page.goto(f"{HOME}/onderdelen/")
    page.wait_for_timeout(300)
    assert complaints == []


def test_nothing_sticks_out_however_long_a_word_is(page):
    widths = (320, PHONE, 1280)
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found.append(page.evaluate("document.documentElement.scrollWidth"))
    assert found == list(widths)


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_the_judges_find_nothing_on_the_page_of_all_components(judging, answer, width):
    with opened(judging, answer, []) as context:
        page = context.new_page()
        page.add_init_script(judges())
        watched = Watched(page, HOME)
        watched.begin(width, "light")
        page.goto(f"{HOME}/onderdelen/")
        assert watched.judge() == []
        watched.look(width, "dark")
        assert watched.judge_colours() == []
