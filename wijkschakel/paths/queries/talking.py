"""Conversations, guide cards, moments, reminders and cards."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wijkschakel.paths.models import (
    Ambition,
    Booklet,
    CheckInCard,
    Conversation,
    ConversationPartner,
    Moment,
    Pack,
    Path,
    Reminder,
)
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.paths.rules import shipped
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District


def conversations_of(person: Person) -> QuerySet[Conversation]:
    """Give the conversations of this person, as resident or as partner, the newest first."""
    rows = Conversation.objects.filter(Q(resident=person) | Q(partner=person))
    return rows.select_related("resident", "partner").order_by("-made_at", "pk")


def find_conversation(person: Person, talk_id: uuid.UUID) -> Conversation | None:
    """Give a conversation of this person; for the partner one that was called off is gone."""
    talk = conversations_of(person).filter(pk=talk_id).first()
    is_gone = talk is not None and talk.state == Conversation.State.CALLED_OFF
    return None if talk is None or (is_gone and talk.resident_id != person.pk) else talk


def guide_cards(district: District | None) -> dict[str, shipped.Card]:
    """Give the guide cards of a district: its own words go before those that come along."""
    found = dict(shipped.cards_shipped())
    if district is not None:
        rows = Pack.objects.filter(kind=Pack.Kind.CARD, district=district, retired_at__isnull=True)
        for row in rows.order_by("key"):
            found[row.key] = shipped.read_card(row.content)
    return found


def moments_of(path: Path) -> QuerySet[Moment]:
    """Give the moments, the next first."""
    return path.moments.order_by("-at", "-made_at", "pk")


def find_moment(owner: Person, moment_id: uuid.UUID) -> Moment | None:
    """Give a moment of the path of this person."""
    rows = Moment.objects.filter(path__person=owner, pk=moment_id)
    return rows.select_related("path__person").first()


def reminders_of(path: Path) -> dict[uuid.UUID, Reminder]:
    """Give the reminders by the step or goal they are about."""
    return {(row.step_id or row.ambition_id): row for row in path.reminders.all()}  # type: ignore[misc]


@dataclass(frozen=True)
class Slip:
    """A reminder on paper: when, and what for in own words when the resident chose so."""

    clock: dt.time
    every: int
    words: str


def slips_of(path: Path, opened: Opened, ambition: Ambition | None = None) -> list[Slip]:
    """Give the reminders on paper, of one goal and its steps or of all; empty words stay a line
    to write on."""
    rows = path.reminders.filter(medium=Reminder.Medium.PAPER).select_related("step", "ambition")
    if ambition is not None:
        rows = rows.filter(Q(ambition=ambition) | Q(step__ambition=ambition))
    return [
        Slip(
            row.clock,
            row.every,
            opened.text(row.step or row.ambition, "words") if row.has_words else "",  # type: ignore[arg-type]
        )
        for row in rows.order_by("clock", "pk")
    ]


def find_reminder(path: Path | None, reminder_id: uuid.UUID) -> Reminder | None:
    """Give a reminder of this path."""
    if path is None:
        return None
    return path.reminders.filter(pk=reminder_id).select_related("path__person").first()


def cards_of(path: Path, now: dt.datetime) -> list[CheckInCard]:
    """Give the check-in cards that can still be used."""
    rows = CheckInCard.objects.filter(
        ambition__path=path, used_at__isnull=True, until_on__gte=timezone.localdate(now)
    )
    return list(rows.select_related("ambition").order_by("ambition", "code"))


def find_booklet(person: Person) -> Booklet | None:
    """Give the booklet that was asked for last."""
    return Booklet.objects.filter(person=person).order_by("-ordered_at").first()


def booklet_numbered(number: str) -> Booklet | None:
    """Give a booklet by its number, for the task worker."""
    return Booklet.objects.filter(pk=number).select_related("person").first()


def partners_in(districts: Collection[uuid.UUID]) -> list[ConversationPartner]:
    """Give who was trained in these districts, whose training ends first on top."""
    rows = ConversationPartner.objects.filter(person__district__in=districts)
    return list(rows.select_related("person").order_by("valid_until", "person__given_name"))


def packs_in(districts: Collection[uuid.UUID]) -> list[Pack]:
    """Give the questions and cards of these districts."""
    rows = Pack.objects.filter(district__in=districts, retired_at__isnull=True)
    related = rows.select_related("district", "taken_from__district")
    return list(
        related.defer("district__boundary", "taken_from__district__boundary").order_by("key")
    )


def packs_to_agree(districts: Collection[uuid.UUID]) -> list[Pack]:
    """Give what came along from another district and waits for the residents of this one."""
    rows = Pack.objects.filter(
        district__in=districts, agreed_on__isnull=True, taken_from__isnull=False
    )
    related = rows.select_related("district", "taken_from__district")
    return list(related.defer("district__boundary", "taken_from__district__boundary"))


def questions_of(district: District) -> int:
    """Count the questions and cards that are online in a district."""
    return Pack.objects.filter(district=district, retired_at__isnull=True).count()


@dataclass(frozen=True)
class Pipeline:
    """How many were asked and were trained in a district: numbers, no names."""

    district: str
    asked: int
    trained: int


def pipeline(
    districts: Collection[District], partners: Iterable[ConversationPartner], now: dt.datetime
) -> list[Pipeline]:
    """Count per district who were asked and who were trained: the desk's own list.

    :param partners: all of these districts, as `partners_in` gives them.

    Who is at work is not counted here: figures about people leave through one door (`outcomes`).
    """
    today = timezone.localdate(now)
    grants = RoleGrant.objects.active(today).filter(
        role=RoleGrant.Role.CONVERSATION_PARTNER, district__in=districts
    )
    waiting = Person.objects.filter(
        pk__in=grants.values("person"), district__in=districts, erased_at__isnull=True
    ).exclude(conversation_partner__valid_until__gte=today)
    counted = waiting.order_by().values_list("district").annotate(Count("pk", distinct=True))
    asked = dict(counted)
    trained = Counter(
        one.person.district_id for one in partners if one.trained_on <= today <= one.valid_until
    )
    return [Pipeline(one.name, asked.get(one.pk, 0), trained[one.pk]) for one in districts]
