"""The feeds of OpenActive: Realtime Paged Data Exchange 1.0, by one number that only rises."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkschakel.activities.models import PublicItem
from wijkschakel.activities.queries import open_data
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.serving import for_machines, wrong

PAGE = 500
HOUR = 3600
LAST_PAGE_SECONDS = 30
LARGEST = 2**63 - 1
FEEDS = {
    "session-series": PublicItem.Kind.SERIES,
    "scheduled-sessions": PublicItem.Kind.SCHEDULED,
}
TYPE = "application/vnd.openactive.rpde+json; version=1"


def read_number(text: str) -> int | None:
    """Read where to go on; None when it is no number."""
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(LARGEST)):
        return None
    number = int(text)
    return number if number <= LARGEST else None


@public
@require_safe
@for_machines()
def feed(request: Request, name: str) -> HttpResponse:
    """Give the next items of a feed; the last page is empty and points at itself."""
    kind = FEEDS.get(name)
    if kind is None:
        return wrong("Deze feed is er niet.", HTTPStatus.NOT_FOUND)
    after = read_number(request.GET.get("afterChangeNumber", "0"))
    if after is None:
        return wrong("afterChangeNumber is een geheel getal, 0 of meer.")
    here = f"{settings.BASE_URL}{reverse('api:feed', args=[name])}"
    rows = open_data.page_of_feed(kind, after, PAGE)
    response = HttpResponse(write_page(kind, after, here, rows), content_type=TYPE)
    # A page with items holds until one of them changes; the last one grows at any moment.
    response["Cache-Control"] = f"public, max-age={HOUR if rows else LAST_PAGE_SECONDS}"
    return response


def write_page(kind: str, after: int, here: str, rows: Sequence[open_data.Item]) -> str:
    """Write a page. The texts are ready, so they are only put one behind the other."""
    items = [
        f'{{"state":"deleted","kind":"{kind}","id":"{thing}","modified":{number}}}'
        if is_gone
        else f'{{"state":"updated","kind":"{kind}","id":"{thing}","modified":{number},'
        f'"data":{text}}}'
        for number, thing, is_gone, text in rows
    ]
    last = rows[-1][0] if rows else after
    start = {"next": f"{here}?afterChangeNumber={last}", "license": settings.OPEN_DATA_LICENCE}
    return f'{json.dumps(start)[:-1]},"items":[{",".join(items)}]}}'
