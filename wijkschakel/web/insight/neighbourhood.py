"""The page of a neighbourhood, for who lives there: how are we, what did we do, what changed."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkschakel.outcomes.queries import published
from wijkschakel.outcomes.rules.countable import ROLES
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.hundred import bar_of_hundred, hundred
from wijkschakel.web.insight import claims, demand, drawings, moving, shelves, spent, together
from wijkschakel.web.insight.codes import period_word
from wijkschakel.web.insight.words import of_hundred

HEALTH = "answers-perceived-health.health"
LIFE = "answers-life-satisfaction.life"
FIVE = ("safe", "community", "near", "business", "own")
STRONG = "answers-strong-neighbourhood."
NORM = 77  # of a hundred in the Netherlands: Statistics Netherlands, 2022, asked another way
TOPICS = ("answers-", "role", "weeks", "need-", "asked", "goals", "claim-", "counts",
          "satisfied-residents", "ties")  # fmt: skip


@dataclass(frozen=True)
class Well:
    """How many of a hundred are well, in the newest quarter that may be told."""

    count: int | None
    people: int
    period: str
    picture: SafeString


NOT_YET = Well(None, 0, "", SafeString(""))


def share_of(one: shelves.Opened, topic: str, area: str, codes: tuple[str, ...]) -> Well:
    """Give the share with these answers; told only when every one of them may be told."""
    for period in one.shelf.periods(topic):
        table = one.figures(topic, period)
        everybody = table.of(area, ALL).people
        parts = [table.of(area, code) for code in codes if (area, code) in table.cells]
        if not everybody or not parts or any(part.people is None for part in parts):
            continue
        count = of_hundred(sum(part.people or 0 for part in parts) / everybody)
        return Well(count, everybody, period_word(period), hundred(count))
    return NOT_YET


@dataclass(frozen=True)
class Five:
    """The five of a strong neighbourhood: each a share of a hundred, or not to be told."""

    rows: list[together.Share]
    picture: SafeString
    told: int


def _five(one: shelves.Opened, area: str) -> Five:
    words = {
        "safe": _("Je voelt je hier veilig en tevreden"),
        "community": _("Mensen kennen en helpen elkaar"),
        "near": _("Wat je nodig hebt is dichtbij"),
        "business": _("Winkels en bedrijven doen mee"),
        "own": _("Je regelt je dag zelf"),
    }
    rows: list[together.Share] = []
    shares: list[float | None] = []
    for item in FIVE:
        well = share_of(one, f"{STRONG}{item}", area, ("good",))
        shares.append(None if well.count is None else well.count / 100)
        if well.count is None:
            text, picture = _("te weinig om iets te zeggen"), SafeString("")
        else:
            text = _("%(n)s van de 100 geven een 7 of meer") % {"n": well.count}
            picture = bar_of_hundred(well.count, None)
        rows.append(together.Share(words[item], well.people or None, picture, text))
    told = sum(share is not None for share in shares)
    return Five(rows, drawings.radar(shares) if told else SafeString(""), told)


@dataclass(frozen=True)
class Fact:
    """One thing we did together: a number and a word."""

    number: int
    words: str


def _facts(one: shelves.Opened, area: str) -> list[Fact]:
    active = [one.people("role", area, code) for code in ROLES if code != "visitor"]
    gave = sum(people for people in active if people is not None)
    helped = one.people("asked", area, "met")
    solved = one.people("asked", area, "together")
    reached = one.people("goals", area, "reached")
    met = one.people("ties", area)
    told = (
        (gave, ngettext("mens hielp of organiseerde", "mensen hielpen of organiseerden", gave)),
        (
            met,
            ngettext("mens leerde hier iemand kennen", "mensen leerden hier iemand kennen",
                     met or 0),
        ),
        (
            helped,
            ngettext("mens die hulp vroeg, vond iemand", "mensen die hulp vroegen, vonden iemand",
                     helped or 0),
        ),
        (
            solved,
            ngettext("mens loste het samen met anderen op", "mensen losten het samen op",
                     solved or 0),
        ),
        (
            reached,
            ngettext("mens bereikte een eigen doel", "mensen bereikten een eigen doel",
                     reached or 0),
        ),
    )  # fmt: skip
    return [Fact(number, words) for number, words in told if number]


def _unknown(one: shelves.Opened, area: str, health: Well, five: Five) -> list[str]:
    """Say what we do not know, each in a sentence."""
    told = []
    if health.count is None:
        told.append(_("Hoe gezond mensen zich hier voelen. Daarvoor antwoordden te weinig mensen."))
    if five.told < len(FIVE):
        told.append(_("Wat mensen van de buurt zelf vinden. Niet op alles is genoeg geantwoord."))
    if one.people(shelves.TAKING_PART, area) is None:
        told.append(_("Hoeveel mensen meedoen. Dat zijn er hier nog te weinig om te zeggen."))
    told.append(_("Hoe het gaat met wie niet meedoet. Die mensen vragen we niets."))
    return told


def _headline(people: int | None, name: str) -> str:
    if people is None:
        return _("Zo gaat het in %(name)s") % {"name": name}
    return ngettext(
        "%(n)s mens deed dit jaar mee in %(name)s",
        "%(n)s mensen deden dit jaar mee in %(name)s",
        people,
    ) % {"n": people, "name": name}


@public
@require_safe
def neighbourhood(request: Request, district: str) -> HttpResponse:
    """Show how we are doing, what we did together, what changed and what we do not know."""
    area = shelves.find_district(district)
    region = published.region_of(area)
    if region is None:
        context = {"district": area, "place": area.name}
        return render(request, "insight/neighbourhood_none.html", context)
    one = shelves.opened(request, region, TOPICS)
    health = share_of(one, HEALTH, area.code, ("good",))
    five = _five(one, area.code)
    told = claims.told(one.shelf, one.period, published.definitions(region), area=area.code)
    return render(
        request,
        "insight/neighbourhood.html",
        {
            **shelves.context(request, one, ""),
            "place": area.name,
            "district": area,
            "h1": _headline(one.people(shelves.TAKING_PART, area.code), area.name),
            "health": health,
            "norm": NORM,
            "life": share_of(one, LIFE, area.code, ("good",)),
            "five": five,
            "seven": moving.seven_of(one, area.code),
            "facts": _facts(one, area.code),
            "spent": spent.of(one, area.code),
            "wishes": [row for row in demand.wishes(one, area.code) if row.people],
            "glad": together.glad_of(one, together.RESIDENTS, _("Wie meedoet"), area.code),
            "changed": [row for row in told if row.is_told],
            "unknown": _unknown(one, area.code, health, five),
            "results_url": reverse("insight:results", args=[region.slug]),
        },
    )
