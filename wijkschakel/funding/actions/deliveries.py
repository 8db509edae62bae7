"""Carrying out: a chosen organisation names its own activities by which it does what was asked."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Activity
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.funding import permissions
from wijkschakel.funding.actions.locking import lock
from wijkschakel.funding.models import AwardPart, Bid, Commission, Delivery
from wijkschakel.people.models import Person

State = Commission.State


class NotChosen(Refused):
    """Only a chosen organisation carries it out, until it is finished."""

    def __init__(self) -> None:
        super().__init__(_("Dit kan alleen zolang jullie voorstel loopt. Er is niets veranderd."))


class NotYours(Refused):
    """The activity belongs to somebody else, or the visitor does."""

    def __init__(self) -> None:
        super().__init__(_("Kies een activiteit van je eigen organisatie. Er is niets veranderd."))


class Counted(Refused):
    """An activity counts once."""

    def __init__(self) -> None:
        super().__init__(_("Deze activiteit hoort al bij een andere uitvraag. "
                           "Er is niets veranderd."))  # fmt: skip


def _running(bid: Bid, by: Person, now: dt.datetime) -> Commission:
    """Give the commission of a chosen bid, to who belongs to the organisation.

    :raises NotYours, NotChosen.
    """
    fresh = lock(bid.commission)
    if bid.organisation is None or not permissions.may_bid_for(by, bid.organisation, now):
        raise NotYours
    chosen = AwardPart.objects.filter(bid=bid, is_chosen=True, award__confirmed_at__isnull=False)
    if fresh.state not in (State.AWARDED, State.RUNNING) or not chosen.exists():
        raise NotChosen
    return fresh


@transaction.atomic
def link_activity(*, bid: Bid, activity: Activity, by: Person, now: dt.datetime) -> Delivery:
    """Name an activity by which it is done; with the first one the commission runs.

    Naming it twice is once.

    :raises NotYours, NotChosen, Counted.
    """
    fresh = _running(bid, by, now)
    if activity.organisation_id != bid.organisation_id:
        raise NotYours
    there = Delivery.objects.filter(activity=activity).first()
    if there:
        if there.bid_id == bid.pk:
            return there
        raise Counted
    row = Delivery(bid=bid, activity=activity, linked_by=by, linked_at=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Counted from error
    Commission.objects.filter(pk=fresh.pk, state=State.AWARDED).update(state=State.RUNNING)
    journal.record(action="link_activity", now=now, by=by, thing=row, organisation=bid.organisation)
    return row


@transaction.atomic
def unlink_activity(*, delivery: Delivery, by: Person, now: dt.datetime) -> None:
    """Take an activity away that does not belong to it.

    :raises NotYours, NotChosen.
    """
    _running(delivery.bid, by, now)
    journal.record(
        action="unlink_activity", now=now, by=by, thing=delivery,
        organisation=delivery.bid.organisation,
    )  # fmt: skip
    Delivery.objects.filter(pk=delivery.pk).delete()
