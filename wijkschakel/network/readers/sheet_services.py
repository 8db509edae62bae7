"""Reads services from a table: a name is enough, everything else is welcome."""

from collections.abc import Mapping

from wijkschakel.network.readers import found, sheet_rows, tongues, values
from wijkschakel.network.readers.files import Notes, Source
from wijkschakel.network.readers.found import Unusable
from wijkschakel.network.readers.plaintext import line as one_line
from wijkschakel.network.readers.services import (
    FoundLocation,
    FoundPhone,
    GatheredServices,
    ServiceRecord,
)
from wijkschakel.network.readers.sheet_rows import Line

STATUS = {"actief": "active", "active": "active", "open": "active", "inactief": "inactive",
    "inactive": "inactive", "gestopt": "defunct", "defunct": "defunct", "opgeheven": "defunct",
    "tijdelijk gesloten": "temporarily closed", "temporarily closed": "temporarily closed",
    "gesloten": "temporarily closed"}  # fmt: skip


def read_services(
    path: Source, notes: Notes, *, sheet: str = "", chosen: Mapping[int, str] | None = None
) -> GatheredServices:
    """Read the services of a table.

    :param chosen: per column, counted from nought, what a person says that it tells.
    """
    gathered = GatheredServices()
    lines: dict[str, int] = {}
    for line in sheet_rows.lines_of(path, notes, gathered, sheet=sheet, chosen=chosen):
        where = f"{line.sheet} line {line.number}".strip()
        try:
            service = _service(line)
        except Unusable as error:
            gathered.reject(where, str(error))
            continue
        if service.source_id in lines:
            reason = f"the same as line {lines[service.source_id]}"
            gathered.reject(where, reason, service.name)
            continue
        lines[service.source_id] = line.number
        gathered.add(service)
    return gathered


def _service(line: Line) -> ServiceRecord:
    name = sheet_rows.named(line)
    description = line.long("description")
    phone = values.phone_of(line.raw("phone"))
    accessible = _accessible(line)
    return ServiceRecord(
        source_id=sheet_rows.identifier(line, name),
        name=name,
        summary=line.text("summary", 160) or one_line(description.split("\n\n", 1)[0], 160),
        description=description,
        organisation=line.text("organisation"),
        url=values.url_of(line.raw("url")),
        email=values.email_of(line.raw("email")),
        status=STATUS.get(line.text("status").lower(), "active"),
        phones=(FoundPhone(phone),) if phone else (),
        times=line.times(),
        locations=_locations(line, name, accessible),
        languages=tongues.languages_in(line.text("languages")),
        cost=line.text("cost", 500),
        price_cents=values.cents_of(line.raw("cost")),
        eligibility=line.long("eligibility", 2000),
        required_documents=line.few("documents"),
        application=line.long("application", 2000),
        terms=line.few("kind") or ((line.sheet,) if line.sheet else ()),
        assured_date=values.day_of(line.raw("assured"), with_serials=True),
    )


def _accessible(line: Line) -> tuple[str, ...]:
    """Give what stands there; yes is said in words, no is a fact as well."""
    if not line.raw("accessible"):
        return ()
    answer = values.yes_no(line.raw("accessible"))
    if answer is not None:
        return ("wheelchair",) if answer else ("no wheelchair",)
    text = line.text("accessible", 300)
    return (text,) if text else ()


def _locations(line: Line, name: str, accessible: tuple[str, ...]) -> tuple[FoundLocation, ...]:
    street, postcode, town = line.street(), line.postcode(), line.text("town", 80)
    point, place = line.point, line.text("place", 120)
    if not (street or postcode or point or place):
        return ()
    title = place or street or name
    longitude, latitude = point or (None, None)
    parts = (title.casefold(), street.casefold(), postcode, "" if street else str(point))
    return (
        FoundLocation(
            found.digest(*parts), title, street, postcode, town, longitude, latitude, accessible
        ),
    )
