"""Every write to places: areas and figures of an import, regions, what a district needs."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.base.journal import Somebody
from wijkschakel.places import queries, rules
from wijkschakel.places.models import (
    Area,
    District,
    Figure,
    Municipality,
    Neighbourhood,
    Region,
    RegionDistrict,
    RolloutCriterion,
    RolloutTick,
    Venue,
)

BATCH = 5_000
AREA_FIELDS = [
    "name", "boundary", "boundary_year", "boundary_source", "longitude", "latitude",
]  # fmt: skip
FIGURE_KEY = ("area_code", "division_year", "indicator", "year", "ages", "source")
FIGURE_VALUE = ("value", "status", "is_modelled")
MODELS: dict[str, type[Area]] = {
    "municipality": Municipality,
    "district": District,
    "neighbourhood": Neighbourhood,
}


class NameTaken(Refused):
    """There is a region with this name already."""


class NoDistricts(Refused):
    """A region needs districts."""


class NothingWritten(Refused):
    """A criterion needs words."""


class UnknownPlace(Refused):
    """No area with this code."""


class NotInRegion(Refused):
    """The district does not belong to the region."""


@transaction.atomic
def save_areas(
    *, areas: Iterable[Mapping[str, Any]], year: int, by: Somebody | None, now: dt.datetime
) -> None:
    """Make or bring up to date the areas of a division; what is known better stays.

    :param areas: `code`, `kind` and the fields of Area, parents before children or not.
    """
    by_kind: dict[str, list[Mapping[str, Any]]] = {kind: [] for kind in MODELS}
    for area in areas:
        by_kind[area["kind"]].append(area)
    for kind, found in by_kind.items():
        parents = _parents(kind, year)
        _save_kind(MODELS[kind], found, year, parents)
    journal.record(
        action="save_areas",
        now=now,
        by=by,
        details={"year": year, **{kind: len(found) for kind, found in by_kind.items()}},
    )


def _parents(kind: str, year: int) -> dict[str, Area]:
    above = {"district": Municipality, "neighbourhood": District}.get(kind)
    return {a.code: a for a in above._default_manager.filter(division_year=year)} if above else {}


def _save_kind(
    model: type[Area], found: list[Mapping[str, Any]], year: int, parents: dict[str, Area]
) -> None:
    known = {a.code: a for a in model.objects.filter(division_year=year)}  # type: ignore[attr-defined]
    rows = []
    for values in found:
        row = known.get(values["code"]) or model(code=values["code"], division_year=year)
        _take_over(row, values)
        if isinstance(row, District):
            row.municipality_id = parents[rules.municipality_of(row.code)].pk
        elif isinstance(row, Neighbourhood):
            row.district_id = parents[rules.district_of(row.code)].pk
        rows.append(row)
    model.objects.bulk_create(  # type: ignore[attr-defined]
        rows,
        update_conflicts=True,
        unique_fields=["code", "division_year"],
        update_fields=AREA_FIELDS,
        batch_size=500,
    )


def _take_over(row: Area, values: Mapping[str, Any]) -> None:
    if not row.name or values["name"] != rules.placeholder_name(row.code):
        row.name = values["name"]
    if values.get("boundary") is not None:
        for name in AREA_FIELDS[1:]:
            setattr(row, name, values[name])
    elif row.boundary is None and values.get("longitude") is not None:
        for name in AREA_FIELDS[2:]:
            setattr(row, name, values[name])


def _in_batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


def _upsert() -> str:
    """Write the statement for many rows: PostgreSQL takes a list per column, SQLite row by row."""
    quote = connection.ops.quote_name
    names = FIGURE_KEY + FIGURE_VALUE
    rows = f"VALUES ({', '.join(['%s'] * len(names))})"
    if connection.vendor == "postgresql":
        types = [Figure._meta.get_field(n).db_type(connection) for n in names]
        lists = ", ".join(f"%s::{str(kind).split('(', 1)[0]}[]" for kind in types)
        rows = f"SELECT * FROM unnest({lists})"  # noqa: S608 - types of our own columns
    changes = ", ".join(f"{quote(n)} = excluded.{quote(n)}" for n in FIGURE_VALUE)
    return (
        f"INSERT INTO {quote(Figure._meta.db_table)} "
        f"({', '.join(map(quote, names))}) {rows} "
        f"ON CONFLICT ({', '.join(map(quote, FIGURE_KEY))}) DO UPDATE SET {changes}"
    )


@transaction.atomic
def save_figures(
    *, figures: Iterable[tuple[Any, ...]], by: Somebody | None, now: dt.datetime
) -> int:
    """Write figures, replacing those of the same area, year, ages and source.

    :param figures: tuples in the order of FIGURE_KEY and FIGURE_VALUE, no two with
        the same key. An import of a whole country brings half a million of them.
    """
    statement, count = _upsert(), 0
    with connection.cursor() as cursor:
        for batch in _in_batches(figures, BATCH):
            if connection.vendor == "postgresql":
                cursor.execute(statement, [list(column) for column in zip(*batch, strict=True)])
            else:
                cursor.executemany(statement, batch)
            count += len(batch)
    journal.record(action="save_figures", now=now, by=by, details={"figures": count})
    return count


@transaction.atomic
def compose_region(
    *,
    name: str,
    municipalities: Iterable[Municipality] = (),
    districts: Iterable[District] = (),
    by: Somebody | None,
    now: dt.datetime,
) -> Region:
    """Make a region of all districts of municipalities and of single districts.

    An existing region of that name gets exactly these districts. How many people live there
    and whether that is far from the aim is told by `queries.region_population`.
    """
    name = " ".join(name.split())
    slug = slugify(name)[:60]
    wanted = {d.pk: d for d in districts}
    for district in District.objects.filter(municipality__in=list(municipalities)):
        wanted[district.pk] = district
    if not wanted:
        raise NoDistricts(_("Een regio heeft wijken nodig. Kies een gemeente of een wijk."))
    if not name or not slug:
        raise NothingWritten(_("Geef de regio een naam met letters."))
    if Region.objects.filter(slug=slug).exclude(name=name).exists():
        raise NameTaken(_("Er is al een regio die bijna zo heet. Kies een andere naam."))
    region, _made = Region.objects.get_or_create(name=name, defaults={"slug": slug})
    region.memberships.exclude(district__in=wanted).delete()
    held = set(region.memberships.values_list("district_id", flat=True))
    RegionDistrict.objects.bulk_create(
        RegionDistrict(region=region, district=d) for pk, d in wanted.items() if pk not in held
    )
    journal.record(
        action="compose_region", now=now, by=by, thing=region, details={"districts": len(wanted)}
    )
    return region


@transaction.atomic
def set_pilot(*, region: Region, is_pilot: bool, by: Somebody | None, now: dt.datetime) -> None:
    """Say whether a region is a pilot (proeftuin)."""
    region.is_pilot = is_pilot
    region.save(update_fields=["is_pilot"])
    journal.record(action="set_pilot", now=now, by=by, thing=region, details={"is_pilot": is_pilot})


@transaction.atomic
def add_criterion(
    *, region: Region, text: str, by: Somebody | None, now: dt.datetime
) -> RolloutCriterion:
    """Add something that must be there before a district counts as up and running."""
    words = " ".join(text.split())[:200]
    if not words:
        raise NothingWritten(_("Schrijf op wat er moet zijn. Een korte zin is genoeg."))
    criterion, made = RolloutCriterion.objects.get_or_create(
        region=region, text=words, defaults={"position": region.criteria.count() + 1}
    )
    if made:
        journal.record(action="add_criterion", now=now, by=by, thing=criterion)
    return criterion


@transaction.atomic
def remove_criterion(*, criterion: RolloutCriterion, by: Somebody | None, now: dt.datetime) -> None:
    """Take a criterion away, with its ticks."""
    journal.record(action="remove_criterion", now=now, by=by, thing=criterion)
    criterion.delete()


@transaction.atomic
def tick_criterion(
    *, criterion: RolloutCriterion, district: District, by: Somebody | None, now: dt.datetime
) -> RolloutTick:
    """Say that a district meets a criterion; saying so twice changes nothing."""
    if not criterion.region.memberships.filter(district=district).exists():
        raise NotInRegion(_("Deze wijk hoort niet bij deze regio. Er is niets veranderd."))
    tick, made = RolloutTick.objects.get_or_create(
        criterion=criterion,
        district=district,
        defaults={"ticked_at": now, "ticked_by": by.pk if by else None},
    )
    if made:
        journal.record(
            action="tick_criterion", now=now, by=by, thing=criterion,
            details={"district": district.code},
        )  # fmt: skip
    return tick


@transaction.atomic
def untick_criterion(
    *, criterion: RolloutCriterion, district: District, by: Somebody | None, now: dt.datetime
) -> None:
    """Take a tick away."""
    gone, _kinds = RolloutTick.objects.filter(criterion=criterion, district=district).delete()
    if gone:
        journal.record(
            action="untick_criterion", now=now, by=by, thing=criterion,
            details={"district": district.code},
        )  # fmt: skip


@transaction.atomic
def set_ticks(
    *,
    region: Region,
    district: District,
    ticked: Collection[int],
    by: Somebody | None,
    now: dt.datetime,
) -> None:
    """Let a district meet exactly these criteria of a region; strange numbers are no criteria."""
    held = set(
        RolloutTick.objects.filter(criterion__region=region, district=district).values_list(
            "criterion_id", flat=True
        )
    )
    for criterion in region.criteria.all():
        if criterion.pk in ticked and criterion.pk not in held:
            tick_criterion(criterion=criterion, district=district, by=by, now=now)
        elif criterion.pk not in ticked and criterion.pk in held:
            untick_criterion(criterion=criterion, district=district, by=by, now=now)


@transaction.atomic
def set_contact(
    *,
    district: District,
    name: str,
    phone: str,
    hours: str,
    by: Somebody | None,
    now: dt.datetime,
) -> None:
    """Say whom to call in a district."""
    district.contact_name = " ".join(name.split())[:120]
    district.contact_phone = " ".join(phone.split())[:30]
    district.contact_hours = " ".join(hours.split())[:120]
    district.save(update_fields=["contact_name", "contact_phone", "contact_hours"])
    journal.record(action="set_contact", now=now, by=by, thing=district)


def find_district(code: str, year: int | None = None) -> District:
    """Give the district with a code, of the newest division unless told otherwise."""
    district = queries.find_area(code, year)
    if not isinstance(district, District):
        raise UnknownPlace(
            _("Er is geen wijk met code %(code)s. Haal eerst de gebieden binnen.") % {"code": code}
        )
    return district


@transaction.atomic
def add_venues(
    *,
    district: District,
    venues: Iterable[tuple[str, str, str]],
    by: Somebody | None,
    now: dt.datetime,
) -> list[Venue]:
    """Note where people meet: name, kind and street; one that is known here stays as it is."""
    added = []
    for name, kind, street in venues:
        words = " ".join(name.split())
        if Venue.objects.filter(district=district, name=words).exists():
            continue
        venue = Venue.objects.create(district=district, name=words, kind=kind, street=street)
        journal.record(action="add_venue", now=now, by=by, thing=venue)
        added.append(venue)
    return added
