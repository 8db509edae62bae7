"""The neighbourhood in the browser: that of the permission walk, with more to do in it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings

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


@dataclass(frozen=True)
class Sight:
    """A page as somebody sees it for the first time: nobody before saw this HTML."""

    role: str
    language: str
    html: str


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
        """Give what the browser of this person carries."""
        kept = {settings.LANGUAGE_COOKIE_NAME: language}
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
        """Give this page for every role that sees something made otherwise; in English once."""
        seen: dict[str, Sight] = {}
        languages = ["nl", "en"]
        for role, cell in row.cells.items():
            if cell != status:
                continue
            for language in languages:
                answer = self.answer(row, role, language)
                if not answer.headers.get("Content-Type", "").startswith("text/html"):
                    continue
                html = answer.content.decode()
                look = skeleton(html if row.url == "home:today" else bare(html))
                seen.setdefault(f"{language} {look}", Sight(role, language, html))
            languages = ["nl"]
        return list(seen.values())


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
