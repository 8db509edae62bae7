"""Organisations in a network: one side asks, the other says yes, and either may end it."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions, queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import NetworkMember, Organisation, Person
from wijkschakel.people.queries import networks

SIDES = {"network": "network_yes_at", "organisation": "organisation_yes_at"}


class NotForThem(Refused):
    """Only who belongs to an organisation says something for it."""

    def __init__(self) -> None:
        super().__init__(_("Dit kan alleen wie bij de organisatie hoort. Er is niets veranderd."))


class NoNetwork(Refused):
    """Neither of the two is a network."""

    def __init__(self) -> None:
        super().__init__(_("Dit is geen netwerk. Er is niets gevraagd."))


class NothingToAnswer(Refused):
    """It was taken back, answered or ended."""

    def __init__(self) -> None:
        super().__init__(_("Dit staat er niet meer om te beantwoorden. Kijk nog eens."))


@transaction.atomic
def ask(
    *, network: Organisation, organisation: Organisation, side: str, by: Person, now: dt.datetime
) -> NetworkMember:
    """Ask, from either side, whether an organisation belongs to a network.

    Asked by the other already, it is a yes; asked twice it is one question.

    :param side: for whom it is asked: "network" or "organisation".
    :raises NotForThem, NoNetwork.
    """
    mine = network if side == "network" else organisation
    if not permissions.belongs_to(by, mine, now):
        raise NotForThem
    if network.kind != Organisation.Kind.NETWORK or network == organisation:
        raise NoNetwork
    # Two who ask at the same moment ask one after the other.
    Organisation.objects.select_for_update(no_key=True).get(pk=network.pk)
    live = NetworkMember.objects.filter(network=network, organisation=organisation)
    member = live.filter(ends_on__isnull=True).first()
    if member is None:
        member = NetworkMember(network=network, organisation=organisation, **{SIDES[side]: now})
        member.save(force_insert=True)
        journal.record(action="ask_network", now=now, by=by, thing=member)
        _tell(member, _other(side), _asked, by, now)
    elif getattr(member, SIDES[side]) is None:
        _begin(member, side, by, now)
    return member


def _locked(member: NetworkMember) -> NetworkMember:
    """Give it as it is now.

    :raises NothingToAnswer: it is gone, or ended.
    """
    rows = NetworkMember.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("network", "organisation").filter(pk=member.pk).first()
    if fresh is None or fresh.ends_on:
        raise NothingToAnswer
    return fresh


@transaction.atomic
def agree(*, member: NetworkMember, by: Person, now: dt.datetime) -> NetworkMember:
    """Say yes for the side that was asked: from today it belongs.

    :raises NotForThem, NothingToAnswer.
    """
    fresh = _locked(member)
    if fresh.starts_on:
        return fresh
    side = "network" if fresh.network_yes_at is None else "organisation"
    if not permissions.belongs_to(by, getattr(fresh, side), now):
        raise NotForThem
    _begin(fresh, side, by, now)
    return fresh


def _begin(member: NetworkMember, side: str, by: Person, now: dt.datetime) -> None:
    setattr(member, SIDES[side], now)
    member.starts_on = timezone.localdate(now)
    member.save(update_fields=[SIDES[side], "starts_on"])
    journal.record(action="agree_network", now=now, by=by, thing=member)
    _tell(member, _other(side), _agreed, by, now)


@transaction.atomic
def end(*, member: NetworkMember, by: Person, now: dt.datetime) -> None:
    """End it, from either side; what has not begun is gone, what began keeps its days.

    :raises NotForThem, NothingToAnswer.
    """
    fresh = _locked(member)
    mine = [side for side in SIDES if permissions.belongs_to(by, getattr(fresh, side), now)]
    if not mine:
        raise NotForThem
    journal.record(action="end_network", now=now, by=by, thing=fresh)
    _tell(fresh, _other(mine[0]), _ended if fresh.starts_on else _declined, by, now)
    if fresh.starts_on is None:
        fresh.delete()
        return
    fresh.ends_on = timezone.localdate(now)
    fresh.save(update_fields=["ends_on"])


def _other(side: str) -> str:
    return "organisation" if side == "network" else "network"


def _asked() -> str:
    return _("%(asks)s vraagt of jullie samen een netwerk zijn. Wat zeggen jullie?")


def _agreed() -> str:
    return _("%(asks)s zegt ja. Jullie zijn nu samen een netwerk.")


def _declined() -> str:
    return _("%(asks)s ziet nu af van het netwerk met jullie.")


def _ended() -> str:
    return _("%(asks)s stopt met het netwerk met jullie.")


def _tell(
    member: NetworkMember, side: str, say: Callable[[], str], by: Person, now: dt.datetime
) -> None:
    """Tell everybody who belongs to one side, in their own language."""
    to, other = getattr(member, side), getattr(member, _other(side))
    for person in networks.people_of(to, timezone.localdate(now)):
        with translation.override(queries.screen_language(person)):
            text = say() % {"asks": other.name}
        if person.pk != by.pk:
            link = f"/organisaties/{to.pk}/netwerken/"
            notices.give_notice(person=person, text=text, by=by, now=now, link=link)
