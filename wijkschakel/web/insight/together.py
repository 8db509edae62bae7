"""What all initiatives bring together: unique people, overlap, roles, hours, growth, two faces."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.activities.models import Activity
from wijkschakel.outcomes.rules.countable import FACES, ROLES
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.hundred import bar_of_hundred
from wijkschakel.web.insight import drawings, neighbours, shelves, spent
from wijkschakel.web.insight.codes import period_word, word_of_code
from wijkschakel.web.insight.words import number, of_hundred

HERE = "insight:together"
ACTIVITY = "activity-"
RESIDENTS, HELPERS = "satisfied-residents", "satisfied-helpers"
MOST = 6


@dataclass(frozen=True)
class Part:
    """One activity in the sum."""

    title: str
    url: str
    people: int
    picture: SafeString


@dataclass(frozen=True)
class Share:
    """A part of all, with its bar and its words."""

    title: str
    people: int | None
    picture: SafeString
    words: str


def parts_of(one: shelves.Opened) -> list[Part]:
    """Give the activities of which the reach may be told, the largest first."""
    counts: dict[uuid.UUID, int] = {}
    for topic, period, _name in one.shelf.tables:
        if topic.startswith(ACTIVITY) and period == one.period:
            people = one.figures(topic).of(one.region.slug, ALL).people
            if people is not None:
                counts[uuid.UUID(topic.removeprefix(ACTIVITY))] = people
    shown = Activity.objects.filter(state=Activity.State.PUBLISHED)
    known = shown.in_bulk(list(counts))
    most = max(counts.values(), default=1)
    rows = [
        Part(
            known[pk].title,
            reverse("portal:activity", args=[pk]),
            people,
            bar_of_hundred(round(100 * people / most), None),
        )
        for pk, people in counts.items()
        if pk in known
    ]
    return sorted(rows, key=lambda row: (-row.people, row.title))


def roles_of(one: shelves.Opened) -> list[Share]:
    """Give how many people had each role."""
    everybody = one.people("role")
    rows = []
    for code in ROLES:
        people = one.people("role", answer=code)
        share = of_hundred(people / everybody) if people is not None and everybody else None
        said = (
            _("%(n)s van de 100") % {"n": share}
            if share is not None
            else _("hierover zeggen we niets")
        )
        picture = SafeString("") if share is None else bar_of_hundred(share, None)
        rows.append(Share(word_of_code(code), people, picture, said))
    return rows


@dataclass(frozen=True)
class Glad:
    """How glad a group is, in the newest quarter that may be told."""

    title: str
    period: str
    rows: list[Share]
    headline: str


def glad_of(one: shelves.Opened, topic: str, title: str, area: str = "") -> Glad:
    """Give faces of a group; the newest quarter of which something may be told."""
    for period in one.shelf.periods(topic):
        table = one.figures(topic, period)
        place = area or one.region.slug
        everybody = table.of(place, ALL).people
        if not everybody:
            continue
        rows = []
        for face in FACES:
            said = table.of(place, face)
            if said.people is not None:
                share = of_hundred(said.people / everybody)
                words = _("%(n)s van de 100") % {"n": share}
                rows.append(
                    Share(word_of_code(face), said.people, bar_of_hundred(share, None), words)
                )
            else:
                rows.append(Share(word_of_code(face), None, SafeString(""), word_of(said.word)))
        good = table.of(place, "good")
        head = (
            _("%(n)s van de 100 vinden het fijn") % {"n": of_hundred(good.people / everybody)}
            if good.people is not None
            else _("fijn: %(word)s") % {"word": word_of(good.word)}
        )
        return Glad(title, period_word(period), rows, head)
    return Glad(title, "", [], _("te weinig om iets te zeggen"))


def word_of(word: str | None) -> str:
    """Say what stands in the place of a number."""
    if word == "under_10_percent":
        return _("minder dan 10 van de 100")
    if word == "over_90_percent":
        return _("meer dan 90 van de 100")
    return _("hierover zeggen we niets")


def growth_of(one: shelves.Opened) -> list[drawings.Growing]:
    """Give what grew year by year: people and trained residents, organisations, districts."""
    words = {
        "people": _("mensen doen mee"),
        "organisations": _("organisaties"),
        "initiatives": _("initiatieven"),
        "trained": _("opgeleide bewoners"),
        "districts_started": _("wijken zijn begonnen"),
    }
    counts = one.shelf.counts(one.period)
    series = {
        "people": _people_by_year(one, shelves.TAKING_PART),
        "organisations": _things_by_year(counts, "organisations"),
        "initiatives": _things_by_year(counts, "initiatives"),
        "trained": _trained_by_year(one),
        "districts_started": _things_by_year(counts, "districts_started"),
    }
    return [
        drawings.Growing(words[key], told, drawings.growth(tuple(told)))
        for key, told in series.items()
        if len(told) > 1
    ]


def shift_of(one: shelves.Opened) -> list[Share]:
    """Give for each year which part of what took place was run by residents themselves."""
    rows = []
    for year in sorted(one.shelf.periods("counts")):
        counts = one.shelf.counts(year)
        whole, own = counts.get("sessions"), counts.get("sessions_resident_run")
        if year <= one.period and whole and own is not None:
            share = of_hundred(own / whole)
            words = _("%(n)s van de 100 bijeenkomsten zijn van bewoners zelf") % {"n": share}
            rows.append(Share(year, None, bar_of_hundred(share, None), words))
    return rows


def euros_of(counts: Mapping[str, int | None]) -> list[Share]:
    """Give the euros that are known of the quarters that are over, each with what it is."""
    words = {
        "euros_paid": _(
            "betaalden mensen zelf bij activiteiten. De prijs, elke keer dat iemand er was."
        ),
        "euros_free": _("kostten gratis plekken voor wie weinig geld heeft."),
        "euros_found": _("kregen initiatieven die om geld vroegen."),
        "euros_saved": _(
            "scheelt samen oplossen per keer. Dit is geschat: apart oplossen kost meer."
        ),
    }
    return [
        Share(f"€ {number(euros)}", None, SafeString(""), words[key])
        for key in words
        if (euros := counts.get(key)) is not None
    ]


def _people_by_year(one: shelves.Opened, topic: str) -> list[tuple[str, int]]:
    found = [
        (year, one.figures(topic, year).of(one.region.slug, ALL).people)
        for year in sorted(one.shelf.periods(topic))
        if year <= one.period
    ]
    return [(year, people) for year, people in found if people is not None]


def _trained_by_year(one: shelves.Opened) -> list[tuple[str, int]]:
    """Give trained residents: until 2026 counted apart, since then as a part of `moving`."""
    told = dict(_people_by_year(one, "trained"))
    return sorted((dict(_people_by_year(one, "moving-residents")) | told).items())


def _things_by_year(counts: dict[str, int | None], key: str) -> list[tuple[str, int]]:
    """Give a series from the first year in which there was one."""
    found = sorted(
        (name.partition(":")[2], value) for name, value in counts.items()
        if name.startswith(f"{key}:") and name.partition(":")[2].isdigit()
    )  # fmt: skip
    told = [(year, value) for year, value in found if value is not None]
    first = next((place for place, (_year, value) in enumerate(told) if value), len(told))
    return told[first:]


@public
@require_safe
def together(request: Request, region: str) -> HttpResponse:
    """Show the sum of all initiatives."""
    area = shelves.find_region(region)
    topics = [ACTIVITY, "role", "counts", "trained", "moving-residents", RESIDENTS, HELPERS]
    one = shelves.opened(request, area, [*topics, *neighbours.TOPICS])
    parts = parts_of(one)
    everybody = one.people(shelves.TAKING_PART)
    return render(
        request,
        "insight/together.html",
        {
            **shelves.context(request, one, HERE),
            "everybody": everybody,
            "parts": parts[:MOST],
            "more": parts[MOST:],
            "overlap": _overlap(parts, everybody),
            "roles": roles_of(one),
            "hours": number(hours) if (hours := one.shelf.counts(one.period).get("hours")) else "",
            "euros": euros_of(one.shelf.counts(one.period)),
            "spent": spent.of(one),
            "glad": [
                glad_of(one, RESIDENTS, _("Wie meedoet")),
                glad_of(one, HELPERS, _("Wie helpt of er werkt")),
            ],
            "growth": growth_of(one),
            "shift": shift_of(one),
            "moved": neighbours.moved(one),
            "strength": neighbours.strength(one),
            "counts": one.shelf.counts(one.period),
        },
    )


def _overlap(parts: Sequence[Part], everybody: int | None) -> int | None:
    """Give how many people came to more than one, at least; None when it cannot be said."""
    visits = sum(part.people for part in parts)
    if everybody is None or len(parts) < 2 or visits <= everybody:
        return None
    return visits - everybody
