"""Who is who: finding a colleague, standing there oneself, and asking without a name."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.activities.models import Initiative
from wijkschakel.activities.queries import initiatives as initiative_queries
from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import colleagues as actions
from wijkschakel.support.models import ColleagueQuestion, DirectoryEntry
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.queries import colleagues as queries
from wijkschakel.web.common.access import found, signed_in, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.support.colleague_forms import AnswerForm, EntryForm, QuestionForm
from wijkschakel.web.support.referrals import WORKERS

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
FORMS = ["GET", "HEAD", "POST"]


def _words(request: Request) -> str:
    return " ".join(request.GET.get("zoek", "").replace("\0", " ").split())[:80]


@with_role(*WORKERS)
@require_safe
def directory(request: Request) -> HttpResponse:
    """Show who chose to be found, by words."""
    words = _words(request)
    rows = queries.search(words, request.now)
    mine = queries.entry_of(visitor(request))
    return render(request, "support/directory.html", {"words": words, "rows": rows, "mine": mine})


@with_role(*WORKERS)
@never_cache
@require_http_methods(FORMS)
def my_entry(request: Request) -> HttpResponse:
    """Stand in who is who, or change how."""
    me = visitor(request)
    organisations = permissions.organisations_of(me, request.now)
    known = queries.entry_of(me)
    initial = {name: getattr(known, name) for name in actions.FIELDS} if known else {}
    if known is None:
        initial = {"organisation": organisations.first(), "where": str(me.district or "")}
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, organisations=organisations, initial=initial)
    if data is not None and form.is_valid():
        actions.list_oneself(person=me, by=me, now=request.now, **form.cleaned_data)
        messages.success(request, _("Je staat in wie is wie. Collega's vinden je nu."))
        return redirect("support:directory")
    status = INVALID if data is not None else HTTPStatus.OK
    return render(request, "support/my_entry.html", {"form": form, "mine": known}, status=status)


@with_role(*WORKERS)
@require_POST
def unlist(request: Request) -> HttpResponse:
    """Take myself out of it."""
    actions.unlist_oneself(person=visitor(request), by=visitor(request), now=request.now)
    messages.success(request, _("Je staat er niet meer in."))
    return redirect("support:directory")


@with_role(*WORKERS)
@never_cache
@require_http_methods(FORMS)
def entry(request: Request, entry: uuid.UUID) -> HttpResponse:
    """Show a colleague, and ask something."""
    return _ask(request, entry, None)


def _ask(request: Request, number: uuid.UUID, group: Initiative | None) -> HttpResponse:
    colleague = found(queries.find_entry(number, request.now))
    found(colleague if group is None or colleague.advises_groups else None)
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data)
    more: dict[str, Any] = {}
    if data is not None and form.is_valid():
        try:
            _send(request, colleague, group, form)
        except actions.MayPointToSomebody as refused:
            more = {"refusal": refused.sentence, "warns": True}
        except Refused as refused:
            more = {"refusal": refused.sentence}
        else:
            messages.success(request, _("Verstuurd. Je hoort het als er antwoord is."))
            return redirect("support:questions")
    context = {
        "entry": colleague,
        "form": form,
        "group": group,
        "is_me": _is_me(request, colleague),
    }
    status = INVALID if data is not None else HTTPStatus.OK
    return render(request, "support/entry.html", context | more, status=status)


def _is_me(request: Request, colleague: DirectoryEntry) -> bool:
    return colleague.person_id == visitor(request).pk


def _send(
    request: Request, colleague: DirectoryEntry, group: Initiative | None, form: QuestionForm
) -> ColleagueQuestion:
    me = visitor(request)
    found(None if _is_me(request, colleague) else colleague)
    organisation = None if group else permissions.organisations_of(me, request.now).first()
    return actions.ask_colleague(
        entry=colleague,
        text=form.cleaned_data["text"],
        is_about_nobody=form.cleaned_data["is_about_nobody"],
        from_organisation=organisation,
        from_initiative=group,
        by=me,
        now=request.now,
    )


@signed_in
@never_cache
@require_safe
def questions(request: Request) -> HttpResponse:
    """Show what I was asked and what I asked."""
    got, asked = queries.questions_of(visitor(request))
    context = {"got": got, "asked": asked, "waiting": sum(one.state == "open" for one in got)}
    return render(request, "support/questions.html", context)


@signed_in
@never_cache
@require_http_methods(FORMS)
def question(request: Request, question: uuid.UUID) -> HttpResponse:
    """Show a question to or from me, and answer it."""
    asked = found(queries.find_question(visitor(request), question))
    is_mine = asked.from_person_id == visitor(request).pk
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data)
    more: dict[str, Any] = {}
    if data is not None:
        found(None if is_mine else asked)
    if data is not None and form.is_valid():
        try:
            actions.answer_colleague(
                question=asked,
                answer=form.cleaned_data["text"],
                is_about_nobody=form.cleaned_data["is_about_nobody"],
                by=visitor(request),
                now=request.now,
            )
        except actions.MayPointToSomebody as refused:
            more = {"refusal": refused.sentence, "warns": True}
        except Refused as refused:
            more = {"refusal": refused.sentence}
        else:
            messages.success(request, _("Dank je. Je collega leest het nu."))
            return redirect("support:questions")
    status = INVALID if data is not None else HTTPStatus.OK
    context = {"question": asked, "is_mine": is_mine, "form": form}
    return render(request, "support/question.html", context | more, status=status)


def _group(request: Request, number: uuid.UUID) -> Initiative:
    """Give the group to who decides about it; for others this page does not exist."""
    group = found(initiative_queries.find_initiative(number))
    may = permissions.may_refer(visitor(request), group, request.now)
    return found(group if may else None)


@signed_in
@require_safe
def advisers(request: Request, initiative: uuid.UUID) -> HttpResponse:
    """Show who gives advice to groups; they see no one of the group."""
    group = _group(request, initiative)
    rows = queries.search(_words(request), request.now, only_advisers=True)
    context = {"group": group, "rows": rows, "words": _words(request)}
    return render(request, "support/directory.html", context)


@signed_in
@never_cache
@require_http_methods(FORMS)
def ask_adviser(request: Request, initiative: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Ask somebody who gives advice to groups."""
    return _ask(request, entry, _group(request, initiative))
