"""Closed groups: beginning one, coming in, its rules, and leaving."""

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wijkschakel.activities.models import ClosedGroup, GroupComing, GroupMember, GroupMessage
from wijkschakel.activities.queries import groups
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

MOST_MEMBERS = 100
GROUPS_A_MONTH = 5
MONTH = dt.timedelta(days=30)


class NotInGroup(Refused):
    """Only members read and write."""

    def __init__(self) -> None:
        super().__init__(_("Je hoort niet meer bij deze groep. Er is niets gedaan."))


class RulesChanged(Refused):
    """Somebody says yes to rules that are no longer these."""

    def __init__(self) -> None:
        super().__init__(_("De afspraken zijn net veranderd. Lees ze nog een keer."))


class GroupIsFull(Refused):
    """A group is for people who know each other."""

    def __init__(self) -> None:
        super().__init__(_("Deze groep is vol."))


class EnoughGroups(Refused):
    """More groups than one person can keep."""

    def __init__(self) -> None:
        super().__init__(_("Je begon deze maand al veel groepen. Je tekst staat er nog."))


def link_of(group: ClosedGroup) -> str:
    """Give the address of a group."""
    return f"/groep/{group.pk}/"


def tell(
    person: Person, said: str, group: ClosedGroup, by: Person | None, now: dt.datetime
) -> None:
    """Leave a word in the language of who reads it."""
    with translation.override(people_queries.screen_language(person)):
        words = _(said) % {"group": group.name}
    notices.give_notice(person=person, text=words, by=by, now=now, link=link_of(group))


def locked(group: ClosedGroup) -> ClosedGroup:
    """Hold a group while who is in changes."""
    return ClosedGroup.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)


@transaction.atomic
def begin_group(
    *, district: District, name: str, about: str, rules: str, is_listed: bool,
    by: Person, now: dt.datetime,
) -> ClosedGroup:  # fmt: skip
    """Begin a group; who begins it keeps it, and agrees to its rules."""
    group = ClosedGroup(
        district=district, name=name, about=about, rules=rules, is_listed=is_listed, made_at=now
    )
    group.save(force_insert=True)
    GroupMember.objects.create(
        group=group, person=by, is_in=True, is_keeper=True, agreed_number=1, since=now
    )
    journal.record(action="begin_group", now=now, by=by, about=by, thing=group)
    return group


@transaction.atomic
def change_group(
    *, group: ClosedGroup, name: str, about: str, rules: str, is_listed: bool,
    by: Person, now: dt.datetime,
) -> None:  # fmt: skip
    """Change what a group is; with other rules everybody is asked again."""
    group = locked(group)
    is_new = group.rules != rules
    group.name, group.about, group.rules, group.is_listed = name, about, rules, is_listed
    if is_new:
        group.rules_number += 1
        mine = GroupMember.objects.filter(group=group, person=by, is_in=True)
        mine.update(agreed_number=group.rules_number)
    group.save()
    journal.record(action="change_group", now=now, by=by, thing=group)
    if is_new:
        others = GroupMember.objects.filter(group=group, is_in=True).exclude(person=by)
        said = gettext_noop("De afspraken van %(group)s zijn veranderd. Lees ze en zeg ja.")
        for member in others.select_related("person"):
            tell(member.person, said, group, by, now)


@transaction.atomic
def renew_invitation(*, group: ClosedGroup, by: Person, now: dt.datetime) -> None:
    """Make a new link that lets people in; the old one no longer does."""
    group = locked(group)
    group.invite_number += 1
    group.save(update_fields=["invite_number"])
    journal.record(action="renew_group_invitation", now=now, by=by, thing=group)


@transaction.atomic
def ask_to_join(*, group: ClosedGroup, by: Person, now: dt.datetime) -> None:
    """Ask to come in; twice is once."""
    made = GroupMember.objects.get_or_create(group=group, person=by, defaults={"since": now})[1]
    if made:
        journal.record(action="ask_group", now=now, by=by, about=by, thing=group)
        said = gettext_noop("Iemand wil bij %(group)s. Kies of het kan.")
        for keeper in groups.keepers(group):
            tell(keeper, said, group, by, now)


@transaction.atomic
def let_in(*, group: ClosedGroup, member: GroupMember, by: Person, now: dt.datetime) -> None:
    """Say yes to somebody who asked; the rules come first when they open the group.

    :raises GroupIsFull: there are too many members.
    """
    locked(group)
    if GroupMember.objects.filter(group=group, is_in=True).count() >= MOST_MEMBERS:
        raise GroupIsFull
    if GroupMember.objects.filter(pk=member.pk, is_in=False).update(is_in=True, since=now):
        journal.record(action="let_into_group", now=now, by=by, about=member.person, thing=group)
        said = gettext_noop("Je mag erbij: %(group)s. Lees eerst de afspraken.")
        tell(member.person, said, group, by, now)


@transaction.atomic
def agree(
    *, group: ClosedGroup, number: int, by: Person, now: dt.datetime, invited: bool = False
) -> None:
    """Say yes to the rules; with an invitation that is also coming in.

    :raises RulesChanged: these are no longer the rules.
    :raises NotInGroup: nobody let this person in.
    :raises GroupIsFull: there are too many members.
    """
    group = locked(group)
    if number != group.rules_number:
        raise RulesChanged
    member = GroupMember.objects.filter(group=group, person=by).first()
    if invited and (member is None or not member.is_in):
        if GroupMember.objects.filter(group=group, is_in=True).count() >= MOST_MEMBERS:
            raise GroupIsFull
        member = member or GroupMember(group=group, person=by)
        member.is_in, member.since = True, now
    if member is None or not member.is_in:
        raise NotInGroup
    member.agreed_number = number
    member.save()
    journal.record(action="agree_to_group", now=now, by=by, about=by, thing=group)


@transaction.atomic
def make_keeper(*, group: ClosedGroup, member: GroupMember, by: Person, now: dt.datetime) -> None:
    """Let another member keep the group too."""
    rows = GroupMember.objects.filter(pk=member.pk, is_in=True, is_keeper=False)
    if rows.update(is_keeper=True):
        journal.record(action="make_group_keeper", now=now, by=by, about=member.person, thing=group)
        said = gettext_noop("Je trekt nu mee: %(group)s.")
        tell(member.person, said, group, by, now)


@transaction.atomic
def leave(
    *, group: ClosedGroup, person: Person, by: Person | None, now: dt.datetime,
    with_messages: bool = False,
) -> None:  # fmt: skip
    """Take somebody out: themselves, a keeper, or a wipe. The last one out ends the group.

    Is there no keeper left, then who is in longest becomes one.
    """
    group = locked(group)
    gone = GroupMember.objects.filter(group=group, person=person)
    if not gone.delete()[0]:
        return
    GroupComing.objects.filter(date__group=group, person=person).delete()
    if with_messages:
        GroupMessage.objects.filter(group=group, author=person).delete()
    journal.record(action="leave_group", now=now, by=by, about=person, thing=group)
    heir = groups.who_keeps_next(group, person)
    if heir is None:
        group.delete()
    elif not heir.is_keeper:
        make_keeper(group=group, member=heir, by=heir.person, now=now)
