"""The pages where somebody with a role works: named on the first page and under my data."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import RoleGrant
from wijkschakel.web.common.http import Request

Role = RoleGrant.Role


@dataclass(frozen=True)
class Workplace:
    """A page to work on."""

    address: str
    icon: str
    word: str | Promise


# Address, pictogram and word per role. A role without a page of its own is not in it.
PAGES = {
    Role.COORDINATOR: ("desk:today", "list", _("Naar mijn werkplek")),
    Role.PROFESSIONAL: ("support:referrals", "hand", _("Naar verwijzingen en collega's")),
    Role.FUNDER: ("insight:start", "eye", _("Naar de cijfers")),
    Role.RESEARCHER: ("insight:studies", "search", _("Naar mijn onderzoeken")),
    Role.SAFEGUARDING: ("desk:emergencies", "alert", _("Naar noodtoegang")),
    Role.ADMINISTRATOR: ("desk:staff_roles", "key", _("Naar rollen en beheer")),
}


def workplaces(request: Request) -> list[Workplace]:
    """Give where the visitor works: for each role held now, also when the second step waits."""
    held = {grant.role for grant in request.held_roles}
    found = []
    for role, (name, icon, word) in PAGES.items():
        if role in held:
            try:
                found.append(Workplace(reverse(name), icon, word))
            except NoReverseMatch:
                continue
    return found
