"""Choosing the neighbourhoods that a region looks after first, beside those of low scores."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction

from wijkschakel.base import journal
from wijkschakel.outcomes import permissions
from wijkschakel.outcomes.actions.definitions import MayNotDefine
from wijkschakel.outcomes.models import FocusArea
from wijkschakel.people.models import Person
from wijkschakel.places.models import Neighbourhood, Region


@transaction.atomic
def choose_focus(
    *, region: Region, neighbourhoods: Collection[uuid.UUID], by: Person, now: dt.datetime
) -> None:
    """Let these be the chosen ones; what was chosen before and is not now ends. Twice is once.

    :raises MayNotDefine: only who coordinates there.
    """
    if not permissions.may_define(by, region, now):
        raise MayNotDefine
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    here = Neighbourhood.objects.filter(district__regions=region, pk__in=neighbourhoods)
    wanted = set(here.values_list("pk", flat=True))
    chosen = FocusArea.objects.filter(region=region, ended_at__isnull=True)
    before = set(chosen.values_list("neighbourhood", flat=True))
    if wanted == before:
        return
    chosen.exclude(neighbourhood__in=wanted).update(ended_at=now)
    FocusArea.objects.bulk_create(
        FocusArea(region=region, neighbourhood_id=pk, chosen_at=now, chosen_by=by.pk)
        for pk in sorted(wanted - before, key=str)
    )
    journal.record(
        action="choose_focus", now=now, by=by, thing=region, details={"areas": len(wanted)}
    )
