"""Me in the figures: counting or not, studies that ask me something, two voluntary questions."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.actions import objections
from wijkschakel.outcomes.actions import studies as study_actions
from wijkschakel.outcomes.queries import studies
from wijkschakel.paths.actions import following, owning
from wijkschakel.paths.actions.asking import VOLUNTARY
from wijkschakel.paths.models import Measurement
from wijkschakel.paths.queries import following as path_queries
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.people.models import Person
from wijkschakel.web.common.access import found, signed_in
from wijkschakel.web.common.http import SignedInRequest
from wijkschakel.web.common.study_words import said


@signed_in
@never_cache
@require_safe
def my_figures(request: SignedInRequest) -> HttpResponse:
    """Show whether I am counted, and which studies ask me something."""
    return _show(request)


def _show(request: SignedInRequest, refusal: str = "") -> HttpResponse:
    person = request.person
    context = {
        "has_objected": studies.has_objected(person),
        "studies": [
            {
                "study": study,
                "columns": said(study.columns),
                "said_yes": consent is not None and consent.withdrawn_at is None,
            }
            for study, consent in studies.shown_to(person, request.now)
        ],
        "refusal": refusal,
    }
    return render(request, "account/figures.html", context, status=422 if refusal else 200)


@signed_in
@require_POST
def choose_counting(request: SignedInRequest) -> HttpResponse:
    """Leave me out of figures, or count me again."""
    person = request.person
    if request.POST.get("tel") == "niet":
        objections.object_to_counting(person=person, by=person, now=request.now)
        messages.success(request, _("Bewaard. Vanaf de volgende cijfers tel je niet meer mee."))
    elif request.POST.get("tel") == "wel":
        objections.take_back_objection(person=person, by=person, now=request.now)
        messages.success(request, _("Bewaard. Vanaf de volgende cijfers tel je weer mee."))
    return redirect("account:my_figures")


@signed_in
@require_POST
def answer_study(request: SignedInRequest, study: uuid.UUID) -> HttpResponse:
    """Say yes to a study, or take it back."""
    row, person = found(studies.find_running(study)), request.person
    says_yes = request.POST.get("zeg") == "ja"
    act = study_actions.join_study if says_yes else study_actions.leave_study
    try:
        act(study=row, person=person, by=person, now=request.now)
    except Refused as refused:
        return _show(request, refused.sentence)
    if says_yes:
        messages.success(request, _("Dank je. Je kunt je ja altijd terugnemen."))
    else:
        messages.success(request, _("Teruggenomen. In een volgende levering zit je niet meer."))
    return redirect("account:my_figures")


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_questions(request: SignedInRequest) -> HttpResponse:
    """Ask two voluntary questions; an answer may be taken back."""
    refusal = ""
    if request.method == "POST":
        try:
            if request.POST.get("neem_terug"):
                _take_back(request)
            else:
                _keep(request)
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("account:my_questions")
    given = _given(request.person)
    context = {
        "questions": [_asked(key, given, request) for key in VOLUNTARY],
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "account/questions.html", context, status=status)


def _given(person: Person) -> dict[str, list[Measurement]]:
    """Give the answers of this person to these questions, the newest first."""
    rows = Measurement.objects.filter(path__person=person, pack__in=VOLUNTARY)
    found_rows: dict[str, list[Measurement]] = {}
    for row in rows.select_related("path__person").order_by("-at", "pk"):
        found_rows.setdefault(row.pack, []).append(row)
    return found_rows


def _asked(
    key: str, given: dict[str, list[Measurement]], request: SignedInRequest
) -> dict[str, Any]:
    pack, code = shipped.instruments_shipped()[key], get_language() or "nl"
    [item] = pack.items
    last = path_queries.code_of(given[key][0], item.id) if key in given else None
    return {
        "pack": pack,
        "title": instruments.words_of(pack.title, code),
        "why": instruments.words_of(pack.intro, code),
        "words": instruments.words_of(item.words, code),
        "answers": [(one.code, instruments.words_of(one.words, code)) for one in item.answers],
        "last": last,
        "is_answered": key in given,
    }


def _pack(request: SignedInRequest) -> instruments.Pack:
    key = request.POST.get("vraag", "")
    if key not in VOLUNTARY:
        raise owning.NothingWritten
    return shipped.instruments_shipped()[key]


def _keep(request: SignedInRequest) -> None:
    """Keep one answer as a measurement of the own path; a new answer comes beside the old one."""
    pack, person = _pack(request), request.person
    [item] = pack.items
    if not request.POST.get("antwoord"):
        raise owning.NothingWritten
    path = owning.begin_path(person=person, by=person, now=request.now)
    following.measure(
        path=path,
        pack=pack,
        asked_hash=request.POST.get("woorden", ""),
        answers={item.id: request.POST.get("antwoord")},
        by=person,
        now=request.now,
    )
    messages.success(request, _("Bewaard. Dank je."))


def _take_back(request: SignedInRequest) -> None:
    """Throw away every answer to one question."""
    pack = _pack(request)
    for row in _given(request.person).get(pack.id, []):
        following.throw_away(thing=row, by=request.person, now=request.now)
    messages.success(request, _("Je antwoord is weg."))
