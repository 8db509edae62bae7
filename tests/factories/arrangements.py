"""Makes arrangements for tests: many people ask for the same, near one venue."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tests.factories import helping, people, places
from tests.factories.people import MOMENT
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Venue
from wijkschakel.support.actions import arrangements as actions
from wijkschakel.support.arranging import together
from wijkschakel.support.models import Arrangement, ArrangementInvite, HelpPart, HelpRequest

HERE = (52.25, 6.16)


def place(district: District) -> Venue:
    """Put a district and a venue on the map, some minutes apart."""
    district.latitude, district.longitude = HERE
    district.save()
    return places.make_venue(
        district=district, name="De Kachel", latitude=HERE[0] + 0.003, longitude=HERE[1]
    )


def ask_for_meals(district: District, number: int, **changes: Any) -> list[HelpRequest]:
    """Let so many people ask to eat together."""
    asking = [
        people.make_person(
            given_name=f"Vrager {n}", email=f"vrager{n}@example.org", district=district
        )
        for n in range(number)
    ]
    return [helping.make_request(person, "meal", **changes) for person in asking]


def ask_together(
    requests: Sequence[HelpRequest], venue: Venue, by: Person, now: dt.datetime = MOMENT,
    **changes: Any,
) -> Arrangement:  # fmt: skip
    """Ask them all whether one table would do."""
    parts = HelpPart.objects.filter(request__in=requests).values_list("pk", flat=True)
    values = {
        "theme": together.themes()["meal"],
        "venue": venue,
        "starts_at": now + dt.timedelta(days=10),
        "rhythm": Arrangement.Rhythm.WEEKLY,
        "parts": list(parts),
        "parties": list[Organisation](),
        "cost_cents": 4_200,
    }
    key = changes.pop("key", None)
    draft = actions.Draft(**values | changes)
    return actions.ask_together(draft=draft, by=by, now=now, key=key)


def invite_of(request: HelpRequest) -> ArrangementInvite:
    """Give what came of asking this one last."""
    return ArrangementInvite.objects.filter(part__request=request).latest("asked_at")


def say(request: HelpRequest, yes: bool, now: dt.datetime = MOMENT) -> None:
    """Let who asked answer."""
    actions.answer_together(invite=invite_of(request), says_yes=yes, by=request.person, now=now)
