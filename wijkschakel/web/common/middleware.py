"""What every request gets: a moment, a visitor, and help when something fails."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from wijkschakel.base import clock, visits
from wijkschakel.people import queries
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.web.common import errors, kept, steps
from wijkschakel.web.common.http import Request

Answer = Callable[[Request], HttpResponse]


class Moment:
    """Sets `request.now`: one moment for the whole request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Pass on with a moment."""
        request.now = clock.now()
        return self.get_response(request)


class Visitor:
    """Sets `request.person` (or None), the roles that hold today, and words typed before."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Pass on with a visitor."""
        account = request.user
        request.person = account.person if account.is_authenticated else None
        request.held_roles = cast(list[RoleGrant], SimpleLazyObject(lambda: _roles(request)))
        request.roles = cast(list[RoleGrant], SimpleLazyObject(lambda: steps.awake(request)))
        request.kept = kept.find(request)
        response = self.get_response(request)
        kept.mark_browser(request, response)
        return response


def _roles(request: Request) -> list[RoleGrant]:
    """Give the roles of the visitor: they came along, unless somebody signs in just now."""
    person: Person | None = request.person
    if person is None:
        return []
    came_along: list[RoleGrant] | None = getattr(request.user, "held_roles", None)
    if came_along is not None:
        return came_along
    return queries.roles_held(person, timezone.localdate(request.now))


class Visits:
    """Counts pages that were shown: the name of the page and the day, nothing of the visitor."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Pass on, and count a page that was found."""
        response = self.get_response(request)
        match = request.resolver_match
        if request.method == "GET" and response.status_code == HTTPStatus.OK and match:
            visits.counter.add(match.view_name or "?", request.now)
        return response


class Faults:
    """Turns what was foreseen (refused, gone, a database that is away) into a friendly page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        """Answer for a view that could not."""
        return errors.answer(request, error)
