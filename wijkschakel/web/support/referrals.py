"""Lists of referrals: about me, together with a resident, and those of my work."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import services as service_queries
from wijkschakel.base import journal, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people import queries as people_queries
from wijkschakel.people import rules as people_rules
from wijkschakel.people.models import Person
from wijkschakel.support.actions import referral_steps
from wijkschakel.support.models import Referral
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.queries import colleagues as colleague_queries
from wijkschakel.support.queries import referrals as queries
from wijkschakel.support.queries import tables as table_queries
from wijkschakel.support.rules import referring
from wijkschakel.web.common.access import found, signed_in, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.support import said

WORKERS = tuple(permissions.WORKERS)


def resident_for(request: Request, number: uuid.UUID) -> Person:
    """Give oneself, or who is helped now; anybody else does not exist here."""
    person = people_queries.find_person(number)
    if person and people_permissions.may_act_for(person, visitor(request), request.now):
        return person
    return found(None)


def note_reading(
    request: Request, people: list[Person], action: str, thing: Referral | None = None
) -> None:
    """Note that these residents were read about, before it is shown."""
    journal.record_reads(
        action=action,
        now=request.now,
        by=visitor(request),
        people={person.pk: person for person in people}.values(),
        thing=thing,
        role=next((grant.role for grant in request.roles if grant.role in WORKERS), ""),
        why=referring.PURPOSE,
    )


def count_try(request: Request) -> None:
    """Refuse guessing: so many codes in a quarter of an hour."""
    is_fine = throttle.allow(
        "referral_code",
        str(visitor(request).pk),
        limit=people_rules.CARD_TRIES,
        window=people_rules.CARD_TRIES_WINDOW,
        now=request.now,
    )
    if not is_fine:
        raise Refused(_("Je probeerde het te vaak. Probeer het over een kwartier opnieuw."))


@signed_in
@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """Show what goes on for me, and what I wrote for others."""
    me = visitor(request)
    sent = queries.sent_by(me, request.now)
    note_reading(request, [one.resident for one, *_rest in sent if one.resident], "read_referrals")
    context = {
        "rows": [said.row_for_resident(one, me) for one in queries.referrals_of(me)],
        "sent": [said.row_for_sender(*one) for one in sent],
        "cases": table_queries.cases_of(me),
    }
    return render(request, "support/my_referrals.html", context)


@signed_in
@never_cache
@require_safe
def together(request: Request, person: uuid.UUID) -> HttpResponse:
    """Show the same of a resident who is helped now."""
    resident = resident_for(request, person)
    note_reading(request, [resident], "read_referrals")
    context = {
        "resident": resident,
        "rows": [said.row_for_resident(one, resident) for one in queries.referrals_of(resident)],
        "cases": table_queries.cases_of(resident),
    }
    return render(request, "support/my_referrals.html", context)


@with_role(*WORKERS)
@never_cache
@require_safe
def work(request: Request) -> HttpResponse:
    """Show what is for my organisations, what I wrote, and who asks whether there is room."""
    return _work(request)


def _work(request: Request, refusal: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    me = visitor(request)
    organisations = permissions.organisations_of(me, request.now)
    received = queries.received_by(organisations, request.now)
    sent = queries.sent_by(me, request.now)
    people = [one.resident for one in received] + [one.resident for one, *_rest in sent]
    note_reading(request, [person for person in people if person], "read_referrals")
    waiting = sum(one.state == referring.State.REQUESTED for one in received)
    context = {
        "waiting": waiting,
        "received": [said.row_for_receiver(one) for one in received],
        "sent": [said.row_for_sender(*one) for one in sent],
        "questions": queries.open_capacity_questions(organisations),
        "open_questions": colleague_queries.open_questions(me),
        "capacities": said.CAPACITIES,
        "refusal": refusal,
    }
    return render(request, "support/referrals.html", context, status=status)


def _service(number: uuid.UUID) -> Service:
    return found(service_queries.find_service(number))


@with_role(*WORKERS)
@require_POST
def ask_capacity(request: Request, service: uuid.UUID) -> HttpResponse:
    """Ask whether there is room, before anything of a resident goes anywhere."""
    asked = _service(service)
    try:
        referral_steps.ask_capacity(service=asked, by=visitor(request), now=request.now)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Gevraagd. Je hoort het zodra er antwoord is."))
    return redirect("support:refer")


@with_role(*WORKERS)
@require_POST
def answer_capacity(request: Request, service: uuid.UUID) -> HttpResponse:
    """Say whether there is room."""
    asked = _service(service)
    found(
        asked if permissions.works_for(visitor(request), asked.organisation, request.now) else None
    )
    try:
        referral_steps.answer_capacity(
            service=asked,
            capacity=request.POST.get("plek", ""),
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return _work(request, refused.sentence, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Bewaard. Wie het vroeg, hoort het."))
    return redirect("support:referrals")
