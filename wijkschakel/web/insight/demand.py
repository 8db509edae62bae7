"""What people want and ask, counted: wishes, help asked, own goals, and what is lacking."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.funding.permissions import DECIDERS
from wijkschakel.funding.queries import commissions as commission_queries
from wijkschakel.outcomes.rules.countable import ASKED, GOALS, HEADINGS
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.web.common import regions
from wijkschakel.web.common.access import public
from wijkschakel.web.common.commission_words import rows_of
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.hundred import bar_of_hundred
from wijkschakel.web.insight import shelves, together
from wijkschakel.web.insight.codes import word_of_code
from wijkschakel.web.insight.together import Share
from wijkschakel.web.insight.words import of_hundred

HERE = "insight:demand"


@dataclass(frozen=True)
class Asked:
    """One list of shares with how many people it is about."""

    people: int | None
    rows: list[Share]


def wishes(one: shelves.Opened, area: str = "") -> list[Share]:
    """Give people who want something under each heading, most first."""
    found = [(code, one.people(f"need-{code}", area)) for code in HEADINGS]
    most = max((people for _code, people in found if people), default=1)
    rows = [
        Share(
            word_of_code(code),
            people,
            SafeString("") if people is None else bar_of_hundred(round(100 * people / most), None),
            _("minder dan 10 mensen, of niet te zeggen")
            if people is None
            else _("%(n)s mensen") % {"n": people},
        )
        for code, people in found
    ]
    return sorted(rows, key=lambda row: -(row.people or 0))


def shares(one: shelves.Opened, topic: str, area: str = "") -> Asked:
    """Give the answers of a topic as parts of a hundred."""
    table = one.figures(topic)
    place = area or one.region.slug
    everybody = table.of(place, ALL).people
    codes = ASKED if topic == "asked" else GOALS
    rows = []
    for code in codes:
        said = table.of(place, code)
        if said.people is not None and everybody:
            share = of_hundred(said.people / everybody)
            rows.append(
                Share(word_of_code(code), said.people, bar_of_hundred(share, None),
                      _("%(n)s van de 100") % {"n": share})
            )  # fmt: skip
        else:
            rows.append(
                Share(word_of_code(code), None, SafeString(""), together.word_of(said.word))
            )
    return Asked(everybody, rows)


def _asked_on_it(request: Request, one: shelves.Opened) -> dict[str, object]:
    """Give per heading what the region asked for on it, and what a coordinator may ask now."""
    region = one.region
    rows = rows_of(commission_queries.public_in(region), request.now)
    may_ask = regions.decides(request, region)
    by_heading = [
        (word_of_code(heading), [row for row in rows if row.commission.heading == heading])
        for heading in HEADINGS
    ]
    return {
        "asked_on_it": [(title, some) for title, some in by_heading if some],
        "may_ask": may_ask,
        "most_wanted": max(HEADINGS, key=lambda code: one.people(f"need-{code}") or 0),
        "may_decide": may_ask or regions.decides(request, region, DECIDERS),
    }


@public
@require_safe
def demand(request: Request, region: str) -> HttpResponse:
    """Show what people want and ask."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area, ["need-", "asked", "goals", "counts"])
    rows = wishes(one)
    first = rows[0] if rows and rows[0].people else None
    return render(
        request,
        "insight/demand.html",
        {
            **shelves.context(request, one, HERE),
            "first": first,
            "wishes": rows,
            "asked": shares(one, "asked"),
            "goals": shares(one, "goals"),
            **_asked_on_it(request, one),
            "unserved": one.shelf.counts(one.period).get("unserved_needs"),
        },
    )
