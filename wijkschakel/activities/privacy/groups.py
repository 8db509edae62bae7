"""Closed groups: what is somebody's own in them, and how long it stays."""

import datetime as dt

from wijkschakel.activities.actions import groups as actions
from wijkschakel.activities.models import GroupComing, GroupDate, GroupMember, GroupMessage
from wijkschakel.people.models import Person

KEPT = dt.timedelta(days=183)
ASKED = dt.timedelta(days=60)


def _iso(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat()


def export(person: Person) -> dict[str, object]:
    """Give where somebody is in, what they wrote and planned; what others wrote is theirs."""
    members = GroupMember.objects.filter(person=person).select_related("group")
    messages = GroupMessage.objects.filter(author=person).select_related("group")
    comings = GroupComing.objects.filter(person=person).select_related("date__group")
    return {
        "closed_groups": [
            {"group": row.group.name, "since": _iso(row.since), "is_keeper": row.is_keeper}
            for row in members.order_by("since", "pk")
        ],
        "group_messages": [
            {"group": row.group.name, "text": row.text, "made_at": _iso(row.made_at)}
            for row in messages.order_by("made_at", "pk")
        ],
        "group_dates": [
            {"group": row.date.group.name, "title": row.date.title, "where": row.date.where,
             "starts_at": _iso(row.date.starts_at)}
            for row in comings.order_by("date__starts_at", "pk")
        ],
    }  # fmt: skip


def erase(person: Person, now: dt.datetime) -> None:
    """Take somebody out of every group, with all they wrote; somebody else keeps it."""
    for member in GroupMember.objects.filter(person=person).select_related("group"):
        actions.leave(group=member.group, person=person, by=None, now=now, with_messages=True)
    GroupMessage.objects.filter(author=person).delete()
    GroupComing.objects.filter(person=person).delete()
    GroupDate.objects.filter(made_by=person).delete()


def retention(now: dt.datetime) -> dict[str, int]:
    """Throw away what is half a year old, and asks that nobody answered."""
    old = GroupMessage.objects.filter(made_at__lte=now - KEPT)
    over = GroupDate.objects.filter(ends_at__lte=now - KEPT)
    asked = GroupMember.objects.filter(is_in=False, since__lte=now - ASKED)
    return {
        "group messages": old.delete()[0],
        "group dates": over.delete()[0],
        "group asks": asked.delete()[0],
    }
