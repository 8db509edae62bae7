"""Lessons for machines: in the words of schema.org, and as a table. What was withdrawn is gone."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from wijkschakel.learning import queries
from wijkschakel.learning.models import Lesson
from wijkschakel.network.writers import addresses
from wijkschakel.web.api.tables import MOST, asked_district, table
from wijkschakel.web.common import linked_data, linked_lessons
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.serving import for_machines

COLUMNS = ("id", "naam", "wat is geprobeerd", "wat werd verwacht", "tot en met", "uitkomst",
           "wat kwam eruit", "wat we anders zouden doen", "voor wie", "niveau", "bouwsteen",
           "principes", "wijk", "verteld door", "taal", "partijen die het gebruiken", "geplaatst",
           "gewijzigd", "adres")  # fmt: skip


def _asked(request: Request) -> Sequence[Lesson]:
    wish = queries.LessonWish(district=asked_district(request))
    return list(queries.search_lessons(wish)[:MOST])


@public
@require_safe
@for_machines(max_age=900)
def lessons(request: Request) -> HttpResponse:
    """Give every lesson anybody may read, as a feed of schema.org."""
    here = f"{settings.BASE_URL}{reverse('api:lessons')}"
    found = _asked(request)
    with translation.override("nl"):
        items = [linked_data.known(linked_lessons.lesson(one)) for one in found]
    feed = {
        "@context": linked_data.CONTEXT, "@type": "DataFeed", "@id": here, "url": here,
        "name": "Wat wijken leerden", "license": settings.OPEN_DATA_LICENCE,
        "dataFeedElement": items,
    }  # fmt: skip
    return JsonResponse(
        feed, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False}
    )


@public
@require_safe
@for_machines(max_age=900)
def lessons_csv(request: Request) -> HttpResponse:
    """Give every lesson anybody may read, as a table."""
    found = _asked(request)
    with translation.override("nl"):
        return table(COLUMNS, [tuple(_row(one)) for one in found], "lessen")


def _row(one: Lesson) -> Iterable[object]:
    yield from (one.pk, one.title, one.tries, one.expects, one.until_on.isoformat())
    yield str(one.get_outcome_display()) if one.outcome else "Loopt nog"
    yield from (one.came_of_it, one.otherwise, one.useful_for)
    yield from (str(one.get_level_display()), str(one.get_block_display()))
    yield ", ".join(one.principle_names)
    yield one.district.name
    yield one.organisation.name if one.organisation else f"Een bewoner van {one.district.name}"
    yield from (one.language, one.users)  # type: ignore[attr-defined]
    for moment in (one.published_at, one.changed_at):
        yield timezone.localtime(moment).isoformat() if moment else ""
    yield addresses.lesson(one.pk)
