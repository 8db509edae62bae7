"""Whose path it is: the visitor's own. What is not theirs does not exist."""

import re
import uuid
from collections.abc import Mapping
from http import HTTPStatus

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from wijkschakel.activities.actions import joining
from wijkschakel.base.errors import Refused
from wijkschakel.paths.models import Ambition, Indicator, Moment, Need, Path, Step
from wijkschakel.paths.queries import goals, talking
from wijkschakel.web.common.access import found, visitor
from wijkschakel.web.common.http import Request

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
FORM_KEY = re.compile(r"[\w-]{20,40}", re.ASCII)


def path_of(request: Request) -> Path | None:
    """Give the path of the visitor, when there is one."""
    return goals.find_path(visitor(request))


def own_path(request: Request) -> Path:
    """Give the path of the visitor; who has none yet has no such page."""
    return found(path_of(request))


def own_goal(request: Request, goal_id: uuid.UUID) -> Ambition:
    """Give a goal of the visitor."""
    return found(goals.find_ambition(visitor(request), goal_id))


def own_need(request: Request, need_id: uuid.UUID) -> Need:
    """Give a need of the visitor."""
    return found(goals.find_need(visitor(request), need_id))


def own_step(request: Request, step_id: uuid.UUID) -> Step:
    """Give a step of the visitor."""
    return found(goals.find_step(visitor(request), step_id))


def own_indicator(request: Request, indicator_id: uuid.UUID) -> Indicator:
    """Give an own indicator of the visitor."""
    return found(goals.find_indicator(visitor(request), indicator_id))


def own_moment(request: Request, moment_id: uuid.UUID) -> Moment:
    """Give a moment of the visitor."""
    return found(talking.find_moment(visitor(request), moment_id))


def number_of(text: str) -> uuid.UUID:
    """Read a number that was sent; what is none belongs to nothing."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def form_key(request: Request) -> str:
    """Keep the key of a form that was sent, so that sending it again does one thing."""
    sent = request.POST.get("once", "")
    return sent if FORM_KEY.fullmatch(sent) else joining.new_form_key()


def once(request: Request) -> str | None:
    """Give the key of the form that was sent."""
    sent = request.POST.get("once", "")
    return sent if FORM_KEY.fullmatch(sent) else None


def language() -> str:
    """Give the language of the page, for words that are data."""
    return (get_language() or "nl").split("-")[0]


def again(
    request: Request,
    template: str,
    context: Mapping[str, object],
    refused: Refused | None = None,
    form: forms.Form | None = None,
) -> HttpResponse:
    """Show a form again with what was typed, and why it did not go."""
    more: dict[str, object] = {"refusal": refused.sentence if refused else ""}
    if form is not None:
        more["form"] = form
    return render(request, template, {**context, **more}, status=INVALID)
