"""What waits at the desk in words: counted per kind, with what to do and where.

A kind in `waiting.SOURCES` has a line in PAGES and a sentence for one and for more.
"""

import datetime as dt
import uuid

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wijkschakel.web.common import dates
from wijkschakel.web.desk.tasks import Task, of_list


def said(
    kind: str, number: int, since: dt.datetime, target: uuid.UUID | None, now: dt.datetime
) -> Task:
    """Say what waits, and where it can be done."""
    icon, note, do, page = PAGES[kind]
    if not isinstance(since, dt.datetime):  # a day, as of what is kept without a moment
        since = dates.start_of(since)
    return of_list(
        min(since, now),
        now,
        kind=kind,
        icon=icon,
        what=_counted(kind, number) % {"n": number},
        note=str(note),
        do=str(do),
        href=reverse(page, args=[target] if target else None),
    )


# Per kind: pictogram, note, what to do, and the page.
PAGES: dict[str, tuple[str, Promise, Promise, str]] = {
    "role": (
        "person", _("Die leest nu mee. Ken je diegene niet? Bel de beheerder."), _("Bekijk"),
        "desk:roles",
    ),
    "help_request": ("hand", _("Kijk wie past."), _("Kies helper"), "desk:help_requests"),
    "agreement": (
        "card", _("Daarna kan er niets nieuws bij."), _("Verleng"), "desk:agreements",
    ),
    "award": (
        "hand", _("Lees het en bevestig, of stuur het terug."), _("Lees"), "desk:commissions",
    ),
    "commission": (
        "letter", _("De voorstellen zijn open. Stel een keuze voor."), _("Lees"),
        "desk:commissions",
    ),
    "look_back": ("flag", _("Schrijf op wat ervan kwam."), _("Kijk terug"), "desk:commissions"),
    "fell_out": ("phone", _("Bel wie geen mail heeft."), _("Bekijk"), "desk:hours"),
    "offered": (
        "clock", _("Komt er geen antwoord? Dan gaat de plek naar de volgende."),
        _("Bekijk lijst"), "desk:session",
    ),
    "post": ("letter", _("Lees het en plaats het."), _("Lees"), "desk:posts"),
    "report": ("flag", _("Iemand vindt dat het weg moet."), _("Lees"), "desk:posts"),
    "not_made": ("print", _("Maak het nog eens."), _("Bekijk"), "desk:products"),
    "suggestion": (
        "edit", _("Twee mensen zeggen ja, dan staat het."), _("Bekijk"), "desk:services",
    ),
    "feed": ("download", _("Kijk wat er mis is."), _("Bekijk"), "desk:imports"),
    "job": ("tool", _("Kan iemand hierin groeien?"), _("Lees"), "desk:jobs"),
    "not_found": ("search", _("Wat kan de wijk hiermee?"), _("Bekijk"), "desk:needs"),
    "lesson": ("learn", _("De laatste dag is voorbij."), _("Bekijk"), "learn:lesson"),
    "question": (
        "talk", _("Uit een avond die voorbij is."), _("Bekijk"), "portal:questions",
    ),
    "room": ("key", _("Buren willen hier graag zitten."), _("Bekijk"), "desk:offers"),
    "means": ("key", _("Iets om te lenen, of handen."), _("Bekijk"), "desk:offers"),
    "referral": (
        "hand", _("Bel de organisatie. Je ziet geen namen."), _("Bekijk"),
        "desk:waiting_referrals",
    ),
    "stale": ("help", _("Bel even. Klopt het nog?"), _("Kijk na"), "desk:services"),
}  # fmt: skip


def _counted(kind: str, n: int) -> str:
    """Give the sentence of a kind, for one or for more."""
    match kind:
        case "help_request":
            return ngettext(
                "%(n)s hulpvraag wacht op een helper", "%(n)s hulpvragen wachten op een helper", n
            )
        case "agreement":
            return ngettext("%(n)s afspraak loopt af", "%(n)s afspraken lopen af", n)
        case "fell_out":
            return ngettext(
                "%(n)s afspraak vervalt: het spreekuur is dicht",
                "%(n)s afspraken vervallen: het spreekuur is dicht",
                n,
            )
        case "offered":
            return ngettext(
                "%(n)s vrije plek is aangeboden", "%(n)s vrije plekken zijn aangeboden", n
            )
        case "post":
            return ngettext("%(n)s bericht wacht op jou", "%(n)s berichten wachten op jou", n)
        case "report":
            return ngettext("%(n)s melding over een bericht", "%(n)s meldingen over berichten", n)
        case "not_made":
            return ngettext("%(n)s keer drukwerk mislukt", "%(n)s keer drukwerk mislukt", n)
        case "suggestion":
            return ngettext("%(n)s voorstel voor een dienst", "%(n)s voorstellen voor diensten", n)
    return _counted_later(kind, n)


def _counted_of_regions(kind: str, n: int) -> str:
    match kind:
        case "lesson":
            return ngettext(
                "%(n)s proef wacht: wat kwam eruit?", "%(n)s proeven wachten: wat kwam eruit?", n
            )
        case "award":
            return ngettext(
                "%(n)s keuze wacht op een tweede mens", "%(n)s keuzes wachten op een tweede mens", n
            )
        case "commission":
            return ngettext("%(n)s uitvraag is gesloten", "%(n)s uitvragen zijn gesloten", n)
        case _:
            return ngettext("%(n)s uitvraag is voorbij", "%(n)s uitvragen zijn voorbij", n)


def _counted_later(kind: str, n: int) -> str:
    match kind:
        case "award" | "commission" | "look_back" | "lesson":
            return _counted_of_regions(kind, n)
        case "question":
            return ngettext(
                "%(n)s vraag bleef zonder antwoord", "%(n)s vragen bleven zonder antwoord", n
            )
        case "feed":
            return ngettext(
                "%(n)s bron van anderen gaf geen antwoord",
                "%(n)s bronnen van anderen gaven geen antwoord",
                n,
            )
        case "not_found":
            return ngettext(
                "%(n)s ding dat mensen vaker niet vonden",
                "%(n)s dingen die mensen vaker niet vonden",
                n,
            )
        case "job":
            return ngettext("%(n)s buurtbaan wacht op jou", "%(n)s buurtbanen wachten op jou", n)
        case "role":
            return ngettext("%(n)s nieuwe rol in je wijk", "%(n)s nieuwe rollen in je wijk", n)
        case "room":
            return ngettext("%(n)s ruimte wacht op jou", "%(n)s ruimtes wachten op jou", n)
        case "referral":
            return ngettext(
                "%(n)s verwijzing wacht te lang", "%(n)s verwijzingen wachten te lang", n
            )
        case "means":
            return ngettext("%(n)s keer aanbod wacht op jou", "%(n)s keer aanbod wacht op jou", n)
        case _:
            return ngettext(
                "%(n)s dienst is lang niet nagekeken", "%(n)s diensten zijn lang niet nagekeken", n
            )
