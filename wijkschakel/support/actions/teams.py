"""A mixed team: who may do which part of a request."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.support import permissions
from wijkschakel.support.actions import requests
from wijkschakel.support.models import HelpPart, Match
from wijkschakel.support.rules import helping

RUNNING = (Match.State.SUGGESTED, Match.State.CONTACT)


class PartTaken(Refused):
    """Somebody does this part, or is asked for it."""

    def __init__(self) -> None:
        super().__init__(
            _("Voor dit deel is al iemand gevraagd. Er is niets veranderd. "
              "Wacht op het antwoord, of stop het eerst.")
        )  # fmt: skip


class NotWhatTheySaid(Refused):
    """The resident said who may help; a coordinator chooses among those."""

    def __init__(self) -> None:
        super().__init__(_("De bewoner koos zelf wie mag helpen. Kies uit die lijst."))


@transaction.atomic
def say_who_does(*, part: HelpPart, helpers: Sequence[str], by: Person, now: dt.datetime) -> None:
    """Say who may do one part; nobody chosen is: as the whole request says.

    The resident chooses freely; a coordinator keeps to whom the resident wants.

    :raises NotForYou, RequestOver, PartTaken, NotWhatTheySaid.
    """
    request = requests.locked(part.request)
    if not permissions.may_say_who_does(by, request, now):
        raise requests.NotForYou
    if request.state in requests.OVER:
        raise requests.RequestOver
    fresh = request.parts.filter(pk=part.pk).first()
    if fresh is None or fresh.state != HelpPart.State.OPEN:
        raise PartTaken
    if Match.objects.filter(part=fresh, state__in=RUNNING).exists():
        raise PartTaken
    is_residents = permissions.may_change_request(by, request, now)
    if not is_residents and not helping.are_wanted(helpers, request.helpers):
        raise NotWhatTheySaid
    fresh.helpers = list(dict.fromkeys(helpers))
    fresh.save(update_fields=["helpers"])
    request.changed_at = now
    request.save(update_fields=["changed_at"])
    journal.record(
        action="say_who_does", now=now, by=by, about=request.person, thing=request,
        on_behalf_of=request.person if is_residents and by.pk != request.person_id else None,
        details={"kind": fresh.kind, "helpers": fresh.helpers},
    )  # fmt: skip
