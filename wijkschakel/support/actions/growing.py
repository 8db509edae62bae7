"""A request for help, or what people here look for, becomes the start of an initiative.

Of the words of a request nothing is copied: who asked reads and writes what everyone will read.
"""

import datetime as dt
import json

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import initiatives
from wijkschakel.activities.models import Initiative, InitiativeStep
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.support import permissions
from wijkschakel.support.actions import telling
from wijkschakel.support.actions.requests import NotForYou, locked
from wijkschakel.support.models import HelpRequest, Need, NeedAnswer

Kind = InitiativeStep.Kind


class AlreadyBegun(Refused):
    """Something began with this request before."""

    def __init__(self) -> None:
        super().__init__(_("Hier begon al iets mee. Er is niets veranderd."))


def idea_of(request: HelpRequest) -> dict[str, str]:
    """Give what the desk proposes to begin: its name and one sentence; empty when nothing waits."""
    return dict(json.loads(request.idea)) if request.idea else {}


@transaction.atomic
def begin_with_request(
    *,
    request: HelpRequest,
    name: str,
    summary: str,
    shows_origin: bool,
    by: Person,
    now: dt.datetime,
) -> Initiative:
    """Begin something with others out of a request for help; who asked owns it.

    The request stays what it is, and goes on looking for somebody.

    :param shows_origin: it may stand there that it began with a request for help.
    :raises NotForYou, AlreadyBegun: nothing was begun.
    """
    fresh = locked(request)
    if not permissions.may_change_request(by, fresh, now):
        raise NotForYou
    return _begin(fresh, name, summary, by, now, shows_origin=shows_origin)


def _begin(
    fresh: HelpRequest, name: str, summary: str, by: Person, now: dt.datetime, *, shows_origin: bool
) -> Initiative:
    if fresh.initiative_id is not None:
        raise AlreadyBegun
    begun = initiatives.start_initiative(
        district=fresh.district,
        name=name,
        summary=summary,
        owner=fresh.person,
        origin=Kind.ASKED if shows_origin else Kind.STARTED,
        by=by,
        now=now,
    )
    fresh.initiative, fresh.idea = begun, ""
    fresh.save(update_fields=["initiative", "idea"])
    _note("begin_with_request", fresh, by, now)
    return begun


def _note(action: str, request: HelpRequest, by: Person, now: dt.datetime) -> None:
    is_helped = by.pk != request.person_id
    journal.record(
        action=action, now=now, by=by, about=request.person, thing=request,
        on_behalf_of=request.person if is_helped else None,
    )  # fmt: skip


@transaction.atomic
def propose(
    *,
    request: HelpRequest,
    name: str,
    summary: str,
    agreed: bool,
    shows_origin: bool,
    by: Person,
    now: dt.datetime,
) -> Initiative | None:
    """Propose at the desk what could begin; it waits for the yes of who asked.

    :param agreed: who asked sits at the desk, read these words and said yes: then it begins now.
    :param shows_origin: they also said that it may stand there what it began with.
    :raises NotForYou, AlreadyBegun: nothing was proposed.
    """
    fresh = locked(request)
    if not permissions.may_work_on(by, fresh.district, now):
        raise NotForYou
    if fresh.initiative_id is not None:
        raise AlreadyBegun
    begun = None
    if agreed:
        begun = _begin(fresh, name, summary, by, now, shows_origin=shows_origin)
        link = f"/initiatief/{begun.pk}/"
    else:
        fresh.idea = json.dumps({"name": name, "summary": summary}, ensure_ascii=False)
        fresh.save(update_fields=["idea"])
        _note("propose_beginning", fresh, by, now)
        link = f"/hulp/vraag/{fresh.pk}/beginnen/"
    _tell(fresh, by, now, link, agreed=agreed)
    return begun


def _tell(request: HelpRequest, by: Person, now: dt.datetime, link: str, *, agreed: bool) -> None:
    def say() -> str:
        if agreed:
            return _("Met jouw ja begon aan de balie iets nieuws. Kijk of het klopt.")
        return _("Iemand van de balie ziet dat meer mensen dit zoeken. Lees het voorstel.")

    key = f"beginning:{request.pk}:{now.isoformat()}"
    telling.tell(request.person, say, key=key, link=link, by=by, now=now)


@transaction.atomic
def refuse_idea(*, request: HelpRequest, by: Person, now: dt.datetime) -> None:
    """Say no to what the desk proposed; it is thrown away.

    :raises NotForYou: nothing changed.
    """
    fresh = locked(request)
    if not permissions.may_change_request(by, fresh, now):
        raise NotForYou
    fresh.idea = ""
    fresh.save(update_fields=["idea"])
    _note("refuse_beginning", fresh, by, now)


@transaction.atomic
def begin_with_need(
    *, need: Need, name: str, summary: str, by: Person, now: dt.datetime
) -> Initiative:
    """Begin an initiative out of what people here look for; its public words stay with it."""
    begun = initiatives.start_initiative(
        district=need.district, name=name, summary=summary, origin=Kind.NEEDED, note=need.title,
        by=by, now=now,
    )  # fmt: skip
    NeedAnswer.objects.create(need=need, initiative=begun, made_at=now)
    journal.record(action="begin_with_need", now=now, by=by, thing=need)
    return begun
