"""The published figures that a commission may rest on, read as they stand now."""

from django.utils import dateparse, timezone

from wijkschakel.funding.actions.commissions import Figure
from wijkschakel.outcomes.queries import published
from wijkschakel.outcomes.queries.published import Shelf
from wijkschakel.outcomes.rules.countable import HEADINGS
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.places.models import Region

PERIODS_OF = "taking-part"
ASKED = "asked"
NOT_FOUND = "unserved_needs"
TABLES = ("by_area", "by_answer")
CELLS = (*((f"need-{heading}", ALL) for heading in HEADINGS), (ASKED, ALL), (ASKED, "open"))


def figures_of(region: Region) -> dict[str, Figure]:
    """Give what the page of wishes tells of the newest year; what was kept back has no number."""
    shelf = published.shelf(region, {PERIODS_OF, "need-", ASKED, published.COUNTS})
    period = next(iter(shelf.periods(PERIODS_OF)), "")
    found = {}
    for topic, code in CELLS:
        figure = _people(shelf, region, period, topic, code)
        if figure:
            found[f"{topic}:{code}"] = figure
    things = _things(shelf, region, period)
    if things:
        found[f"{things.topic}:{things.code}"] = things
    return found


def _people(shelf: Shelf, region: Region, period: str, topic: str, code: str) -> Figure | None:
    for name in TABLES:
        table = shelf.figures(topic, period, name)
        if (region.slug, code) in table.cells:
            said = table.of(region.slug, code)
            return Figure(
                topic, period, name, region.slug, code, said.people, said.word or "",
                dateparse.parse_date(table.at[:10]) if table.at else None,
                shelf.tables[topic, period, name].digest,
            )  # fmt: skip
    return None


def _things(shelf: Shelf, region: Region, period: str) -> Figure | None:
    counts, name = shelf.counts(period), published.COUNTS
    if NOT_FOUND not in counts:
        return None
    row = shelf.tables[name, period, name]
    return Figure(
        name, period, name, region.slug, NOT_FOUND, counts[NOT_FOUND],
        released_on=timezone.localdate(row.published_at), digest=row.digest,
    )  # fmt: skip
