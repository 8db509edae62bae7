"""A guide as people walk it: one screen at a time, with a way back. Also for the desk's preview."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language

from wijkschakel.activities import rules as activity_rules
from wijkschakel.activities.models import ConsultationHour
from wijkschakel.activities.rules.hours import Opening
from wijkschakel.places.models import District
from wijkschakel.support.models import GuideVersion
from wijkschakel.support.queries import leaf as leaf_queries
from wijkschakel.support.rules import checking, tree
from wijkschakel.support.rules.tree import Node, Tree, Words
from wijkschakel.web.common import icons, service_rows
from wijkschakel.web.common.place import Place
from wijkschakel.web.common.rows import Row, make_rows, point_of

LONGEST_WAY = 300
Address = Callable[[str], str]


@dataclass(frozen=True)
class Said:
    """Words in the language of the visitor, or in another one that is named."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Choice:
    """An answer as a large button."""

    said: Said
    icon: str
    href: str
    to: str = ""


@dataclass(frozen=True)
class Screen:
    """One screen of a walk."""

    node: Node
    title: Said
    more: Said
    icon: str
    choices: list[Choice]
    step: int
    steps: int
    back: str
    way: str


def say(words: Words) -> Said:
    """Give words in the language of the visitor; else in Dutch, and say so."""
    wanted = (get_language() or "nl")[:2]
    language = wanted if words.get(wanted, "").strip() else "nl"
    return Said(tree.said(words, language), "" if language == wanted else language)


def icon_of(name: str) -> str:
    """Give the name of a pictogram that there is."""
    return name if name in icons.LINE else "next"


def read_way(query: QueryDict, whole: Tree, node: Node) -> list[str]:
    """Give the screens walked before this one; what cannot be walked is replaced by what can."""
    typed = query.get("via", "")[:LONGEST_WAY].split(".")
    if tree.is_way(whole, [*typed, node.key]):
        return typed
    return tree.path_to(whole, node.key)[:-1]


def make_screen(whole: Tree, node: Node, way: list[str], address: Address) -> Screen:
    """Make a screen.

    :param address: gives the address of a screen by its name.
    """
    walked = [*way, node.key]

    def link(key: str, before: list[str]) -> str:
        query = f"?{urlencode({'via': '.'.join(before)})}" if before else ""
        return address(key) + query

    choices = [
        Choice(say(answer.text), icon_of(answer.icon), link(answer.to, walked), answer.to)
        for answer in node.answers
        if answer.to in whole.nodes
    ]
    return Screen(
        node=node,
        title=say(node.text),
        more=say(node.more),
        icon=icon_of(node.icon),
        choices=choices,
        step=len(walked),
        steps=len(walked) + tree.steps_left(whole, node.key),
        back=link(way[-1], way[:-1]) if way else "",
        way=".".join(way),
    )


@dataclass(frozen=True)
class HourRow:
    """An hour, ready to show."""

    hour: ConsultationHour
    opening: Opening
    is_now: bool
    minutes: int | None


@dataclass(frozen=True)
class Leaf:
    """What the end of a walk shows."""

    rows: list[Row]
    services: list[service_rows.ServiceRow]
    hours: list[HourRow]
    phone: str
    contact: str
    contact_hours: str

    @property
    def is_empty(self) -> bool:
        """Say whether there is only a person."""
        return not (self.rows or self.services or self.hours)


def make_leaf(node: Node, district: District | None, place: Place, now: dt.datetime) -> Leaf:
    """Look up what there is at this moment, near the visitor."""
    here = place.point
    found = leaf_queries.results(node, district, here, now)
    return Leaf(
        rows=make_rows(found.sessions, now=now, here=here),
        services=service_rows.make_rows(found.services, now, found.minutes),
        hours=[
            HourRow(
                one.hour,
                one.opening,
                one.is_now(now),
                activity_rules.walk_minutes(here, point_of(one.hour.venue)),
            )
            for one in found.hours
        ],
        **reach(district),
    )


def reach(district: District | None) -> dict[str, str]:
    """Give whom to call: the person of the district, else the number of the installation."""
    if district and district.contact_phone:
        return {
            "phone": district.contact_phone,
            "contact": district.contact_name,
            "contact_hours": district.contact_hours,
        }
    return {"phone": settings.HELP_PHONE, "contact": "", "contact_hours": settings.HELP_HOURS}


def findings(
    whole: Tree, version: GuideVersion, now: dt.datetime
) -> tuple[list[checking.Finding], dict[str, checking.Live] | None]:
    """Look a guide over, with what its ends give now when it belongs to one district."""
    district = version.guide.district
    live = leaf_queries.live(whole, district, settings.HELP_PHONE, now) if district else None
    return checking.check(whole, live), live
