"""News on paper: what fits a saved search of residents without mail."""

import json
import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities import queries
from wijkschakel.activities.actions import searches
from wijkschakel.activities.models import SavedSearch, Session
from wijkschakel.people import queries as people_queries
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, Scope

MOST = 60
ON_PAPER = 8


@dataclass(frozen=True)
class NewsLetter:
    """One letter: for whom, and what is new."""

    search: SavedSearch
    sessions: list[Session]


def _letter(scope: Scope, number: uuid.UUID) -> SavedSearch:
    return found(queries.letters_on_paper(scope.ids).filter(pk=number).first())


@with_role(COORDINATOR)
@require_GET
def letters(request: Request) -> HttpResponse:
    """Show who gets news on paper."""
    scope = scopes.of(request)
    rows = list(queries.letters_on_paper(scope.ids)[:MOST])
    people = {row.person_id: row.person for row in rows}
    scopes.note_reading(request, scope, people.values(), action="see_letters_on_paper")
    context = {"place": scope.place, "letters": rows}
    return render(request, "desk/news_letters.html", context)


@with_role(COORDINATOR)
@require_GET
def letter_print(request: Request, search: uuid.UUID) -> HttpResponse:
    """Show one letter as a sheet of paper, in the words of who gets it."""
    scope = scopes.of(request)
    row = _letter(scope, search)
    scopes.note_reading(request, scope, [row.person], action="help_at_desk", thing=row.person)
    coming = queries.next_sessions(row.news, request.now)
    sessions = sorted(coming.values(), key=lambda session: session.starts_at)
    query = json.loads(row.wanted)["query"]
    context = {"letter": NewsLetter(row, sessions[:ON_PAPER]), "query": query}
    with translation.override(people_queries.screen_language(row.person)):
        return render(request, "desk/news_letter_print.html", context)


@with_role(COORDINATOR)
@require_POST
def hand_over(request: Request, search: uuid.UUID) -> HttpResponse:
    """Note that the letter was given."""
    scope = scopes.of(request)
    searches.hand_over_paper(search=_letter(scope, search), by=scope.coordinator, now=request.now)
    return redirect("desk:news_letters")
