"""A small region in the database, with people of whom we know by hand what must be told."""

import datetime as dt
import itertools
import json
import uuid

from tests.factories import activities, people, places
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.outcomes.actions import building
from wijkschakel.outcomes.models import Definition, Promise
from wijkschakel.outcomes.queries import published
from wijkschakel.paths.models import Measurement, Path
from wijkschakel.paths.rules import shipped
from wijkschakel.people.models import Person
from wijkschakel.places.models import Figure, RolloutTick

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
JUNE = dt.datetime(2026, 6, 10, 9, tzinfo=dt.UTC)
_number = itertools.count(1)


class Town:
    """A region of districts with two neighbourhoods each: the first scores low, the second not."""

    def __init__(self, districts=2, slug="proef"):
        """Make places."""
        self.districts = [places.make_district() for _ in range(districts)]
        self.region = places.make_region(*self.districts, slug=slug, name=slug)
        self.hoods = {
            district: [places.make_neighbourhood(district=district) for _ in range(2)]
            for district in self.districts
        }
        for number, (low, other) in enumerate(self.hoods.values()):
            for hood, score in ((low, -0.5 if number == 0 else 0.3), (other, 0.2)):
                self.figure(hood, "ses_score", score)
                self.figure(hood, "residents", 500.0 if hood == low else 750.0)
        self.activity = activities.make_activity(district=self.districts[0], capacity=None)

    def figure(self, hood, indicator, value):
        """Say something of a neighbourhood."""
        Figure.objects.create(
            area_code=hood.code, division_year=2024, indicator=indicator, year=2023, value=value,
            source="test",
        )  # fmt: skip

    def people(self, count, district=0, hood=0, joined=NOW - 800 * DAY):
        """Make so many residents of a neighbourhood."""
        place = self.districts[district]
        return Person.objects.bulk_create(
            Person(
                given_name=f"Mens {next(_number)}", district=place, joined_at=joined,
                neighbourhood=self.hoods[place][hood],
            )
            for _ in range(count)
        )  # fmt: skip

    def meet(self, who, at=JUNE, activity=None, **changes):
        """Let people be together once."""
        activity = activity or self.activity
        session = Session.objects.filter(activity=activity, starts_at=at).first()
        session = session or activities.make_session(activity=activity, starts_at=at)
        values = {"state": "joined", "joined_at": at, "was_there": True} | changes
        Enrolment.objects.bulk_create(
            Enrolment(session=session, person=person, **values) for person in who
        )
        return session

    def answer(self, who, code, at, pack="perceived-health", item="health", wording=None):
        """Let people answer a shared question, all the same."""
        known = shipped.instruments_shipped()[pack]
        paths = {path.person_id: path for path in Path.objects.filter(person__in=who)}
        new = [Path(person=p, made_at=at, changed_at=at) for p in who if p.pk not in paths]
        paths |= {path.person_id: path for path in Path.objects.bulk_create(new)}
        Measurement.objects.bulk_create(
            Measurement(
                id=uuid.uuid4(), path=paths[person.pk], pack=pack, version=known.version, at=at,
                wording_hash=wording or known.wording_hash, answers=json.dumps({item: code}),
            )
            for person in who
        )  # fmt: skip

    def begins(self, district, at):
        """Let a district begin."""
        criterion = self.region.criteria.create(text="Er is een plek.")
        RolloutTick.objects.create(
            criterion=criterion, district=self.districts[district], ticked_at=at
        )

    def promise(self, counted="feels_healthy", registered=NOW - 420 * DAY, **changes):
        """Promise a quarter better, from a baseline a year ago."""
        row = Definition.objects.create(
            region=self.region, key=counted.replace("_", "-"), title=counted, words=counted,
            counted=counted, among="answered", digest="d" * 64, registered_at=registered,
            **{k: changes.pop(k) for k in ("version",) if k in changes},
        )  # fmt: skip
        first = (NOW - 400 * DAY).date()
        return Promise.objects.create(
            region=self.region, definition=row, percent=25, made_at=registered,
            signed_at=registered, baseline_from=first, baseline_until=first + 50 * DAY,
            reached_on=(NOW + 200 * DAY).date(), **changes,
        )  # fmt: skip

    def publish(self, now=NOW, **changes):
        """Make the figures."""
        values = {"region": self.region, "by": None, "now": now, "ask_argus": False}
        return building.publish_region(**values | changes)

    def told(self, topic, period="2026", name="by_area"):
        """Give what is told of a topic: people by cell."""
        shelf = published.shelf(self.region, [topic])
        cells = shelf.figures(topic, period, name).cells
        return {cell: one.people for cell, one in cells.items()}

    def claim(self, key="feels-healthy", area=""):
        """Give what is said of a change."""
        return published.shelf(self.region, ["claim-"]).claim(key, "2026", area)

    def node(self, district, hood=None):
        """Name an area as tables do."""
        place = self.districts[district]
        return place.code if hood is None else self.hoods[place][hood].code


def grant(person, role, district):
    """Give somebody a role."""
    return people.grant_role(person, role, district)
