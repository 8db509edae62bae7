"""Which organisations there are and how many belong to each: for the administrator."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import organisations as actions
from wijkschakel.people.models import RoleGrant
from wijkschakel.people.queries import memberships as queries
from wijkschakel.web.common.access import visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.organisation_forms import NAME, OrganisationForm
from wijkschakel.web.desk.staff_forms import looks_after_all

ADMINISTRATOR = RoleGrant.Role.ADMINISTRATOR


def _words(request: Request) -> str:
    return " ".join(request.GET.get("zoek", "").replace("\0", " ").split())[:NAME]


@with_role(ADMINISTRATOR)
@require_safe
def organisations(request: Request) -> HttpResponse:
    """Show the organisations of the own districts, by words."""
    scope, words = scopes.of(request, ADMINISTRATOR), _words(request)
    where = None if looks_after_all(scope) else scope.ids
    rows = queries.organisations_with_members(where, words, timezone.localdate(request.now))
    context = {"rows": rows, "words": words, "is_more": len(rows) == queries.MOST_SHOWN}
    return render(request, "desk/organisations.html", context)


@with_role(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new_organisation(request: Request) -> HttpResponse:
    """Make an organisation; next somebody belongs to it."""
    scope = scopes.of(request, ADMINISTRATOR)
    data = request.POST if request.method == "POST" else None
    form = OrganisationForm(data, scope=scope, initial={"name": _words(request)})
    if data is not None and form.is_valid():
        try:
            made = actions.add_organisation(
                by=visitor(request), now=request.now, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error("name", refused.sentence)
        else:
            messages.success(request, _("%(name)s staat erin. Wie hoort erbij?") % {"name": made})
            return redirect("portal:members", made.pk)
    status = HTTPStatus.OK if data is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "desk/new_organisation.html", {"form": form}, status=status)
