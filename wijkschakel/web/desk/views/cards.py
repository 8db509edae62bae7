"""A paper card for who has no e-mail and no telephone: made here, shown once, taken back."""

import uuid

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import cards
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR


@with_role(COORDINATOR)
@require_GET
def card(request: Request, person: uuid.UUID) -> HttpResponse:
    """Say what a card is, and what happens to the one they have."""
    scope = scopes.of(request)
    resident = scopes.get_resident(scope, person)
    scopes.note_reading(request, scope, [resident], action="help_at_desk", thing=resident)
    context = {
        "place": scope.place,
        "resident": resident,
        "card": people_queries.find_card(resident),
    }
    return render(request, "desk/card.html", context)


@with_role(COORDINATOR)
@require_POST
@never_cache
def make_card(request: Request, person: uuid.UUID) -> HttpResponse:
    """Make a card and show it this once, ready for the printer, in the words of the resident."""
    scope = scopes.of(request)
    resident = scopes.get_resident(scope, person)
    made = cards.make_card(person=resident, by=scope.coordinator, now=request.now)
    address = settings.BASE_URL + reverse("account:sign_in_with_card")
    context = {
        "place": scope.place,
        "resident": resident,
        "words": made.words,
        "pin": made.pin,
        "address": address,
        "code": sign_in_code(address),
    }
    with translation.override(people_queries.screen_language(resident)):
        return render(request, "desk/card_print.html", context)


def sign_in_code(address: str) -> SafeString:
    """Draw the address as a QR code. Nothing else is in it: no words, no PIN, no name."""
    import segno  # noqa: PLC0415  # slow import

    code = segno.make_qr(address, error="m")
    drawing = code.svg_inline(scale=1, border=2, omitsize=True, svgclass="pa-code", lineclass=None)
    return mark_safe(drawing)  # noqa: S308


@with_role(COORDINATOR)
@require_POST
def revoke_card(request: Request, person: uuid.UUID) -> HttpResponse:
    """Take back a card that was lost."""
    scope = scopes.of(request)
    resident = scopes.get_resident(scope, person)
    if held := people_queries.find_card(resident):
        cards.revoke_card(card=held, by=scope.coordinator, now=request.now)
    return redirect("desk:resident", resident.pk)
