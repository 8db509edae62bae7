"""What happens after a referral was sent: yes, no, waiting, begun, done, taken back."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import services
from wijkschakel.activities.models import Service
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import consent as consents
from wijkschakel.people.models import Person
from wijkschakel.support.actions import referral_letters as letters
from wijkschakel.support.actions.referrals import (
    NoConsent,
    NotNow,
    add_step,
    link_to,
    lock,
    share_feedback,
)
from wijkschakel.support.models import CapacityQuestion, Referral
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.rules import referring
from wijkschakel.support.rules.referring import Actor, Level, State

CAPACITIES = ("room", "none", "waiting", "talk")


class NoReason(Refused):
    """A no, a wait and a stop are told with a reason."""

    def __init__(self) -> None:
        super().__init__(_("Schrijf er kort bij waarom. Er is nog niets veranderd."))


class AlreadyAsked(Refused):
    """The question whether there is room is still open."""

    def __init__(self) -> None:
        super().__init__(_("Je vroeg dit al. Je hoort het zodra er antwoord is."))


@transaction.atomic
def step_referral(
    *, referral: Referral, wanted: str, by: Person, now: dt.datetime, reason: str = ""
) -> Referral:
    """Take one step, as the resident, the sender or the receiver: as the rules allow.

    :raises NotNow: the step does not follow, or is not for this person.
    :raises NoConsent: the resident took back what the receiver needs.
    :raises NoReason: it must be told why.
    """
    fresh = lock(referral)
    actors = permissions.actors_of(by, fresh, now)
    state = State(wanted) if wanted in Referral.State.values else None
    if state in (None, State.REQUESTED) or not actors:
        raise NoConsent if _lost_consent(fresh, by, now) else NotNow
    assert state is not None  # noqa: S101
    if not referring.may_become(State(fresh.state), state, actors):
        raise NotNow
    said = reason.strip()
    if referring.needs_reason(state) and not said:
        raise NoReason
    _write(fresh, state, by, said, actors, now)
    _tell(fresh, by, actors, now)
    if state == State.CANCELLED and Actor.RESIDENT in actors:
        _close_consent(fresh, by, now)
    is_resident = Actor.RESIDENT in actors
    journal.record(
        action="step_referral",
        now=now,
        by=by,
        on_behalf_of=fresh.resident if is_resident and by != fresh.resident else None,
        about=fresh.resident,
        thing=fresh,
        organisation=fresh.to_organisation if Actor.RECEIVER in actors else None,
        why=referring.PURPOSE,
        details={"state": str(state)},
    )
    return fresh


def _lost_consent(referral: Referral, by: Person, now: dt.datetime) -> bool:
    return referral.sent_at is not None and permissions.works_for(by, referral.to_organisation, now)


def _write(
    referral: Referral,
    state: State,
    by: Person,
    reason: str,
    actors: frozenset[Actor],
    now: dt.datetime,
) -> None:
    referral.state, referral.reason, referral.changed_at = state, reason, now
    referral.ended_at = now if state in referring.ENDED else None
    if Actor.RECEIVER in actors and state in (State.ACCEPTED, State.IN_PROGRESS):
        referral.taken_by = by
    if state in referring.ENDED:
        referral.code = None
    fields = ["state", "reason", "changed_at", "ended_at", "taken_by", "code"]
    referral.save(update_fields=fields)
    add_step(referral, by, now, reason)


def _tell(referral: Referral, by: Person, actors: frozenset[Actor], now: dt.datetime) -> None:
    """Tell the resident always, the sender as far as allowed, the receiver of an end."""
    key, link = f"referral:{referral.pk}:{now.isoformat()}", link_to(referral)
    if referral.resident is not None and referral.resident != by:
        letters.tell(referral.resident, letters.MOVED, link, key, now)
    sender = referral.from_person
    hears = permissions.heard_by_sender(referral, now) != Level.NOTHING
    if sender is not None and sender not in (by, referral.resident) and hears:
        letters.tell(sender, letters.HEARD, link, key, now)
    if Actor.RECEIVER not in actors and referral.sent_at and referral.ended_at:
        page = "/hulp/verwijzingen/"
        letters.tell_organisation(
            referral.to_organisation, letters.WITHDRAWN, page, referral.pk, now
        )


def _close_consent(referral: Referral, by: Person, now: dt.datetime) -> None:
    """Take back the consent of this referral, and of no other."""
    if referral.consent is not None:
        consents.withdraw_consent(consent=referral.consent, by=by, now=now)


def _as_resident(referral: Referral, by: Person, now: dt.datetime) -> Referral:
    fresh = lock(referral)
    if Actor.RESIDENT not in permissions.actors_of(by, fresh, now):
        raise consents.NotYourData
    return fresh


@transaction.atomic
def tell_how_it_went(*, referral: Referral, words: str, by: Person, now: dt.datetime) -> Referral:
    """Keep how it went, in the words of the resident; who sent it hears as far as allowed.

    :raises NotNow: nobody took it on yet.
    """
    fresh = _as_resident(referral, by, now)
    if State(fresh.state) not in referring.MAY_TELL:
        raise NotNow
    fresh.words, fresh.changed_at = words.strip(), now
    fresh.save(update_fields=["words", "changed_at"])
    sender = fresh.from_person
    hears = permissions.heard_by_sender(fresh, now) == Level.WORDS
    if sender and sender != fresh.resident and hears:
        key = f"referral:{fresh.pk}:{now.isoformat()}"
        letters.tell(sender, letters.HEARD, link_to(fresh), key, now)
    journal.record(action="tell_how_it_went", now=now, by=by, about=fresh.resident, thing=fresh)
    return fresh


@transaction.atomic
def choose_feedback(*, referral: Referral, level: str, by: Person, now: dt.datetime) -> Referral:
    """Let the resident choose anew what who sent it hears; it works on the next request."""
    fresh = _as_resident(referral, by, now)
    if fresh.sent_at is None:
        raise NotNow
    share_feedback(fresh, level, by, now)
    journal.record(
        action="choose_feedback", now=now, by=by, about=fresh.resident, thing=fresh,
        details={"level": level},
    )  # fmt: skip
    return fresh


@transaction.atomic
def ask_capacity(*, service: Service, by: Person, now: dt.datetime) -> CapacityQuestion:
    """Ask whether there is room, before anything of a resident goes anywhere.

    :raises AlreadyAsked.
    """
    Service.objects.select_for_update(of=("self",), no_key=True).get(pk=service.pk)
    if CapacityQuestion.objects.filter(service=service, asked_by=by, answered_at=None).exists():
        raise AlreadyAsked
    question = CapacityQuestion.objects.create(service=service, asked_by=by, asked_at=now)
    if service.organisation is not None:
        letters.tell_organisation(
            service.organisation, letters.CAPACITY, "/hulp/verwijzingen/", question.pk, now
        )
    journal.record(action="ask_capacity", now=now, by=by, thing=question)
    return question


@transaction.atomic
def answer_capacity(*, service: Service, capacity: str, by: Person, now: dt.datetime) -> int:
    """Say whether there is room: it stands with the service, and all who asked are told.

    :raises NotNow: this person does not work there, or the word is none.
    """
    if capacity not in CAPACITIES or not permissions.works_for(by, service.organisation, now):
        raise NotNow
    services.set_capacity(service=service, capacity=capacity, by=by, now=now)
    rows = CapacityQuestion.objects.select_for_update(of=("self",), no_key=True)
    open_ones = list(rows.filter(service=service, answered_at=None).select_related("asked_by"))
    for question in open_ones:
        question.answer, question.answered_at = capacity, now
        question.save(update_fields=["answer", "answered_at"])
        link = f"/hulp/verwijzen/?dienst={service.pk}"
        letters.tell(question.asked_by, letters.CAPACITY_SAID, link, f"capacity:{question.pk}", now)
    journal.record(
        action="answer_capacity", now=now, by=by, thing=service,
        details={"capacity": capacity, "told": len(open_ones)},
    )  # fmt: skip
    return len(open_ones)


@transaction.atomic
def close_without_consent(now: dt.datetime) -> dict[str, int]:
    """End at night what the resident took consent back for: it is withdrawn."""
    rows = Referral.objects.select_for_update(of=("self",), no_key=True)
    gone = rows.filter(~permissions.with_consent(now), sent_at__isnull=False, ended_at=None)
    closed = 0
    for referral in gone.select_related("resident"):
        referral.state, referral.changed_at, referral.ended_at = State.CANCELLED, now, now
        referral.reason = ""
        referral.save(update_fields=["state", "changed_at", "ended_at", "reason"])
        add_step(referral, None, now)
        journal.record(
            action="close_without_consent", now=now, by=None, about=referral.resident,
            thing=referral,
        )  # fmt: skip
        closed += 1
    return {"referrals withdrawn": closed}
