"""Every page of the desk on one page, with a word on what it is for."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR


@dataclass(frozen=True)
class Door:
    """A page of the desk."""

    address: str
    icon: str
    word: str


# Title, and per page: its address, pictogram and word. A page that is not there is left out.
GROUPS = (
    (
        _("Mensen"),
        (
            ("desk:counter", "door", _("Iemand aan de balie")),
            ("desk:roles", "people", _("Rollen")),
            ("desk:second_steps", "key", _("Tweede stap bij inloggen")),
            ("desk:waiting_referrals", "hand", _("Verwijzingen die wachten")),
            ("support:referrals", "letter", _("Verwijzingen voor jouw organisatie")),
            ("support:directory", "people", _("Wie is wie")),
            ("support:tables", "talk", _("Overlegtafels")),
            ("desk:slips", "letter", _("Briefjes na het helpen")),
            ("desk:news_letters", "mail", _("Nieuws op papier")),
            ("desk:path_card", "path", _("Check-in-kaartje van een pad")),
            ("desk:partners", "talk", _("Gesprekspartners")),
            ("desk:to_tell", "talk", _("Noodtoegang vertellen")),
            ("desk:emergency_report", "alert", _("Noodtoegang per maand")),
        ),
    ),
    (
        _("Hulp van mens tot mens"),
        (
            ("desk:help_requests", "hand", _("Hulpvragen")),
            ("desk:help_plan", "path", _("Plan van de nacht")),
            ("desk:helpers", "people", _("Helpers en bewijzen")),
            ("desk:jobs", "tool", _("Buurtbanen")),
            ("desk:agreements", "card", _("Bestuurlijke afspraken")),
            ("desk:help_kinds", "list", _("Soorten hulp")),
        ),
    ),
    (
        _("Wat er is"),
        (
            ("desk:services", "help", _("Diensten")),
            ("desk:hours", "clock", _("Spreekuren")),
            ("desk:packages", "flag", _("Programma's om mee te beginnen")),
            ("desk:small_needs", "garden", _("Wat initiatieven nodig hebben")),
            ("learn:lessons", "learn", _("Wat we leerden")),
            ("desk:labels", "bell", _("Labels")),
            ("desk:themes", "list", _("Wat er is, per thema")),
            ("desk:posts", "edit", _("Berichten")),
            ("desk:offers", "hand", _("Aanbod van winkels en bewoners")),
            ("desk:free_places", "money", _("Wat gratis plekken kosten")),
            ("desk:spending", "money", _("Wat er is uitgegeven")),
            ("desk:commissions", "hand", _("Uitvragen: wie kan dit doen?")),
            ("desk:together", "table", _("Vragen samen oplossen")),
        ),
    ),
    (
        _("Zoeken en vragen"),
        (
            ("desk:guides", "list", _("De vraagwijzer")),
            ("desk:needs", "search", _("Wat mensen niet vonden")),
            ("desk:path_packs", "list", _("Vragen en gesprekskaarten van hier")),
            ("desk:synonym_groups", "language", _("Woorden om op te zoeken")),
        ),
    ),
    (
        _("De wijk"),
        (
            ("desk:begin", "plus", _("Een wijk beginnen")),
            ("desk:begin_district", "home", _("Een wijk zoals een andere")),
            ("desk:products", "print", _("Drukwerk om op te hangen")),
            ("desk:imports", "download", _("Overnemen van anderen")),
            ("desk:reach", "people", _("Wie doen er mee?")),
            ("desk:place", "flag", _("Waar verandert dit iets?")),
            ("insight:start", "eye", _("Wat het oplevert")),
            ("insight:own_definitions", "list", _("Wat we tellen: indicatoren")),
            ("insight:own_promises", "flag", _("Wat we beloven")),
            ("insight:studies", "search", _("Onderzoeken")),
            ("portal:regions", "map", _("Hoe ver is de regio?")),
        ),
    ),
)


def _door(name: str, icon: str, word: str) -> Door | None:
    try:
        return Door(reverse(name), icon, word)
    except NoReverseMatch:
        return None


def _groups() -> list[tuple[str, list[Door]]]:
    return [
        (str(title), [door for page in pages if (door := _door(page[0], page[1], str(page[2])))])
        for title, pages in GROUPS
    ]


@with_role(COORDINATOR)
@require_GET
def everything(request: Request) -> HttpResponse:
    """Show every page of the desk."""
    context = {"place": scopes.of(request).place, "groups": _groups()}
    return render(request, "desk/everything.html", context)
