"""A guide, a need and something that was not found in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import guides
from wijkschakel.support.actions import guides as guide_actions
from wijkschakel.support.queries import guides as queries
from wijkschakel.support.rules import tree

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:guide_screen question": lambda world: {
        "version_id": world.version.pk,
        "screen": "start",
    },
    "portal:guide_screen end": lambda world: {"version_id": world.version.pk, "screen": "koffie"},
    "portal:guide_none": lambda world: {"version_id": world.version.pk, "screen": "start"},
    "portal:guide_print": lambda world: {"version_id": world.version.pk, "screen": "koffie"},
    "desk:guide_version": lambda world: {"version": world.draft.pk},
    "desk:publish_guide": lambda world: {"version": world.draft.pk},
    "desk:undo_guide": lambda world: {"version": world.draft.pk},
    **{
        f"desk:{page} {kind}": lambda world, screen=screen: {
            "version": world.draft.pk,
            "screen": screen,
        }
        for page in ("preview_guide", "edit_guide")
        for kind, screen in (("question", "start"), ("end", "koffie"))
    },
    "desk:remove_guide_screen": lambda world: {"version": world.draft.pk, "screen": "taal"},
    "portal:guide_helped": lambda world: {"version_id": world.version.pk, "screen": "koffie"},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "desk:copy_guide": lambda world: {"wijk": str(world.elsewhere.pk)},
    "desk:publish_guide": lambda world: {"revisie": str(world.draft.revision)},
    "desk:undo_guide": lambda world: {"revisie": str(world.draft.revision)},
    "desk:sort_unserved": lambda world: {"rij": str(world.unserved.pk), "doe": "weg"},
}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    world.version = guides.make_guide(world.district, whole=guides.make_tree(), now=now)
    world.guide = world.version.guide
    noor = world.people["coordinator_own"]
    draft = guide_actions.start_draft(guide=world.guide, by=noor, now=now)
    start = queries.tree_of(draft).first
    world.draft = guide_actions.save_node(
        draft=draft, node=start, seen=tree.digest(start), by=noor, now=now
    )
    world.need = guides.make_need(world.district)
    world.unserved = guides.make_unserved(world.district)
