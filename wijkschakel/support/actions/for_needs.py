"""Planning for a need: what an organisation or programme does starts from what people seek."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import programmes, series
from wijkschakel.activities.models import Activity, Initiative, Session
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.support.actions import needs as actions
from wijkschakel.support.models import Need, NeedAnswer
from wijkschakel.support.rules.citing import must_cite

LONGEST = 120


class NoNeed(Refused):
    """It names no need, and it is not by residents."""

    def __init__(self) -> None:
        super().__init__(
            _("Kies waar buren om vroegen, of schrijf op wat ze zoeken. Er is nog niets gepland.")
        )


class NoVenue(Refused):
    """A need is met in a neighbourhood: we have to know where."""

    def __init__(self) -> None:
        super().__init__(
            _("Kies ook de plek. Dan weten we in welke buurt het is. Er is nog niets gepland.")
        )


@dataclass(frozen=True)
class Cited:
    """The needs that were picked from the list, and one that was not on it, in public words."""

    needs: Sequence[Need] = ()
    heard: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was named."""
        return not (self.needs or self.heard.strip())


def needs_one(activity: Activity) -> bool:
    """Say whether this activity has to name a need and does not yet."""
    return _must(activity) and not NeedAnswer.objects.filter(activity=activity).exists()


def _must(activity: Activity) -> bool:
    return must_cite(
        has_organisation=activity.organisation_id is not None,
        is_resident_run=activity.is_resident_run,
        is_in_programme=activity.phase_id is not None,
        is_import=bool(activity.source_id),
    )


@transaction.atomic
def plan_activity(*, cited: Cited, by: Person, now: dt.datetime, **fields: Any) -> list[Session]:
    """Make an activity with its first sessions and what it is there for: all or nothing.

    :raises NoNeed, NoVenue: it is of an organisation and names none.
    """
    sessions = series.start_activity(by=by, now=now, **fields)
    _cite(sessions[0].activity, cited, by, now)
    return sessions


@transaction.atomic
def plan_more(
    *, activity: Activity, cited: Cited, by: Person, now: dt.datetime, **fields: Any
) -> list[Session]:
    """Plan more days; what should have named a need does so now.

    :raises NoNeed, NoVenue: nothing was planned.
    """
    if needs_one(activity):
        _cite(activity, cited, by, now)
    return series.start_series(activity=activity, by=by, now=now, **fields)


@transaction.atomic
def adopt_for_needs(*, cited: Cited, by: Person, now: dt.datetime, **fields: Any) -> Initiative:
    """Begin a programme as a package says, with the needs that every part of it is there for.

    :raises NoNeed, NoVenue: nothing was begun.
    """
    programme = programmes.adopt_package(by=by, now=now, **fields)
    for activity in programme.activities.select_related("venue", "district").order_by("pk"):
        _cite(activity, cited, by, now)
    return programme


def _cite(activity: Activity, cited: Cited, by: Person, now: dt.datetime) -> None:
    if cited.is_empty:
        if _must(activity):
            raise NoNeed
        return
    if _must(activity) and activity.venue_id is None:
        raise NoVenue
    wanted = list(cited.needs)
    if heard := cited.heard.strip()[:LONGEST]:
        wanted.append(hear(activity, heard, Need.Source.PLANNING, by, now))
    actions.cite_needs(activity=activity, needs=wanted, by=by, now=now)


def hear(activity: Activity, title: str, source: str, by: Person | None, now: dt.datetime) -> Need:
    """Give the need with this title in the district of an activity; a new one is noted."""
    known = Need.objects.filter(
        district=activity.district_id, state=Need.State.OPEN, title__iexact=title
    )
    if same := known.first():
        return same
    return actions.note_need(
        title=title,
        theme=activity.theme,
        district=activity.district,
        neighbourhood=activity.venue.neighbourhood if activity.venue else None,
        source=source,
        by=by,
        now=now,
    )
