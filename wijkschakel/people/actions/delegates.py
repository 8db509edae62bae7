"""Somebody helps a resident for at most an hour, under an own name."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions, rules
from wijkschakel.people.actions import cards
from wijkschakel.people.algorithms import cards as paper
from wijkschakel.people.models import Delegate, Person


class NotConfirmed(Refused):
    """The resident did not agree in a way that we can trust."""

    def __init__(self) -> None:
        super().__init__(
            _("De pincode klopt niet. Er is niets veranderd. Laat de bewoner zelf typen.")
        )


class NotYourAnswer(Refused):
    """Only the resident says whether it is right, or a witness who holds the signed slip."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit zegt alleen de bewoner. Er is niets veranderd. Breng het briefje naar de balie.")
        )


class PaperNotAllowed(Refused):
    """Paper needs a witness with a role in the neighbourhood."""

    def __init__(self) -> None:
        super().__init__(
            _("Op papier kan alleen bij iemand van het buurtteam. Vraag daar om hulp.")
        )


def start_helping(
    *,
    person: Person,
    helper: Person,
    confirmed_how: str,
    by: Person,
    now: dt.datetime,
    pin: str = "",
    minutes: int = 60,
) -> Delegate:
    """Let `helper` act with `person`, after the resident confirmed by PIN or on paper.

    A wrong PIN counts on the card, also though the action is refused.
    """
    if helper.pk == person.pk or by.pk != helper.pk:
        raise NotConfirmed
    if confirmed_how == "paper":
        if not permissions.may_witness(helper, person, now):
            raise PaperNotAllowed
    elif confirmed_how != "pin" or not _pin_is_right(person, pin, now):
        raise NotConfirmed
    lasts = min(dt.timedelta(minutes=max(1, minutes)), rules.DELEGATE_MAXIMUM)
    return _start(person, helper, confirmed_how, now, lasts)


@transaction.atomic
def _start(
    person: Person, helper: Person, how: str, now: dt.datetime, lasts: dt.timedelta
) -> Delegate:
    _end_running(person, helper, now)
    delegate = Delegate.objects.create(
        person=person,
        helper=helper,
        confirmed_how=how,
        starts_at=now,
        ends_at=now + lasts,
        code=_choose_code(),
    )
    journal.record(
        action="start_helping",
        now=now,
        by=helper,
        on_behalf_of=person,
        about=person,
        thing=delegate,
        details={"confirmed_how": how, "minutes": int(lasts.total_seconds() // 60)},
    )
    return delegate


def _choose_code() -> str:
    """Choose a code for the slip: letters and digits that cannot be taken for one another."""
    while True:
        code = "".join(secrets.choice(rules.SLIP_LETTERS) for _letter in range(rules.SLIP_LENGTH))
        if not Delegate.objects.filter(code=code).exists():
            return code


@transaction.atomic
def answer_help(*, delegate: Delegate, answer: str, by: Person, now: dt.datetime) -> None:
    """Note whether the resident finds it right what was done, online or from a signed slip.

    The same answer twice is once. Not right may follow right, never the other way round.

    :raises NotYourAnswer: neither the resident nor a witness who holds the slip.
    """
    is_own = by.pk == delegate.person_id
    is_witness = by.pk != delegate.helper_id and permissions.may_witness(by, delegate.person, now)
    if not is_own and not is_witness:
        raise NotYourAnswer
    if answer == delegate.answer or delegate.answer == Delegate.Answer.WRONG:
        return
    delegate.answer = answer
    delegate.answered_how = Delegate.Way.ONLINE if is_own else Delegate.Way.SLIP
    delegate.answered_at = now
    delegate.answer_noted_by = None if is_own else by.pk
    delegate.save(update_fields=["answer", "answered_how", "answered_at", "answer_noted_by"])
    journal.record(
        action="answer_help",
        now=now,
        by=by,
        on_behalf_of=None if is_own else delegate.person,
        about=delegate.person,
        thing=delegate,
        details={"answer": answer, "how": delegate.answered_how},
    )


def _pin_is_right(person: Person, pin: str, now: dt.datetime) -> bool:
    """Try the PIN on the card of the resident; attempts count there, and block it at the limit."""
    card = person.cards.filter(revoked_at__isnull=True).order_by("-made_at").first()
    try:
        return cards.check_pin(card=card, pin=paper.read_pin(pin), now=now)
    except cards.CardBlocked:
        return False


@transaction.atomic
def stop_helping(*, delegate: Delegate, by: Person, now: dt.datetime) -> None:
    """End the help: the helper or the resident may, at any moment."""
    if by.pk not in (delegate.helper_id, delegate.person_id):
        raise NotConfirmed
    if now < delegate.ends_at and now > delegate.starts_at:
        delegate.ends_at = now
        delegate.save(update_fields=["ends_at"])
        journal.record(
            action="stop_helping",
            now=now,
            by=by,
            on_behalf_of=delegate.person if by.pk == delegate.helper_id else None,
            about=delegate.person,
            thing=delegate,
        )


def _end_running(person: Person, helper: Person, now: dt.datetime) -> None:
    """Let one hour be one hour: a new start ends what still runs."""
    running = Delegate.objects.filter(
        person=person, helper=helper, starts_at__lt=now, ends_at__gt=now
    )
    running.update(ends_at=now)
