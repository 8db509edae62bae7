"""The guide of the town, what people here look for, and what was not found."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.utils import timezone

from wijkschakel.support.actions import needs as need_actions
from wijkschakel.support.models import (
    Guide,
    GuideTally,
    GuideVersion,
    Need,
    NeedAnswer,
    UnservedNeed,
)
from wijkschakel.support.rules import shipped, tree
from wijkschakel.upkeep.demo import store, texts
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id

FIRST_ONLINE = dt.timedelta(days=60)
CHANGED = dt.timedelta(days=9)
OWN_GUIDE = "WK990101"
# How often some ends helped, and how often not.
TALLIES = (("brief-lezen", 34, 3), ("alleen-koffie", 21, 2), ("hoofd-nu", 4, 0), ("klus", 9, 7))
State = GuideVersion.State


def write_guides(town: Map, now: dt.datetime) -> None:
    """Write a guide for all districts, and the one that the first district made its own."""
    everybody = Guide(
        id=demo_id("guide", "all"), name="Vraagwijzer Hazelrode", made_at=now - FIRST_ONLINE
    )
    own = Guide(
        id=demo_id("guide", OWN_GUIDE),
        name="Vraagwijzer Molenkwartier",
        district=town.districts[OWN_GUIDE],
        copied_from=everybody,
        made_at=now - FIRST_ONLINE,
    )
    versions = [*_versions(everybody, now), *_versions(own, now)]
    store.add([everybody, own])
    store.add(versions)
    online = next(one for one in versions if one.guide_id == own.pk)
    store.add(
        GuideTally(version=online, node=node, helped=yes, not_helped=no)
        for node, yes, no in TALLIES
    )


def _versions(guide: Guide, now: dt.datetime) -> Iterator[GuideVersion]:
    """Give what is online; of a district's own guide also a version in the making."""
    base = shipped.base_guide()
    content = tree.write_tree(base)
    yield GuideVersion(
        id=demo_id("guide version", f"{guide.name}:1"),
        guide=guide,
        number=1,
        state=State.PUBLISHED,
        content=content,
        changed_at=now - FIRST_ONLINE,
        published_at=now - FIRST_ONLINE,
    )
    if guide.district_id:
        yield GuideVersion(
            id=demo_id("guide version", f"{guide.name}:2"),
            guide=guide,
            number=2,
            content=content,
            changed_at=now - CHANGED,
        )


def write_needs(town: Map, agenda: Agenda, now: dt.datetime) -> None:
    """Write what people look for, what answers it, and what was not found."""
    data = texts.read("needs")
    known = town.neighbourhoods
    made = now - FIRST_ONLINE
    rows = [
        Need(
            id=demo_id("need", row["key"]),
            title=row["title"],
            theme=row["theme"],
            district=town.districts[row["district"]],
            neighbourhood=known.get(row.get("neighbourhood", "")),
            source=row["source"],
            count=row["count"],
            made_at=made,
            changed_at=made,
        )
        for row in data["need"]
    ]
    store.add(rows)
    store.add(
        NeedAnswer(need=need, activity=agenda.activities[key], made_at=made)
        for need, row in zip(rows, data["need"], strict=True)
        for key in row.get("answered_by", ())
    )
    today = timezone.localdate(now)
    store.add(
        UnservedNeed(
            id=demo_id("unserved", row["text"]),
            district=town.districts[row["district"]],
            neighbourhood=known.get(row.get("neighbourhood", "")),
            text=row["text"],
            key=need_actions.key_of(row["text"]),
            source=row.get("source", UnservedNeed.Source.GUIDE),
            count=row["count"],
            first_on=today - dt.timedelta(days=row["days"][0]),
            last_on=today - dt.timedelta(days=row["days"][1]),
        )
        for row in data["unserved"]
    )


def take_out(districts: list[uuid.UUID]) -> None:
    """Delete the guides and needs of these districts, and the guide for all that we wrote."""
    Need.objects.filter(district__in=districts).delete()
    UnservedNeed.objects.filter(district__in=districts).delete()
    Guide.objects.filter(district__in=districts).delete()
    Guide.objects.filter(pk=demo_id("guide", "all")).delete()
