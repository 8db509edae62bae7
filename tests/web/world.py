"""A neighbourhood with one of everything, and one person of every role: for the permission walk.

A part of an address is filled in from the attribute of the same name: <uuid:session> gets
`world.session`. Where that does not do, ARGUMENTS says it, and for each kind of an address that has
kinds. FORMS fills in what is posted.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core import signing
from django.db import models
from django.urls import reverse

from tests import client as clients
from tests.factories import activities, hours, people, places
from tests.web import (
    worlds_api,
    worlds_commissions,
    worlds_groups,
    worlds_guide,
    worlds_helping,
    worlds_imports,
    worlds_initiatives,
    worlds_insight,
    worlds_jobs,
    worlds_lessons,
    worlds_paper,
    worlds_paths,
    worlds_posts,
    worlds_referrals,
    worlds_rooms,
    worlds_search,
    worlds_series,
    worlds_services,
    worlds_together,
)
from tests.web.matrix import known
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Lead
from wijkschakel.base import clock
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.web.portal import leads

Role = RoleGrant.Role


class World:
    """Fatma takes part in Wil's walk in Lindewijk; nobody else has anything to do with it."""

    def __init__(self) -> None:
        """Make it."""
        now = clock.now()
        self.paths: dict[str, str] = {}
        self.district = places.make_district(name="Lindewijk")
        self.municipality = self.district.municipality
        self.neighbourhood = places.make_neighbourhood(district=self.district)
        self.elsewhere = places.make_district(name="Havenwijk")
        self.region = places.make_region(self.district)
        self.criterion = places.make_criterion(self.region)
        self.venue = places.make_venue(district=self.district)
        self.organisation = people.make_organisation(district=self.district)
        self.people = self._people()
        self.person = self.people["resident"]
        self.activity = activities.make_activity(district=self.district, venue=self.venue)
        self.lead = activities.make_lead(
            self.activity, self.people["organiser"], role=Lead.Role.LEAD
        )
        self.session = activities.make_session(
            activity=self.activity, starts_at=now + dt.timedelta(days=2)
        )
        self.enrolment = activities.make_enrolment(session=self.session, person=self.person)
        worlds_series.add(self, now)
        self.grant = people.grant_role(
            people.make_person(given_name="Kees", district=self.district),
            Role.CONVERSATION_PARTNER,
            self.district,
        )
        self.passkey = people.make_passkey(people.make_account(person=self.person))
        self.identity = people.make_identity(self.passkey.account)
        people.make_account(person=self.people["professional"])
        self.card = people.make_card(self.person)
        self.consent = people.make_consent(self.person, to_organisation=self.organisation)
        self.record = people.make_carried(self.person)
        self.notice = people.make_notice(self.person)
        self.delegate = people.make_delegate(self.person, self.people["organiser"], now)
        self.search = activities.make_search(
            self.person, medium="paper", news=[str(self.activity.pk)]
        )
        self.hour = hours.make_hour(district=self.district, venue=self.venue)
        self.host = hours.make_host(self.hour, self.people["organiser"])
        self.change = hours.make_change(self.hour)
        self.appointment = hours.make_appointment(
            self.hour, self.person, starts_at=now + dt.timedelta(days=3)
        )
        self.guest_appointment = hours.make_appointment(
            self.hour, starts_at=now + dt.timedelta(days=4), guest_key=joining.key_hash("a" * 32)
        )
        self.key = joining.join_as_guest(
            session=self.session, given_name="Mia", now=now, once="x" * 32
        ).key
        self.access = people.make_emergency(self.person, self.people["safeguarding"], now)
        self.token = signing.dumps(
            {"activity": str(self.activity.pk), "role": Lead.Role.HELPER, "to": "x@example.org"},
            salt=leads.SALT,
        )
        worlds_services.fill(self, now)
        worlds_imports.fill(self, now)
        worlds_posts.fill(self)
        worlds_guide.fill(self, now)
        worlds_initiatives.fill(self, now)
        worlds_lessons.fill(self, now)
        worlds_rooms.fill(self, now)
        worlds_groups.fill(self, now)
        worlds_together.fill(self, now)
        worlds_paper.fill(self, now)
        worlds_helping.fill(self, now)
        worlds_referrals.fill(self, now)
        worlds_paths.fill(self, now)
        worlds_insight.fill(self, now)
        worlds_jobs.fill(self, now)
        worlds_commissions.fill(self, now)

    def _people(self) -> dict[str, Person | None]:
        def somebody(name: str, role: str | None = None, where: Any = None) -> Person:
            person = people.make_person(given_name=name, district=where or self.district)
            if role:
                people.grant_role(person, role, where or self.district)
            return person

        return {
            "outsider": None,
            "resident": somebody("Fatma"),
            "organiser": somebody("Wil"),
            "coordinator_own": somebody("Noor", Role.COORDINATOR),
            "coordinator_other": somebody("Sam", Role.COORDINATOR, self.elsewhere),
            "professional": somebody("Anke", Role.PROFESSIONAL),
            "safeguarding": somebody("Loes", Role.SAFEGUARDING),
            "funder": somebody("Bas", Role.FUNDER),
            "researcher": somebody("Hanna", Role.RESEARCHER),
            "administrator": somebody("Ton", Role.ADMINISTRATOR),
        }

    def visitor(self, role: str) -> clients.Visitor:
        """Give a browser for a role, that shows errors as pages."""
        browser = clients.visitor(self.people[role])
        browser.raise_request_exception = False
        return browser

    def path(self, url: str) -> str:
        """Fill in an address of the matrix; what it is filled in with stays the same."""
        if url not in self.paths:
            self.paths[url] = self._filled_in(url)
        return self.paths[url]

    def _filled_in(self, url: str) -> str:
        name, _space, kind = url.partition(" ")
        parts = known()[name].pattern.pattern.converters
        given = {part: as_part(getattr(self, part.removesuffix("_id"), None)) for part in parts}
        of_kind = ARGUMENTS[url](self) if kind else {}
        return reverse(name, kwargs=given | arguments(self, name) | of_kind)

    def form(self, url: str) -> dict[str, Any]:
        """Give what is posted."""
        make = FORMS.get(url) or FORMS.get(url.split(" ")[0])
        return make(self) if make else {}


def as_part(thing: Any) -> Any:
    """Write a thing as part of an address."""
    if isinstance(thing, models.Model):
        return getattr(thing, "code", None) or getattr(thing, "slug", None) or thing.pk
    return thing


def arguments(world: World, name: str) -> dict[str, Any]:
    """Give the parts of an address that have a name of their own."""
    return ARGUMENTS[name](world) if name in ARGUMENTS else {}


ARGUMENTS: dict[str, Callable[[World], dict[str, Any]]] = {
    **worlds_api.ARGUMENTS,
    **worlds_search.ARGUMENTS,
    **worlds_services.ARGUMENTS,
    **worlds_imports.ARGUMENTS,
    **worlds_posts.ARGUMENTS,
    **worlds_guide.ARGUMENTS,
    **worlds_referrals.ARGUMENTS,
    **worlds_rooms.ARGUMENTS,
    **worlds_groups.ARGUMENTS,
    **worlds_together.ARGUMENTS,
    **worlds_paper.ARGUMENTS,
    **worlds_helping.ARGUMENTS,
    **worlds_paths.ARGUMENTS,
    **worlds_insight.ARGUMENTS,
    **worlds_jobs.ARGUMENTS,
    **worlds_commissions.ARGUMENTS,
    **worlds_lessons.ARGUMENTS,
    "portal:guest_appointment": lambda world: {"key": "a" * 32},
    "portal:guest_cancel": lambda world: {"key": "a" * 32},
    # a professional of the own district, whose second step the coordinator there resets
    "desk:reset_second_step": lambda world: {"person": world.people["professional"].pk},
    # a role that an administrator gave
    "desk:end_staff_role": lambda world: {"grant": world.people["professional"].roles.get().pk},
    **worlds_series.ARGUMENTS,
    **worlds_initiatives.ARGUMENTS,
}
FORMS: dict[str, Callable[[World], dict[str, Any]]] = {
    "desk:break_glass": lambda world: {"reason": "De gordijnen zijn al twee dagen dicht."},
    **worlds_services.FORMS,
    **worlds_imports.FORMS,
    **worlds_posts.FORMS,
    **worlds_referrals.FORMS,
    **worlds_rooms.FORMS,
    **worlds_guide.FORMS,
    **worlds_helping.FORMS,
    **worlds_series.FORMS,
    **worlds_initiatives.FORMS,
    **worlds_together.FORMS,
    **worlds_paths.FORMS,
    **worlds_insight.FORMS,
    **worlds_jobs.FORMS,
    **worlds_lessons.FORMS,
}
