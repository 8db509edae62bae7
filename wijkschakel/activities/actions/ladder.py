"""The role ladder: wanting to do more, being asked to take over, and the answer."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities import permissions, rules
from wijkschakel.activities.actions import letters_of_series as letters
from wijkschakel.activities.models import Activity, Lead, RoleWish
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person

State = RoleWish.State


class AlreadyAsked(Refused):
    """There is an open question about this person and this activity."""

    def __init__(self) -> None:
        super().__init__(_("Deze vraag staat al open. Je hoort het als er antwoord is."))


class HighestStep(Refused):
    """There is no step above."""

    def __init__(self) -> None:
        super().__init__(_("Je bent al trekker. Er is geen stap hoger."))


class NotAmongOrganisers(Refused):
    """Only somebody who helps already can take over."""

    def __init__(self) -> None:
        super().__init__(_("Kies iemand die al meehelpt. Er is niets veranderd."))


class AlreadyAnswered(Refused):
    """The answer was given before."""

    def __init__(self) -> None:
        super().__init__(_("Op deze vraag is al geantwoord. Er is niets veranderd."))


def _ask(activity: Activity, person: Person, role: str, by: Person, now: dt.datetime) -> RoleWish:
    """Write the question, behind a lock on the activity: a double press asks once."""
    Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)
    if activity.role_wishes.filter(person=person, state=State.OPEN).exists():
        raise AlreadyAsked
    return RoleWish.objects.create(
        activity=activity, person=person, role=role, asked_by=by, asked_at=now
    )


@transaction.atomic
def wish_role(*, activity: Activity, person: Person, by: Person, now: dt.datetime) -> RoleWish:
    """Let somebody say that they want to do more: one step up. The leads are told.

    :raises HighestStep, AlreadyAsked.
    """
    lead = Lead.objects.filter(activity=activity, person=person).first()
    role = rules.next_step(lead.role if lead else "participant")
    if not role:
        raise HighestStep
    wish = _ask(activity, person, role, by, now)
    for other in activity.leads.filter(role=Lead.Role.LEAD).select_related("person__account"):
        letters.tell_wish(wish, other.person, now)
    journal.record(
        action="wish_role", now=now, by=by, about=person, thing=activity, details={"role": role}
    )
    return wish


@transaction.atomic
def ask_to_lead(*, lead: Lead, by: Person, now: dt.datetime) -> RoleWish:
    """Ask somebody who helps already to take over; nothing changes until they say yes.

    :raises NotAmongOrganisers: they lead already. AlreadyAsked.
    """
    if lead.role == Lead.Role.LEAD:
        raise NotAmongOrganisers
    wish = _ask(lead.activity, lead.person, Lead.Role.LEAD, by, now)
    letters.ask_to_lead(wish, now)
    journal.record(action="ask_to_lead", now=now, by=by, about=lead.person, thing=lead.activity)
    return wish


@transaction.atomic
def answer_wish(*, wish: RoleWish, accepts: bool, by: Person, now: dt.datetime) -> RoleWish:
    """Say yes or no. Who takes over leads; who asked that stays as co-organiser.

    :raises AlreadyAnswered.
    """
    rows = RoleWish.objects.select_for_update(of=("self",), no_key=True).select_related(
        "activity", "person"
    )
    fresh = rows.get(pk=wish.pk)
    if fresh.state != State.OPEN:
        raise AlreadyAnswered
    fresh.state, fresh.answered_at = (State.ACCEPTED if accepts else State.REFUSED), now
    fresh.save(update_fields=["state", "answered_at"])
    if accepts:
        Lead.objects.update_or_create(
            activity=fresh.activity,
            person=fresh.person,
            defaults={"role": fresh.role, "since": now},
        )
        if permissions.is_handover(fresh):
            mine = Lead.objects.filter(activity=fresh.activity, person=fresh.asked_by_id)
            mine.filter(role=Lead.Role.LEAD).update(role=Lead.Role.CO_ORGANISER, since=now)
    if not permissions.is_handover(fresh):
        letters.tell_answer(fresh, now)
    journal.record(
        action="answer_wish", now=now, by=by, about=fresh.person, thing=fresh.activity,
        details={"accepts": accepts, "role": fresh.role},
    )  # fmt: skip
    return fresh
