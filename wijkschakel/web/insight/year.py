"""The yearly report: one page to read and to print, and the same as a tagged PDF (PDF/UA-1).

The PDF is made by the task worker from published tables only, and kept beside the others of the
installation under the digest of what it was made from: other figures, another file.
"""

import hashlib
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_tasks import task

from wijkschakel.outcomes.queries import living, published
from wijkschakel.outcomes.queries.published import Shelf
from wijkschakel.places.models import Region
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.paper.laying import lay_out
from wijkschakel.web.insight import claims, demand, neighbours, reaching, shelves, spent, together

BUSY_SECONDS = 300


def facts_of(one: shelves.Opened) -> dict[str, Any]:
    """Give what stands in the report."""
    definitions, promises = published.definitions(one.region), published.promises(one.region)
    return {
        "title": _("Jaarverslag %(period)s") % {"period": one.period},
        "fit": 0,
        "region": one.region,
        "period": one.period,
        "claims": claims.told(one.shelf, one.period, definitions, promises),
        "promises": promises,
        "reach": reaching.reach_of(one, living.low_neighbourhoods(one.region)),
        "everybody": one.people(shelves.TAKING_PART),
        "parts": together.parts_of(one),
        "roles": together.roles_of(one),
        "growth": together.growth_of(one),
        "shift": together.shift_of(one),
        "moved": neighbours.moved(one),
        "strength": neighbours.strength(one),
        "euros": [*together.euros_of(one.shelf.counts(one.period)), *spent.in_report(one)],
        "glad": [
            together.glad_of(one, together.RESIDENTS, _("Wie meedoet")),
            together.glad_of(one, together.HELPERS, _("Wie helpt of er werkt")),
        ],
        "wishes": demand.wishes(one),
        "asked": demand.shares(one, "asked"),
        "goals": demand.shares(one, "goals"),
        "definitions": [d for d in definitions if any(p.definition_id == d.pk for p in promises)],
        "published_at": one.shelf.newest.published_at if one.shelf.newest else None,
        "language": translation.get_language(),
        "flow": "rtl" if translation.get_language_bidi() else "ltr",
        "phone": settings.HELP_PHONE,
    }


def file_of(shelf: Shelf, period: str, language: str) -> Path:
    """Name the file of a report by what it is made from."""
    told = sorted((*key, row.digest) for key, row in shelf.tables.items())
    digest = hashlib.sha256(repr((told, period)).encode()).hexdigest()[:16]
    folder: Path = settings.VAR / "reports"
    return folder / f"{shelf.region.slug}-{period}-{language}-{digest}.pdf"


def _is_busy(file: Path) -> bool:
    mark = file.with_suffix(".busy")
    return mark.exists() and time.time() - mark.stat().st_mtime < BUSY_SECONDS


@task()
def make_report(region: str, period: str, language: str) -> None:
    """Make the PDF; a file that is there already stays."""
    area = Region.objects.get(pk=region)
    shelf = published.shelf(area)
    file = file_of(shelf, period, language)
    try:
        if not file.exists():
            with translation.override(language):
                one = shelves.Opened(area, shelf, period, shelf.periods(shelves.TAKING_PART))
                page = render_to_string("paper/year.html", facts_of(one))
                beside = file.with_suffix(".new")
                beside.write_bytes(lay_out(page).write_pdf(pdf_variant="pdf/ua-1"))
                beside.replace(file)
            _forget_older(file)
    finally:
        file.with_suffix(".busy").unlink(missing_ok=True)


def _forget_older(file: Path) -> None:
    begin = file.name.rsplit("-", 1)[0]
    for older in file.parent.glob(f"{begin}-*.pdf"):
        if older != file:
            older.unlink(missing_ok=True)


@public
@require_safe
def year(request: Request, region: str) -> HttpResponse:
    """Show the report to read, to print, and to take along."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area)
    file = file_of(one.shelf, one.period, translation.get_language() or "nl")
    context = {
        **shelves.context(request, one, ""),
        **facts_of(one),
        "is_ready": file.exists(),
        "is_busy": _is_busy(file),
        "size": file.stat().st_size if file.exists() else 0,
    }
    return render(request, "insight/year.html", context)


@public
@require_POST
def make(request: Request, region: str) -> HttpResponse:
    """Ask the task worker for the PDF; asked twice is made once."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area)
    language = translation.get_language() or "nl"
    file = file_of(one.shelf, one.period, language)
    if one.shelf.newest and not file.exists() and not _is_busy(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_suffix(".busy").touch()
        make_report.enqueue(str(area.pk), one.period, language)
    messages.success(request, _("Het jaarverslag wordt gemaakt. Dat duurt een paar tellen."))
    return redirect(reverse("insight:year", args=[area.slug]) + f"?periode={one.period}")


@public
@require_safe
def pdf(request: Request, region: str) -> HttpResponse:
    """Give the PDF, when it was made."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area)
    file = file_of(one.shelf, one.period, translation.get_language() or "nl")
    body = found(file.read_bytes() if file.exists() else None)
    name = f"jaarverslag-{area.slug}-{one.period}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)
