"""Judges every promise of a region: the change, beside whom, how sure; says what may be said."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from django.utils import timezone

from wijkschakel.outcomes.cube import filing
from wijkschakel.outcomes.disclosure import claims
from wijkschakel.outcomes.disclosure.claims import Asked, Claims, Found, hidden_districts
from wijkschakel.outcomes.disclosure.gathering import Groups
from wijkschakel.outcomes.disclosure.ledger import Ledger
from wijkschakel.outcomes.disclosure.overlap import Near
from wijkschakel.outcomes.effects import change, rates, rules
from wijkschakel.outcomes.effects.change import Side
from wijkschakel.outcomes.effects.rules import Finding
from wijkschakel.outcomes.models import Promise
from wijkschakel.outcomes.queries import published
from wijkschakel.outcomes.queries.facts import changes
from wijkschakel.outcomes.queries.facts.changes import Frame, Pair, Rates
from wijkschakel.outcomes.queries.facts.ground import ground as areas
from wijkschakel.outcomes.queries.facts.roll import roll as everybody
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.countable import ASKED_IN, BY_CODE
from wijkschakel.outcomes.rules.said import Comparison
from wijkschakel.outcomes.rules.troubles import FEWEST_PAIRS, FEWEST_PEOPLE
from wijkschakel.places.models import Region

Tables = dict[tuple[str, str, str], tuple[str, int]]
NONE: Comparison = "none"
TAILOR_MADE = "tailor_made"


@dataclass(frozen=True)
class Judged:
    """A promise of the region, or of one district, and what was found."""

    asked: Asked
    found: Found
    is_hidden: bool = False


def read(region: Region, now: dt.datetime, folder: Path) -> list[Judged]:
    """Judge each promise: those of one report together, and their districts together."""
    span = periods.year(periods.day_of(now).year)
    here = folder / span.name
    ground = areas(region, here)
    roll = everybody(region, span, ground, filing.known_areas(here))
    whole: list[Judged] = []
    parts: list[Judged] = []
    for promise in published.promises(region):
        if not _can_be_judged(promise):
            continue
        where = changes.frame(region, ground, roll, promise, now)
        one, districts = judge(where, promise, _period(promise, now))
        whole.append(one)
        parts += districts
    return [*together(whole), *together(parts)]


def groups(judged: Sequence[Judged]) -> list[Groups]:
    """Give who is in the groups of which claims tell how many there are."""
    return [claims.groups(each.asked, each.found) for each in judged]


def say(
    region: Region, now: dt.datetime, folder: Path, judged: Sequence[Judged],
    nears: Mapping[str, Sequence[Near]],
) -> Tables:  # fmt: skip
    """Publish what may be said of each promise; give every claim, new or as it was."""
    ledger = Claims(Ledger(folder / "published" / "ledger.jsonl"))
    for each in judged:
        ledger.publish(
            each.asked, each.found, timezone.localdate(now).isoformat(), is_hidden=each.is_hidden,
            nears=nears.get(each.asked.name, ()),
        )  # fmt: skip
    return {
        (f"claim-{key}", period, published.CLAIM if area == region.slug else area): told
        for (key, period, area), told in ledger.bodies().items()
    }


def _can_be_judged(promise: Promise) -> bool:
    known = BY_CODE.get(promise.definition.counted)
    return known is not None and (known.measured_twice or known.code == TAILOR_MADE)


def _period(promise: Promise, now: dt.datetime) -> str:
    quarterly = promise.definition.period == promise.definition.Period.QUARTER
    return periods.quarter_of(now) if quarterly else str(periods.day_of(now).year)


def together(judged: Sequence[Judged]) -> list[Judged]:
    """Judge what stands in one report together (Holm)."""
    findings = rules.report([each.found.finding for each in judged])
    return [
        replace(each, found=replace(each.found, finding=finding))
        for each, finding in zip(judged, findings, strict=True)
    ]


def judge(where: Frame, promise: Promise, period: str) -> tuple[Judged, list[Judged]]:
    """Judge one promise: of the region, and of each of its districts."""
    if promise.definition.counted == TAILOR_MADE:
        used, rate = where.before.begin, changes.tailor_made(where)
        return Judged(_asked(where, promise, period, used, NONE), _of_rates(rate)), []
    is_share = BY_CODE[promise.definition.counted].unit == "share"
    asked_in = promise.definition.counted in ASKED_IN
    read = changes.measured if asked_in else changes.active_weeks
    pairs = read(where, promise)
    used = pairs.first_used or where.before.begin
    compared = [pair for pair in pairs.people if pair.is_compared]
    programme = [pair for pair in pairs.people if not pair.is_compared]
    name = promise.definition.key
    found = _of_pairs(name, programme, compared, is_share)
    asked = _asked(where, promise, period, used, _beside(found, promise))
    by_district = {
        district: [pair for pair in programme if pair.district == district]
        for district in changes.districts_of(programme)
    }
    hidden = hidden_districts(
        {d: sum(pair.after is not None for pair in rows) for d, rows in by_district.items()}
    )
    parts = []
    for district, rows in by_district.items():
        part = _of_pairs(name, rows, compared, is_share)
        part = replace(part, finding=replace(part.finding, dropped=0))
        parts.append(
            Judged(
                replace(asked, area=district, comparison=_beside(part, promise)), part,
                district in hidden,
            )
        )  # fmt: skip
    return Judged(asked, found), parts


def _beside(found: Found, promise: Promise) -> Comparison:
    if found.finding.compared < FEWEST_PAIRS:
        return NONE
    return "other_districts" if promise.comparison == "other_districts" else "waiting"


def _asked(
    where: Frame, promise: Promise, period: str, used: dt.datetime, beside: Comparison
) -> Asked:
    row = promise.definition
    return Asked(
        row.key, row.version, where.region.slug, period, row.digest, BY_CODE[row.counted].unit,
        promise.percent / 100, beside, row.registered_at <= used,
    )  # fmt: skip


def _of_pairs(
    name: str, programme: Sequence[Pair], compared: Sequence[Pair], is_share: bool
) -> Found:
    """Judge pairs beside a comparison; without enough of it, the answer is an indication."""
    one = _side(programme)
    enough = sum(pair.after is not None for pair in compared) >= FEWEST_PAIRS
    other = _side(compared) if enough else None
    trend = enough and change.went_alike(_before(programme), _before(compared))
    finding = change.beside(name, one, other, trend_before=trend, is_share=is_share)
    stayed = one.after[~np.isnan(one.after)]
    base = float(one.before.mean()) if len(one.before) else 0.0
    naive = float(stayed.mean()) / base - 1 if len(stayed) and base else None
    cells = Counter(
        f"{side}{pair.before:.2g}>{'x' if pair.after is None else f'{pair.after:.2g}'}"
        for side, rows in (("p", programme), ("c", compared)) for pair in rows
    )  # fmt: skip
    people = _people(programme, compared)
    return Found(finding, naive, dict(sorted(cells.items())), people=people)


def _people(programme: Sequence[Pair], compared: Sequence[Pair]) -> dict[str, list[int]]:
    stayed = [pair for pair in programme if pair.after is not None]
    return {
        claims.PAIRS: [pair.number for pair in stayed],
        claims.DROPPED: [pair.number for pair in programme if pair.after is None],
        claims.COMPARED: [pair.number for pair in compared if pair.after is not None],
        claims.ASKED: [pair.number for pair in programme],
        claims.WELL: [pair.number for pair in stayed if pair.before == 1],
    }


def _side(pairs: Sequence[Pair]) -> Side:
    before = np.array([pair.before for pair in pairs], float)
    after = np.array([np.nan if pair.after is None else pair.after for pair in pairs], float)
    low = np.array([[float(pair.is_low)] for pair in pairs], float).reshape(len(pairs), 1)
    return Side(before, after, low)


def _before(pairs: Sequence[Pair]) -> Side:
    known = [(pair.earlier, pair.before) for pair in pairs if pair.earlier is not None]
    return Side(np.array([was for was, _ in known]), np.array([now for _, now in known]))


def _of_rates(rate: Rates) -> Found:
    """Judge a count of things per thousand people, then and now; counts only, so grade E."""
    cells = {"was": rate.was, "now": rate.now, "people": rate.people_now}
    from scipy import stats  # noqa: PLC0415  # slow import

    name = TAILOR_MADE
    people = min(rate.people_was, rate.people_now)
    if min(rate.was, rate.now) < 1 or rate.was + rate.now < FEWEST_PEOPLE or people < FEWEST_PEOPLE:
        return Found(rules.too_few(name, 0, 0, 0, "E"), None, cells, is_of_people=False)
    found = rates.rate_ratio(rate.now, rate.people_now, rate.was, rate.people_was)
    share = rate.people_now / (rate.people_now + rate.people_was)
    p = float(stats.binomtest(rate.now, rate.now + rate.was, share).pvalue)
    base = 1_000 * rate.was / rate.people_was
    finding = Finding(
        name, found.value - 1, found.low - 1, found.high - 1, p, 0, 0, 0, base,
        rules.DETECTABLE * found.error, "E",
        "change" if p < rules.CERTAIN else "no_change_seen",
    )  # fmt: skip
    return Found(finding, found.value - 1, cells, is_of_people=False)
