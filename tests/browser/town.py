"""The neighbourhood in the browser: that of the permission walk, with more to do in it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.middleware.csrf import CSRF_SECRET_LENGTH

from tests import client as clients
from tests.factories import activities, people
from tests.web.matrix import ROLES, Address, Row, addresses, rows
from tests.web.sights import bare, skeleton
from tests.web.world import World
from wijkschakel.activities.models import Activity, Session

TITLES = (
    "Koffie en vragen aan de lange tafel",
    "Samen wandelen langs de Molenvliet, met daarna soep in de keuken van het buurthuis",
    "قهوة ومحادثة: تعال وتحدث مع جيرانك في صباح هادئ مع الشاي والحلويات من كل البلدان",
    "Repareren",
)
NAMES = ("Łukasz", "محمد عبد الله الأمين بن خليفة", "Anneke van der Kooij-Hoogendoorn", "Jo")
MOST_IN_A_SESSION = 12
SECRET = "s" * CSRF_SECRET_LENGTH


@dataclass(frozen=True)
class Sight:
    """A page as somebody sees it; judged when nobody before saw a page that is made like it."""

    role: str
    language: str
    is_new: bool


class Town:
    """The people, their pages, and their cookies."""

    def __init__(self, address: str) -> None:
        """Fill it."""
        self.address = address
        self.world = World()
        self.visitors = {role: self.world.visitor(role) for role in ROLES}
        self.addresses = {address.name: address for address in addresses()}
        self._crowd()

    def _crowd(self) -> None:
        world, now = self.world, self.world.session.starts_at - dt.timedelta(days=2)
        guests = [people.make_person(given_name=n, district=world.district) for n in NAMES * 3]
        for number in range(40):
            activity = activities.make_activity(
                district=world.district,
                venue=world.venue,
                title=TITLES[number % len(TITLES)],
                theme=Activity.Theme.values[number % len(Activity.Theme.values)],
                language="ar" if number % len(TITLES) == 2 else "nl",
                summary="Iedereen mag komen. Je hoeft niets te kunnen.",
                is_walk_in=number % 3 == 0,
                capacity=None if number % 3 == 0 else MOST_IN_A_SESSION,
                price_cents=(0, 250, None)[number % 3],
            )
            session = activities.make_session(
                activity=activity,
                starts_at=now + dt.timedelta(hours=number * 4 - 30),
                state=Session.State.CANCELLED if number % 9 == 8 else Session.State.PLANNED,
            )
            for guest in guests[: number % 13]:
                activities.make_enrolment(session=session, person=guest, joined_at=now)
            if number % 13 == MOST_IN_A_SESSION and session.capacity:
                activities.make_enrolment(
                    session=session, person=world.people["funder"], state="waiting"
                )

    def cookies(self, role: str, language: str) -> list[dict[str, Any]]:
        """Give what the browser of this person carries, with a secret known to who sends forms."""
        kept = {settings.LANGUAGE_COOKIE_NAME: language, settings.CSRF_COOKIE_NAME: SECRET}
        session = self.visitors[role].cookies.get(settings.SESSION_COOKIE_NAME)
        if session:
            kept[settings.SESSION_COOKIE_NAME] = session.value
        return [{"name": n, "value": v, "url": self.address} for n, v in kept.items()]

    def path(self, row: Row) -> str:
        """Give where the page of a row is."""
        return self.world.path(self.addresses[row.url])

    def answer(self, row: Row, role: str, language: str) -> Any:
        """Ask without a browser."""
        visitor: clients.Visitor = self.visitors[role]
        visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        form = self.world.form(row.url)
        path = self.path(row)
        return visitor.get(path) if row.method == "GET" else visitor.post(path, form)

    def sights(self, row: Row, status: str) -> list[Sight]:
        """Give this page for every role that sees something made otherwise.

        The first of them sees it in English too, where other words may not fit. A form that comes
        back is the same page with a sentence more, so that once is enough.
        """
        found: list[Sight] = []
        seen: set[str] = set()
        others = ["en"] if row.method == "GET" else []
        for role in (role for role, cell in row.cells.items() if cell == status):
            for language in ["nl", *others]:
                look = self._look(row, role, language)
                if look and (look not in seen or language == "en"):
                    found.append(Sight(role, language, look not in seen))
                    seen.add(look)
            others = [] if found else others
        return found

    def _look(self, row: Row, role: str, language: str) -> str:
        answer = self.answer(row, role, language)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            return ""
        html = answer.content.decode()
        return skeleton(html if row.url == "home:today" else bare(html))


def pages() -> list[Row]:
    """Give the pages that are opened."""
    return [row for row in rows() if row.method == "GET" and "200" in row.cells.values()]


def refusals() -> list[Row]:
    """Give the forms that come back with a sentence when they are sent empty."""
    return [row for row in rows() if row.method == "POST" and "422" in row.cells.values()]


def name_of(row: Row) -> str:
    """Give the name of a row, for the report."""
    return f"{row.method}-{row.url}"


__all__ = ["Address", "Sight", "Town", "name_of", "pages", "refusals"]
