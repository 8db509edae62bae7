"""Joining a neighbourhood: one step, and two questions that may stay empty."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkschakel.people.actions import joining
from wijkschakel.places.models import District, RegionDistrict
from wijkschakel.web.account.forms import JoinForm
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request


def _districts(chosen: District | None) -> QuerySet[District]:
    takes_part = Q(pk__in=RegionDistrict.objects.values("district"))
    if chosen is not None:
        takes_part |= Q(pk=chosen.pk)
    return District.objects.filter(takes_part).order_by("name")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request) -> HttpResponse:
    """Join a neighbourhood of your choice."""
    return _join(request, None)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_neighbourhood(request: Request, district: str) -> HttpResponse:
    """Join the neighbourhood with this code."""
    latest = District.objects.filter(code=district).order_by("-division_year")
    return _join(request, get_object_or_404(latest[:1]))


def _join(request: Request, district: District | None) -> HttpResponse:
    if request.person is None:
        here = request.get_full_path()
        return render(request, "account/join_first.html", {"district": district, "next": here})
    person = request.person
    initial = {
        "given_name": person.given_name,
        "district": district or person.district_id,
        "likes": person.likes,
        "brings": person.brings,
    }
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        districts=_districts(district),
    )
    context = {"form": form, "district": district}
    if request.method != "POST":
        return render(request, "account/join.html", context)
    if not form.is_valid():
        return render(request, "account/join.html", context, status=422)
    chosen = form.cleaned_data["district"]
    joining.join_neighbourhood(
        person=person,
        district=chosen,
        given_name=form.cleaned_data["given_name"],
        likes=form.cleaned_data["likes"],
        brings=form.cleaned_data["brings"],
        by=person,
        now=request.now,
    )
    messages.success(request, _("Welkom in %(district)s.") % {"district": chosen.name})
    return redirect(settings.LOGIN_REDIRECT_URL or reverse("account:mine"))
