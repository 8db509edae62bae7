"""Hoe eerlijk zijn deze cijfers? Made-up programmes of which the truth is known."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.outcomes.simulator import shown
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.hundred import percent
from wijkschakel.web.insight import drawings
from wijkschakel.web.insight.words import of_hundred

FIRST, SIZE = "no_effect", 340


def _scenarios() -> dict[str, tuple[str, str]]:
    """Give each scenario its name and what happens in it."""
    return {
        "no_effect": (
            _("Het doet niets"),
            _("Mensen komen op een slechte dag. Later gaat het vanzelf beter."
              " Wie zich slecht voelt, haakt vaker af."),
        ),
        "real_effect": (
            _("Het helpt echt"),
            _("Mensen komen op een slechte dag, en het programma helpt."),
        ),
        "selection": (
            _("Alleen slechte dagen"),
            _("Mensen komen op een slechte dag. Het programma doet niets. Niemand haakt af."),
        ),
        "drop_out": (
            _("Afhakers"),
            _("Het programma doet niets. Wie zich slecht voelt, haakt vaker af."),
        ),
        "trend": (
            _("Iedereen gaat vooruit"),
            _("In het hele land gaat het beter. Het programma doet niets."),
        ),
        "spill_over": (
            _("De buren krijgen het ook"),
            _("Het programma helpt, en de groep waarmee we vergelijken krijgt er ook iets van."),
        ),
    }  # fmt: skip


def _sentences(row: shown.Row) -> list[str]:
    told = [
        _("Gewoon tellen zegt gemiddeld %(naive)s. Wij zeggen %(ours)s. Waar is %(truth)s.")
        % {name: percent(row[name]) for name in ("naive", "ours", "truth")},
        _("In %(n)s van de 100 programma's ligt de waarheid tussen onze twee grenzen.")
        % {"n": of_hundred(row["covered"])},
    ]  # fmt: skip
    if row["silent"]:
        told.append(
            _("In %(n)s van de %(all)s programma's zeggen we: te weinig om iets te zeggen.")
            % {"n": row["silent"], "all": row["studies"]}
        )
    if row["scenario"] == "spill_over":
        told.append(
            _("Hier zeggen we te weinig. Dat kunnen we niet zien, en daarom staat het hier.")
        )
    elif row["truth"] and row["ours_change"] < 0.8:
        told.append(_("Met zo weinig mensen zien we een echt verschil vaak niet."))
    return told


def _times(row: shown.Row) -> list[tuple[str, SafeString]]:
    """Give how often plain counting and we say that something changed, in words and blocks."""
    words = {
        "naive_change": _("Gewoon tellen zegt %(n)s van de 100 keer: er veranderde iets."),
        "ours_change": _("Wij zeggen dat %(n)s van de 100 keer."),
    }
    return [
        (
            sentence % {"n": of_hundred(row[name])},
            drawings.hundred_times(of_hundred(row[name]), is_right=bool(row["truth"])),
        )
        for name, sentence in words.items()
    ]


@public
@require_safe
def honest(request: Request) -> HttpResponse:
    """Show what plain counting says of made-up programmes, what we say, and what is true."""
    scenarios = _scenarios()
    chosen = request.GET.get("wat", FIRST)
    chosen = chosen if chosen in scenarios else FIRST
    asked = request.GET.get("mensen", "")
    size = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else SIZE
    size = size if size in shown.PEOPLE else SIZE
    row, first = shown.find(chosen, size), shown.find(FIRST, SIZE)
    return render(
        request,
        "insight/honest.html",
        {
            "naive": percent(first["naive"]),
            "ours": percent(first["ours"]),
            "row": row,
            "about": scenarios[chosen][1],
            "sentences": _sentences(row),
            "times": _times(row),
            "picture": drawings.two_claims(row["naive"], row["ours"], row["truth"]),
            "scenarios": [
                (f"?wat={code}&mensen={size}", name, code == chosen)
                for code, (name, _about) in scenarios.items()
            ],
            "sizes": [
                (f"?wat={chosen}&mensen={count}", count, count == size) for count in shown.PEOPLE
            ],
            "studies": shown.STUDIES,
            "seed": shown.SEED,
        },
    )
