"""Letting initiatives be found by words."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Iterator

from django.utils import translation

from wijkschakel.activities.models import Activity, Initiative
from wijkschakel.base import search

KIND = "initiative"
BATCH = 500


def put_initiatives(initiatives: Iterable[Initiative]) -> None:
    """Let these initiatives be found as they are now; what has ended is found too."""
    search.put_all(_entry(initiative) for initiative in initiatives)


def drop_initiatives(pks: Collection[uuid.UUID]) -> None:
    """Let these initiatives no longer be found."""
    search.drop_all(KIND, pks)


def entries(now: dt.datetime) -> Iterator[search.Entry]:
    """Give every initiative, to build the index anew."""
    rows = Initiative.objects.select_related("district").defer("district__boundary")
    for initiative in rows.order_by("pk").iterator(BATCH):
        yield _entry(initiative)


def _entry(initiative: Initiative) -> search.Entry:
    with translation.override("nl"):
        words = [str(Initiative.Stage(initiative.stage).label)]
        if initiative.theme:
            words.append(str(Activity.Theme(initiative.theme).label))
    return search.Entry(
        kind=KIND,
        thing_id=initiative.pk,
        district_code=initiative.district.code,
        title=initiative.name,
        labels=tuple(words),
        summary=initiative.summary,
        body=initiative.story,
        language=initiative.language,
        facets=tuple(filter(None, (initiative.theme, initiative.stage))),
    )
