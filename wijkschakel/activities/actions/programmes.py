"""Taking over a programme package: programme, phases, series and label in one go."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import (
    finding,
    finding_initiatives,
    initiatives,
    organising,
    series,
)
from wijkschakel.activities.actions import labels as label_actions
from wijkschakel.activities.models import (
    Activity,
    Adoption,
    AdoptionNote,
    Blueprint,
    Initiative,
    InitiativeParty,
    InitiativeStep,
    LabelUse,
    Phase,
)
from wijkschakel.activities.queries import packages as queries
from wijkschakel.activities.rules import Plan
from wijkschakel.activities.rules import packages as rules
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Venue


class SomethingHappened(Refused):
    """People joined or support it: it is not thrown away any more."""

    def __init__(self) -> None:
        super().__init__(
            _("Er doen al mensen mee. Weggooien kan niet meer. Rond het programma af.")
        )


class AlreadyRead(Refused):
    """This version of the package is there."""

    def __init__(self) -> None:
        super().__init__(_("Deze versie van dit pakket is er al. Er is niets veranderd."))


class AlreadyTold(Refused):
    """Today was told of already."""

    def __init__(self) -> None:
        super().__init__(_("Vandaag is al teruggemeld. Probeer het morgen weer."))


@dataclass(frozen=True)
class Choice:
    """When and where a package begins, and in which language."""

    first_on: dt.date
    clock: dt.time
    language: str
    venue: Venue | None = None


@transaction.atomic
def adopt_package(
    *,
    district: District,
    content: rules.Content,
    choice: Choice,
    owner: Organisation | None,
    by: Person,
    now: dt.datetime,
) -> Initiative:
    """Begin a programme as a package says: with phases, a series in each, and its label."""
    package = rules.package_of(content, choice.language)
    programme = initiatives.make(
        district=district,
        name=package.name,
        now=now,
        summary=package.summary,
        story=f"{package.purpose}\n\n{package.for_whom}",
        language=choice.language,
        theme=package.theme,
        stage=Initiative.Stage.PROGRAMME,
    )
    _own(programme, owner, by, now)
    initiatives.add_step(programme, InitiativeStep.Kind.ADOPTED, now)
    Adoption.objects.create(
        programme=programme,
        code=package.code,
        version=package.version,
        content=content,
        adopted_at=now,
    )
    activities = [
        _phase(programme, package, dated, choice, owner, by, now)
        for dated in rules.on_the_calendar(package, choice.first_on)
    ]
    _label(package.label, programme, activities, by, now)
    journal.record(
        action="adopt_package", now=now, by=by, thing=programme,
        details={"code": package.code, "version": package.version},
    )  # fmt: skip
    return programme


def _own(programme: Initiative, owner: Organisation | None, by: Person, now: dt.datetime) -> None:
    if owner is None:
        initiatives.own(programme, by, now)
        return
    InitiativeParty.objects.create(
        initiative=programme, organisation=owner, role=InitiativeParty.Role.OWNER, since=now
    )


def _phase(
    programme: Initiative,
    package: rules.Package,
    dated: rules.Dated,
    choice: Choice,
    owner: Organisation | None,
    by: Person,
    now: dt.datetime,
) -> Activity | None:
    plan = dated.plan
    phase = Phase.objects.create(
        programme=programme, number=plan.number, name=plan.name, goal=plan.goal,
        starts_on=dated.starts_on, ends_on=dated.ends_on,
    )  # fmt: skip
    if not plan.meetings:
        return None
    activity = _activity(programme, package, dated, choice, owner, by, now)
    activity.initiative, activity.phase = programme, phase
    activity.save(update_fields=["initiative", "phase"])
    series.start_series(
        activity=activity,
        plan=Plan(plan.rhythm, dated.days[0], until_on=dated.days[-1]),
        clock=choice.clock,
        minutes=max(meeting.minutes for meeting in plan.meetings),
        by=by,
        now=now,
    )
    return activity


def _activity(
    programme: Initiative,
    package: rules.Package,
    dated: rules.Dated,
    choice: Choice,
    owner: Organisation | None,
    by: Person,
    now: dt.datetime,
) -> Activity:
    return organising.create_activity(
        district=programme.district,
        title=f"{package.name}: {dated.plan.name}",
        theme=package.theme,
        by=by,
        now=now,
        summary=package.summary,
        description=_told(dated),
        language=choice.language,
        audience=package.audience,
        capacity=package.capacity,
        price_cents=0,
        venue=choice.venue,
        organisation=owner,
        is_resident_run=owner is None,
    )


def _told(dated: rules.Dated) -> str:
    """Tell of each meeting of a phase, in Markdown."""
    lines = [f"- **{meeting.title}.** {meeting.what}" for meeting in dated.plan.meetings]
    return "\n".join([dated.plan.goal, "", *lines])


def _label(
    name: str,
    programme: Initiative,
    activities: list[Activity | None],
    by: Person,
    now: dt.datetime,
) -> None:
    label = label_actions.find_or_make(name, by, now)
    label_actions.put(finding_initiatives.KIND, programme.pk, [label], now)
    for activity in activities:
        if activity is not None:
            label_actions.put(finding.KIND, activity.pk, [label], now)


@transaction.atomic
def discard_adoption(*, programme: Initiative, by: Person, now: dt.datetime) -> None:
    """Throw away what was taken over, as long as nobody joined.

    :raises SomethingHappened: somebody joined, supports or told of it.
    """
    locked = initiatives.lock(programme)
    if queries.has_begun(locked):
        raise SomethingHappened
    numbers = list(locked.activities.values_list("pk", flat=True))
    journal.record(action="discard_adoption", now=now, by=by, thing=locked)
    finding.drop_activities(numbers)
    finding_initiatives.drop_initiatives([locked.pk])
    LabelUse.objects.filter(thing_id__in=[*numbers, locked.pk]).delete()
    Activity.objects.filter(pk__in=numbers).delete()
    locked.delete()


@transaction.atomic
def note_adoption(
    *, adoption: Adoption, people: int | None, by: Person, now: dt.datetime
) -> AdoptionNote:
    """Tell the package in numbers how it goes here.

    :param people: as it was published; None when nothing is told of them.
    :raises AlreadyTold: it was told of today.
    """
    day = timezone.localdate(now)
    if AdoptionNote.objects.filter(adoption=adoption, on=day).exists():
        raise AlreadyTold
    note = AdoptionNote.objects.create(
        adoption=adoption, on=day, people=people, **queries.numbers_of(adoption.programme, now)
    )
    journal.record(action="note_adoption", now=now, by=by, thing=adoption)
    return note


@transaction.atomic
def read_package(*, content: rules.Content, by: Person, now: dt.datetime) -> Blueprint:
    """Keep a package that came from elsewhere; the caller checked its shape.

    :raises AlreadyRead: this version is there.
    """
    code, version = content["id"], content["version"]
    if queries.find_content(code, version) is not None:
        raise AlreadyRead
    try:
        with transaction.atomic():
            blueprint = Blueprint.objects.create(
                code=code, version=version, content=content, read_at=now
            )
    except IntegrityError:
        raise AlreadyRead from None
    journal.record(
        action="read_package", now=now, by=by, thing=blueprint, details={"version": version}
    )
    return blueprint
