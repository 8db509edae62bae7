"""Posts at the desk: what waits to be placed, what readers reported, and everything else."""

import uuid
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities import queries
from wijkschakel.activities.actions import posts as post_actions
from wijkschakel.activities.models import Post
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.deciding import Pile
from wijkschakel.web.desk.post_forms import DeclineForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

SHOWN = 60


def _page(
    request: Request,
    scope: Scope,
    *,
    form: DeclineForm | None = None,
    about: Post | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    waiting = list(queries.waiting_posts(scope.ids)[:SHOWN])
    reports = queries.open_reports(scope.ids)
    writers = [post.author for post in waiting] + [report.post.author for report in reports]
    people = {person.pk: person for person in writers if person}
    scopes.note_reading(request, scope, people.values(), action="read_posts_at_desk")
    context = {
        "place": scope.place,
        "waiting": waiting,
        "reports": reports[:SHOWN],
        "placed": queries.posts_at_desk(scope.ids).exclude(state=Post.State.WAITING)[:SHOWN],
        "form": form or DeclineForm(),
        "about": about,
        "refusal": refusal,
    }
    return render(request, "desk/posts.html", context, status=status)


PILE = Pile(_page, "desk:posts")


def _post(scope: Scope, number: uuid.UUID) -> Post:
    return found(queries.posts_at_desk(scope.ids).filter(pk=number).first())


@with_role(COORDINATOR)
@require_GET
def posts(request: Request) -> HttpResponse:
    """Show what waits to be read."""
    return _page(request, scopes.of(request))


@with_role(COORDINATOR)
@require_POST
def place(request: Request, post: uuid.UUID) -> HttpResponse:
    """Put a post where all can read it."""
    scope = scopes.of(request)
    said = _("Het staat erop.")
    return PILE.decide(request, scope, said, post_actions.place_post, post=_post(scope, post))


@with_role(COORDINATOR)
@require_POST
def decline(request: Request, post: uuid.UUID) -> HttpResponse:
    """Do not place it, or take it away, and say why."""
    scope = scopes.of(request)
    return PILE.decline(request, scope, post_actions.decline_post, post=_post(scope, post))


@with_role(COORDINATOR)
@require_POST
def keep(request: Request, report: int) -> HttpResponse:
    """Look at a report and let it stand."""
    scope = scopes.of(request)
    reports = [row for row in queries.open_reports(scope.ids) if row.pk == report]
    post_actions.keep_reported(
        report=found(reports[0] if reports else None), by=scope.coordinator, now=request.now
    )
    return redirect("desk:posts")


@with_role(COORDINATOR)
@require_POST
def remove_comment(request: Request, report: int) -> HttpResponse:
    """Take a reported comment away."""
    scope = scopes.of(request)
    reports = [row for row in queries.open_reports(scope.ids) if row.pk == report and row.comment]
    reported = found(reports[0] if reports else None)
    assert reported.comment is not None  # noqa: S101
    post_actions.remove_comment(comment=reported.comment, by=scope.coordinator, now=request.now)
    return redirect("desk:posts")
