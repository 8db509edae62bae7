"""A post with a comment and a report, and a debate, in the world of the permission walk."""

from collections.abc import Callable
from typing import Any

from tests.factories import posts

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:share_card bericht": lambda world: {"kind": "bericht", "thing_id": world.post.pk},
    "portal:share_card bijeenkomst": lambda world: {
        "kind": "bijeenkomst",
        "thing_id": world.session.pk,
    },
    "desk:remove_comment": lambda world: {"report": world.reported_comment.pk},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {}


def fill(world: Any) -> None:
    """Add them."""
    world.post = posts.make_post(world.person, district=world.district)
    world.comment = posts.make_comment(world.post, world.person)
    world.report = posts.make_report(world.post)
    world.reported_comment = posts.make_report(world.post, comment=world.comment)
    world.debate = posts.make_debate(world.session)
    world.question = posts.make_question(world.debate)
