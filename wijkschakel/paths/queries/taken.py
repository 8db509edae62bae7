"""Steps that were taken by themselves: what somebody joined, asked or offered since they chose it.

Nothing is written for it and nothing below knows of paths. Who leaves the activity again has not
taken the step any more. It is for the owner alone: a shared part never carries it.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from wijkschakel.activities.models import Enrolment
from wijkschakel.paths.models import Path, Step
from wijkschakel.support.models import HelpOffer, HelpRequest

Kind = Step.Kind
POINTING = (Kind.ACTIVITY, Kind.ASK, Kind.GIVE)


@dataclass(frozen=True)
class Taken:
    """What somebody did that is this step: when, and which enrolment, request or offer."""

    kind: str
    at: dt.datetime
    thing: uuid.UUID
    activity: uuid.UUID | None = None


def taken_steps(path: Path, steps: Collection[Step]) -> dict[uuid.UUID, Taken]:
    """Give what makes each step of this path taken: one question, however many steps."""
    pointing = [step for step in steps if step.kind in POINTING]
    if not pointing:
        return {}
    did = list(_did(path.person_id, min(step.made_at for step in pointing), pointing))
    found = ((step, _first(step, did)) for step in pointing)
    return {step.pk: taken for step, taken in found if taken is not None}


def _first(step: Step, did: Iterable[Taken]) -> Taken | None:
    """Give the first thing since the step was chosen, or the enrolment that it was made of."""
    for one in did:
        if one.kind != step.kind:
            continue
        if one.kind == Kind.ACTIVITY and one.activity != step.activity_id:
            continue
        if one.at >= step.made_at or one.thing == step.enrolment_id:
            return one
    return None


def _did(person: uuid.UUID, since: dt.datetime, steps: Iterable[Step]) -> Iterable[Taken]:
    enrolments = {step.enrolment_id for step in steps if step.enrolment_id}
    joined = Enrolment.objects.filter(
        Q(joined_at__gte=since) | Q(pk__in=enrolments),
        person=person,
        state=Enrolment.State.JOINED,
        session__activity__in={step.activity_id for step in steps if step.activity_id},
    )
    asked = HelpRequest.objects.filter(
        person=person, asked_at__gte=since, consent_withdrawn_at__isnull=True
    )
    offered = HelpOffer.objects.filter(
        ~Q(state=HelpOffer.State.ENDED) | Q(matches__contact_at__isnull=False),
        person=person,
        activity__isnull=True,
        made_at__gte=since,
    )
    rows = _rows(joined, Kind.ACTIVITY, "joined_at", F("session__activity_id")).union(
        _rows(asked, Kind.ASK, "asked_at"), _rows(offered, Kind.GIVE, "made_at")
    )
    for kind, at, thing, activity in rows.order_by("did_at", "pk"):
        yield Taken(kind, at, thing, activity)


def _rows(rows: QuerySet, kind: str, at: str, activity: F | None = None) -> QuerySet:
    about = activity or Cast(Value(None), UUIDField())
    rows = rows.annotate(did_kind=Value(kind), did_at=F(at), did_in=about).order_by()
    return rows.values_list("did_kind", "did_at", "pk", "did_in")
