"""Bidding: for an organisation one belongs to, until the closing time and not a second later."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.funding import permissions
from wijkschakel.funding.actions.locking import lock
from wijkschakel.funding.models import Award, Bid, Commission
from wijkschakel.funding.rules import CLOSED, OPEN
from wijkschakel.people.models import Organisation, Person


class MayNotBid(Refused):
    """Somebody who does not belong to the organisation today."""

    def __init__(self) -> None:
        super().__init__(_("Voor deze organisatie kun jij geen voorstel doen. "
                           "Er is niets verstuurd."))  # fmt: skip


class TooLate(Refused):
    """The closing time has passed."""

    def __init__(self, bids_until: dt.datetime) -> None:
        moment = formats.date_format(timezone.localtime(bids_until), "j F, H:i")
        said = _("Deze uitvraag sloot op %(moment)s. Er is niets veranderd. "
                 "Bel de coördinator als er iets misging.")  # fmt: skip
        super().__init__(said % {"moment": moment})


class IsDecided(Refused):
    """Two people have chosen: nobody steps back by a button any more."""

    def __init__(self) -> None:
        super().__init__(_("Er is al gekozen. Bel de coördinator. Er is niets veranderd."))


@dataclass(frozen=True)
class Terms:
    """What an organisation would do, and for how much."""

    what: str
    moments: int
    places: int
    price_cents: int
    per: str
    where: str
    is_near: bool
    is_resident_run: bool


@transaction.atomic
def write_bid(
    *, commission: Commission, organisation: Organisation, terms: Terms, by: Person,
    now: dt.datetime,
) -> Bid:  # fmt: skip
    """Make a bid, or change the one that stands: an organisation has one.

    The journal tells that it was made, never what stands in it: it is sealed.

    :raises MayNotBid, TooLate.
    """
    fresh = lock(commission)
    if not permissions.may_bid_for(by, organisation, now):
        raise MayNotBid
    if fresh.stage(now) != OPEN:
        raise TooLate(fresh.bids_until)
    standing = fresh.bids.filter(organisation=organisation, taken_back_at__isnull=True).first()
    row = standing or Bid(
        commission=fresh, organisation=organisation, by_name=organisation.name, made_at=now
    )
    for name, value in vars(terms).items():
        setattr(row, name, value)
    row.made_by, row.changed_at = by, now
    row.save()
    action = "change_bid" if standing else "write_bid"
    journal.record(action=action, now=now, by=by, thing=row, organisation=organisation)
    return row


@transaction.atomic
def take_back_bid(*, bid: Bid, by: Person, now: dt.datetime) -> None:
    """Take it back: until the closing time, and after it until two people have chosen.

    :raises MayNotBid, IsDecided.
    """
    fresh = lock(bid.commission)
    if bid.organisation is None or not permissions.may_bid_for(by, bid.organisation, now):
        raise MayNotBid
    is_chosen = Award.objects.filter(commission=fresh, confirmed_at__isnull=False).exists()
    if is_chosen or fresh.stage(now) not in (OPEN, CLOSED):
        raise IsDecided
    there = Bid.objects.filter(pk=bid.pk, taken_back_at__isnull=True)
    if there.update(taken_back_at=now):
        journal.record(
            action="take_back_bid", now=now, by=by, thing=bid, organisation=bid.organisation
        )
