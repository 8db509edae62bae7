"""Own indicators, the questions, and the timeline."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import following, owning
from wijkschakel.paths.models import Measurement, Mode, Path
from wijkschakel.paths.queries import following as queries
from wijkschakel.paths.queries import programmes
from wijkschakel.paths.rules import instruments
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path.check import pictures
from wijkschakel.web.path.forms import CheckInForm, IndicatorForm, LineForm
from wijkschakel.web.path.owner import (
    again,
    form_key,
    language,
    once,
    own_indicator,
    own_path,
    path_of,
)

Moment = Measurement.Moment


def _path(request: Request) -> Path:
    """Give the path; who comes here first begins one."""
    person = visitor(request)
    return owning.begin_path(person=person, by=person, now=request.now)


def _indicators(request: Request, form: IndicatorForm | None = None) -> dict[str, Any]:
    path = path_of(request)
    return {
        "place": place_of(request),
        "own": queries.indicators_of(path) if path else [],
        "form": form or IndicatorForm(),
        "once": form_key(request),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def indicators(request: Request) -> HttpResponse:
    """Show what I look at myself, and pick something new."""
    if request.method != "POST":
        return render(request, "path/indicators.html", _indicators(request))
    form = IndicatorForm(request.POST)
    if not form.is_valid():
        return again(request, "path/indicators.html", _indicators(request, form))
    try:
        following.pick_indicator(
            path=_path(request), by=visitor(request), now=request.now, **form.cleaned_data
        )
    except Refused as refused:
        return again(request, "path/indicators.html", _indicators(request, form), refused)
    return redirect("path:indicators")


@signed_in
@require_POST
def indicator(request: Request, indicator_id: uuid.UUID) -> HttpResponse:
    """Give it a mark, word it anew, weigh it, lay it aside."""
    one = own_indicator(request, indicator_id)
    by, now = visitor(request), request.now
    try:
        if "mark" in request.POST:
            form = CheckInForm(request.POST)
            mark = form.cleaned_data["mark"] if form.is_valid() else None
            following.check_in(about=one, mark=mark, by=by, now=now, once=once(request))
        else:
            _change(request, one)
    except Refused as refused:
        return again(request, "path/indicators.html", _indicators(request), refused)
    messages.success(request, _("Bewaard."))
    return redirect("path:indicators")


def _change(request: Request, one: Any) -> None:
    given = request.POST
    revision, weight = given.get("revision", ""), given.get("weight", "")
    following.change_indicator(
        indicator=one,
        revision=int(revision) if revision.isdecimal() else 0,
        words=given.get("words"),
        weight=int(weight) if weight.isdecimal() else None,
        is_retired={"weg": True, "terug": False}.get(given.get("doe", "")),
        by=visitor(request),
        now=request.now,
    )


@signed_in
@require_safe
def questions(request: Request) -> HttpResponse:
    """Show which questions there are; each is voluntary."""
    path = path_of(request)
    measured = queries.measurements_of(path) if path else []
    last = {one.measurement.pack: one.measurement.at for one in measured}
    code = language()
    there = queries.packs_for(visitor(request).district)
    packs = [
        (pack, instruments.words_of(pack.title, code), last.get(key)) for key, pack in there.items()
    ]
    own = [row for row in packs if not row[0].in_shared_set and row[0].for_whom == "self"]
    context = {
        "place": place_of(request),
        "shared": [row for row in packs if row[0].in_shared_set],
        "asking": [row for row in own if row[0].asks_to_count],
        "others": [row for row in own if not row[0].asks_to_count],
        "due": queries.due_moment(path, measured, request.now) if path else "",
        "offered": [
            (one, [(pack.id, instruments.words_of(pack.title, code)) for pack in one.packs])
            for one in programmes.offered_to(visitor(request), path, request.now, there)
        ],
    }
    return render(request, "path/questions.html", context)


def _asked(request: Request, pack: instruments.Pack) -> dict[str, Any]:
    code = language()
    given = request.POST
    items = [
        {
            "id": item.id,
            "words": instruments.words_of(item.words, code),
            "answers": [
                (str(answer.code), instruments.words_of(answer.words, code))
                for answer in item.answers
            ]
            or [(str(number), str(number)) for number in item.codes],
            "is_scale": not item.answers,
            "low": instruments.words_of(item.ends[0], code),
            "high": instruments.words_of(item.ends[1], code),
            "given": given.get(f"a-{item.id}", ""),
        }
        for item in pack.items
    ]
    path = path_of(request)
    history = queries.measurements_of(path, pack.id) if path else []
    return {
        "place": place_of(request),
        "pack": pack,
        "title": instruments.words_of(pack.title, code),
        "intro": instruments.words_of(pack.intro, code),
        "recall": instruments.words_of(pack.recall, code),
        "source": instruments.words_of(pack.source, code),
        "norm": instruments.words_of(pack.norm.words, code) if pack.norm else "",
        "items": items,
        "history": history[-12:][::-1],
        "names": [item["words"] for item in items],
        "is_counted": any(one.measurement.is_counted for one in history),
        "once": form_key(request),
        "of_programme": request.POST.get("programma") or request.GET.get("programma", ""),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, key: str) -> HttpResponse:
    """Ask the questions of a pack; every one may be skipped."""
    pack = found(queries.find_pack(key, visitor(request).district))
    if request.method != "POST":
        return render(request, "path/question.html", _asked(request, pack))
    if request.POST.get("tel") == "niet":
        return _count_no_more(request, pack)
    path = _path(request)
    moment, programme = _moment(request, path, pack)
    try:
        following.measure(
            path=path,
            pack=pack,
            asked_hash=request.POST.get("wording", ""),
            answers={item.id: request.POST.get(f"a-{item.id}") for item in pack.items},
            mode=Mode.PAPER if request.POST.get("papier") else "",
            moment=moment,
            is_counted=request.POST.get("tel") == "mee",
            programme=programme,
            by=visitor(request),
            now=request.now,
            once=once(request),
        )
    except Refused as refused:
        return again(request, "path/question.html", _asked(request, pack), refused)
    messages.success(request, _("Bewaard. Dit is van jou."))
    return redirect("path:show" if pack.id == queries.SIX else "path:questions")


def _count_no_more(request: Request, pack: instruments.Pack) -> HttpResponse:
    following.count_no_more(
        path=own_path(request), pack=pack.id, by=visitor(request), now=request.now
    )
    messages.success(request, _("Bewaard. Vanaf de volgende cijfers telt het niet meer mee."))
    return redirect("path:question", pack.id)


def _moment(
    request: Request, path: Path, pack: instruments.Pack
) -> tuple[Moment, uuid.UUID | None]:
    """Say at which moment this is answered: of a programme that offers it now, or of the path."""
    if wanted := request.POST.get("programma"):
        for one in programmes.offered_to(visitor(request), path, request.now):
            if str(one.programme) == wanted and pack.id in {each.id for each in one.packs}:
                return Moment(one.moment), one.programme
    if not pack.in_shared_set:
        return Moment.LOOSE, None
    measured = [one for one in queries.measurements_of(path) if one.measurement.pack == pack.id]
    return Moment(queries.due_moment(path, measured, request.now) or Moment.LOOSE), None


def _timeline(request: Request, form: LineForm) -> dict[str, Any]:
    path = path_of(request)
    start = request.now + dt.timedelta(seconds=1)
    lines = queries.timeline(path, start) if path else []
    code = language()
    icons = {one.key: (one.icon, one.words.get(code, "")) for one, _w, _c in pictures()}
    return {
        "place": place_of(request),
        "lines": [(line, icons.get(line.picture)) for line in lines],
        "gave": sum(line.kind == "gave" for line in lines),
        "pictures": pictures(form.data.get("picture", "") if form.is_bound else ""),
        "form": form,
        "once": form_key(request),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def timeline(request: Request) -> HttpResponse:
    """Show what I did, gave and felt, and add to it."""
    if request.method != "POST":
        return render(request, "path/timeline.html", _timeline(request, LineForm()))
    form = LineForm(request.POST)
    if not form.is_valid():
        return again(request, "path/timeline.html", _timeline(request, form))
    try:
        following.write_line(
            path=_path(request), by=visitor(request), now=request.now, once=once(request),
            **form.cleaned_data,
        )  # fmt: skip
    except Refused as refused:
        return again(request, "path/timeline.html", _timeline(request, form), refused)
    return redirect("path:timeline")


@signed_in
@require_POST
def throw_away(request: Request, line_id: uuid.UUID) -> HttpResponse:
    """Throw a line away."""
    line = found(own_path(request).diary.filter(pk=line_id).select_related("path__person").first())
    following.throw_away(thing=line, by=visitor(request), now=request.now)
    messages.success(request, _("Weggegooid."))
    return redirect("path:timeline")
