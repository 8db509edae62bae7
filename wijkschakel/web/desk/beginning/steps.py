"""The steps with which a district begins, and which of them are done: read from what is there."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.actions import beginning
from wijkschakel.activities.models import Activity, ConsultationHour, PrintedProduct, Service
from wijkschakel.people.actions import invitations, organisations
from wijkschakel.people.models import InvitationCode, Organisation, Person
from wijkschakel.places import actions as place_actions
from wijkschakel.places.models import District, Venue
from wijkschakel.web.desk.beginning import forms as questions

Act = Callable[[District, Any, Person, dt.datetime], object]


@dataclass(frozen=True)
class Step:
    """One step: its place in the address, what it asks, and what it counts when it is done."""

    key: str
    title: Promise
    missing: Promise
    icon: str
    form: Callable[..., Any]
    act: Act


def _contact(district: District, form: Any, by: Person, now: dt.datetime) -> object:
    return place_actions.set_contact(district=district, by=by, now=now, **form.cleaned_data)


def _venues(district: District, form: Any, by: Person, now: dt.datetime) -> object:
    rows = [(r["name"], r["kind"], r["street"]) for r in form.filled(form.cleaned_data)]
    return place_actions.add_venues(district=district, venues=rows, by=by, now=now)


def _parties(district: District, form: Any, by: Person, now: dt.datetime) -> object:
    rows = [(row["name"], row["kind"]) for row in form.filled(form.cleaned_data)]
    return organisations.add_organisations(district=district, named=rows, by=by, now=now)


def _activities(district: District, form: Any, by: Person, now: dt.datetime) -> object:
    return beginning.begin_activities(district=district, rows=form.weekly(), by=by, now=now)


def _hour(district: District, form: Any, by: Person, now: dt.datetime) -> object:
    row = form.filled(form.cleaned_data)[0]
    closes = row.pop("closes")
    weekly = beginning.Weekly(theme=Activity.Theme.HELP, **row)
    return beginning.begin_hour(district=district, row=weekly, closes=closes, by=by, now=now)


def _services(district: District, form: Any, by: Person, now: dt.datetime) -> object:
    rows = [(r["name"], r["kind"], r["phone"]) for r in form.filled(form.cleaned_data)]
    return beginning.begin_services(district=district, named=rows, by=by, now=now)


def _helpers(district: District, form: Any, by: Person, now: dt.datetime) -> object:
    asked = form.cleaned_data["addresses"]
    return invitations.invite_helpers(district=district, addresses=asked, by=by, now=now)


STEPS = (
    Step(
        "contact", _("Wie bel je hier?"), _("Een mens met een telefoon"), "phone",
        questions.ContactForm, _contact,
    ),
    Step(
        "plekken", _("Waar komen mensen samen?"), _("Een plek"), "home",
        questions.VenuesForm, _venues,
    ),
    Step(
        "organisaties", _("Wie werken er mee?"), _("Een organisatie"), "people",
        questions.OrganisationsForm, _parties,
    ),
    Step(
        "activiteiten", _("Wat is er elke week te doen?"), _("Iets om te doen"), "calendar",
        questions.ActivitiesForm, _activities,
    ),
    Step(
        "spreekuur", _("Wanneer zit er iemand klaar?"), _("Een spreekuur"), "talk",
        questions.HourForm, _hour,
    ),
    Step(
        "hulp", _("Waar kun je terecht?"), _("Iemand die helpt"), "help",
        questions.ServicesForm, _services,
    ),
    Step(
        "helpers", _("Wie helpt mee?"), _("Een helper, gevraagd"), "hand",
        questions.HelpersForm, _helpers,
    ),
)  # fmt: skip
BY_KEY = {step.key: step for step in STEPS}


@dataclass(frozen=True)
class Point:
    """One line of the list: a step, how many there are, and whether that is enough."""

    step: Step
    count: int

    @property
    def is_done(self) -> bool:
        """Say whether there is one at least."""
        return self.count > 0


@dataclass(frozen=True)
class Standing:
    """How far a district is."""

    district: District
    points: list[Point]
    printed: int

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(point.is_done for point in self.points)

    @property
    def percent(self) -> int:
        """How far, of a hundred."""
        return 100 * self.done // len(self.points)

    @property
    def next(self) -> Step | None:
        """The first step that is not done."""
        return next((point.step for point in self.points if not point.is_done), None)


COUNTED: dict[str, tuple[str, QuerySet[Any]]] = {
    "plekken": ("venues", Venue.objects.all()),
    "organisaties": ("parties", Organisation.objects.all()),
    "activiteiten": ("activities", Activity.objects.filter(state=Activity.State.PUBLISHED)),
    "spreekuur": (
        "hours", ConsultationHour.objects.filter(state=ConsultationHour.State.PUBLISHED),
    ),
    "hulp": ("services", Service.objects.exclude(state=Service.State.CLOSED)),
    "helpers": ("invitations", InvitationCode.objects.all()),
    "drukwerk": ("products", PrintedProduct.objects.all()),
}  # fmt: skip


def _count(rows: QuerySet[Any]) -> Coalesce:
    here = rows.filter(district=OuterRef("pk")).order_by().values("district")
    return Coalesce(Subquery(here.annotate(n=Count("pk")).values("n")), 0)


def standing_of(districts: QuerySet[District]) -> list[Standing]:
    """Say how far districts are, all in one question."""
    counts = {f"has_{name}": _count(rows) for name, rows in COUNTED.values()}
    return [_standing(row) for row in districts.annotate(**counts, town=F("municipality__name"))]


def _standing(district: District) -> Standing:
    points = []
    for step in STEPS:
        if step.key == "contact":
            points.append(Point(step, int(bool(district.contact_phone))))
        else:
            points.append(Point(step, getattr(district, f"has_{COUNTED[step.key][0]}")))
    return Standing(district, points, district.has_products)  # type: ignore[attr-defined]


def after(step: Step) -> Step | None:
    """Give the step that follows; None after the last."""
    number = STEPS.index(step) + 1
    return STEPS[number] if number < len(STEPS) else None
