"""What pages ask about people: consents, who looked, who helps, emergencies."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncHour
from django.utils import timezone

from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.base.text import folding
from wijkschakel.people import permissions
from wijkschakel.people.models import (
    CarriedRecord,
    Consent,
    Delegate,
    EmergencyAccess,
    Notice,
    Organisation,
    PaperCard,
    Person,
    RoleGrant,
)
from wijkschakel.people.queries import coaches
from wijkschakel.people.queries.somebody import readers_named
from wijkschakel.people.rules import (
    ANSWER_WITHIN,
    DONE_TOGETHER,
    EMERGENCY_LASTS,
    SLIP_LENGTH,
    read_slip,
)
from wijkschakel.places.models import District, RegionDistrict

LONGEST_LIST = 200
SAFEGUARDING = RoleGrant.Role.SAFEGUARDING
# Lines on helping itself: not something done for the resident.
NOT_DONE = ("start_helping", "stop_helping", "answer_help")
FEWEST_LETTERS = 2


def mail_address(person: Person) -> str:
    """Give the address to write to: the person's own, else that of the account, else empty."""
    account = getattr(person, "account", None)
    return person.email or (account.email if account else None) or ""


def screen_language(person: Person) -> str:
    """Give the language we can write in that the person likes best."""
    known = {code for code, _name in settings.LANGUAGES}
    return person.language if person.language in known else settings.LANGUAGE_CODE


def organisations_of(person: Person, day: dt.date) -> QuerySet[Organisation]:
    """Give the organisations to which somebody belongs on a day."""
    theirs = person.memberships.active(day)
    return Organisation.objects.filter(pk__in=theirs.values("organisation")).order_by("name", "pk")


def consents_of(person: Person, now: dt.datetime) -> QuerySet[Consent]:
    """Give the consents that hold now, the newest first, with their receivers."""
    return (
        person.consents.filter(permissions.live_consents(now))
        .select_related("to_person", "to_organisation")
        .order_by("-given_at", "id")
    )


def ended_consents_of(person: Person, now: dt.datetime) -> QuerySet[Consent]:
    """Give the consents that were withdrawn or ran out, the newest first."""
    return (
        person.consents.exclude(permissions.live_consents(now))
        .select_related("to_person", "to_organisation")
        .order_by("-given_at", "id")
    )


def brought_by(person: Person) -> QuerySet[CarriedRecord]:
    """Give what a person brought from elsewhere and confirmed, the newest first."""
    confirmed = person.carried.filter(confirmed_at__isnull=False)
    return confirmed.order_by("-confirmed_at", "id")


def running_help(person: Person, now: dt.datetime) -> QuerySet[Delegate]:
    """Give who helps this person now."""
    running = person.delegates.filter(starts_at__lte=now, ends_at__gt=now)
    return coaches.with_coach(running.select_related("helper"), now)


def helps_now(helper: Person, now: dt.datetime) -> QuerySet[Delegate]:
    """Give whom this person helps now."""
    running = helper.delegate_for.filter(starts_at__lte=now, ends_at__gt=now)
    return running.select_related("person")


def unread_notices(person: Person) -> QuerySet[Notice]:
    """Give the words that wait for a person, the newest first."""
    return person.notices.filter(read_at__isnull=True).order_by("-made_at", "id")


@dataclass(frozen=True)
class Look:
    """Somebody looked in a person's data: who, as what, what, why, when."""

    name: str
    organisation: str
    role: str
    action: str
    object_kind: str
    why: str
    is_emergency: bool
    last_at: dt.datetime
    times: int


def who_looked(person: Person, since: dt.datetime | None = None) -> list[Look]:
    """Tell who looked in this person's data, the last one first.

    The same reader doing the same within an hour is one line with a number of times. An emergency
    is shown from the moment the resident is told of it. Always four queries.
    """
    lines = lines_about(person, JournalEntry.Kind.READ)
    lines = lines.filter(Q(by__isnull=True) | ~Q(by=person.pk))
    if since is not None:
        lines = lines.filter(at__gte=since)
    rows = list(
        lines.annotate(hour=TruncHour("at"))
        .values(
            "by", "organisation", "role", "action", "object_kind", "why", "is_emergency", "hour"
        )
        .annotate(last_at=Max("at"), times=Count("id"))
        .order_by("-last_at", "action")[:LONGEST_LIST]
    )
    readers = readers_named((row["by"], row["action"]) for row in rows)
    organisations = Organisation.objects.in_bulk({row["organisation"] for row in rows} - {None})
    roles = dict(RoleGrant.Role.choices)
    return [
        Look(
            name=readers.get(row["by"], ""),
            organisation=str(organisations.get(row["organisation"], "")),
            role=str(roles.get(row["role"], row["role"])),
            action=row["action"],
            object_kind=row["object_kind"],
            why=row["why"],
            is_emergency=row["is_emergency"],
            last_at=row["last_at"],
            times=row["times"],
        )
        for row in rows
    ]


def lines_about(person: Person, kind: str) -> QuerySet[JournalEntry]:
    """Give the lines of the journal about a person that the person may know of now.

    An emergency is not yet in it while the resident has not been told, nor is the search for it.
    """
    lines = JournalEntry.objects.filter(kind=kind, about=person.pk)
    untold = person.emergencies.filter(told_at__isnull=True).aggregate(first=Min("opened_at"))
    if untold["first"] is not None:
        lines = lines.exclude(is_emergency=True, at__gte=untold["first"] - EMERGENCY_LASTS)
    return lines


def emergencies_of(person: Person) -> QuerySet[EmergencyAccess]:
    """Give the emergencies a person has been told of, the newest first."""
    told = person.emergencies.filter(told_at__isnull=False)
    return told.select_related("opened_by").order_by("-opened_at", "id")


@dataclass
class EmergencyLine:
    """How often the glass was broken in a district, for one kind of reason. Nobody is named."""

    district: str
    role: str
    category: str
    times: int = 0
    told: int = 0
    told_late: int = 0
    not_told: int = 0


def emergency_report(
    first: dt.date, until: dt.date, districts: Collection[uuid.UUID], now: dt.datetime
) -> list[EmergencyLine]:
    """Count the emergencies opened from `first` up to `until`, per district and kind of reason."""
    zone = timezone.get_default_timezone()
    start, end = (dt.datetime.combine(day, dt.time(), zone) for day in (first, until))
    found = EmergencyAccess.objects.filter(opened_at__gte=start, opened_at__lt=end)
    found = found.annotate(where=Coalesce("district__name", "person__district__name"))
    here = Q(district__in=districts) | Q(district__isnull=True, person__district__in=districts)
    lines: dict[tuple[str, str], EmergencyLine] = {}
    for access in found.filter(here).order_by("where", "category"):
        key = (access.where, access.get_category_display())
        line = lines.setdefault(key, EmergencyLine(key[0], SAFEGUARDING, key[1]))
        line.times += 1
        if access.told_at is None:
            line.not_told += 1
        elif _is_told_in_time(access, now):
            line.told += 1
        else:
            line.told_late += 1
    return list(lines.values())


def _is_told_in_time(access: EmergencyAccess, now: dt.datetime) -> bool:
    limit = max(
        access.opened_at + dt.timedelta(hours=24), access.postponed_until or access.opened_at
    )
    return (access.told_at or now) <= limit + dt.timedelta(hours=1)


def emergencies_in(districts: Collection[uuid.UUID], now: dt.datetime) -> QuerySet[EmergencyAccess]:
    """Give the emergencies of a month, and those not told yet, for who keeps watch together."""
    recent = Q(told_at__isnull=True) | Q(opened_at__gt=now - dt.timedelta(days=31))
    found = EmergencyAccess.objects.filter(recent, person__district__in=districts)
    return found.select_related("person", "opened_by", "postponed_by").order_by("-opened_at", "id")


def to_tell_in_person(districts: Collection[uuid.UUID]) -> QuerySet[EmergencyAccess]:
    """Give the emergencies of residents who cannot read it here: somebody has to say it."""
    return (
        EmergencyAccess.objects.filter(told_at__isnull=False, told_in_person_at__isnull=True)
        .filter(person__account__isnull=True, person__email="", person__cards__isnull=True)
        .filter(person__erased_at__isnull=True, person__district__in=districts)
        .select_related("person", "person__district")
        .defer("person__district__boundary")
        .order_by("told_at", "id")
    )


def done_together(delegates: Collection[Delegate]) -> dict[uuid.UUID, list[JournalEntry]]:
    """Give what was done in each of these hours of helping, in order: one question."""
    hours = Q(pk__in=[])
    for one in delegates:
        about = Q(by=one.helper_id, about=one.person_id)
        hours |= about & Q(at__range=(one.starts_at, one.ends_at))
    done = JournalEntry.objects.filter(hours, kind=JournalEntry.Kind.WRITE)
    entries = [
        entry
        for entry in done.exclude(action__in=NOT_DONE).order_by("at", "id")
        if entry.action in DONE_TOGETHER or entry.on_behalf_of == entry.about
    ]
    return {
        one.pk: [
            entry
            for entry in entries
            if (entry.by, entry.about) == (one.helper_id, one.person_id)
            and one.starts_at <= entry.at <= one.ends_at
        ]
        for one in delegates
    }


def with_something_done() -> QuerySet[Delegate]:
    """Give the hours of helping in which something was done for the resident."""
    done = JournalEntry.objects.filter(
        Q(action__in=DONE_TOGETHER) | Q(on_behalf_of=OuterRef("person_id")),
        kind=JournalEntry.Kind.WRITE,
        by=OuterRef("helper_id"),
        about=OuterRef("person_id"),
        at__gte=OuterRef("starts_at"),
        at__lte=OuterRef("ends_at"),
    ).exclude(action__in=NOT_DONE)
    found = Delegate.objects.filter(Exists(done), person__erased_at__isnull=True)
    return found.select_related("person", "helper").order_by("ends_at", "id")


def unanswered_of(person: Person) -> QuerySet[Delegate]:
    """Give the help this person got or gave, to which the resident did not answer yet."""
    return with_something_done().filter(Q(person=person) | Q(helper=person), answer="")


def slips_for(districts: Collection[uuid.UUID], now: dt.datetime) -> QuerySet[Delegate]:
    """Give what waits too long for an answer, and what a resident said is not right."""
    late = Q(answer="", ends_at__lte=now - ANSWER_WITHIN)
    wrong = Q(answer=Delegate.Answer.WRONG, answered_at__gt=now - 2 * ANSWER_WITHIN)
    return with_something_done().filter(late | wrong, person__district__in=districts)


def waiting_for_a_person(
    districts: Collection[uuid.UUID], now: dt.datetime
) -> list[tuple[str, dt.datetime, uuid.UUID]]:
    """Give what only somebody at the desk can solve: what, since when, whose. One question.

    What it is: to_tell, card (blocked), wrong (a resident says so after help) or unanswered.
    """

    def rows(found: QuerySet, kind: Value | Case, since: str) -> QuerySet:
        return found.order_by().annotate(kind=kind).values_list("kind", since, "person_id")

    answer = Case(When(answer="", then=Value("unanswered")), default=Value("wrong"))
    parts = (
        rows(slips_for(districts, now), answer, "ends_at"),
        rows(blocked_cards(districts), Value("card", CharField()), "blocked_at"),
    )
    untold = rows(to_tell_in_person(districts), Value("to_tell", CharField()), "opened_at")
    return list(untold.union(*parts, all=True))


def find_slip(districts: Collection[uuid.UUID], typed: str) -> Delegate | None:
    """Give the help behind the code on a slip, of a resident of these districts."""
    code = read_slip(typed)
    if len(code) != SLIP_LENGTH:
        return None
    found = Delegate.objects.filter(code=code, person__district__in=districts)
    return found.select_related("person", "helper").first()


def residents_of(districts: Collection[uuid.UUID]) -> QuerySet[Person]:
    """Everybody in these districts, also guests, who did not wipe their data."""
    return Person.objects.filter(district__in=districts, erased_at=None)


def people_named(districts: Collection[uuid.UUID], words: str) -> QuerySet[Person]:
    """Residents with a name in which words start like these; nobody for one letter.

    Capitals and marks on letters do not matter.
    """
    found = residents_of(districts)
    if len(folding.fold(words).replace(" ", "")) < FEWEST_LETTERS:
        return found.none()
    for word in words.split()[:5]:
        pattern = folding.word_pattern(word[:40])
        found = found.filter(Q(given_name__regex=pattern) | Q(family_name__regex=pattern))
    return found.select_related("neighbourhood").order_by("given_name", "family_name", "id")


def find_card(person: Person) -> PaperCard | None:
    """The paper card that this person holds now, also when it is blocked."""
    return person.cards.filter(revoked_at=None).order_by("-made_at", "id").first()


def blocked_cards(districts: Collection[uuid.UUID]) -> QuerySet[PaperCard]:
    """Cards of residents here that were blocked after too many attempts."""
    cards = PaperCard.objects.filter(person__district__in=districts, revoked_at=None)
    return cards.exclude(blocked_at=None).order_by("blocked_at", "id")


def letters_given_up(
    districts: Collection[uuid.UUID], since: dt.datetime
) -> QuerySet[OutgoingMail]:
    """Letters to residents here that did not arrive. Only whom, when and how often tried."""
    here = residents_of(districts).values("pk")
    letters = OutgoingMail.objects.filter(
        state=OutgoingMail.State.GIVEN_UP, person__in=here, created_at__gte=since
    )
    return letters.only("id", "person", "created_at", "state").order_by("created_at", "id")


def roles_in(districts: Collection[uuid.UUID], day: dt.date) -> QuerySet[RoleGrant]:
    """Roles that hold on `day` in these districts, or in a municipality or region around them."""
    municipalities = District.objects.filter(pk__in=districts).values("municipality")
    regions = RegionDistrict.objects.filter(district__in=districts).values("region")
    held = RoleGrant.objects.active(day).filter(
        Q(district__in=districts) | Q(municipality__in=municipalities) | Q(region__in=regions)
    )
    return (
        held.filter(person__erased_at=None)
        .select_related("person", "district", "municipality", "region", "organisation")
        .defer("district__boundary", "municipality__boundary")
        .order_by("person__given_name", "person_id", "role", "pk")
    )
