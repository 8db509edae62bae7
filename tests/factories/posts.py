"""Makes posts, comments, reports, debates and questions for tests."""

import itertools
from typing import Any

from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_district
from wijkschakel.activities.models import (
    Comment,
    Debate,
    LiveQuestion,
    Post,
    PostReport,
    QuestionSupport,
    Session,
)
from wijkschakel.people.models import Person

_number = itertools.count(1)


def make_post(author: Person | None = None, **changes: Any) -> Post:
    """Make a story that all can read, in the district of its writer."""
    writer = author or make_person()
    values = {
        "kind": Post.Kind.STORY,
        "title": f"Hoe ik hier kwam {next(_number)}",
        "body": "Ik kende niemand. Nu wel.",
        "state": Post.State.PUBLISHED,
        "author": writer,
        "made_at": MOMENT,
        "changed_at": MOMENT,
        "published_at": MOMENT,
    }
    values["district"] = changes.pop("district", None) or writer.district or make_district()
    return Post.objects.create(**values | changes)


def make_comment(post: Post, author: Person | None = None, **changes: Any) -> Comment:
    """Say something below a post."""
    values = {"text": "Wat mooi!", "made_at": MOMENT}
    return Comment.objects.create(post=post, author=author or make_person(), **values | changes)


def make_report(post: Post, **changes: Any) -> PostReport:
    """Report a post."""
    return PostReport.objects.create(post=post, **{"made_at": MOMENT} | changes)


def make_debate(session: Session, **changes: Any) -> Debate:
    """Let people ask at a session."""
    return Debate.objects.create(session=session, **{"made_at": MOMENT} | changes)


def make_question(debate: Debate, **changes: Any) -> LiveQuestion:
    """Ask something that all can see."""
    values = {"text": "Komt er een bank in het park?", "state": "shown", "asked_at": MOMENT}
    return LiveQuestion.objects.create(debate=debate, **values | changes)


def make_support(question: LiveQuestion, key: str = "k") -> QuestionSupport:
    """Tap once."""
    return QuestionSupport.objects.create(question=question, key=key)
