"""What is known of me, and my ways to come in."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.activities import queries as activity_queries
from wijkschakel.people import queries
from wijkschakel.people.actions import accounts, cards, joining, notices, second_step
from wijkschakel.web.account.door import lets_out
from wijkschakel.web.account.forms import PersonForm
from wijkschakel.web.common import steps
from wijkschakel.web.common.access import signed_in
from wijkschakel.web.common.http import SignedInRequest
from wijkschakel.web.common.workplace import workplaces


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: SignedInRequest) -> HttpResponse:
    """Show what is known of me, to read and to change."""
    person = request.person
    form = PersonForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        fresh = type(person).objects.get(pk=person.pk)  # the form changed our copy already
        joining.change_person(person=fresh, by=person, now=request.now, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return _in_language(redirect("account:mine"), form.cleaned_data["language"])
    month = request.now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    context = {
        "form": form,
        "workplaces": workplaces(request),
        "notices": queries.unread_notices(person),
        "free_places": activity_queries.free_places_of(person),
        "consents": queries.consents_of(person, request.now).count(),
        "looks": len({look.name for look in queries.who_looked(person, month)}),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "account/mine.html", context, status=status)


def _in_language(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


@signed_in
@require_POST
def read_notice(request: SignedInRequest, notice: uuid.UUID) -> HttpResponse:
    """Put away a word that I have read."""
    mine = get_object_or_404(request.person.notices, pk=notice)
    notices.read_notice(notice=mine, by=request.person, now=request.now)
    return redirect("account:mine")


@signed_in
@never_cache
@require_safe
def my_keys(request: SignedInRequest) -> HttpResponse:
    """Show my ways to come in: address, keys of devices, paper card."""
    context: dict[str, object] = {
        "passkeys": request.user.passkeys.order_by("made_at", "id"),
        "cards": request.person.cards.filter(revoked_at__isnull=True).order_by("-made_at", "id"),
        "identities": request.user.identities.order_by("made_at", "id"),
    }
    if steps.sees_others(request.roles):
        context |= {
            "is_staff": True,
            "has_app": second_step.is_on(request.user),
            "codes_left": queries.recovery_codes_left(request.user),
            "organisations": settings.ORGANISATIONS.values(),
        }
    return lets_out(render(request, "account/keys.html", context))


@signed_in
@require_POST
def revoke_card(request: SignedInRequest, card: uuid.UUID) -> HttpResponse:
    """Take my paper card back, when it is lost."""
    mine = get_object_or_404(request.person.cards, pk=card)
    cards.revoke_card(card=mine, by=request.person, now=request.now)
    messages.success(request, _("Je kaart werkt niet meer. Een nieuwe krijg je aan de balie."))
    return redirect("account:my_keys")


@signed_in
@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """End all my sessions but this one."""
    accounts.sign_out_everywhere(account=request.user, by=request.person, now=request.now)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Klaar. Alleen op dit apparaat ben je nog ingelogd."))
    return redirect("account:my_keys")
