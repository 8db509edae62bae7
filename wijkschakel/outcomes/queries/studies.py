"""Studies: for who does them, who opens them, and who is asked."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wijkschakel.outcomes.models import Objection, Study, StudyConsent
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region, RegionDistrict

State = Study.State


def asked_here(person: Person, now: dt.datetime) -> QuerySet[Study]:
    """Give the studies that run now where a person lives."""
    running = Study.objects.filter(state=State.OPEN, until_on__gte=timezone.localdate(now))
    return running.filter(region__in=_regions_of(person))


def _regions_of(person: Person) -> QuerySet[RegionDistrict, Any]:
    """Give the regions somebody lives in; none without a district."""
    here = RegionDistrict.objects.filter(district__isnull=False, district=person.district_id)
    return here.values("region")


def shown_to(person: Person, now: dt.datetime) -> list[tuple[Study, StudyConsent | None]]:
    """Give the studies that a resident may answer, and those they said yes to that still run."""
    given = {row.study_id: row for row in StudyConsent.objects.filter(person=person)}
    yes = [number for number, row in given.items() if row.withdrawn_at is None]
    today = timezone.localdate(now)
    rows = Study.objects.filter(
        Q(region__in=_regions_of(person)) | Q(pk__in=yes), state=State.OPEN, until_on__gte=today
    )
    ordered = rows.select_related("organisation", "researcher").order_by("until_on", "pk")
    return [(study, given.get(study.pk)) for study in ordered]


def consenting(study: Study) -> list[Person]:
    """Give who says yes at this moment, and was not wiped."""
    given = StudyConsent.objects.filter(study=study, withdrawn_at__isnull=True)
    return list(
        Person.objects.filter(pk__in=given.values("person"), erased_at__isnull=True)
        .select_related("district")
        .defer("district__boundary")
        .order_by("pk")
    )


def has_objected(person: Person) -> bool:
    """Say whether a person does not want to be counted."""
    return Objection.objects.filter(person=person).exists()


def studies_of(researcher: Person, regions: Iterable[Region]) -> Sequence[Study]:
    """Give the own studies, and those of the regions one coordinates: what waits comes first."""
    rows = Study.objects.filter(Q(researcher=researcher) | Q(region__in=list(regions)))
    found = rows.select_related("region", "organisation").annotate(deliveries=Count("exports"))
    order = {State.PROPOSED.value: 0, State.OPEN.value: 1}
    return sorted(found.order_by("until_on", "pk"), key=lambda row: order.get(row.state, 2))


def find_study(number: uuid.UUID, person: Person, regions: Iterable[Region]) -> Study | None:
    """Give a study that somebody does, or of a region they coordinate; else there is none."""
    rows = Study.objects.filter(Q(researcher=person) | Q(region__in=list(regions)), pk=number)
    return rows.select_related("region", "organisation", "researcher").first()


def find_running(number: uuid.UUID) -> Study | None:
    """Give a study that runs."""
    return Study.objects.filter(pk=number, state=State.OPEN).first()
