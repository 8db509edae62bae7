"""What could be solved together, who would be asked, what was arranged and what it saved."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from wijkschakel.activities.models import Room
from wijkschakel.people.models import Person
from wijkschakel.places.models import Venue
from wijkschakel.support.arranging import handful, together
from wijkschakel.support.arranging import rules as arranging
from wijkschakel.support.arranging.together import Together
from wijkschakel.support.matching import times
from wijkschakel.support.matching.tables import places_on_a_map
from wijkschakel.support.models import (
    Arrangement,
    ArrangementInvite,
    ArrangementParty,
    HelpPart,
    HelpRequest,
    Match,
)
from wijkschakel.support.models.requests import Helper
from wijkschakel.support.queries.engine import point_of
from wijkschakel.support.queries.helping import RUNNING

PENDING = (ArrangementInvite.State.ASKED, ArrangementInvite.State.YES)
MOST_VENUES = 60
MOST_PARTS = 300


@dataclass(frozen=True)
class Asker:
    """A part of a request that something together could solve."""

    part: HelpPart
    ask: arranging.Ask


@dataclass(frozen=True)
class Gathering:
    """One venue and block, with who would come."""

    theme: Together
    venue: Venue
    block: int
    askers: tuple[Asker, ...]
    cost_cents: int

    @property
    def token(self) -> str:
        """Say which one it is, in an address."""
        return f"{self.venue.pk}.{self.block}"

    def metres(self, asker: Asker) -> float:
        """Give how far somebody lives."""
        x, y = places_on_a_map(self.venue.longitude or 0, self.venue.latitude or 0)
        return ((asker.ask.x_m - x) ** 2 + (asker.ask.y_m - y) ** 2) ** 0.5


@dataclass(frozen=True)
class Choice:
    """One plan of the frontier, with what it saves each time."""

    theme: Together
    gatherings: tuple[Gathering, ...]

    @property
    def people(self) -> int:
        """How many are helped."""
        return sum(len(each.askers) for each in self.gatherings)

    @property
    def cost_cents(self) -> int:
        """What it costs, each time."""
        return sum(each.cost_cents for each in self.gatherings)

    @property
    def alone_cents(self) -> int:
        """What the same people would cost apart."""
        return self.people * self.theme.alone_cents

    @property
    def alone_minutes(self) -> int:
        """What the same people would ask of helpers apart."""
        return self.people * self.theme.alone_minutes

    @property
    def together_minutes(self) -> int:
        """What it asks of helpers."""
        return len(self.gatherings) * self.theme.together_minutes

    @property
    def saved_minutes(self) -> int:
        """What is left for other requests."""
        return self.alone_minutes - self.together_minutes

    @property
    def saved_cents(self) -> int:
        """What is saved; below nothing when together costs more."""
        return self.alone_cents - self.cost_cents

    @property
    def token(self) -> str:
        """Say which plan it is, in an address."""
        return "_".join(each.token for each in self.gatherings)


@dataclass(frozen=True)
class ThemeGroup:
    """Requests about one thing, and the best that could be done with them."""

    theme: Together
    count: int
    choices: tuple[Choice, ...]

    @property
    def best(self) -> Choice | None:
        """Give the plan that helps most people per euro."""
        if not self.choices:
            return None
        return max(self.choices, key=lambda one: (one.people / max(1, one.cost_cents), one.people))


def open_parts(districts: Collection[uuid.UUID], kinds: Iterable[str]) -> QuerySet[HelpPart]:
    """Give the parts that look for somebody, may be solved together and are not asked yet."""
    running = Match.objects.filter(part=OuterRef("pk"), state__in=RUNNING)
    pending = ArrangementInvite.objects.filter(part=OuterRef("pk"), state__in=PENDING)
    rows = HelpPart.objects.filter(
        state=HelpPart.State.OPEN,
        kind__in=list(kinds),
        request__state=HelpRequest.State.OPEN,
        request__district__in=districts,
    )
    related = rows.select_related("request__person", "request__neighbourhood", "request__district")
    return (
        related.defer("request__neighbourhood__boundary", "request__district__boundary")
        .exclude(Exists(running) | Exists(pending))
        .order_by("request__asked_at", "pk")
    )


def _askers(parts: Iterable[HelpPart]) -> list[Asker]:
    themes = together.theme_of_kind()
    found = []
    for part in parts:
        helpers = part.helpers or part.request.helpers
        latitude, longitude = point_of(part.request)
        if latitude is None or longitude is None or (helpers and Helper.ACTIVITY not in helpers):
            continue
        x, y = places_on_a_map(longitude, latitude)
        request = part.request
        ask = arranging.Ask(
            str(part.pk), themes[part.kind], x, y, request.radius_m, request.times or times.ALWAYS
        )
        found.append(Asker(part, ask))
    return found


def venues_in(
    districts: Collection[uuid.UUID], most: int | None = MOST_VENUES
) -> list[tuple[Venue, int]]:
    """Give the venues of these districts that stand on a map, and how many people fit."""
    rows = Venue.objects.filter(
        district__in=districts, latitude__isnull=False, longitude__isnull=False
    )
    near = rows.select_related("district").defer("district__boundary")
    venues = list(near.order_by("name", "pk")[:most])
    rooms = Room.objects.filter(
        venue__in=[venue.pk for venue in venues], state=Room.State.OPEN, people__isnull=False
    )
    seats: dict[uuid.UUID, int | None] = dict(
        rooms.order_by("people").values_list("venue", "people")
    )
    return [(venue, seats.get(venue.pk) or 0) for venue in venues]


def _choices(
    theme: Together, askers: Sequence[Asker], venues: Sequence[tuple[Venue, int]]
) -> tuple[Choice, ...]:
    fitting = [(venue, seats) for venue, seats in venues if venue.kind in theme.venues]
    places = [_for_engine(venue, seats or theme.largest) for venue, seats in fitting]
    plans = handful.frontier([asker.ask for asker in askers], places, theme.for_engine())
    return tuple(
        Choice(
            theme,
            tuple(
                Gathering(
                    theme,
                    fitting[meeting.venue][0],
                    meeting.block,
                    tuple(askers[place] for place in meeting.people),
                    meeting.cost_cents,
                )
                for meeting in plan.meetings
            ),
        )
        for plan in plans
    )


def for_engine(
    districts: Collection[uuid.UUID],
) -> tuple[list[arranging.Ask], list[arranging.Venue], list[arranging.Theme]]:
    """Give every request, venue and theme of these districts as the regional engine reads them."""
    askers = _askers(open_parts(districts, together.theme_of_kind()))
    themes = [theme.for_engine() for theme in together.themes().values()]
    seats_of = max(theme.largest for theme in themes)
    venues = [_for_engine(venue, seats or seats_of) for venue, seats in venues_in(districts, None)]
    return [asker.ask for asker in askers], venues, themes


def _for_engine(venue: Venue, seats: int) -> arranging.Venue:
    x, y = places_on_a_map(venue.longitude or 0, venue.latitude or 0)
    return arranging.Venue(str(venue.pk), x, y, times.ALWAYS, seats)


def groups(districts: Collection[uuid.UUID]) -> list[ThemeGroup]:
    """Give the groups of requests, what helps most people first; four questions in all."""
    askers = _askers(open_parts(districts, together.theme_of_kind())[:MOST_PARTS])
    venues = venues_in(districts) if askers else []
    found = []
    for theme in together.themes().values():
        mine = [asker for asker in askers if asker.ask.theme == theme.code]
        if mine:
            found.append(ThemeGroup(theme, len(mine), _choices(theme, mine, venues)))
    found.sort(key=lambda group: (-(group.best.people if group.best else 0), -group.count))
    return found


def group_of(theme: Together, districts: Collection[uuid.UUID]) -> ThemeGroup:
    """Give one group."""
    askers = _askers(open_parts(districts, theme.kinds)[:MOST_PARTS])
    return ThemeGroup(theme, len(askers), _choices(theme, askers, venues_in(districts)))


def find_choice(group: ThemeGroup, token: str) -> Choice | None:
    """Give a plan by its token, as it would be now."""
    return next((choice for choice in group.choices if choice.token == token), None)


def _with_answers(rows: QuerySet[Arrangement]) -> QuerySet[Arrangement]:
    yes = Count("invites", filter=Q(invites__state__in=["yes", "solved"]))
    parties = ArrangementParty.objects.select_related("organisation")
    related = rows.select_related("venue", "district", "activity").defer("district__boundary")
    return related.annotate(
        asked=Count("invites"),
        yes=yes,
        no=Count("invites", filter=Q(invites__state="no")),
    ).prefetch_related(Prefetch("parties", parties))


def arrangements_in(districts: Collection[uuid.UUID]) -> QuerySet[Arrangement]:
    """Give what was arranged in these districts: what still asks first, then the newest."""
    return _with_answers(Arrangement.objects.filter(district__in=districts)).order_by(
        "settled_at", "-made_at", "pk"
    )


def invites_of(person: Person) -> QuerySet[ArrangementInvite]:
    """Give what somebody is asked to do together and may still answer."""
    rows = ArrangementInvite.objects.filter(part__request__person=person)
    return _whole(rows).filter(arrangement__state="asking", state__in=PENDING).order_by("asked_at")


def _whole(rows: QuerySet[ArrangementInvite]) -> QuerySet[ArrangementInvite]:
    return rows.select_related(
        "arrangement__venue", "arrangement__activity", "arrangement__district",
        "part__request__person", "part__request__neighbourhood", "part__request__district",
    ).defer(
        "arrangement__district__boundary", "part__request__neighbourhood__boundary",
        "part__request__district__boundary",
    )  # fmt: skip


def find_invite(person: Person, invite_id: uuid.UUID) -> ArrangementInvite | None:
    """Give what this person was asked; what another was asked is not there."""
    rows = ArrangementInvite.objects.filter(part__request__person=person, pk=invite_id)
    return _whole(rows).first()


def metres_to(invite: ArrangementInvite) -> float | None:
    """Give how far the venue is for who is asked."""
    latitude, longitude = point_of(invite.part.request)
    venue = invite.arrangement.venue
    if None in (latitude, longitude, venue.latitude, venue.longitude):
        return None
    x, y = places_on_a_map(longitude or 0, latitude or 0)
    there_x, there_y = places_on_a_map(venue.longitude or 0, venue.latitude or 0)
    return float((x - there_x) ** 2 + (y - there_y) ** 2) ** 0.5


@dataclass(frozen=True)
class Gained:
    """What doing it together brought, in counts. Hours and money are estimates, for one time."""

    arrangements: int
    solved: int
    tailor_made: int
    saved_minutes: int
    saved_cents: int


def gained(districts: Collection[uuid.UUID], since: dt.datetime | None = None) -> Gained:
    """Add up what goes on in these districts.

    Tailor-made: carried by two or more parties, in the own surroundings, that is a venue in the
    district of the people.
    """
    rows = Arrangement.objects.filter(district__in=districts, state=Arrangement.State.GOING)
    if since:
        rows = rows.filter(settled_at__gte=since)
    found = list(rows.annotate(carried=Count("parties")).select_related("venue"))
    return Gained(
        arrangements=len(found),
        solved=sum(row.solved for row in found),
        tailor_made=sum(is_tailor_made(row, row.carried) for row in found),
        saved_minutes=sum(
            together.saved_minutes(row.solved, 1, row.alone_minutes, row.together_minutes)
            for row in found
        ),
        saved_cents=sum(row.solved * row.alone_cents - row.cost_cents for row in found),
    )


def is_tailor_made(row: Arrangement, parties: int) -> bool:
    """Say whether two or more parties carry it, in the own surroundings."""
    return parties >= together.TAILOR_MADE_PARTIES and row.venue.district_id == row.district_id
