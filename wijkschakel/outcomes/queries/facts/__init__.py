"""Facts of the people of a region in one year. Everybody is a number before anything is read.

`ground` the areas · `roll` who is counted · `doing` and `wanting` what they did and said ·
`moving` from knowing to doing · `sides` with whom, `ties` whom they got to know · `lapsed` what is
forgotten before it is counted · `measures` the tables of a year · `things` and `balance` what is no
people · `changes` before and after of the same people, `waiting` who had not begun. No page may
read this: a guard sees to it.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from wijkschakel.outcomes.queries.facts import doing, lapsed, moving, sides, ties, wanting
from wijkschakel.outcomes.queries.facts.found import Found
from wijkschakel.outcomes.queries.facts.ground import Ground
from wijkschakel.outcomes.queries.facts.ground import ground as areas
from wijkschakel.outcomes.queries.facts.roll import roll
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.places.models import Region


def read(
    region: Region, span: Span, now: dt.datetime, folder: Path, known: Mapping[int, int],
    asked: lapsed.Before | None = None,
) -> tuple[Ground, Found]:  # fmt: skip
    """Read a year; `known`: areas of the people who were counted in it before, by number.

    `asked`: how it stood then with who asked for help.
    """
    ground = areas(region, folder)
    found = Found(roll(region, span, ground, known), span, now)
    doing.read(found, region)
    moving.read(found, region)
    wanting.read(found, region)
    lapsed.keep_askers(found, region, asked or {})
    sides.read(found, region)
    ties.read(found, region)
    return ground, found
