"""Figures of an area in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wijkschakel.places import rules
from wijkschakel.places.models import Area, Figure
from wijkschakel.places.queries.areas import COUNTRY
from wijkschakel.places.rules import Indicator

PEOPLE = {
    "": gettext_noop("inwoners"),
    "18+": gettext_noop("volwassenen"),
    "18-65": gettext_noop("mensen van 18 tot 65 jaar"),
    "65+": gettext_noop("65-plussers"),
}
AGE_ORDER = ["", "18+", "18-65", "65+"]
FIELDS = ("area_code", "indicator", "year", "ages", "value", "status", "is_modelled", "source")


@dataclass(frozen=True)
class KeyFigure:
    """One figure as a page says it."""

    indicator: str
    label: str
    value_text: str
    sentence: str
    number: float | None
    unit: str
    ages: str
    year: int
    source: str
    is_modelled: bool
    headline: int
    country_text: str = ""
    country: float | None = None
    earlier: tuple[tuple[int, float], ...] = field(default=())

    @property
    def origin(self) -> str:
        """Say year and source, and whether it is an estimate: "2020, CBS"."""
        if self.is_modelled:
            return _("%(year)s, %(source)s; geschat met een model, niet geteld") % {
                "year": self.year,
                "source": self.source,
            }
        return f"{self.year}, {self.source}"

    @property
    def of_hundred(self) -> int | None:
        """Give how many of a hundred, for a drawing; None for other figures."""
        if self.unit not in ("of_people", "share") or self.number is None:
            return None
        return round(self.number)


def key_figures(area: Area) -> list[KeyFigure]:
    """Give the newest figure of everything that is known of an area, most telling first."""
    rows = Figure.objects.filter(
        area_code__in=[area.code, COUNTRY], division_year=area.division_year
    ).values(*FIELDS)
    here: dict[tuple[str, str], list[dict]] = {}
    country: dict[tuple[str, str, int], float] = {}
    for row in rows:
        if row["area_code"] == COUNTRY:
            country[row["indicator"], row["ages"], row["year"]] = row["value"]
        elif row["status"] != Figure.Status.NOT_ASKED:
            here.setdefault((row["indicator"], row["ages"]), []).append(row)
    found = [
        _figure(rows, country)
        for (name, ages), rows in here.items()
        if _is_widest(name, ages, here)
    ]
    return sorted(found, key=lambda f: (f.headline or 99, f.label))


def _is_widest(name: str, ages: str, here: Iterable[tuple[str, str]]) -> bool:
    first = next((a for a in AGE_ORDER if (name, a) in here), ages)
    return ages == first


def _figure(rows: list[dict], country: dict[tuple[str, str, int], float]) -> KeyFigure:
    rows = sorted(rows, key=lambda row: -row["year"])
    row = next((r for r in rows if r["value"] is not None), rows[0])
    known = rules.INDICATORS.get(row["indicator"]) or Indicator(
        row["indicator"], row["indicator"], "number", row["source"]
    )
    label = _(known.label) if row["indicator"] in rules.INDICATORS else known.label
    compared = country.get((row["indicator"], row["ages"], row["year"]))
    if known.unit in ("people", "homes"):
        compared = None
    return KeyFigure(
        indicator=row["indicator"],
        label=label,
        value_text=_value_text(known, row["value"]),
        sentence=_sentence(known, label, row["value"], row["ages"]),
        number=row["value"],
        unit=known.unit,
        ages=row["ages"],
        year=row["year"],
        source=row["source"],
        is_modelled=row["is_modelled"],
        headline=known.headline,
        country_text=_value_text(known, compared) if compared is not None else "",
        country=compared,
        earlier=tuple(
            (r["year"], r["value"])
            for r in reversed(rows)
            if r["value"] is not None and r["year"] < row["year"]
        ),
    )


def _value_text(known: Indicator, value: float | None) -> str:
    if value is None:
        return _("niet bekend gemaakt")
    if known.unit in ("people", "homes"):
        return number_format(value, 0, use_l10n=True, force_grouping=True)
    if known.unit in ("of_people", "share"):
        return _("%(count)s van de 100") % {"count": round(value)}
    if known.unit == "kilometres":
        return _("%(number)s km") % {"number": number_format(value, 1)}
    if known.unit == "thousand_euros":
        return f"€\u00a0{number_format(value * 1000, 0, force_grouping=True)}"
    return number_format(value, 0 if value == int(value) else 2, force_grouping=True)


def _sentence(known: Indicator, label: str, value: float | None, ages: str) -> str:
    if value is None:
        return _("%(label)s: te weinig mensen om een cijfer te geven") % {"label": label}
    if known.unit == "of_people" and known.phrase:
        return _("%(count)s van de 100 %(people)s %(phrase)s") % {
            "count": round(value),
            "people": _(PEOPLE[ages]),
            "phrase": _(known.phrase),
        }
    return f"{label}: {_value_text(known, value)}"
