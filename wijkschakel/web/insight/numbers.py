"""Every table that was published, to look at and to take along: nothing else exists."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.base.text import sheets
from wijkschakel.outcomes.models import PublishedTable
from wijkschakel.outcomes.queries import living, published
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.places.models import Region
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.insight import claims, codes, definition_words, shelves, spent, together

HERE = "insight:numbers"
COLUMNS = (
    "onderwerp", "periode", "tabel", "gebied", "antwoord", "mensen", "in woorden", "uitgegeven op",
    "definitie",
)  # fmt: skip
KINDS = ("claim-", "counts")
OF_ONE = ("activity-", "initiative-", "step-", "face-")  # too many to list; all are in the download


@dataclass(frozen=True)
class Listed:
    """One table as a page shows it."""

    title: str
    period: str
    rows: list[tuple[str, str, str]]
    hidden: int

    @property
    def name(self) -> str:
        """Name it with its period."""
        return f"{self.title} ({codes.period_word(self.period)})"


def _cells(row: PublishedTable) -> Iterator[list[Any]]:
    yield from json.loads(row.body).get("cells", [])


def _is_table(row: PublishedTable) -> bool:
    return not row.topic.startswith(KINDS)


def listed(one: shelves.Opened, names: dict[str, str], titles: dict[str, str]) -> list[Listed]:
    """Give the tables of the period; activities and hidden cells only in number."""
    found = []
    for (topic, period, name), row in sorted(one.shelf.tables.items()):
        if not _is_table(row) or topic.startswith(OF_ONE):
            continue
        if period[:4] != one.period[:4]:
            continue
        rows, hidden = [], 0
        for *cell, people, word in _cells(row):
            if people is None and word is None:
                hidden += 1
                continue
            area = names.get(cell[0], cell[0])
            answer = "" if len(cell) < 2 or cell[1] == ALL else codes.answer_of(topic, str(cell[1]))
            rows.append(
                (area, answer, str(people) if people is not None else together.word_of(word))
            )
        found.append(Listed(titles.get(topic) or codes.title_of(topic, name), period, rows, hidden))
    return found


def names_of(region: Region) -> dict[str, str]:
    """Give the names of the areas of a region by the code in published cells."""
    groups = {"low": _("buurten met weinig geld"), "other": _("andere buurten"),
              "unknown": _("buurt niet bekend")}  # fmt: skip
    names = {region.slug: region.name}
    for district in living.districts(region):
        names[district.code] = district.name
        for code, word in groups.items():
            names[f"{district.code}:{code}"] = f"{district.name}: {word}"
    for hood in living.neighbourhoods(region):
        names[hood.code] = hood.name
    return names


@public
@require_safe
def numbers(request: Request, region: str) -> HttpResponse:
    """Show all tables of a year."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area)
    definitions = published.definitions(area)
    titles = {f"custom-{d.key}": definition_words.title_of(d) for d in definitions}
    return render(
        request,
        "insight/numbers.html",
        {
            **shelves.context(request, one, HERE),
            "tables": listed(one, names_of(area), titles),
            "claims": claims.told(one.shelf, one.period, definitions, published.promises(area)),
            "counts": sorted(one.shelf.counts(one.period).items()),
        },
    )


@public
@require_safe
def as_csv(request: Request, region: str) -> HttpResponse:
    """Give every cell of every table as one sheet; what is kept back is an empty number."""
    area = shelves.find_region(region)
    names = names_of(area)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for (topic, period, name), row in sorted(published.shelf(area).tables.items()):
        told = json.loads(row.body)
        if topic == published.COUNTS:
            writer.writerows(spent.sheet_rows(told, names))
        if not _is_table(row):
            continue
        for *cell, people, word in told.get("cells", []):
            parts = [str(node) for node in cell] + [ALL]
            values = (topic, period, name, names.get(parts[0], parts[0]), parts[1],
                      "" if people is None else people, word or "", told.get("at", ""),
                      told.get("definition", ""))  # fmt: skip
            writer.writerow([sheets.safe_cell(value) for value in values])
    headers = {"Content-Disposition": f'attachment; filename="cijfers-{area.slug}.csv"'}
    text = "\ufeff" + buffer.getvalue()
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@public
@require_safe
def as_json(request: Request, region: str) -> HttpResponse:
    """Give every published table as it stands: the same question, the same bytes."""
    area = shelves.find_region(region)
    rows = sorted(published.shelf(area).tables.items())
    tables = [
        {"topic": topic, "period": period, "table": name, "body": json.loads(row.body)}
        for (topic, period, name), row in rows
    ]
    return JsonResponse({"region": area.slug, "tables": tables})
