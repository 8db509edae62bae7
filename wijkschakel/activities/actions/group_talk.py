"""What members of a closed group do together: write, support each other, meet."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wijkschakel.activities.actions.groups import NotInGroup, link_of, tell
from wijkschakel.activities.models import (
    ClosedGroup,
    GroupComing,
    GroupDate,
    GroupMember,
    GroupMessage,
)
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Notice, Person

MESSAGES_A_DAY = 40
WINDOW = dt.timedelta(days=1)
SAME = dt.timedelta(minutes=10)
MOST_DATES = 50


class EnoughWritten(Refused):
    """More than anybody reads in a day."""

    def __init__(self) -> None:
        super().__init__(_("Je schreef vandaag al veel. Je tekst staat er nog. Probeer morgen."))


class EnoughDates(Refused):
    """More dates than a group keeps."""

    def __init__(self) -> None:
        super().__init__(_("Er staan al veel afspraken. Haal er eerst een weg."))


def _member(group: ClosedGroup, person: Person) -> GroupMember:
    """Hold the membership of who may write now."""
    rows = GroupMember.objects.select_for_update(of=("self",), no_key=True)
    member = rows.filter(
        group=group, person=person, is_in=True, agreed_number=group.rules_number
    ).first()
    if member is None:
        raise NotInGroup
    return member


@transaction.atomic
def write(
    *, group: ClosedGroup, text: str, kind: str, by: Person, now: dt.datetime,
    answers: GroupMessage | None = None,
) -> GroupMessage:  # fmt: skip
    """Write to the group, or answer; the same words sent twice stand there once.

    :raises NotInGroup: the writer is no member, or did not agree to these rules.
    """
    _member(group, by)
    if answers is not None:  # one level deep: everybody can follow it
        answers, kind = answers.answers or answers, GroupMessage.Kind.TELL
    mine = GroupMessage.objects.filter(
        group=group, author=by, kind=kind, answers=answers, made_at__gt=now - SAME
    )
    for earlier in mine:
        if earlier.text == text:
            return earlier
    message = GroupMessage(
        group=group, author=by, kind=kind, answers=answers, text=text, made_at=now
    )
    message.save(force_insert=True)
    journal.record(action="write_in_group", now=now, by=by, thing=group)
    _tell_others(group, by, now)
    return message


def _tell_others(group: ClosedGroup, by: Person, now: dt.datetime) -> None:
    """Leave one word per group: who did not read the last one, gets no second."""
    waiting = Notice.objects.filter(link=link_of(group), read_at__isnull=True).values("person")
    others = GroupMember.objects.filter(group=group, is_in=True).exclude(person=by)
    said = gettext_noop("Er staat iets nieuws in de groep %(group)s.")
    for member in others.exclude(person__in=waiting).select_related("person"):
        tell(member.person, said, group, by, now)


@transaction.atomic
def take_back(*, message: GroupMessage, by: Person, now: dt.datetime) -> None:
    """Take a message away, with its answers: the writer, or a keeper."""
    journal.record(
        action="take_back_in_group", now=now, by=by, about=message.author, thing=message.group
    )
    message.delete()


@transaction.atomic
def settle(*, message: GroupMessage, by: Person, now: dt.datetime) -> None:
    """Say that one's question found support."""
    rows = GroupMessage.objects.filter(
        pk=message.pk, author=by, kind=GroupMessage.Kind.ASK, settled_at__isnull=True
    )
    if rows.update(settled_at=now):
        journal.record(action="settle_in_group", now=now, by=by, thing=message.group)


@transaction.atomic
def plan_date(
    *, group: ClosedGroup, title: str, where: str, starts_at: dt.datetime, ends_at: dt.datetime,
    by: Person, now: dt.datetime,
) -> GroupDate:  # fmt: skip
    """Put a date in the agenda of the group; who plans it comes.

    :raises NotInGroup: who plans is no member.
    :raises EnoughDates: there are too many.
    """
    _member(group, by)
    ahead = GroupDate.objects.filter(group=group, ends_at__gt=now)
    for date in ahead.filter(starts_at=starts_at, made_by=by):
        if date.title == title:
            return date
    if ahead.count() >= MOST_DATES:
        raise EnoughDates
    date = GroupDate(
        group=group,
        title=title,
        where=where,
        starts_at=starts_at,
        ends_at=ends_at,
        made_by=by,
        made_at=now,
    )
    date.save(force_insert=True)
    GroupComing.objects.create(date=date, person=by)
    journal.record(action="plan_group_date", now=now, by=by, thing=group)
    _tell_others(group, by, now)
    return date


@transaction.atomic
def come(*, date: GroupDate, comes: bool, by: Person, now: dt.datetime) -> None:
    """Say that one comes, or does not after all.

    :raises NotInGroup: who says it is no member.
    """
    _member(date.group, by)
    if comes:
        GroupComing.objects.get_or_create(date=date, person=by)
    else:
        GroupComing.objects.filter(date=date, person=by).delete()
    journal.record(action="come_to_group_date", now=now, by=by, about=by, thing=date.group)


@transaction.atomic
def cancel_date(*, date: GroupDate, by: Person, now: dt.datetime) -> None:
    """Take a date away, and tell who would come."""
    group = date.group
    journal.record(action="cancel_group_date", now=now, by=by, thing=group)
    said = gettext_noop("Een afspraak van %(group)s gaat niet door.")
    for person in Person.objects.filter(group_coming__date=date).exclude(pk=by.pk):
        tell(person, said, group, by, now)
    date.delete()
