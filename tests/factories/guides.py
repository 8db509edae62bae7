"""Makes guides, needs and what was not found, for tests."""

import datetime as dt
from typing import Any

from tests.factories.people import MOMENT
from tests.factories.places import make_district
from wijkschakel.places.models import District
from wijkschakel.support.actions import guides, needs
from wijkschakel.support.models import GuideVersion, Need, UnservedNeed
from wijkschakel.support.rules import tree
from wijkschakel.support.rules.tree import Answer, Kind, Node, Target, TargetKind, Tree


def leaf(key: str, text: str = "", **changes: Any) -> Node:
    """Make an end with something to do."""
    values: dict[str, Any] = {
        "text": {"nl": text or f"Einde {key}", "en": f"End {key}"},
        "targets": (Target(TargetKind.ACTIVITIES, "talk"),),
    }
    return Node(key=key, kind=Kind.LEAF, **values | changes)


def question(key: str, *to: str, text: str = "", **changes: Any) -> Node:
    """Make a question whose answers lead to these screens."""
    answers = tuple(Answer({"nl": f"Naar {one}", "en": f"To {one}"}, one) for one in to)
    values: dict[str, Any] = {"text": {"nl": text or f"Wat {key}?", "en": f"What {key}?"}}
    return Node(key=key, kind=Kind.QUESTION, answers=answers, **values | changes)


def make_tree(*nodes: Node) -> Tree:
    """Make a tree; the first screen is the start. Without screens: a question with two ends."""
    given = nodes or (question("start", "koffie", "taal"), leaf("koffie"), leaf("taal"))
    return Tree(given[0].key, {node.key: node for node in given})


def make_guide(
    district: District | None = None,
    *,
    whole: Tree | None = None,
    online: bool = True,
    for_all: bool = False,
    now: dt.datetime = MOMENT,
) -> GuideVersion:
    """Make a guide of a district of its own, online unless told otherwise."""
    where = None if for_all else district or make_district()
    draft = guides.create_guide(name="Vraagwijzer Linde", district=where, by=None, now=now)
    if whole is not None:
        GuideVersion.objects.filter(pk=draft.pk).update(content=tree.write_tree(whole))
        draft.refresh_from_db()
    if online:
        return guides.publish_version(
            draft=draft, revision=draft.revision, live=None, by=None, now=now
        )
    return draft


def make_need(district: District | None = None, **changes: Any) -> Need:
    """Make a need that was heard at the desk."""
    values = {
        "title": "Zwemmen met alleen vrouwen",
        "theme": "move",
        "district": district or make_district(),
        "made_at": MOMENT,
        "changed_at": MOMENT,
    }
    return Need.objects.create(**values | changes)


def make_unserved(district: District | None = None, **changes: Any) -> UnservedNeed:
    """Make something that was looked for and not found."""
    text = changes.pop("text", "zwemles voor vrouwen")
    values = {
        "district": district or make_district(),
        "text": text,
        "key": needs.key_of(text),
        "source": UnservedNeed.Source.GUIDE,
        "first_on": MOMENT.date(),
        "last_on": MOMENT.date(),
    }
    row = UnservedNeed(**values | changes)
    row.save(force_insert=True)
    return row
