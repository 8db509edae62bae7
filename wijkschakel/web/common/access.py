"""Who may open a page. The only place that answers 404 for "not allowed".

Every view carries exactly one of these decorators; a test walks all addresses and
compares them with the permission matrix.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District
from wijkschakel.places.permissions import held_in
from wijkschakel.web.common import kept, steps
from wijkschakel.web.common.http import Request

View = Callable[..., HttpResponse]
Role = RoleGrant.Role
Thing = TypeVar("Thing")


def to_sign_in(request: Request) -> HttpResponse:
    """Ask to sign in and come back; what was typed is kept for who typed it."""
    answer = redirect_to_login(_way_back(request))
    return HttpResponseClientRedirect(answer["Location"]) if request.htmx else answer


def _way_back(request: Request) -> str:
    """Give the page to come back to: after sending a form, the one the form was on."""
    is_form = request.method not in ("GET", "HEAD")
    if request.htmx:
        back = request.htmx.current_url_abs_path or "/"
    else:
        back = _page_of_form(request) if is_form else request.get_full_path()
    if is_form:
        kept.keep(request, back)
    return back


def _page_of_form(request: Request) -> str:
    came_from = urlsplit(request.META.get("HTTP_REFERER", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def public(view: View) -> View:
    """Anyone may open this page."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Only a person who signed in, and with a role in two steps; others are asked to do so."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is None:
            return to_sign_in(request)
        if steps.must_prove(request):
            return steps.to_second_step(request, _way_back(request))
        return view(request, *args, **kwargs)

    guarded.access = "signed_in"  # type: ignore[attr-defined]
    return guarded


def halfway(view: View) -> View:
    """Only a person who signed in, also before the second step: to set it up and to prove it."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.access = "signed_in"  # type: ignore[attr-defined]
    return guarded


def with_role(*roles: str) -> Callable[[View], View]:
    """Only a person who holds one of these roles somewhere; for others the page does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.person is None:
                return to_sign_in(request)
            if not any(grant.role in roles for grant in request.held_roles):
                raise Http404
            if steps.must_prove(request):
                return steps.to_second_step(request, _way_back(request))
            if not any(grant.role in roles for grant in request.roles):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.access = "role:" + ",".join(roles)  # type: ignore[attr-defined]
        return guarded

    return decorate


def holds(request: Request, roles: Iterable[str], district: District | None) -> bool:
    """Say whether the visitor holds one of `roles` in this district; None asks for everywhere."""
    return held_in(request.roles, frozenset(roles), district)


def found(thing: Thing | None) -> Thing:
    """Give the thing; what is not there, or not for this visitor, does not exist: 404."""
    if thing is None:
        raise Http404
    return thing


def visitor(request: Request) -> Person:
    """Give the person who signed in, in a view that asks for that."""
    return found(request.person)
