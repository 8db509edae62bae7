"""What a study may ask, how its rows are made coarse, and who hides among whom. Plain Python.

No column holds free text, a name, a date, a postcode or a number that somebody else knows.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wijkschakel.outcomes.rules.countable import ROLES, WEEKS

FEWEST_ROWS = 10  # fewer people and nothing goes out
FEWEST_ALIKE = 5  # so many people look the same in what others may know of them
ALL = "*"  # in a cell that was made coarser
PSEUDONYM = "person"
OLDEST_BAND = 80
YEARS_OF_A_BAND = 20


@dataclass(frozen=True)
class Column:
    """A column a study may ask; `known` is what others may know of somebody already."""

    code: str
    known: bool = False


COLUMNS = (
    Column("age_band", known=True),
    Column("district", known=True),
    Column("role", known=True),
    Column("weeks"),
    Column("own_goal"),
    Column("health_start"),
    Column("health_later"),
    Column("life_start"),
    Column("life_later"),
)
BY_CODE = {column.code: column for column in COLUMNS}
# Made coarser one by one, in this order, until enough people look the same.
COARSER = ("role", "district", "age_band")
Row = dict[str, str]


@dataclass(frozen=True)
class Prepared:
    """The rows that may go out, whose they are, and what was done to them."""

    rows: tuple[tuple[object, Row], ...]  # whose, cells
    coarser: int = 0
    left_out: int = 0


def age_band(birth_year: int | None, year: int) -> str:
    """Give twenty years in which somebody's age lies; empty when it is not known."""
    if birth_year is None or not 0 <= year - birth_year <= 130:
        return ""
    age = year - birth_year
    if age >= OLDEST_BAND:
        return f"{OLDEST_BAND}+"
    low = age - age % YEARS_OF_A_BAND
    return f"{low}-{low + YEARS_OF_A_BAND - 1}"


def weeks_band(weeks: int) -> str:
    """Give the band of a number of weeks with somebody there, in a year; none is empty."""
    bounds = (1, 4, 12, 26, 53)
    return next((band for band, most in zip(WEEKS, bounds, strict=True) if 1 <= weeks <= most), "")


def highest(roles: Iterable[str]) -> str:
    """Give the highest of these roles."""
    return max(roles, key=ROLES.index, default=ROLES[0])


def pseudonym(key: bytes, number: bytes) -> str:
    """Give the number of a person in one study: without its key it belongs to nobody."""
    return hmac.new(key, number, hashlib.sha256).hexdigest()[:24]


def hide(rows: Sequence[tuple[object, Mapping[str, str]]], columns: Sequence[str]) -> Prepared:
    """Make rows coarser, and leave out what stays rare, until five people always look the same.

    Only what is rare is made coarser; everything else stays as it is.
    """
    known = [name for name in COARSER if name in columns]
    done: list[tuple[object, Row]] = []
    waiting = [(whose, {name: row[name] for name in columns}) for whose, row in rows]
    coarser = 0
    for step in range(len(known) + 1):
        common, rare = _split(waiting, known)
        done += common
        coarser += len(common) if step else 0
        if step == len(known) or not rare:
            return Prepared(tuple(done), coarser, len(rare))
        waiting = [(whose, row | {known[step]: ALL}) for whose, row in rare]
    return Prepared(tuple(done), coarser)


def _split(
    rows: list[tuple[object, Row]], known: Sequence[str]
) -> tuple[list[tuple[object, Row]], list[tuple[object, Row]]]:
    def combination(row: Row) -> tuple[str, ...]:
        return tuple(row[name] for name in known)

    times = Counter(combination(row) for _whose, row in rows)
    common = [each for each in rows if times[combination(each[1])] >= FEWEST_ALIKE]
    rare = [each for each in rows if times[combination(each[1])] < FEWEST_ALIKE]
    return common, rare
