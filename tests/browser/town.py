"""The neighbourhood in the browser: that of the permission walk, with more to do in it."""

from typing import Any

from django.conf import settings
from django.middleware.csrf import CSRF_SECRET_LENGTH

from tests.web import walking
from tests.web.album import Picture
from tests.web.crowd import crowd
from tests.web.matrix import ROLES, Row, rows
from tests.web.world import World

SECRET = "s" * CSRF_SECRET_LENGTH


class Town:
    """The people, their pages, and their cookies."""

    def __init__(self, address: str) -> None:
        """Fill it."""
        self.address = address
        self.world = World()
        self.visitors = {role: self.world.visitor(role) for role in ROLES}
        crowd(self.world)

    def cookies(self, role: str, language: str) -> list[dict[str, Any]]:
        """Give what the browser of this person carries, with a secret known to who sends forms."""
        kept = {settings.LANGUAGE_COOKIE_NAME: language, settings.CSRF_COOKIE_NAME: SECRET}
        session = self.visitors[role].cookies.get(settings.SESSION_COOKIE_NAME)
        if session:
            kept[settings.SESSION_COOKIE_NAME] = session.value
        return [{"name": n, "value": v, "url": self.address} for n, v in kept.items()]

    def pictures(self, row: Row) -> list[Picture]:
        """Ask for a page without a browser, as everybody to whom it is shown; nothing stays."""
        with walking.taken_back():
            return walking.pictures(self.world, self.visitors, row)


def sights(pictures: list[Picture], status: str) -> list[tuple[Picture, bool]]:
    """Give this page for every role that sees something made otherwise, and whether it is.

    The first of them sees it in English too, where other words may not fit. A form that comes
    back is the same page with a sentence more, so that once is enough.
    """
    found: list[tuple[Picture, bool]] = []
    seen: set[str] = set()
    for one in pictures:
        in_english = one.language == "en"
        if one.status != status or (in_english and one.method == "POST"):
            continue
        if one.look not in seen or in_english:
            found.append((one, one.look not in seen))
            seen.add(one.look)
    return found


def pages() -> list[Row]:
    """Give the pages that are opened."""
    return [row for row in rows() if row.method == "GET" and "200" in row.cells.values()]


def refusals() -> list[Row]:
    """Give the forms that come back with a sentence when they are sent empty."""
    return [row for row in rows() if row.method == "POST" and "422" in row.cells.values()]


def name_of(row: Row) -> str:
    """Give the name of a row, for the report."""
    return f"{row.method}-{row.url}"
