"""My week in the calendar of my own telephone: a secret address that I can take back."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.people.actions import calendars
from wijkschakel.people.queries import calendars as queries
from wijkschakel.web.common.access import signed_in
from wijkschakel.web.common.http import SignedInRequest


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: SignedInRequest) -> HttpResponse:
    """Tell how it works; a new address is shown this once, for we do not keep it."""
    address = ""
    if request.method == "POST":
        key = calendars.make_calendar_link(
            person=request.person, by=request.person, now=request.now
        )
        address = f"{settings.BASE_URL}{reverse('api:my_calendar', args=[key])}"
    context = {
        "address": address,
        "opens": f"webcal://{urlsplit(address).netloc}{urlsplit(address).path}",
        "link": queries.find_link(request.person),
    }
    return render(request, "account/calendar.html", context)


@signed_in
@require_POST
def revoke_calendar(request: SignedInRequest) -> HttpResponse:
    """Take my address back."""
    calendars.revoke_calendar_link(person=request.person, by=request.person, now=request.now)
    messages.success(request, _("Weg. Je agenda krijgt niets nieuws meer."))
    return redirect("account:my_calendar")
