"""Solving together: groups of requests, a plan for one of them, asking, what was arranged."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Organisation, Person
from wijkschakel.support.actions import arrangement_teams as team_actions
from wijkschakel.support.actions import arrangements as actions
from wijkschakel.support.arranging import together as rules
from wijkschakel.support.models import Arrangement, ArrangementTask, HelpOffer
from wijkschakel.support.queries import arrangements as queries
from wijkschakel.support.queries.arrangements import Choice, Gathering, ThemeGroup
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk import together_drawings as drawings
from wijkschakel.web.desk import together_team as teams
from wijkschakel.web.desk.scope import COORDINATOR, Scope
from wijkschakel.web.desk.together_forms import AskForm
from wijkschakel.web.desk.together_team_forms import TaskForm
from wijkschakel.web.desk.together_words import (
    GatheringRow,
    hours,
    rows_of,
    said,
    when_said,
)

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
MOST_ARRANGED = 30


@dataclass(frozen=True)
class GroupRow:
    """One group on the list."""

    code: str
    icon: str
    title: str
    about: str
    count: int
    best: Choice | None
    where: str


@dataclass(frozen=True)
class ChoiceRow:
    """One plan to choose."""

    letter: str
    choice: Choice
    where: str
    cents_each: int
    is_chosen: bool
    is_cheapest_each: bool
    is_most: bool


def _where(gatherings: Sequence[Gathering]) -> str:
    return _(" en ").join(
        f"{each.venue.name}, {when_said(each.block, each.theme)}" for each in gatherings
    )


def _row(group: ThemeGroup) -> GroupRow:
    theme, best = group.theme, group.best
    return GroupRow(
        theme.code, theme.icon, said(theme, "name"), said(theme, "about"), group.count, best,
        _where(best.gatherings) if best else "",
    )  # fmt: skip


@with_role(COORDINATOR)
@require_GET
def together(request: Request) -> HttpResponse:
    """Show which requests could be solved together, and what was arranged before."""
    scope = scopes.of(request)
    rows = [_row(group) for group in queries.groups(scope.ids)]
    gained = queries.gained(scope.ids)
    arranged = list(queries.arrangements_in(scope.ids)[:MOST_ARRANGED])
    context = {
        "place": scope.place,
        "possible": [row for row in rows if row.best],
        "few": [row for row in rows if not row.best],
        "asking": [_arranged(row) for row in arranged if row.state == Arrangement.State.ASKING],
        "arranged": [_arranged(row) for row in arranged if row.state != Arrangement.State.ASKING],
        "gained": gained,
        "gained_hours": hours(gained.saved_minutes),
    }
    return render(request, "desk/together/list.html", context)


def _arranged(row: Arrangement) -> dict[str, Any]:
    theme = rules.themes()[row.theme]
    return {"row": row, "title": said(theme, "name"), "icon": theme.icon}


def _group(scope: Scope, code: str) -> ThemeGroup:
    return queries.group_of(found(rules.themes().get(code)), scope.ids)


def _choice_rows(group: ThemeGroup, chosen: Choice) -> list[ChoiceRow]:
    best, most = group.best, group.choices[-1]
    return [
        ChoiceRow(
            drawings.LETTERS[number % len(drawings.LETTERS)], choice, _where(choice.gatherings),
            round(choice.cost_cents / choice.people), choice == chosen, choice == best,
            choice == most,
        )
        for number, choice in enumerate(group.choices)
    ]  # fmt: skip


def _chart(group: ThemeGroup, chosen: Choice) -> SafeString | None:
    if len(group.choices) < 2:
        return None
    points = [(choice.people, choice.cost_cents) for choice in group.choices]
    return drawings.frontier(points, group.choices.index(chosen))


@with_role(COORDINATOR)
@require_GET
def theme(request: Request, theme: str) -> HttpResponse:
    """Show one group: what one arrangement would do, and the plans to choose from."""
    scope = scopes.of(request)
    group = _group(scope, theme)
    chosen = queries.find_choice(group, request.GET.get("plan", "")) or group.best
    context: dict[str, Any] = {
        "place": scope.place,
        "group": group,
        "name": said(group.theme, "name"),
        "about": said(group.theme, "about"),
        "enough": said(group.theme, "enough"),
        "chosen": chosen,
    }
    if chosen:
        rows = rows_of(chosen, request.now)
        _note(request, scope, chosen)
        context |= {
            "rows": rows,
            "where": _where(chosen.gatherings),
            "farthest": max(person.minutes for row in rows for person in row.people),
            "choices": _choice_rows(group, chosen),
            "chart": _chart(group, chosen),
            "drawing": drawings.gathering(chosen.people),
            "alone_hours": hours(chosen.alone_minutes),
            "together_hours": hours(chosen.together_minutes),
            "saved_hours": hours(chosen.saved_minutes),
        }
    return render(request, "desk/together/theme.html", context)


def _note(request: Request, scope: Scope, chosen: Choice) -> None:
    people = [asker.part.request.person for each in chosen.gatherings for asker in each.askers]
    scopes.note_reading(request, scope, people, action="see_who_could_come_together")


def _forms(request: Request, scope: Scope, chosen: Choice) -> list[AskForm]:
    organisations = Organisation.objects.filter(district__in=scope.ids).order_by("name", "pk")
    leads = _leads(scope, chosen)
    data = request.POST if request.method == "POST" else None
    return [
        AskForm(
            data, prefix=f"m{number}", gathering=each, now=request.now,
            organisations=organisations, leads=leads,
        )
        for number, each in enumerate(chosen.gatherings)
    ]  # fmt: skip


def _leads(scope: Scope, chosen: Choice) -> Any:
    """Give the residents who offer help with this."""
    offers = HelpOffer.objects.filter(
        district__in=scope.ids, state=HelpOffer.State.ACTIVE, activity__isnull=True,
        kinds__kind__in=chosen.theme.kinds,
    )  # fmt: skip
    return Person.objects.filter(pk__in=offers.values("person")).order_by("given_name", "pk")


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, theme: str) -> HttpResponse:
    """Look over the message and the people once more, then ask each of them apart."""
    scope = scopes.of(request)
    group = _group(scope, theme)
    words = request.POST if request.method == "POST" else request.GET
    chosen = queries.find_choice(group, words.get("plan", ""))
    if chosen is None:
        return _changed(request, theme)
    forms = _forms(request, scope, chosen)
    refusal = ""
    if request.method == "POST" and not any(form.errors for form in forms):
        try:
            return _send(request, scope, forms)
        except Refused as refused:
            refusal = refused.sentence
    return _ask_page(request, scope, chosen, forms, refusal)


def _changed(request: Request, theme: str) -> HttpResponse:
    messages.info(
        request, _("Er is intussen iets veranderd. Kijk nog eens. Er is niemand gevraagd.")
    )
    return redirect("desk:together_theme", theme)


def _send(request: Request, scope: Scope, forms: Sequence[AskForm]) -> HttpResponse:
    key = _key(request)
    with transaction.atomic():
        made = [
            actions.ask_together(
                draft=form.draft(), by=scope.coordinator, now=request.now,
                key=uuid.uuid5(key, str(number)),
            )
            for number, form in enumerate(forms)
        ]  # fmt: skip
    messages.success(request, _("De mensen zijn gevraagd. Je ziet hier hoeveel er ja zeggen."))
    return redirect("desk:arrangement", made[0].pk)


def _key(request: Request) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("sleutel", ""))
    except ValueError:
        return uuid.uuid4()


def _ask_page(
    request: Request, scope: Scope, chosen: Choice, forms: Sequence[AskForm], refusal: str
) -> HttpResponse:
    rows: list[GatheringRow] = rows_of(chosen, request.now)
    _note(request, scope, chosen)
    leads = list(forms[0].leads) if forms else []
    scopes.note_reading(request, scope, leads, action="see_who_offers_help")
    context = {
        "place": scope.place,
        "chosen": chosen,
        "key": request.POST.get("sleutel") or uuid.uuid4(),
        "meetings": list(zip(rows, forms, strict=True)),
        "asks": said(chosen.theme, "asks"),
        "name": said(chosen.theme, "name"),
        "refusal": refusal,
    }
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/together/ask.html", context, status=status)


def _find(scope: Scope, number: uuid.UUID) -> Arrangement:
    return found(queries.arrangements_in(scope.ids).filter(pk=number).first())


@with_role(COORDINATOR)
@require_GET
def arrangement(request: Request, arrangement: uuid.UUID) -> HttpResponse:
    """Show how many said yes; who said no is nowhere to be seen."""
    scope = scopes.of(request)
    return _arrangement_page(request, scope, _find(scope, arrangement))


def _arrangement_page(
    request: Request, scope: Scope, shown: Arrangement, refusal: str = ""
) -> HttpResponse:
    theme = rules.themes()[shown.theme]
    parties = [party.organisation for party in shown.parties.all()]
    saved = rules.saved_minutes(shown.solved, 1, shown.alone_minutes, shown.together_minutes)
    context = {
        "place": scope.place,
        "shown": shown,
        "name": said(theme, "name"),
        "parties": parties,
        "is_tailor_made": queries.is_tailor_made(shown, len(parties)),
        "done": min(100, 100 * shown.yes // shown.smallest),  # type: ignore[attr-defined]
        "needed": max(0, shown.smallest - shown.yes),  # type: ignore[attr-defined]
        "saved_hours": hours(saved),
        "saved_cents": shown.solved * shown.alone_cents - shown.cost_cents,
        "tasks": teams.rows(request, scope, shown),
        "refusal": refusal,
    }
    status = INVALID if refusal else HTTPStatus.OK
    return render(request, "desk/together/arrangement.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def stop_asking(request: Request, arrangement: uuid.UUID) -> HttpResponse:
    """Stop before it went on."""
    scope = scopes.of(request)
    shown = _find(scope, arrangement)
    try:
        actions.stop_asking(arrangement=shown, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return _arrangement_page(request, scope, shown, refused.sentence)
    messages.success(request, _("Gestopt. Wie gevraagd was, hoort het. Elke vraag staat nog open."))
    return redirect("desk:together")


@with_role(COORDINATOR)
@require_POST
def say_who_does(request: Request, arrangement: uuid.UUID, job: str) -> HttpResponse:
    """Say who may do one task, and perhaps who does it."""
    scope = scopes.of(request)
    shown = _find(scope, arrangement)
    found(job if job in ArrangementTask.Job.values else None)
    could = teams.could_do(scope, shown)
    form = TaskForm(request.POST, could=could, now=request.now)
    try:
        if not form.is_valid():
            raise Refused(_("Kies uit de lijst."))
        chosen = form.cleaned_data["person"]
        team_actions.say_who_does(
            arrangement=shown, job=job, helpers=form.cleaned_data["helpers"],
            check=form.cleaned_data["check_kind"],
            person=could[uuid.UUID(chosen)].person if chosen else None,
            by=scope.coordinator, now=request.now,
        )  # fmt: skip
    except Refused as refused:
        return _arrangement_page(request, scope, shown, refused.sentence)
    messages.success(request, _("Bewaard."))
    return redirect("desk:arrangement", shown.pk)
