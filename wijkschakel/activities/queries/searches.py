"""What somebody looks for, as a wish; and what came that fits it."""

import datetime as dt
import json
import uuid
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from wijkschakel.activities import rules
from wijkschakel.activities.models import Activity, SavedSearch, Session
from wijkschakel.activities.queries.sessions import Near, Wish, agenda
from wijkschakel.people.models import Person

AHEAD = dt.timedelta(weeks=8)
FITTING = 400
NOT_KEPT = {"start", "end", "district", "near", "only_beginning"}


def kept_wish(wish: Wish) -> dict[str, object]:
    """Give what of a wish is kept: what was chosen, not when or where somebody looked."""
    return {name: value for name, value in asdict(wish).items() if name not in NOT_KEPT}


def wish_of(search: SavedSearch, now: dt.datetime) -> Wish:
    """Make a wish for the coming weeks of what was saved."""
    content = json.loads(search.wanted)
    kept = content["wish"] | {"themes": tuple(content["wish"]["themes"])}
    return Wish(
        start=now,
        end=now + AHEAD,
        district=search.district,
        near=_near(search, content["walk"]),
        **kept,
    )


def _near(search: SavedSearch, minutes: int | None) -> Near | None:
    here = search.from_neighbourhood
    if here is None or not minutes or here.latitude is None or here.longitude is None:
        return None
    return Near((here.latitude, here.longitude), rules.metres_within(minutes))


def fitting(search: SavedSearch, now: dt.datetime) -> list[uuid.UUID]:
    """Give the activities that take place in the coming weeks and fit, the soonest first."""
    found = agenda(wish_of(search, now)).filter(state=Session.State.PLANNED)
    rows = found.values_list("activity_id", flat=True)[:FITTING]
    return list(dict.fromkeys(rows))


def searches_of(person: Person) -> list[SavedSearch]:
    """What this person saved, the newest first."""
    rows = SavedSearch.objects.filter(person=person).select_related("district")
    return list(rows.order_by("-since", "pk"))


def find_search(person: Person, search_id: uuid.UUID) -> SavedSearch | None:
    """Give a saved search of this person."""
    return SavedSearch.objects.filter(person=person, pk=search_id).first()


def activities_named(ids: Collection[Any]) -> dict[str, Activity]:
    """Give activities anyone may see, by the text of their number."""
    rows = Activity.objects.filter(pk__in=ids, state=Activity.State.PUBLISHED)
    return {str(row.pk): row for row in rows}


def next_sessions(ids: Collection[Any], now: dt.datetime) -> dict[str, Session]:
    """Give the next session of each of these activities, by the text of the activity's number."""
    rows = Session.objects.filter(
        activity__in=ids,
        activity__state=Activity.State.PUBLISHED,
        state=Session.State.PLANNED,
        ends_at__gt=now,
        starts_at__lt=now + AHEAD,
    ).select_related("activity__venue")
    found: dict[str, Session] = {}
    for row in rows.order_by("starts_at", "pk"):
        found.setdefault(str(row.activity_id), row)
    return found


def letters_on_paper(districts: Collection[Any]) -> QuerySet[SavedSearch]:
    """Searches with news for who gets it on paper, for the desk of these districts."""
    rows = SavedSearch.objects.filter(
        medium=SavedSearch.Medium.PAPER,
        is_paused=False,
        person__district__in=districts,
        person__erased_at__isnull=True,
    ).exclude(news=[])
    return rows.select_related("person", "district").order_by("person__given_name", "pk")
