"""Six short lessons for who wants to talk with fellow residents: to read, practise and print."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import learning
from wijkschakel.paths.queries import learning as queries
from wijkschakel.paths.rules import courses
from wijkschakel.paths.rules.instruments import words_of
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path.owner import language


@dataclass(frozen=True)
class Page:
    """One lesson in the language of the page."""

    id: str
    number: int
    icon: str
    minutes: int
    title: str
    read: list[str]
    exercise: str
    steps: list[str]
    remember: str
    is_done: bool = False


def pages(done: tuple[str, ...] = ()) -> list[Page]:
    """Give every lesson, with a tick where the visitor ticked it off."""
    code = language()
    return [
        Page(
            id=one.id,
            number=number,
            icon=one.icon,
            minutes=one.minutes,
            title=words_of(one.title, code),
            read=[words_of(part, code) for part in one.read],
            exercise=words_of(one.exercise, code),
            steps=[words_of(part, code) for part in one.steps],
            remember=words_of(one.remember, code),
            is_done=one.id in done,
        )
        for number, one in enumerate(courses.talking().lessons, start=1)
    ]


def _frame(request: Request) -> dict[str, Any]:
    course, code = courses.talking(), language()
    lessons = pages(queries.lessons_done(request.person))
    return {
        "place": place_of(request),
        "title": words_of(course.title, code),
        "intro": words_of(course.intro, code),
        "licence": course.licence,
        "licence_url": course.licence_url,
        "lessons": lessons,
        "done": sum(one.is_done for one in lessons),
        "minutes": sum(one.minutes for one in lessons),
    }


@public
@require_safe
def training(request: Request) -> HttpResponse:
    """Show the lessons, and which of them I ticked off."""
    return render(request, "path/training.html", _frame(request))


@public
@require_safe
def training_print(request: Request) -> HttpResponse:
    """Show all lessons as a booklet to print."""
    return render(request, "path/training_print.html", _frame(request))


@public
@require_safe
def lesson(request: Request, lesson: str) -> HttpResponse:
    """Show one lesson: a page to read and an exercise."""
    frame = _frame(request)
    one = found(next((page for page in frame["lessons"] if page.id == lesson), None))
    after = next((page for page in frame["lessons"] if page.number == one.number + 1), None)
    return render(request, "path/lesson.html", frame | {"lesson": one, "next": after})


@signed_in
@require_POST
def mark_lesson(request: Request, lesson: str) -> HttpResponse:
    """Tick a lesson off for myself, or not any more; then go on to the next one."""
    person, is_done = visitor(request), request.POST.get("doe") != "niet"
    known = [one.id for one in courses.talking().lessons]
    place = found(known.index(lesson) + 1 if lesson in known else None)
    try:
        learning.mark_lesson(
            person=person, lesson=lesson, is_done=is_done, by=person, now=request.now
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("path:lesson", lesson)
    if not is_done:
        messages.success(request, _("Goed. Deze les staat weer open."))
        return redirect("path:lesson", lesson)
    messages.success(request, _("Genoteerd, alleen voor jou."))
    return (
        redirect("path:lesson", known[place]) if place < len(known) else redirect("path:training")
    )
