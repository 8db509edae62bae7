"""The page with all ways to come in."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from wijkschakel.web.account.forms import AddressForm
from wijkschakel.web.common import kept
from wijkschakel.web.common.http import Request


def cast() -> dict[str, Any]:
    """Give the people of the demonstration."""
    from wijkschakel.upkeep.demo.people import BY_KEY  # slow import  # noqa: PLC0415

    return BY_KEY


def demo_card() -> dict[str, Any] | None:
    """Give the card that everybody may try; outside the demonstration there is none."""
    if not settings.DEMO:
        return None
    from wijkschakel.upkeep.demo import people  # slow import  # noqa: PLC0415

    owner = people.BY_KEY[people.CARD_OF].given_name
    return {"owner": owner, "words": " ".join(people.CARD_WORDS), "pin": people.CARD_PIN}


def show_door(
    request: Request,
    address: str,
    form: AddressForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the ways to come in, and why one of them did not work."""
    context = {
        "form": form or AddressForm(),
        "next": address,
        "refusal": refusal,
        "is_kept": kept.is_waiting(request),
        "organisations": settings.ORGANISATIONS.values(),
        "demo_card": demo_card(),
        "demo_people": cast().values() if settings.DEMO else (),
    }
    response = render(request, "account/sign_in.html", context, status=status)
    return lets_out(response)


def lets_out(response: HttpResponse) -> HttpResponse:
    """Let the forms of this page go on to the organisations of the settings, and nowhere else."""
    if origins := sorted({one.origin for one in settings.ORGANISATIONS.values()}):
        response._csp_update = {"form-action": origins}  # type: ignore[attr-defined]
    return response
