"""The service map as a table for a spreadsheet; a text is never a formula there."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.http import HttpResponse

from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import service_facts
from wijkschakel.base.text import sheets

COLUMNS = (
    "id", "naam", "samenvatting", "uitleg", "soort", "formeel", "stand", "organisatie", "wijk",
    "plek", "straat", "postcode", "plaats", "breedtegraad", "lengtegraad", "telefoon", "mail",
    "website", "tijden", "op afspraak", "talen", "voor wie", "leeftijd vanaf", "leeftijd tot",
    "meenemen", "verwijzing nodig", "prijs in centen", "over de prijs", "hoe kom je er",
    "plek vrij", "plek vrij op", "nagekeken op", "nagekeken door", "bron",
)  # fmt: skip


def _cells(service: Service) -> Iterator[object]:
    places = list(service.places.all())
    venue = places[0].venue if places else None
    yield from (service.pk, service.name, service.summary, service.description, service.kind)
    yield from ("ja" if service.is_formal else "nee", service.state)
    yield service.organisation.name if service.organisation else ""
    yield service.district.name
    if venue:
        yield from (venue.name, venue.street, venue.postcode, venue.town)
        yield from (venue.latitude, venue.longitude)
    else:
        yield from ("",) * 6
    yield "; ".join(phone.number for phone in service.phones.all())
    yield from (service.email, service.url, _times(service))
    yield "ja" if service.is_by_appointment else "nee"
    yield " ".join(service.spoken)
    yield from (service.who_for, service.age_from, service.age_to, service.documents_needed)
    yield {True: "ja", False: "nee", None: ""}[service.needs_referral]
    yield from (service.price_cents, service.price_note, service.how_to_join, service.capacity)
    yield service.capacity_at.isoformat() if service.capacity_at else ""
    yield from (service.assured_on or "", service.assured_by, service.source)


def _times(service: Service) -> str:
    days = ("ma", "di", "wo", "do", "vr", "za", "zo")
    times = service_facts.times_of(service.times.all())
    return "; ".join(f"{days[int(day)]} {times[day]}" for day in sorted(times))


def lines(services: Iterable[Service]) -> Iterator[str]:
    """Write the table line by line."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)

    def written(cells: Iterable[object]) -> str:
        writer.writerow([sheets.safe_cell("" if cell is None else cell) for cell in cells])
        line = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return line

    yield "\ufeff" + written(COLUMNS)
    for service in services:
        yield written(_cells(service))


def answer(services: Iterable[Service], name: str) -> HttpResponse:
    """Give the table as a file."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    text = "".join(lines(services))
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
