"""What is said of a region: counts of people through the gateway, changes, counts of things."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from wijkschakel.outcomes.actions import spent
from wijkschakel.outcomes.actions.work import Told, Work
from wijkschakel.outcomes.cube import building, filing, publishing
from wijkschakel.outcomes.cube.publishing import Counted
from wijkschakel.outcomes.disclosure import agreed, gathering, overlap
from wijkschakel.outcomes.disclosure.gateway import Gateway
from wijkschakel.outcomes.disclosure.gathering import Groups, Members
from wijkschakel.outcomes.disclosure.ledger import Ledger, canonical
from wijkschakel.outcomes.disclosure.overlap import Near
from wijkschakel.outcomes.models import Definition
from wijkschakel.outcomes.queries import facts, published
from wijkschakel.outcomes.queries.facts import lapsed, measures, money, things
from wijkschakel.outcomes.queries.facts.ground import Ground
from wijkschakel.outcomes.queries.facts.ground import ground as ground_of
from wijkschakel.outcomes.queries.facts.measures import Wanted
from wijkschakel.outcomes.rules import said
from wijkschakel.outcomes.rules.countable import TOPICS
from wijkschakel.outcomes.rules.indicators import (
    DEPTHS,
    GOOD,
    REST,
    SOURCES,
    Source,
    fits,
    work_out,
)
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.outcomes.rules.said import Cell, Figures, Said
from wijkschakel.places.models import Region

Tables = dict[tuple[str, str, str], tuple[str, int]]
OTHERS = {
    source.topic: tuple(
        answer for topic in TOPICS if topic.code == source.topic
        for answer in topic.answers if answer not in source.yes
    ) or ((REST,) if source.yes == (GOOD,) else ())
    for source in SOURCES.values()
}  # fmt: skip


@dataclass(frozen=True)
class Year:
    """A year that was counted: its areas, its tables, the numbers of the events."""

    folder: Path
    ground: Ground
    wanted: list[Wanted]
    themes: dict[str, int]
    members: list[Members]


def count(work: Work, region: Region, span: Span, now: dt.datetime, folder: Path) -> Year:
    """Read a year, write its months, build its cube."""
    work.step(f"read {span.name}")
    known = filing.known_areas(folder)
    asked = filing.known_states(folder, f"{lapsed.ASKED_FOR_HELP}.{span.name}")
    ground, found = facts.read(region, span, now, folder, known, asked)
    listed = measures.wanted(ground, found)
    themes = filing.themes(folder, [one.measure.name for one in listed])
    people = {s.number: (s.area, ground.group(s.area)) for s in found.roll.seats.values()}
    if found.roll.outside or found.future:
        work.told(f"{found.roll.outside} people without an area, {found.future} facts lie ahead")
    work.step(f"write {span.name}")
    filing.write(folder, measures.rows(found, listed, themes), people)
    work.step(f"cube {span.name}")
    if any((folder / "events").glob("month=*/[0-9]*.parquet")):
        building.build(folder)
    return Year(folder, ground, listed, themes, measures.members(found, listed, ground))


def nearly_the_same(
    years: Iterable[Year], groups: Iterable[Groups], published: Path
) -> dict[str, list[Near]]:
    """Give for each table and claim which cells of others leave nearly nobody with its own."""
    members: list[Members | Groups] = [each for year in years for each in year.members]
    members += groups
    entries = Ledger(published / "ledger.jsonl").entries()
    told = overlap.told_by(entries, {each.name for each in members})
    return gathering.near(members, {name: values[-1] for name, values in told.items()})


def say(
    gate: Gateway, year: Year, now: dt.datetime, nears: Mapping[str, Sequence[Near]],
    told_of: Told = lambda _: None,
) -> Tables:  # fmt: skip
    """Publish what may be said of a year; give every table of it, new or as it was.

    `told_of` hears which table is looked at.
    """
    known = agreed.read(gate.folder)
    asked = [
        Counted(one.measure, year.themes[one.measure.name], one.codes, one.beside)
        for one in year.wanted
        if one.measure.name in known and known[one.measure.name].digest == one.measure.digest
    ]
    if asked and (year.folder / "cube" / "cube.json").exists():
        above = [year.ground.above(leaf) for leaf in range(len(year.ground.leaves))]
        people = publishing.people_by_leaf(year.folder, asked, above)
        told_before = {entry["measure"] for entry in gate.ledger.entries()}
        for place, one in enumerate(asked, 1):
            told_of(f"{place} / {len(asked)} {one.name}")
            topic, period = one.measure.topic, one.measure.period
            if one.name in told_before and lapsed.is_settled(topic, period, now):
                continue
            gate.publish(
                one.name, people[one.name], timezone.localdate(now).isoformat(), beside=one.beside,
                nears=nears.get(one.name, ()),
            )  # fmt: skip
    told: Tables = {}
    for measure in known.values():
        if measure.period[:4] == year.folder.name:
            told |= _tables(gate, measure.topic, measure.period, measure.name)
    return told


def _tables(gate: Gateway, topic: str, period: str, name: str) -> Tables:
    found: Tables = {}
    for table in gate.catalogue.measure(name).tables:
        body = gate.answer(name, table.name).decode()
        release = json.loads(body)["release"]
        if release is not None:
            found[topic, period, table.name] = (body, release)
    return found


def indicators(region: Region, tables: Tables, years: list[Year]) -> Tables:
    """Say what the indicators of a region say, from what the tables tell."""
    found: Tables = {}
    for row in published.definitions(region):
        source = SOURCES.get(row.counted)
        if source is None or not fits(source, row.among):
            continue
        for year in years:
            for period, base in _bases(row, source, year.folder.name, tables):
                body, release = tables[source.topic, base, source.table]
                told = said.figures(source.topic, base, source.table, body)
                areas = tuple(year.ground.down_to(DEPTHS[row.grouping]))
                cells = work_out(source, told, row.among, OTHERS, areas)
                topic = f"custom-{row.key}"
                found[topic, period, "by_answer"] = (_written(row, told, cells), release)
    return found


def _bases(row: Definition, source: Source, year: str, tables: Tables) -> Iterator[tuple[str, str]]:
    """Give each period of an indicator with the period of its table; of a year the last quarter."""
    there = sorted(
        period for topic, period, name in tables
        if topic == source.topic and name == source.table and period[:4] == year
    )  # fmt: skip
    if source.every == row.period:
        yield from ((period, period) for period in there)
    elif source.every == "quarter" and there:
        yield year, there[-1]


def _written(row: Definition, told: Figures, cells: Mapping[Cell, Said]) -> str:
    shown = [[*cell, one.people, one.word] for cell, one in cells.items()]
    return canonical(
        {
            "measure": f"custom-{row.key}", "version": row.version, "definition": row.digest,
            "release": told.release, "at": told.at, "source": [told.topic, told.period],
            "cells": shown,
        }
    ).decode()  # fmt: skip


def counts(region: Region, spans: list[Span], now: dt.datetime, folder: Path) -> Tables:
    """Count things that are no people; hours and euros of a quarter once and never anew."""
    ledger = Ledger(folder / "published" / "ledger.jsonl")
    found: Tables = {}
    grown = things.by_year(region, spans, now)
    for span in spans:
        name = f"{published.COUNTS}.{span.name}"
        with ledger.only_one():
            before = [entry for entry in ledger.entries() if entry["measure"] == name]
            ground = ground_of(region, folder / span.name)
            known = before[-1]["counts"] if before else {}
            told = things.counts(region, ground, span, now, grown)
            told |= _once(region, span, now, known) | spent.once(region, span, now, known)
            if not before or before[-1]["counts"] != told:
                at = timezone.localdate(now).isoformat()
                before = [ledger.append({"measure": name, "at": at, "counts": told})]
        body = canonical({"at": before[-1]["at"], "counts": told}).decode()
        found[published.COUNTS, span.name, published.COUNTS] = (body, before[-1]["number"])
    return found


def _once(
    region: Region, span: Span, now: dt.datetime, before: Mapping[str, int | None]
) -> dict[str, int | None]:
    told: dict[str, int | None] = {}
    for name, count in {"hours": things.hours, **money.EUROS}.items():
        known = []
        for quarter in things.quarters_over(span, now):
            key = f"{name}:{quarter.name}"
            told[key] = before[key] if key in before else count(region, quarter)
            known.append(told[key])
        sums = [value for value in known if value is not None]
        told[name] = sum(sums) if sums else None
    return told
