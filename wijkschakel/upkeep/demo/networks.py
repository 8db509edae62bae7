"""Which organisations of Hazelrode belong to a network, since when, and who asks to."""

import datetime as dt

from django.utils import timezone

from wijkschakel.people.models import Membership, NetworkMember
from wijkschakel.upkeep.demo import store, texts
from wijkschakel.upkeep.demo.residents import Town

LEADS = ("wil", "samengezond")


def write_networks(people: Town, now: dt.datetime) -> None:
    """Write them, and that Wil speaks for the movement."""
    store.add(_member(row, people, now) for row in texts.read("places")["member"])
    who, where = LEADS
    since = timezone.localdate(now) - dt.timedelta(days=150)
    store.add([Membership(person=people.cast[who], organisation=people.organisations[where],
                          title="trekker", starts_on=since)])  # fmt: skip


def _member(row: dict[str, str | int], people: Town, now: dt.datetime) -> NetworkMember:
    """Make one; who only asked waits for the yes of the network."""
    pair = {name: people.organisations[str(row[name])] for name in ("network", "organisation")}
    if "began" not in row:
        return NetworkMember(organisation_yes_at=now - dt.timedelta(days=3), **pair)
    began = now - dt.timedelta(days=int(row["began"]))
    ended = now - dt.timedelta(days=int(row["ended"])) if "ended" in row else None
    return NetworkMember(
        network_yes_at=began,
        organisation_yes_at=began,
        starts_on=timezone.localdate(began),
        ends_on=timezone.localdate(ended) if ended else None,
        **pair,
    )
