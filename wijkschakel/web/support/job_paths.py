"""The path of a resident in a neighbourhood job, for the resident and for who guides."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Person
from wijkschakel.support.actions import job_guides, job_steps
from wijkschakel.support.actions import job_paths as actions
from wijkschakel.support.models import JobPath, JobSkill, JobStep, SkillTick
from wijkschakel.support.permissions import jobs as permissions
from wijkschakel.support.privacy import jobs as privacy
from wijkschakel.support.queries import jobs as queries
from wijkschakel.web.common import guides
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.support.job_forms import ReasonForm, StepForm
from wijkschakel.web.support.job_people import WHY

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
FORMAT = "wijkschakel.buurtbaan.1"
State = JobPath.State


@dataclass(frozen=True)
class SkillRow:
    """One skill, as far as both said it."""

    skill: JobSkill
    tick: SkillTick | None
    is_mine: bool
    is_theirs: bool


@dataclass(frozen=True)
class StairRow:
    """One step of the way: done by both, proposed, or still ahead."""

    name: str
    step: JobStep | None
    state: str


def _path(request: Request, path_id: uuid.UUID) -> tuple[JobPath, str]:
    """Give a path and the side of the visitor; reading somebody else's is noted first."""
    path, side = found(queries.find_path(path_id, visitor(request), request.now))
    if side == "guide":
        journal.record_read(
            action="read_job_path", now=request.now, by=visitor(request), about=path.person,
            thing=path, why=WHY,
        )  # fmt: skip
    return path, side


def _own(request: Request, path_id: uuid.UUID) -> JobPath:
    path, side = found(queries.find_path(path_id, visitor(request), request.now))
    return found(path if side == "resident" else None)


def _contact(request: Request, path: JobPath, side: str) -> dict[str, str] | None:
    """Give name and contact of the other, as far as they share it at this moment."""
    guide = path.job.guide
    if guide is None or path.answered_at is None:
        return None
    mine, other = (path.person, guide) if side == "resident" else (guide, path.person)
    items = people_permissions.shared_items(other, mine, "match", request.now)
    if not items:
        return None
    if side == "resident":
        _note_contact(request, path, other)
    return {
        "name": f"{other.given_name} {other.family_name}".strip(),
        "phone": other.phone if "phone" in items else "",
        "email": people_queries.mail_address(other) if "email" in items else "",
    }


def _is_new(request: Request, path: JobPath, side: str) -> bool:
    """Say whether another guides from now on, to whom the resident did not say yes yet."""
    guide, person = path.job.guide, path.person
    is_mine = side == "resident" and path.state == State.GROWING
    return is_mine and guide is not None and not permissions.shares(person, guide, request.now)


def _note_contact(request: Request, path: JobPath, other: Person) -> None:
    journal.record_read(
        action="read_contact", now=request.now, by=visitor(request), about=other, thing=path,
        why=WHY,
    )  # fmt: skip


def _skills(path: JobPath, side: str) -> list[SkillRow]:
    ticks = queries.ticks_of(path)
    mine, theirs = "resident_at", "guide_at"
    if side == "guide":
        mine, theirs = theirs, mine
    rows = []
    for skill in path.job.skills.all():
        tick = ticks.get(skill.pk)
        said = [bool(tick and getattr(tick, name)) for name in (mine, theirs)]
        rows.append(SkillRow(skill, tick, *said))
    return rows


def _stairs(steps: list[JobStep], agreed: list[str]) -> list[StairRow]:
    by_kind = {step.kind: step for step in steps}
    last = agreed[-1] if agreed else ""
    rows = []
    for kind in JobStep.ORDER:
        step = by_kind.get(kind)
        state = "ahead"
        if step and step.is_agreed:
            state = "now" if kind == last else "done"
        elif step:
            state = "proposed"
        rows.append(StairRow(str(kind.label), step, state))
    return rows


def _page(
    request: Request, path: JobPath, side: str, *, form: StepForm | None = None,
    reason: ReasonForm | None = None, refusal: str = "", status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    steps = queries.steps_of(path)
    agreed = [step.kind for step in steps if step.is_agreed]
    waiting = next((step for step in steps if not step.is_agreed), None)
    said = waiting and (waiting.resident_at if side == "resident" else waiting.guide_at)
    skills, contact = _skills(path, side), _contact(request, path, side)
    first = {"starts_on": timezone.localdate(request.now)}
    context: dict[str, Any] = {
        "place": path.job.district, "path": path, "job": path.job, "side": side,
        "refusal": refusal, "stairs": _stairs(steps, agreed), "waiting": waiting,
        "i_proposed": bool(said), "skills": skills,
        "both": sum(row.is_mine and row.is_theirs for row in skills),
        "is_growing": path.state == State.GROWING,
        "is_there": path.state in (State.GROWING, State.AT_WORK),
        "has_sheet": bool(agreed), "contact": contact,
        "is_new": bool(contact) and _is_new(request, path, side),
        "form": form or StepForm(agreed=agreed, initial=first),
        "reason": reason or ReasonForm(), "reach": guides.reach(path.job.district),
    }  # fmt: skip
    return render(request, "support/job_path.html", context, status=status)


@signed_in
@require_GET
def job_path(request: Request, path_id: uuid.UUID) -> HttpResponse:
    """Show a path to one of the two."""
    return _page(request, *_path(request, path_id))


def _do(
    request: Request, path_id: uuid.UUID, action: Callable[..., Any], said: str, **more: Any
) -> HttpResponse:
    path, side = _path(request, path_id)
    given = more or {"path": path}
    try:
        action(by=visitor(request), now=request.now, **given)
    except Refused as refused:
        return _page(request, path, side, refusal=refused.sentence, status=INVALID)
    messages.success(request, said)
    return redirect("support:job_path", path_id)


@signed_in
@require_POST
def stop(request: Request, path_id: uuid.UUID) -> HttpResponse:
    """Take a wish back or stop; who guides says why, the resident never has to."""
    path, side = _path(request, path_id)
    if side == "resident":
        said = _("Het is gestopt. Je hoeft niets uit te leggen.")
        return _do(request, path_id, actions.stop_path, said)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, path, side, reason=form, status=INVALID)
    try:
        actions.stop_path(path=path, by=visitor(request), now=request.now, **form.cleaned_data)
    except Refused as refused:
        return _page(request, path, side, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Het is gestopt. De ander leest waarom."))
    return redirect("support:job_people", path.job_id)


@signed_in
@require_POST
def welcome(request: Request, path_id: uuid.UUID) -> HttpResponse:
    """Say yes to a new guide, who sees the path from now on."""
    path, said = _own(request, path_id), _("Fijn. Jullie zien nu elkaars naam en nummer.")
    return _do(request, path_id, job_guides.welcome_guide, said, path=path)


@signed_in
@require_POST
def tick(request: Request, path_id: uuid.UUID, skill_id: int) -> HttpResponse:
    """Say I can do this, or I saw it; or take that back."""
    path, side = _path(request, path_id)
    skill = found(path.job.skills.filter(pk=skill_id).first())
    try:
        job_steps.tick_skill(
            path=path, skill=skill, is_on=request.POST.get("doe") != "niet",
            by=visitor(request), now=request.now,
        )  # fmt: skip
    except Refused as refused:
        return _page(request, path, side, refusal=refused.sentence, status=INVALID)
    return redirect("support:job_path", path_id)


@signed_in
@require_POST
def propose(request: Request, path_id: uuid.UUID) -> HttpResponse:
    """Propose the next step."""
    path, side = _path(request, path_id)
    agreed = [step.kind for step in queries.steps_of(path) if step.is_agreed]
    form = StepForm(request.POST, agreed=agreed)
    if not form.is_valid():
        return _page(request, path, side, form=form, status=INVALID)
    try:
        job_steps.propose_step(path=path, by=visitor(request), now=request.now, **form.cleaned_data)
    except Refused as refused:
        return _page(request, path, side, form=form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("De ander hoort het. Zegt die ook ja? Dan is de stap gezet."))
    return redirect("support:job_path", path_id)


def _step(request: Request, path_id: uuid.UUID, step_id: uuid.UUID) -> JobStep:
    path, _side = found(queries.find_path(path_id, visitor(request), request.now))
    step = found(next((one for one in queries.steps_of(path) if one.pk == step_id), None))
    step.path = path
    return step


@signed_in
@require_POST
def agree(request: Request, path_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """Say that the step is so."""
    step = _step(request, path_id, step_id)
    return _do(request, path_id, job_steps.agree_step, _("De stap is gezet."), step=step)


@signed_in
@require_POST
def drop(request: Request, path_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """Say no to a step, or take it back."""
    step = _step(request, path_id, step_id)
    return _do(request, path_id, job_steps.drop_step, _("De stap is weg."), step=step)


@signed_in
@require_GET
def sheet(request: Request, path_id: uuid.UUID) -> HttpResponse:
    """Give what was seen on one sheet, for the resident to print."""
    path = _own(request, path_id)
    steps = [step for step in queries.steps_of(path) if step.is_agreed]
    seen = [row for row in _skills(path, "resident") if row.is_mine and row.is_theirs]
    found(steps or None)
    guide = path.job.guide
    name = f"{guide.given_name} {guide.family_name}".strip() if guide else ""
    context = {"path": path, "job": path.job, "steps": steps, "seen": seen, "guide": name}
    return render(request, "support/job_sheet.html", context)


@signed_in
@require_GET
def take_along(request: Request, path_id: uuid.UUID) -> HttpResponse:
    """Give one's own path as a file."""
    told = {"format": FORMAT, "path": privacy.path_of(_own(request, path_id))}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="mijn-buurtbaan.json"'
    return answer


@signed_in
@require_POST
def wipe(request: Request, path_id: uuid.UUID) -> HttpResponse:
    """Wipe one's own path."""
    job_steps.wipe_path(path=_own(request, path_id), by=visitor(request), now=request.now)
    messages.success(request, _("Alles over deze buurtbaan is gewist."))
    return redirect("support:jobs")
