"""Fatma's path in the world of the permission walk: with a goal shared with Anke, until June."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tests.factories import paths
from wijkschakel.paths.actions import following, goals, paper, sharing, talking
from wijkschakel.paths.models import Pack

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "desk:agree_pack": lambda world: {"pack": world.taken.pk},
    "path:bundle": lambda world: {"programme_id": world.programme.pk},
    "path:need": lambda world: {"need_id": world.wish_of_path.pk},
    "path:question six-marks": lambda world: {"key": "six-marks"},
    "path:question perceived-health": lambda world: {"key": "perceived-health"},
    "path:lesson": lambda world: {"lesson": "together"},
    "path:mark_lesson": lambda world: {"lesson": "together"},
    "path:card": lambda world: {"code": world.path_card.code},
    "path:throw_away": lambda world: {"line_id": world.line.pk},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "desk:agree_pack": lambda world: {"agreed_on": "2026-01-02"},
    "path:plan": lambda world: {"wat": "ask"},
    "path:answer_offer": lambda world: {"doe": "kijk"},
    "path:invite": lambda world: {"wie": str(world.people["professional"].pk)},
    "path:change_talk": lambda world: {"doe": "afzeggen"},
    "path:indicator": lambda world: {"mark": "7"},
}


def fill(world: Any, now: dt.datetime) -> None:
    """Add it."""
    fatma, anke = world.person, world.people["professional"]
    world.goal = paths.make_goal(fatma, now=now)
    path = world.goal.path
    world.step = paths.make_step(world.goal, now=now)
    paths.make_check_in(world.goal, now=now)
    world.wish_of_path = goals.note_need(
        person=fatma, heading="happy", words="Meer zingen", by=fatma, now=now
    )
    world.indicator = following.pick_indicator(path=path, words="Uitgerust", by=fatma, now=now)
    world.line = following.write_line(path=path, kind="gave", words="Soep", by=fatma, now=now)
    world.path_card = paper.make_cards(ambition=world.goal, number=1, by=fatma, now=now)[0]
    world.share = sharing.share_part(
        path=path, ambition=world.goal, purpose="path_support", parts=["path_goal"],
        until_on=timezone.localdate(now) + dt.timedelta(days=90), to_person=anke, by=fatma, now=now,
    )  # fmt: skip
    world.moment = talking.prepare_moment(
        path=path, kind="reindication", at=None, words={"myself": "Koken"}, by=fatma, now=now
    )
    today = timezone.localdate(now)
    partner = talking.note_training(
        person=world.grant.person, languages=["nl", "tr"], trained_on=today,
        valid_until=today + dt.timedelta(days=300), is_open=True,
        by=world.people["coordinator_own"], now=now,
    )  # fmt: skip
    world.talk = talking.ask_conversation(
        resident=fatma, partner=partner, card="happiness", question="", by=fatma, now=now
    )
    world.pack = Pack.objects.create(
        kind="card", key="van-hier", district=world.district, content=CARD, wording_hash="x",
        made_at=now,
    )  # fmt: skip
    there = Pack.objects.create(
        kind="card", key="van-daar", district=world.elsewhere, wording_hash="y", made_at=now,
        content=CARD.replace("van-hier", "van-daar"),
    )  # fmt: skip
    world.taken = Pack.objects.create(
        kind="card", key="van-daar", district=world.district, wording_hash="y", made_at=now,
        content=there.content, taken_from=there, retired_at=now,
    )  # fmt: skip


CARD = """
id = "van-hier"
version = 1
title = { nl = "Van hier", en = "From here" }
intro = { nl = "Dag", en = "Hello" }
questions = [{ nl = "Hoe is het?", en = "How are you?" }]
closing = { nl = "Dank", en = "Thanks" }
[licence]
name = "CC0"
url = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
