"""Beginning an initiative, and letting it grow, split, go on together and end."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import finding_initiatives
from wijkschakel.activities.actions import labels as label_actions
from wijkschakel.activities.models import (
    Initiative,
    InitiativeParty,
    InitiativeStep,
    Label,
    SupportAsk,
)
from wijkschakel.activities.rules import growing
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

CHANGEABLE = frozenset({"name", "summary", "story", "language", "theme"})
Kind = InitiativeStep.Kind


class AlreadyEnded(Refused):
    """What has ended does not change any more."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit is al afgerond. Wat er staat, blijft staan. Begin gerust iets nieuws.")
        )


class FullyGrown(Refused):
    """A programme is the last stage."""

    def __init__(self) -> None:
        super().__init__(_("Dit is al een programma. Verder groeien kan niet. Voeg een fase toe."))


class NoReason(Refused):
    """Growing and ending are told with a reason."""

    def __init__(self) -> None:
        super().__init__(_("Schrijf er kort bij waarom. Er is nog niets veranderd."))


class NotTogether(Refused):
    """These two cannot go on together."""

    def __init__(self) -> None:
        super().__init__(
            _("Samen verder kan alleen met iets dat nog loopt. Er is niets veranderd.")
        )


@transaction.atomic
def start_initiative(
    *,
    district: District,
    name: str,
    by: Person,
    now: dt.datetime,
    summary: str = "",
    shows_name: bool = False,
    owner: Person | None = None,
    origin: str = Kind.STARTED,
    note: str = "",
) -> Initiative:
    """Begin with a small question; who asks it owns it.

    :param owner: for whom `by` writes it, when that is somebody else.
    :param origin: what it began with, and `note` that in public words.
    """
    owner = owner or by
    initiative = make(district=district, name=name, summary=summary, now=now)
    own(initiative, owner, now, shows_name=shows_name)
    add_step(initiative, origin, now, note)
    journal.record(
        action="start_initiative", now=now, by=by, about=owner, thing=initiative,
        on_behalf_of=None if owner.pk == by.pk else owner,
    )  # fmt: skip
    return initiative


def make(*, district: District, name: str, now: dt.datetime, **fields: object) -> Initiative:
    """Write a new initiative and let it be found; the caller tells why in the journal."""
    initiative = Initiative(
        district=district,
        name=name,
        started_on=timezone.localdate(now),
        created_at=now,
        changed_at=now,
        **fields,
    )
    initiative.save(force_insert=True)
    finding_initiatives.put_initiatives([initiative])
    return initiative


def own(
    initiative: Initiative, person: Person, now: dt.datetime, *, shows_name: bool = False
) -> None:
    """Write that a resident owns an initiative."""
    InitiativeParty.objects.create(
        initiative=initiative,
        person=person,
        role=InitiativeParty.Role.OWNER,
        shows_name=shows_name,
        since=now,
    )


def add_step(
    initiative: Initiative,
    kind: str,
    now: dt.datetime,
    note: str = "",
    other: Initiative | None = None,
) -> None:
    """Add a step to the life of an initiative."""
    InitiativeStep.objects.create(
        initiative=initiative,
        kind=kind,
        stage=initiative.stage,
        on=timezone.localdate(now),
        note=note,
        other=other,
        made_at=now,
    )


def lock(initiative: Initiative) -> Initiative:
    """Give the initiative as it is now, held until the transaction ends; it must not have ended."""
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("district")
    locked = rows.get(pk=initiative.pk)
    if locked.state == Initiative.State.ENDED:
        raise AlreadyEnded
    return locked


def _reason(note: str) -> str:
    if not (said := note.strip()):
        raise NoReason
    return said


@transaction.atomic
def change_initiative(
    *,
    initiative: Initiative,
    by: Person,
    now: dt.datetime,
    labels: Collection[Label] | None = None,
    **fields: object,
) -> Initiative:
    """Change what is said of an initiative.

    :param labels: the labels it carries of those of its district; None: leave them.
    :raises TypeError: for a field that may not be set.
    """
    if strange := set(fields) - CHANGEABLE:
        raise TypeError(f"not fields to set: {', '.join(sorted(strange))}")
    locked = lock(initiative)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.changed_at = now
    locked.save()
    if labels is not None:
        label_actions.set_among(finding_initiatives.KIND, locked.pk, labels, locked.district, now)
    finding_initiatives.put_initiatives([locked])
    journal.record(
        action="change_initiative", now=now, by=by, thing=locked, details={"fields": sorted(fields)}
    )
    return locked


@transaction.atomic
def grow_initiative(
    *, initiative: Initiative, note: str, by: Person, now: dt.datetime
) -> Initiative:
    """Let an initiative grow by one stage; the step stays in its history.

    :raises FullyGrown: it is a programme already. NoReason: nothing was said.
    """
    locked = lock(initiative)
    said = _reason(note)
    stage = growing.next_stage(locked.stage)
    if not stage:
        raise FullyGrown
    locked.stage, locked.changed_at = stage, now
    locked.save(update_fields=["stage", "changed_at"])
    finding_initiatives.put_initiatives([locked])
    add_step(locked, Kind.GREW, now, said)
    journal.record(action="grow_initiative", now=now, by=by, thing=locked, details={"stage": stage})
    return locked


@transaction.atomic
def end_initiative(
    *, initiative: Initiative, note: str, by: Person, now: dt.datetime
) -> Initiative:
    """Round off an initiative; all that was said stays.

    :raises NoReason: nothing was said.
    """
    locked = lock(initiative)
    said = _reason(note)
    add_step(locked, Kind.ENDED, now, said)
    _end(locked, now)
    journal.record(action="end_initiative", now=now, by=by, thing=locked)
    return locked


def _end(initiative: Initiative, now: dt.datetime, successor: Initiative | None = None) -> None:
    day = timezone.localdate(now)
    initiative.state, initiative.successor = Initiative.State.ENDED, successor
    initiative.ended_on, initiative.changed_at = max(day, initiative.started_on), now
    initiative.save(update_fields=["state", "successor", "ended_on", "changed_at"])
    SupportAsk.objects.filter(initiative=initiative, state=SupportAsk.State.OPEN).delete()
    finding_initiatives.put_initiatives([initiative])


@transaction.atomic
def split_initiative(
    *, initiative: Initiative, name: str, note: str, by: Person, now: dt.datetime
) -> Initiative:
    """Let a part go on by itself, with the same owners; both tell of the other."""
    locked = lock(initiative)
    said = _reason(note)
    part = make(
        district=locked.district,
        name=name,
        now=now,
        language=locked.language,
        theme=locked.theme,
        grown_from=locked,
        stage=Initiative.Stage.GROUP
        if locked.stage != Initiative.Stage.QUESTION
        else Initiative.Stage.QUESTION,
    )
    _copy_owners(locked, part, now)
    add_step(part, Kind.STARTED, now, said, locked)
    add_step(locked, Kind.SPLIT, now, said, part)
    journal.record(action="split_initiative", now=now, by=by, thing=locked)
    return part


def _copy_owners(source: Initiative, target: Initiative, now: dt.datetime) -> None:
    owners = source.parties.filter(
        role=InitiativeParty.Role.OWNER, state=InitiativeParty.State.ACTIVE
    )
    there = target.parties.all()
    for owner in owners.order_by("since", "pk"):
        known = there.filter(person=owner.person_id, organisation=owner.organisation_id)
        if known.update(role=owner.role, state=owner.state):
            continue
        InitiativeParty.objects.create(
            initiative=target,
            role=owner.role,
            person_id=owner.person_id,
            organisation_id=owner.organisation_id,
            shows_name=owner.shows_name,
            since=now,
        )


@transaction.atomic
def merge_initiative(
    *, initiative: Initiative, into: Initiative, note: str, by: Person, now: dt.datetime
) -> Initiative:
    """Go on together: this one ends and points to the other, its owners come along.

    :param into: the caller sees to it that `by` decides there too.
    :raises NotTogether: the other has ended, lies in another district or is this one.
    """
    locked = lock(initiative)
    said = _reason(note)
    try:
        other = lock(into)
    except AlreadyEnded as ended:
        raise NotTogether from ended
    if other.pk == locked.pk or other.district_id != locked.district_id:
        raise NotTogether
    _copy_owners(locked, other, now)
    add_step(locked, Kind.MERGED, now, said, other)
    add_step(other, Kind.MERGED, now, said, locked)
    _end(locked, now, successor=other)
    journal.record(action="merge_initiative", now=now, by=by, thing=locked)
    return other


@transaction.atomic
def continue_programme(
    *, programme: Initiative, name: str, note: str, by: Person, now: dt.datetime
) -> Initiative:
    """End a programme and begin the one that follows it, with the same owners."""
    locked = lock(programme)
    said = _reason(note)
    follower = make(
        district=locked.district,
        name=name,
        now=now,
        language=locked.language,
        theme=locked.theme,
        stage=locked.stage,
        grown_from=locked,
    )
    _copy_owners(locked, follower, now)
    add_step(follower, Kind.STARTED, now, said, locked)
    add_step(locked, Kind.CONTINUED, now, said, follower)
    _end(locked, now, successor=follower)
    journal.record(action="continue_programme", now=now, by=by, thing=locked)
    return follower
