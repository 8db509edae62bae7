"""Writing a lesson: a draft that shows how it will look, what came of it, and taking it back."""

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.learning import permissions
from wijkschakel.learning.actions import lessons as actions
from wijkschakel.learning.models import Lesson
from wijkschakel.places.models import District
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import asked_place
from wijkschakel.web.learn.forms import LessonForm, OutcomeForm, WithdrawForm
from wijkschakel.web.learn.reading import asked_initiative, found_lesson, show

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
Form = LessonForm | OutcomeForm


def _theirs(request: Request, number: uuid.UUID) -> Lesson:
    """Give a lesson that the visitor may change; what was withdrawn is not changed any more."""
    one = found_lesson(request, number)
    may = permissions.may_change(visitor(request), one, request.now)
    return found(one if may and one.state != Lesson.State.WITHDRAWN else None)


def _form_page(
    request: Request, template: str, form: Form, district: District, *,
    lesson: Lesson | None = None, refusal: str = "",
) -> HttpResponse:  # fmt: skip
    context = {
        "place": district, "district": district, "form": form, "lesson": lesson,
        "refusal": refusal, "shown": [field for field in form if not field.is_hidden],
    }  # fmt: skip
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, template, context, status=status)


def _written(
    request: Request, template: str, form: Form, one: Lesson, save: Callable[[], object]
) -> HttpResponse:
    """Ask, and save what is answered."""
    refusal = ""
    if form.is_valid():
        try:
            save()
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("Bewaard."))
            return redirect("learn:lesson", one.pk)
    return _form_page(request, template, form, one.district, lesson=one, refusal=refusal)


def _done(request: Request, one: Lesson, do: Callable[[], object], said: str) -> HttpResponse:
    """Do it and say so, or say why not."""
    try:
        do()
    except Refused as refused:
        return show(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, said)
    return redirect("learn:lesson", one.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request) -> HttpResponse:
    """Write what is tried; it is a draft until it is placed."""
    person, about = visitor(request), asked_initiative(request)
    code = request.GET.get("wijk", "")[:10]
    district = about.district if about else asked_place(request, code)[0]
    if district is None:
        return redirect("portal:choose_place")
    if not permissions.may_write(person, district, request.now):
        found(None if request.method == "POST" else district)
        return render(request, "learn/not_yet.html", {"place": district})
    form = LessonForm(
        request.POST if request.method == "POST" else None,
        initial={"initiative": about}, person=person, district=district, now=request.now,
    )  # fmt: skip
    if not form.is_valid():
        return _form_page(request, "learn/write.html", form, district)
    made = actions.write_lesson(
        told=form.told(), district=district, by=person, now=request.now,
        key=form.cleaned_data["key"],
    )  # fmt: skip
    return redirect("learn:lesson", made.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, lesson_id: uuid.UUID) -> HttpResponse:
    """Say it better."""
    person, one = visitor(request), _theirs(request, lesson_id)
    form = LessonForm(
        request.POST if request.method == "POST" else None,
        initial=LessonForm.start_of(one), person=person, district=one.district, now=request.now,
    )  # fmt: skip
    return _written(
        request, "learn/write.html", form, one,
        lambda: actions.change_lesson(
            lesson=one, told=form.told(), by=person, now=request.now
        ),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: Request, lesson_id: uuid.UUID) -> HttpResponse:
    """Tell what came of it."""
    person, one = visitor(request), _theirs(request, lesson_id)
    form = OutcomeForm(
        request.POST if request.method == "POST" else None, initial=OutcomeForm.start_of(one)
    )
    return _written(
        request, "learn/outcome.html", form, one,
        lambda: actions.tell_outcome(lesson=one, came=form.came(), by=person, now=request.now),
    )  # fmt: skip


@signed_in
@require_POST
def publish(request: Request, lesson_id: uuid.UUID) -> HttpResponse:
    """Put a draft where everybody reads it."""
    person, one = visitor(request), _theirs(request, lesson_id)
    return _done(
        request, one, lambda: actions.publish_lesson(lesson=one, by=person, now=request.now),
        _("Het staat erop. Iedereen kan het lezen."),
    )  # fmt: skip


@signed_in
@require_POST
def withdraw(request: Request, lesson_id: uuid.UUID) -> HttpResponse:
    """Take a lesson back, with a reason."""
    person, one = visitor(request), _theirs(request, lesson_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return show(request, one, withdraw=form, status=INVALID)
    why = form.cleaned_data["why"]
    return _done(
        request, one,
        lambda: actions.withdraw_lesson(lesson=one, why=why, by=person, now=request.now),
        _("De les is ingetrokken."),
    )  # fmt: skip


@signed_in
@require_POST
def discard(request: Request, lesson_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    one = _theirs(request, lesson_id)
    try:
        actions.discard_draft(lesson=one, by=visitor(request), now=request.now)
    except Refused as refused:
        return show(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Het concept is weg."))
    return redirect("learn:lessons")
