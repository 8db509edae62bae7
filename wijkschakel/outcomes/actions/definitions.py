"""Registering what is counted before anybody looks; a change is a new version, the old one stays.

The database refuses every other change of a registered definition.
"""

import datetime as dt
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes import permissions
from wijkschakel.outcomes.models import Definition
from wijkschakel.outcomes.rules import definitions as rules
from wijkschakel.outcomes.rules.definitions import Choice
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region

LONGEST_KEY = 50


class MayNotDefine(Refused):
    """Only who coordinates in the region."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit kan alleen een coördinator van deze regio. Er is niets vastgelegd.")
        )


class MakesNoSense(Refused):
    """This cannot be counted among these people."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit kun je bij deze mensen niet tellen. Er is niets vastgelegd. Kies andere mensen.")
        )


class TargetIsNoTarget(Refused):
    """A percentage without a day, or one that nobody reaches."""

    def __init__(self) -> None:
        super().__init__(
            _("Een doel heeft een percentage van 1 tot 300 en een dag die nog komt. Er is niets "
              "vastgelegd. Vul allebei in, of laat allebei leeg.")
        )  # fmt: skip


class AlreadyChanged(Refused):
    """Somebody else was first, or it has ended."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze indicator is net veranderd of gestopt. Er is niets vastgelegd. Open hem "
              "opnieuw en kijk wat er nu staat.")
        )  # fmt: skip


class SameAsBefore(Refused):
    """Nothing is different."""

    def __init__(self) -> None:
        super().__init__(_("Er is niets anders dan het was. Er komt geen nieuwe versie."))


def check(choice: Choice, now: dt.datetime) -> None:
    """Refuse what cannot be counted or reached.

    :raises MakesNoSense, TargetIsNoTarget: nothing is kept.
    """
    if not rules.makes_sense(choice.counted, choice.among):
        raise MakesNoSense
    percent, day = choice.target_percent, choice.target_on
    if (percent is None) != (day is None):
        raise TargetIsNoTarget
    if day is not None and (
        not 1 <= (percent or 0) <= rules.MOST_PERCENT or day <= timezone.localdate(now)
    ):
        raise TargetIsNoTarget


@transaction.atomic
def register_definition(
    *, region: Region, choice: Choice, by: Person, now: dt.datetime
) -> Definition:
    """Register the first version of an indicator of a region.

    :raises MayNotDefine, MakesNoSense, TargetIsNoTarget: nothing is kept.
    """
    if not permissions.may_define(by, region, now):
        raise MayNotDefine
    check(choice, now)
    return _write(region, _free_key(choice.title, region), 1, choice, by, now)


@transaction.atomic
def change_definition(
    *, definition: Definition, choice: Choice, by: Person, now: dt.datetime
) -> Definition:
    """Register the next version; the one before ends and stays as it was.

    :raises AlreadyChanged: it is not the newest version any more.
    :raises SameAsBefore, MayNotDefine, MakesNoSense, TargetIsNoTarget: nothing is kept.
    """
    _check_right(definition, by, now)
    check(choice, now)
    if choice == choice_of(definition):
        raise SameAsBefore
    _end(definition, now)
    return _write(definition.region, definition.key, definition.version + 1, choice, by, now)


@transaction.atomic
def end_definition(*, definition: Definition, by: Person, now: dt.datetime) -> None:
    """Count it no more; what was published stays.

    :raises AlreadyChanged: it ended already.
    """
    _check_right(definition, by, now)
    _end(definition, now)
    journal.record(action="end_definition", now=now, by=by, thing=definition)


@transaction.atomic
def register_built_in(*, now: dt.datetime) -> int:
    """Register what comes with the product, where it is not yet so; doing it twice is once.

    Words that changed in a newer product are a new version.
    """
    known = Definition.objects.filter(region__isnull=True).order_by("version")
    newest = {row.key: row for row in known}
    made = 0
    for key, choice in rules.BUILT_IN.items():
        row = newest.get(key)
        if row is not None and choice_of(row) == choice:
            continue
        try:
            if row is not None and row.ended_at is None:
                _end(row, now)
            _write(None, key, row.version + 1 if row else 1, choice, None, now)
        except AlreadyChanged:  # another process starts at the same moment
            continue
        made += 1
    return made


def choice_of(definition: Definition) -> Choice:
    """Give what a version says, as it was chosen."""
    return Choice(**{name: getattr(definition, name) for name in Choice.__dataclass_fields__})


def is_as_registered(definition: Definition) -> bool:
    """Say whether the words still give the digest that was kept."""
    wanted = rules.digest(definition.key, definition.version, choice_of(definition))
    return definition.digest == wanted


def _check_right(definition: Definition, by: Person, now: dt.datetime) -> None:
    """Nobody changes what is the same everywhere: it comes with the product."""
    if definition.region is None or not permissions.may_define(by, definition.region, now):
        raise MayNotDefine


def _end(definition: Definition, now: dt.datetime) -> None:
    ended = Definition.objects.filter(pk=definition.pk, ended_at__isnull=True).update(ended_at=now)
    if not ended:
        raise AlreadyChanged


def _free_key(title: str, region: Region) -> str:
    """Give a name for addresses that nothing else has, in no region."""
    plain = slugify(title)[:LONGEST_KEY].strip("-") or "indicator"
    taken = set(Definition.objects.filter(key__startswith=plain).values_list("key", flat=True))
    taken |= set(rules.BUILT_IN)
    number, key = 2, plain
    while key in taken:
        number, key = number + 1, f"{plain}-{number}"
    return key


def _write(
    region: Region | None,
    key: str,
    version: int,
    choice: Choice,
    by: Person | None,
    now: dt.datetime,
) -> Definition:
    made = Definition(
        region=region,
        key=key,
        version=version,
        digest=rules.digest(key, version, choice),
        registered_at=now,
        registered_by=by.pk if by else None,
        **asdict(choice),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:  # somebody else registered the same at the same moment
        raise AlreadyChanged from error
    details = {"version": version, "digest": made.digest}
    journal.record(action="register_definition", now=now, by=by, thing=made, details=details)
    return made
