"""Asking for help: asking, changing, pausing, opening again, closing, taking consent back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.support import permissions
from wijkschakel.support.actions import ending
from wijkschakel.support.matching import times
from wijkschakel.support.models import HelpPart, HelpRequest
from wijkschakel.support.rules import helping

State = HelpRequest.State
RUNNING = (State.OPEN, State.PAUSED, State.MATCHED)
OVER = (State.CLOSED, State.TOGETHER)


class NotForYou(Refused):
    """Somebody asks for another without helping them now."""

    def __init__(self) -> None:
        super().__init__(
            _("Je kunt nu niet voor deze bewoner vragen. Er is niets veranderd. "
              "Doe het samen: begin opnieuw bij “Samen doen”.")
        )  # fmt: skip


class EnoughAsked(Refused):
    """A person keeps track of a few questions."""

    def __init__(self) -> None:
        super().__init__(
            _("Er staan al %(n)s vragen open. Sluit er eerst een. Je tekst staat er nog.")
            % {"n": helping.MOST_OPEN_REQUESTS}
        )


class NoPlace(Refused):
    """We do not know in which district somebody lives."""

    def __init__(self) -> None:
        super().__init__(_("Kies eerst in welke wijk je woont. Je tekst staat er nog."))


class RequestOver(Refused):
    """It was closed already."""

    def __init__(self) -> None:
        super().__init__(_("Deze vraag is al klaar. Open hem eerst weer. Er is niets veranderd."))


@dataclass(frozen=True)
class Asked:
    """What somebody asks, as a form or a desk gives it.

    :param parts: (kind, who does it); more than one makes a mixed team.
    """

    words: str
    parts: Sequence[tuple[str, Sequence[str]]]
    strengths: str = ""
    interests: Sequence[str] = ()
    times: int = times.ALWAYS
    rhythm: str = HelpRequest.Rhythm.ONCE
    radius_m: int = 1_000
    languages: Sequence[str] = ("nl",)
    helpers: Sequence[str] = ()
    checks: Sequence[str] = ()
    is_direct: bool = False
    asked_as: str = field(default=HelpRequest.AskedAs.SELF)


def _fill(request: HelpRequest, asked: Asked, now: dt.datetime) -> None:
    request.words, request.strengths = asked.words.strip(), asked.strengths.strip()
    request.interests, request.helpers = list(asked.interests), list(asked.helpers)
    request.languages = list(dict.fromkeys(asked.languages))[: helping.MOST_LANGUAGES] or ["nl"]
    request.checks, request.times, request.rhythm = list(asked.checks), asked.times, asked.rhythm
    request.radius_m, request.is_direct = asked.radius_m, asked.is_direct
    request.changed_at = now


def _write_parts(request: HelpRequest, asked: Asked) -> None:
    rows = [
        HelpPart(request=request, kind=kind, helpers=list(helpers), position=place)
        for place, (kind, helpers) in enumerate(asked.parts[: helping.MOST_PARTS])
    ]
    HelpPart.objects.bulk_create(rows)


@transaction.atomic
def ask_for_help(
    *, person: Person, asked: Asked, by: Person, now: dt.datetime, key: uuid.UUID | None = None
) -> HelpRequest:
    """Ask for help for oneself, or with a resident who agreed and is helped now.

    :param key: number of the form; the same form sent twice asks once.
    :raises NotForYou, NoPlace, EnoughAsked.
    """
    if not permissions.may_ask_for(person, by, now):
        raise NotForYou
    fresh = Person.objects.select_for_update(of=("self",), no_key=True).select_related("district")
    person = fresh.get(pk=person.pk)
    if person.district is None:
        raise NoPlace
    mine = HelpRequest.objects.filter(person=person)
    if key and (earlier := mine.filter(pk=key).first()):
        return earlier
    if mine.filter(state__in=RUNNING).count() >= helping.MOST_OPEN_REQUESTS:
        raise EnoughAsked
    request = HelpRequest(
        pk=key or uuid.uuid4(), person=person, district=person.district,
        neighbourhood_id=person.neighbourhood_id, asked_at=now, consent_at=now,
        asked_as=asked.asked_as, asked_by=None if by.pk == person.pk else by.pk,
        looks_at=helping.looks_on(now),
    )  # fmt: skip
    _fill(request, asked, now)
    request.save(force_insert=True)
    _write_parts(request, asked)
    _note("ask_for_help", request, by, now, {"parts": len(asked.parts), "as": asked.asked_as})
    return request


def _note(
    action: str, request: HelpRequest, by: Person | None, now: dt.datetime,
    details: dict[str, object] | None = None,
) -> None:  # fmt: skip
    is_helped = by is not None and by.pk != request.person_id
    journal.record(
        action=action, now=now, by=by, about=request.person, thing=request,
        on_behalf_of=request.person if is_helped else None, details=details,
    )  # fmt: skip


def locked(request: HelpRequest) -> HelpRequest:
    """Lock a request, so that what is done with it queues up."""
    rows = HelpRequest.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("person", "district", "neighbourhood").get(pk=request.pk)


@transaction.atomic
def change_request(
    *, request: HelpRequest, asked: Asked, by: Person, now: dt.datetime
) -> HelpRequest:
    """Change what is asked. Suggestions that wait are taken back: they were for other words.

    Whoever helps already stays, and so does the part they do. Who may do a part stays as it was
    said, as far as the resident still wants them.

    :raises NotForYou, RequestOver.
    """
    fresh = locked(request)
    if not permissions.may_change_request(by, fresh, now):
        raise NotForYou
    if fresh.state in OVER:
        raise RequestOver
    ending.take_back_suggestions(fresh, by, now)
    taken = list(fresh.parts.filter(state=HelpPart.State.MATCHED).order_by("position"))
    did = {
        part.kind: helping.helpers_kept(part.helpers, asked.helpers) for part in fresh.parts.all()
    }
    fresh.parts.exclude(pk__in=[part.pk for part in taken]).delete()
    _fill(fresh, asked, now)
    kept = {part.kind for part in taken}
    first = max((part.position for part in taken), default=-1) + 1
    new = [part for part in asked.parts if part[0] not in kept]
    rows = [
        HelpPart(
            request=fresh, kind=kind, helpers=list(helpers) or did.get(kind, []),
            position=first + place,
        )
        for place, (kind, helpers) in enumerate(new[: helping.MOST_PARTS])
    ]  # fmt: skip
    HelpPart.objects.bulk_create(rows)
    fresh.looks_at = helping.looks_on(now)
    fresh.save()
    ending.settle_state(fresh, now)
    _note("change_request", fresh, by, now, {"parts": len(rows) + len(taken)})
    return fresh


@transaction.atomic
def pause_request(*, request: HelpRequest, by: Person, now: dt.datetime) -> None:
    """Let a request rest; suggestions that wait are taken back.

    :raises NotForYou, RequestOver.
    """
    fresh = locked(request)
    if not permissions.may_change_request(by, fresh, now):
        raise NotForYou
    if fresh.state in OVER:
        raise RequestOver
    ending.take_back_suggestions(fresh, by, now)
    fresh.state, fresh.looks_at, fresh.changed_at = State.PAUSED, None, now
    fresh.save(update_fields=["state", "looks_at", "changed_at"])
    _note("pause_request", fresh, by, now)


@transaction.atomic
def open_again(*, request: HelpRequest, by: Person, now: dt.datetime) -> None:
    """Open a request that rests or is over. After an end, waiting begins anew.

    :raises NotForYou, EnoughAsked.
    """
    fresh = locked(request)
    if not permissions.may_change_request(by, fresh, now):
        raise NotForYou
    was_over = fresh.state in OVER
    others = HelpRequest.objects.filter(person=fresh.person, state__in=RUNNING)
    if was_over and others.count() >= helping.MOST_OPEN_REQUESTS:
        raise EnoughAsked
    if was_over:
        fresh.parts.update(state=HelpPart.State.OPEN)
        fresh.asked_at = now
    fresh.state, fresh.ended_at, fresh.ended_how = State.OPEN, None, ""
    fresh.consent_at, fresh.consent_withdrawn_at = now, None
    fresh.looks_at, fresh.changed_at = helping.looks_on(now), now
    fresh.save()
    ending.settle_state(fresh, now)
    _note("open_again", fresh, by, now)


@transaction.atomic
def close_request(
    *, request: HelpRequest, ended_how: str, by: Person, now: dt.datetime, withdraw: bool = False
) -> None:
    """Close a request with how it ended; whoever helped hears that it is over.

    :param withdraw: the resident takes the consent back to ask for this.
    :raises NotForYou, RequestOver.
    """
    fresh = locked(request)
    if not permissions.may_change_request(by, fresh, now):
        raise NotForYou
    if fresh.state in OVER:
        raise RequestOver
    ending.take_back_suggestions(fresh, by, now)
    ending.end_contacts(fresh, by, now)
    fresh.parts.update(state=HelpPart.State.DONE)
    fresh.state, fresh.ended_at, fresh.ended_how = State.CLOSED, now, ended_how
    fresh.looks_at, fresh.changed_at = None, now
    fresh.consent_withdrawn_at = now if withdraw else None
    fresh.save()
    _note("close_request", fresh, by, now, {"ended_how": ended_how, "withdrawn": withdraw})


@transaction.atomic
def look_later(*, request: HelpRequest, by: Person, now: dt.datetime) -> None:
    """A coordinator looked and there is nobody yet: it comes back after the set time.

    :raises NotForYou, RequestOver.
    """
    fresh = locked(request)
    if not permissions.may_work_on(by, fresh.district, now):
        raise NotForYou
    if fresh.state in OVER:
        raise RequestOver
    fresh.looks_at = helping.looks_on(now)
    fresh.save(update_fields=["looks_at"])
    _note("look_later", fresh, by, now)
