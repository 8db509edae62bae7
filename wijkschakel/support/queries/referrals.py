"""What pages ask about referrals: mine, those I sent, those for us, and how long they wait."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import services as service_queries
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District
from wijkschakel.support.models import CapacityQuestion, Referral, ReferralStep
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.rules import fhir, referring
from wijkschakel.support.rules.referring import Level, State

RELATED = ("resident", "from_person", "from_organisation", "to_organisation", "service", "taken_by")
LONGEST_LIST = 100


def _rows() -> QuerySet[Referral]:
    return Referral.objects.select_related(*RELATED, "from_initiative")


def find_referral(number: uuid.UUID) -> Referral | None:
    """Give a referral by number; who may see it is for permissions."""
    return _rows().filter(pk=number).first()


def referrals_of(person: Person) -> list[Referral]:
    """Give the referrals about a resident: first what waits for their yes, then the newest."""
    rows = _rows().filter(resident=person).order_by("-changed_at", "pk")[:LONGEST_LIST]
    return sorted(rows, key=lambda one: one.state != State.DRAFT)


def by_consent(consents: Collection[uuid.UUID]) -> dict[uuid.UUID, Referral]:
    """Give to which referral each of these consents belongs, for the resident."""
    rows = Referral.objects.filter(Q(consent__in=consents) | Q(feedback__in=consents))
    each = ((number, row) for row in rows for number in (row.consent_id, row.feedback_id))
    return {number: row for number, row in each if number}


def sent_by(person: Person, now: dt.datetime) -> list[tuple[Referral, State, Level]]:
    """Give what somebody wrote for others, with what they may know of it now: three questions."""
    mine = _rows().filter(from_person=person).exclude(resident=person)
    rows = mine.annotate(is_allowed=permissions.with_consent(now)).order_by("-changed_at", "pk")
    yes = {one.pk: one for one in permissions.feedback_to(person, now)}
    found: list[tuple[Referral, State, Level]] = []
    for one in rows[:LONGEST_LIST]:
        given = yes.get(one.feedback_id) if one.feedback_id else None
        is_theirs = given is not None and given.person_id == one.resident_id
        level = referring.heard(Level(one.level), given.items if given and is_theirs else ())
        if one.sent_at is None or one.is_allowed or level != Level.NOTHING:
            found.append((one, referring.shown_to_sender(State(one.state), level), level))
    return found


def received_by(
    organisations: Collection[Organisation] | QuerySet[Organisation], now: dt.datetime
) -> list[Referral]:
    """Give what is for these organisations and may be seen now: what waits longest first."""
    fresh = Q(ended_at=None) | Q(ended_at__gt=now - referring.OPEN_AT_RECEIVER)
    rows = _rows().filter(permissions.with_consent(now), fresh, sent_at__isnull=False)
    rows = rows.filter(to_organisation__in=organisations)
    rows = rows.exclude(state=State.ENTERED_IN_ERROR).order_by("sent_at", "pk")[:LONGEST_LIST]
    order = {State.REQUESTED: 0, State.ON_HOLD: 1, State.ACCEPTED: 2, State.IN_PROGRESS: 3}
    return sorted(rows, key=lambda one: order.get(State(one.state), 4))


def steps_of(referral: Referral) -> QuerySet[ReferralStep]:
    """Give what happened, the first first."""
    return referral.steps.select_related("by").order_by("number")


def places_for(district: District | None, now: dt.datetime) -> list[Service]:
    """Give where somebody can be brought: services with an organisation, informal first."""
    rows = service_queries.visible_services(now).filter(organisation__isnull=False)
    rows = rows.exclude(state=Service.State.PAUSED)
    if district is not None:
        rows = rows.filter(service_queries.for_district(district))
    related = rows.select_related("organisation").order_by("is_formal", "name", "pk")
    return list(related[:LONGEST_LIST])


def open_capacity_questions(
    organisations: QuerySet[Organisation],
) -> list[tuple[Service, int]]:
    """Give the services of which people ask whether there is room, and how many ask."""
    waiting = Q(capacity_question__answered_at=None, capacity_question__isnull=False)
    services = Service.objects.filter(organisation__in=organisations)
    counted = services.annotate(asking=Count("capacity_question", filter=waiting))
    rows = counted.filter(asking__gt=0).select_related("organisation").order_by("name", "pk")
    return [(service, service.asking) for service in rows]


def has_asked(person: Person, service: Service) -> bool:
    """Say whether somebody waits for an answer of this service."""
    rows = CapacityQuestion.objects.filter(service=service, asked_by=person, answered_at=None)
    return rows.exists()


@dataclass(frozen=True)
class WaitingLine:
    """How many referrals wait at an organisation and since when. Nobody is named."""

    organisation: Organisation
    number: int
    since: dt.datetime


def waiting_referrals(now: dt.datetime) -> QuerySet[Referral]:
    """Give what waits longer for a first answer than it should, and may still be answered."""
    late = now - referring.ANSWER_WITHIN
    return Referral.objects.filter(
        permissions.with_consent(now), state=State.REQUESTED, sent_at__lte=late
    )


def waiting_lines(districts: Collection[uuid.UUID], now: dt.datetime) -> list[WaitingLine]:
    """Count per organisation of these districts what waits too long."""
    rows = waiting_referrals(now).filter(to_organisation__district__in=districts)
    counted = rows.order_by().values_list("to_organisation").annotate(Count("pk"), Min("sent_at"))
    found = {number: (count, since) for number, count, since in counted}
    organisations = Organisation.objects.filter(pk__in=found).order_by("name")
    return [WaitingLine(one, *found[one.pk]) for one in organisations]


def as_record(referral: Referral, allowed: Collection[str], level: Level | None) -> fhir.Record:
    """Give a referral as it goes to another system: no more than the reader may see.

    :param allowed: items of the resident that may go along.
    :param level: what a sender hears; None for the resident and the receiver.
    """
    state = State(referral.state)
    resident = referral.resident
    name = str(resident) if resident and "name" in allowed else referral.for_name
    return fhir.Record(
        number=str(referral.pk),
        state=str(state if level is None else referring.shown_to_sender(state, level)),
        title=referral.title,
        sender=_sender(referral),
        receiver=referral.to_organisation.name,
        authored_at=referral.made_at,
        changed_at=referral.changed_at if level != Level.NOTHING else referral.made_at,
        question=referral.question if "question" in allowed else "",
        note=referral.note,
        name=name,
        phone=resident.phone if resident and "phone" in allowed else "",
        email=resident.email if resident and "email" in allowed else "",
        reason=referral.reason if level is None or level == Level.WORDS else "",
        level=referral.level,
    )


def _sender(referral: Referral) -> str:
    if referral.from_organisation is not None:
        return referral.from_organisation.name
    if referral.from_initiative is not None:
        return referral.from_initiative.name
    return str(referral.from_person or "")
