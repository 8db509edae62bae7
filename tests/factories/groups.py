"""Makes closed groups for tests."""

import datetime as dt
import itertools
from typing import Any

from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_district
from wijkschakel.activities.models import (
    ClosedGroup,
    GroupComing,
    GroupDate,
    GroupMember,
    GroupMessage,
)
from wijkschakel.people.models import Person

_number = itertools.count(1)


def make_group(keeper: Person | None = None, **changes: Any) -> ClosedGroup:
    """Make a group with its keeper in it."""
    values = {
        "name": f"Vroeg wakker {next(_number)}",
        "about": "Voor wie slecht slaapt.",
        "rules": "Wat hier gezegd wordt, blijft hier.",
        "made_at": MOMENT,
    }
    values["district"] = changes.pop("district", None) or make_district()
    group = ClosedGroup(**values | changes)
    group.save(force_insert=True)
    make_group_member(group, keeper or make_person(), is_keeper=True)
    return group


def make_group_member(group: ClosedGroup, person: Person, **changes: Any) -> GroupMember:
    """Let somebody be in, who agreed to the rules as they are."""
    values = {"is_in": True, "agreed_number": group.rules_number, "since": MOMENT}
    return GroupMember.objects.create(group=group, person=person, **values | changes)


def make_group_message(group: ClosedGroup, author: Person, **changes: Any) -> GroupMessage:
    """Let somebody write."""
    message = GroupMessage(
        group=group, author=author, **{"text": "Wie is er ook wakker?", "made_at": MOMENT} | changes
    )
    message.save(force_insert=True)
    return message


def make_group_date(group: ClosedGroup, by: Person, **changes: Any) -> GroupDate:
    """Plan an hour, a day after MOMENT; who plans it comes."""
    starts_at = changes.pop("starts_at", MOMENT + dt.timedelta(days=1))
    values = {"title": "Koffie", "where": "bij mij", "starts_at": starts_at}
    values |= {"ends_at": starts_at + dt.timedelta(hours=1), "made_by": by, "made_at": MOMENT}
    date = GroupDate(group=group, **values | changes)
    date.save(force_insert=True)
    GroupComing.objects.create(date=date, person=by)
    return date
