"""Closed groups: which are mine, which may be found, and what members read."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from wijkschakel.activities.models import (
    ClosedGroup,
    GroupDate,
    GroupMember,
    GroupMessage,
)
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

SHOWN = 100


def find_group(group_id: uuid.UUID) -> ClosedGroup | None:
    """Give a group, with its district."""
    return ClosedGroup.objects.filter(pk=group_id).select_related("district").first()


def membership(person: Person, group: ClosedGroup) -> GroupMember | None:
    """Give how somebody stands to a group: a member, somebody who asked, or neither."""
    return GroupMember.objects.filter(group=group, person=person).first()


def mine(person: Person) -> list[GroupMember]:
    """Give the groups somebody is in or asked for; a keeper sees how many ask."""
    rows = GroupMember.objects.filter(person=person).select_related("group")
    asking = Count("group__members", filter=Q(group__members__is_in=False))
    return list(rows.annotate(asking=asking).order_by("group__name", "group_id"))


def listed(district: District, without: Collection[uuid.UUID] = ()) -> list[ClosedGroup]:
    """Give the groups of a district that residents may find."""
    rows = ClosedGroup.objects.filter(district=district, is_listed=True)
    return list(rows.exclude(pk__in=without).order_by("name", "pk"))


def members(group: ClosedGroup) -> list[GroupMember]:
    """Give everybody who is in, and who asked, the longest first."""
    rows = GroupMember.objects.filter(group=group).select_related("person")
    return list(rows.order_by("-is_keeper", "since", "pk"))


def keepers(group: ClosedGroup) -> QuerySet[Person]:
    """Give who lets people in."""
    return Person.objects.filter(group_member__group=group, group_member__is_keeper=True)


def messages_of(group: ClosedGroup) -> list[GroupMessage]:
    """Give what was written, the newest first, each with its answers, the oldest first."""
    replies = GroupMessage.objects.select_related("author").order_by("made_at", "pk")
    rows = GroupMessage.objects.filter(group=group, answers__isnull=True)
    rows = rows.select_related("author").prefetch_related(Prefetch("replies", replies))
    return list(rows.order_by("-made_at", "pk")[:SHOWN])


def find_message(group: ClosedGroup, message_id: uuid.UUID) -> GroupMessage | None:
    """Give one message of this group."""
    return GroupMessage.objects.filter(group=group, pk=message_id).select_related("author").first()


def dates_ahead(group: ClosedGroup, now: dt.datetime) -> list[GroupDate]:
    """Give when the group meets, with who comes."""
    rows = GroupDate.objects.filter(group=group, ends_at__gt=now).prefetch_related(
        "comings__person"
    )
    return list(rows.order_by("starts_at", "pk")[:SHOWN])


def find_date(group: ClosedGroup, date_id: uuid.UUID) -> GroupDate | None:
    """Give one date of this group."""
    return GroupDate.objects.filter(group=group, pk=date_id).first()


def dates_of(person: Person, start: dt.datetime, end: dt.datetime) -> list[GroupDate]:
    """Give the dates in a span to which somebody comes, of groups they are still in."""
    rows = GroupDate.objects.filter(
        comings__person=person, starts_at__gte=start, starts_at__lt=end,
        group__members__person=person, group__members__is_in=True,
    )  # fmt: skip
    return list(rows.order_by("starts_at", "pk"))


def invite_key(group: ClosedGroup) -> str:
    """Give the key in the link that lets people in; none when nobody is invited."""
    if not group.invite_number:
        return ""
    named = f"{group.pk}:{group.invite_number}"
    return salted_hmac("wijkschakel.group_invite", named, algorithm="sha256").hexdigest()[:32]


def is_invite(group: ClosedGroup, key: str) -> bool:
    """Say whether a key is that of the invitation as it stands now."""
    now = invite_key(group)
    return bool(now) and constant_time_compare(now, key)


def who_keeps_next(group: ClosedGroup, leaving: Person) -> GroupMember | None:
    """Give the member who takes over when the last keeper leaves."""
    rows = GroupMember.objects.filter(group=group, is_in=True).exclude(person=leaving)
    return rows.order_by(F("is_keeper").desc(), "since", "pk").select_related("person").first()
