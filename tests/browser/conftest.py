"""A Chromium, a neighbourhood with people in it, and a web server in front of it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.shelf import Shelf
from tests.browser.town import Town
from tests.browser.watch import Watched, judges
from tests.suite import find_chromium
from tests.web import album
from tests.web.album import Picture
from tests.web.matrix import Row

# The browser speaks to its driver through a loop of its own; Django must not mind that.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
Open = Callable[..., Any]
# Nothing may be asked of anybody but our own server, not by the browser itself either.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Each page begins with code that runs once: making it quick takes longer than running it.
    "--js-flags=--no-opt --no-maglev --no-flush-bytecode",
    # One page after the other comes in the same window: that needs not be made anew each time.
    "--enable-features=RenderDocument:level/crashed-frame",
]
# A page is laid out and its scripts run, and nobody looks: a picture is made when asked only.
UNPAINTED = ["--enable-begin-frame-control", "--run-all-compositor-stages-before-draw"]


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Start what drives a browser once."""
    with sync_playwright() as driver:
        yield driver


def _start(driver: Playwright, *more: str) -> Browser:
    """Start the Chromium of this machine."""
    path = find_chromium()
    if path is None:
        word = "no Chromium is installed (chromium, google-chrome or WIJKSCHAKEL_CHROMIUM)"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(word)
        pytest.skip(word)
    return driver.chromium.launch(executable_path=path, args=[*FLAGS, *more])


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """Give a browser in which somebody can press and type."""
    browser = _start(driver)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def judging(driver: Playwright) -> Iterator[Browser]:
    """Give a browser in which pages are judged only: it paints nothing."""
    browser = _start(driver, *UNPAINTED)
    yield browser
    browser.close()


def _is_of_the_tests() -> bool:
    return connection.settings_dict["NAME"] == connection.creation._get_test_db_name()


@pytest.fixture(scope="session")
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Make the database of the tests.

    pytest-django makes it only when some test asks for it by a mark; those marks would put every
    test in a transaction of its own, in which the server cannot look.
    """
    if _is_of_the_tests():
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        yield
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module")
def town(database: None, django_db_blocker: Any) -> Iterator[Town]:
    """Fill the neighbourhood, open its server, and empty everything afterwards."""
    assert _is_of_the_tests(), "what follows empties the database"
    with django_db_blocker.unblock():
        server = LiveServer("127.0.0.1")
        try:
            with server._live_server_modified_settings:
                yield Town(server.url)
        finally:
            server.stop()
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def desk(chromium: Browser, town: Town) -> Iterator[BrowserContext]:
    """Give one browser for all windows, so that style sheets and fonts are fetched once."""
    context = chromium.new_context(base_url=town.address, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def window(desk: BrowserContext, town: Town) -> Open:
    """Give a function that opens a window: as whom, in which language, how wide, light or dark."""

    @contextmanager
    def open_window(
        role: str = "outsider", language: str = "nl", width: int = 1280, scheme: str = "light"
    ) -> Iterator[Watched]:
        page = desk.new_page()
        watched = Watched(page, town.address)
        watched.become(town.cookies(role, language), width, scheme)
        try:
            yield watched
        finally:
            page.close()

    return open_window


@pytest.fixture(scope="module")
def bench(judging: Browser, town: Town) -> Iterator[Watched]:
    """Give a window of the same kind as the table, in which pages of the town are judged."""
    with _place_to_judge(judging, town.address) as watched:
        yield watched


@pytest.fixture(scope="module")
def pictures(request: pytest.FixtureRequest) -> Callable[[Row], list[Picture]]:
    """Give a function: a page in, how everybody sees it out; from the walk of this run, if any."""
    if album.is_whole():
        return lambda row: album.opened()[row.url, row.method]
    town: Town = request.getfixturevalue("town")
    return town.pictures


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    """Give a server of pages that were seen before."""
    made = Shelf()
    yield made
    made.close()


@pytest.fixture(scope="module")
def table(judging: Browser, shelf: Shelf) -> Iterator[Watched]:
    """Give the one window in which the pages of the shelf are judged."""
    with _place_to_judge(judging, shelf.address) as watched:
        yield watched


@contextmanager
def _place_to_judge(judging: Browser, address: str) -> Iterator[Watched]:
    """Open a window where every page comes with the judges in it.

    They are not handed over for every page again, and the browser knows their code by then.
    """
    context = judging.new_context(base_url=address, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.add_init_script(judges())
    yield Watched(page, address)
    context.close()
