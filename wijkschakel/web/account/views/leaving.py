"""Taking my data along, and wiping it."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wijkschakel.base import journal
from wijkschakel.upkeep import privacy
from wijkschakel.web.account.forms import WipeForm
from wijkschakel.web.account.readable import parts_of
from wijkschakel.web.common import signin
from wijkschakel.web.common.access import public, signed_in
from wijkschakel.web.common.http import Request, SignedInRequest


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: SignedInRequest) -> HttpResponse:
    """Give all we keep about me: a page to read, or a file for another system."""
    if request.method != "POST":
        return render(request, "account/take_along.html")
    export = privacy.export_person(request.person)
    journal.record(action="export_person", now=request.now, by=request.person, about=request.person)
    if request.POST.get("form") == "json":
        response = HttpResponse(export.as_json(), content_type="application/json")
        name = "wijkschakel.json"
    else:
        response = render(
            request,
            "account/take_along_file.html",
            {"parts": parts_of(export.rooms), "digest": export.digest},
        )
        name = "wijkschakel.html"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wipe(request: SignedInRequest) -> HttpResponse:
    """Wipe all that tells who I am, after saying what goes and what stays."""
    form = WipeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "account/wipe.html", {"form": form})
    if not form.is_valid():
        return render(request, "account/wipe.html", {"form": form}, status=422)
    privacy.erase_person(person=request.person, by=request.person, now=request.now)
    logout(request)
    return signin.forget_pages(redirect("account:wiped"))


@public
@require_safe
def wiped(request: Request) -> HttpResponse:
    """Say goodbye to somebody who is not known here any more."""
    return render(request, "account/wiped.html")
