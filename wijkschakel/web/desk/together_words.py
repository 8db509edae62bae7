"""Days, hours and people of a plan, as a coordinator reads them."""

import datetime as dt
from dataclasses import dataclass

from django.utils import formats
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wijkschakel.support.arranging import together as rules
from wijkschakel.support.arranging.together import Together
from wijkschakel.support.matching import times
from wijkschakel.support.queries.arrangements import Asker, Choice, Gathering
from wijkschakel.support.rules import helping

ALL_WEEK = len(times.BLOCKS)


@dataclass(frozen=True)
class PersonRow:
    """Somebody who would be asked."""

    part: str
    name: str
    minutes: int
    days: str
    wait_days: int


@dataclass(frozen=True)
class GatheringRow:
    """One meeting with its people, the longest waiting first."""

    gathering: Gathering
    when: str
    people: list[PersonRow]


def said(theme: Together, what: str) -> str:
    """Give a word of a theme in the language of the screen."""
    return theme.said(what, (get_language() or "nl")[:2])


def hours(minutes: int) -> str:
    """Give hours, with a half where it is not whole."""
    half_hours = round(minutes / 30)
    if half_hours % 2:
        return formats.number_format(half_hours / 2, decimal_pos=1)
    return formats.number_format(half_hours // 2)


def when_said(block: int, theme: Together) -> str:
    """Say the day and the usual hour of a block: woensdag 17:30."""
    day = WEEKDAYS[block // len(times.PARTS)]
    return f"{day} {formats.time_format(theme.clock(block), 'H:i')}"


def days_said(blocks: int) -> str:
    """Say on which days somebody can: kan ma, wo."""
    if not blocks or blocks.bit_count() == ALL_WEEK:
        return _("kan altijd")
    found = [
        str(WEEKDAYS_ABBR[day])
        for day in range(len(times.DAYS))
        if blocks >> (day * len(times.PARTS)) & 0b111
    ]
    return _("kan %(days)s") % {"days": ", ".join(found)}


def rows_of(choice: Choice, now: dt.datetime) -> list[GatheringRow]:
    """Make the rows of a plan."""
    return [
        GatheringRow(
            each,
            when_said(each.block, each.theme),
            [_person(each, asker, now) for asker in each.askers],
        )
        for each in choice.gatherings
    ]


def _person(gathering: Gathering, asker: Asker, now: dt.datetime) -> PersonRow:
    request = asker.part.request
    return PersonRow(
        str(asker.part.pk),
        str(request.person),
        rules.walking_minutes(gathering.metres(asker)),
        days_said(request.times),
        helping.waiting_days(request.asked_at, now),
    )
