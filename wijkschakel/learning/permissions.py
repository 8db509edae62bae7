"""Who writes lessons, changes them and says that a party uses one. Everybody reads."""

import datetime as dt

from django.utils import timezone

from wijkschakel.activities import permissions as activity_permissions
from wijkschakel.activities.models import Initiative, Lead
from wijkschakel.activities.permissions.organising import ORGANISERS
from wijkschakel.activities.queries import initiatives as initiative_queries
from wijkschakel.learning.models import Lesson, LessonUse
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person, RoleGrant
from wijkschakel.places.models import District

Role = RoleGrant.Role
WRITERS = frozenset({Role.ORGANISER, Role.PROFESSIONAL, Role.COORDINATOR})
Party = Organisation | Initiative


def may_write(person: Person | None, district: District, now: dt.datetime) -> bool:
    """Who tries things here: by role, by leading or owning something, or for an organisation."""
    if person is None:
        return False
    if people_permissions.holds(person, WRITERS, district, now):
        return True
    here = {"district": district}
    leads = Lead.objects.filter(person=person, role__in=ORGANISERS, activity__district=district)
    works = people_queries.organisations_of(person, timezone.localdate(now)).filter(**here)
    owns = initiative_queries.owned_by(person, now).filter(**here)
    return leads.exists() or works.exists() or owns.exists()


def is_theirs(person: Person | None, lesson: Lesson, now: dt.datetime) -> bool:
    """Who wrote it, or belongs today to the organisation that tells it."""
    if person is None:
        return False
    if lesson.author_id == person.pk:
        return True
    teller = lesson.organisation
    return teller is not None and activity_permissions.may_speak_for(person, teller, now)


def may_see(person: Person | None, lesson: Lesson, now: dt.datetime) -> bool:
    """Everybody, but for a draft: that is only theirs."""
    return lesson.state != Lesson.State.DRAFT or is_theirs(person, lesson, now)


def may_change(person: Person | None, lesson: Lesson, now: dt.datetime) -> bool:
    """Who tells it; and of what was published the coordinator, for when nobody is left."""
    if is_theirs(person, lesson, now):
        return True
    if lesson.state == Lesson.State.DRAFT:
        return False
    return people_permissions.holds(person, {Role.COORDINATOR}, lesson.district, now)


def leads(person: Person | None, party: Party, now: dt.datetime) -> bool:
    """Who belongs to an organisation today, or owns an initiative."""
    if person is None:
        return False
    if isinstance(party, Organisation):
        return activity_permissions.may_speak_for(person, party, now)
    return initiative_queries.owned_by(person, now).filter(pk=party.pk).exists()


def may_take_back(person: Person | None, use: LessonUse, now: dt.datetime) -> bool:
    """Who leads the party, or the coordinator of where the lesson is from."""
    party = use.organisation or use.initiative
    assert party is not None  # noqa: S101  # a constraint says so
    if leads(person, party, now):
        return True
    return people_permissions.holds(person, {Role.COORDINATOR}, use.lesson.district, now)
