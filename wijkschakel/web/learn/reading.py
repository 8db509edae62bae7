"""Reading lessons: the list with its filters, and one of them."""

import uuid
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from wijkschakel.activities.models import Initiative
from wijkschakel.activities.queries import initiatives as initiative_queries
from wijkschakel.base import search
from wijkschakel.learning import permissions, queries
from wijkschakel.learning.models import Lesson, LessonUse
from wijkschakel.places.models import District, Region
from wijkschakel.web.common import linked_data, linked_lessons
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.htmx import render_part
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import find_district, place_of
from wijkschakel.web.learn.forms import UseForm, WithdrawForm

PAGE, MOST_PAGES = 24, 40
OUTCOMES = [(queries.TRYING, gettext_lazy("Loopt nog")), *Lesson.Outcome.choices]


@dataclass(frozen=True)
class Tab:
    """A place to look in."""

    href: str
    name: str
    is_chosen: bool


def _known(asked: str, values: list[str]) -> str:
    """Give what is asked; what we do not know is as if it was not asked."""
    return asked if asked in values else ""


def asked_initiative(request: Request) -> Initiative | None:
    """Give the initiative or programme that an address names; None when there is none."""
    try:
        number = uuid.UUID(request.GET.get("initiatief", ""))
    except ValueError:
        return None
    return initiative_queries.find_initiative(number)


def _wish(request: Request) -> queries.LessonWish:
    ask = request.GET.get
    code, slug = ask("wijk", "")[:10].replace("\0", ""), ask("regio", "")[:60].replace("\0", "")
    about = asked_initiative(request)
    return queries.LessonWish(
        initiative=about,
        district=find_district(code) if code else None,
        region=Region.objects.filter(slug=slug).first() if slug else None,
        level=_known(ask("niveau", ""), Lesson.Level.values),
        block=_known(ask("bouwsteen", ""), Lesson.Block.values),
        principle=_known(ask("principe", ""), Lesson.Principle.values),
        outcome=_known(ask("uitkomst", ""), [code for code, _name in OUTCOMES]),
        words=" ".join(ask("zoek", "").replace("\0", " ").split())[:80],
    )


def _asked(wish: queries.LessonWish) -> dict[str, str]:
    """Give the filters that are set, as in an address."""
    chosen = {
        "zoek": wish.words, "bouwsteen": wish.block, "niveau": wish.level,
        "principe": wish.principle, "uitkomst": wish.outcome,
    }  # fmt: skip
    return {name: value for name, value in chosen.items() if value}


def _where(wish: queries.LessonWish) -> dict[str, str]:
    if wish.initiative:
        return {"initiatief": str(wish.initiative.pk)}
    if wish.district:
        return {"wijk": wish.district.code}
    return {"regio": wish.region.slug} if wish.region else {}


def _tabs(wish: queries.LessonWish, here: District | None) -> list[Tab]:
    """Offer everywhere, what is asked for, and the district of the visitor."""
    places: list[tuple[dict[str, str], str]] = [({}, _("Overal"))]
    if wish.initiative:
        places.append(({"initiatief": str(wish.initiative.pk)}, wish.initiative.name))
    district = wish.district or here
    regions = [wish.region] if wish.region else queries.regions_around(district)
    places += [({"regio": region.slug}, region.name) for region in regions]
    if district:
        places.append(({"wijk": district.code}, district.name))
    now = _where(wish)
    return [
        Tab(f"?{urlencode(where | _asked(wish))}", name, where == now) for where, name in places
    ]


def _headline(total: int, wish: queries.LessonWish) -> str:
    if total:
        return ngettext("%(n)s les om van te leren", "%(n)s lessen om van te leren", total) % {
            "n": total
        }
    return _("Niets gevonden") if _asked(wish) else _("Er is nog geen les")


@public
@require_safe
def lessons(request: Request) -> HttpResponse:
    """Show what was tried everywhere, and what came of it."""
    wish, person, here = _wish(request), request.person, place_of(request)
    asked = request.GET.get("toon", "1")[:4]
    pages = max(1, min(MOST_PAGES, int(asked))) if asked.isascii() and asked.isdigit() else 1
    rows = queries.search_lessons(wish)
    total = rows.count()
    query = _asked(wish) | _where(wish)
    mine = queries.lessons_of(person, request.now) if person else []
    today = timezone.localdate(request.now)
    context: dict[str, Any] = {
        "place": here,
        "wish": wish,
        "headline": _headline(total, wish),
        "lessons": rows[: pages * PAGE],
        "more": urlencode(query | {"toon": pages + 1}) if total > pages * PAGE else "",
        "is_narrowed": bool(_asked(wish)),
        "where": _where(wish),
        "tabs": _tabs(wish, here),
        "levels": Lesson.Level.choices,
        "blocks": Lesson.Block.choices,
        "principles": Lesson.Principle.choices,
        "outcomes": OUTCOMES,
        "mine": [(one, queries.waits(one, today)) for one in mine],
        "may_write": here is not None and permissions.may_write(person, here, request.now),
        "meant": search.explain_nothing(wish.words) if wish.words and not total else "",
    }
    return render_part(request, "learn/lessons.html", "learn/_list.html", context)


def found_lesson(request: Request, number: uuid.UUID) -> Lesson:
    """Give a lesson that the visitor may read."""
    return found(queries.find_lesson(number, request.person, request.now))


@public
@require_safe
def lesson(request: Request, lesson_id: uuid.UUID) -> HttpResponse:
    """Show one lesson: what was tried, what came of it, and who uses it."""
    return show(request, found_lesson(request, lesson_id))


def show(
    request: Request, one: Lesson, *, form: UseForm | None = None,
    withdraw: WithdrawForm | None = None, refusal: str = "", status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    """Show the page of a lesson."""
    person, now = request.person, request.now
    mine = queries.parties_of(person, now) if person and one.is_published else []
    parties = queries.may_use_still(one, mine)
    numbers = {party.pk for party in mine}
    uses: list[LessonUse] = one.in_use  # type: ignore[attr-defined]
    context = {
        "place": one.district,
        "lesson": one,
        "along": [party.organisation for party in one.parties.all()],
        "uses": [(use, (use.organisation_id or use.initiative_id) in numbers) for use in uses],
        "may_change": permissions.may_change(person, one, now),
        "waits": queries.waits(one, timezone.localdate(now)),
        "form": form or (UseForm(parties=parties) if parties else None),
        "withdraw": withdraw or WithdrawForm(),
        "refusal": refusal,
        "linked_data": linked_data.script(linked_lessons.lesson(one)) if one.is_published else "",
    }
    return render(request, "learn/lesson.html", context, status=status)
