"""What pages read of initiatives. Numbers of queries do not grow with rows."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from wijkschakel.activities.models import (
    Activity,
    ConsultationHour,
    DistrictBeginning,
    Initiative,
    InitiativeParty,
    Label,
    LabelUse,
    Lead,
    Service,
    Session,
    SupportAsk,
)
from wijkschakel.activities.queries.posts import readable_posts
from wijkschakel.base import search
from wijkschakel.people.models import Consent, Membership, Organisation, Person
from wijkschakel.people.permissions import live_consents
from wijkschakel.places.models import District

KIND = "initiative"
MOST_FOUND = 500
GROWN_FIRST = ("programme", "initiative", "group", "question")
Role, State = InitiativeParty.Role, InitiativeParty.State
ACTIVE_SUPPORT = Q(parties__role=Role.SUPPORTER, parties__state=State.ACTIVE)


@dataclass(frozen=True)
class InitiativeWish:
    """What somebody looks for among the initiatives."""

    district: District | None = None
    theme: str = ""
    stage: str = ""
    label: Label | None = None
    words: str = ""


def _rows() -> QuerySet[Initiative]:
    return Initiative.objects.select_related("district").defer("district__boundary")


def search_initiatives(wish: InitiativeWish) -> QuerySet[Initiative]:
    """Give the initiatives that fit: what goes on first, the largest before the small."""
    rows = _rows().annotate(supporters=Count("parties", filter=ACTIVE_SUPPORT))
    if wish.district:
        rows = rows.filter(district=wish.district)
    if wish.theme:
        rows = rows.filter(theme=wish.theme)
    if wish.stage:
        rows = rows.filter(stage=wish.stage)
    if wish.label:
        uses = LabelUse.objects.filter(label=wish.label, kind=KIND)
        rows = rows.filter(pk__in=uses.values("thing_id"))
    matching = search.matching(wish.words, kind=KIND)
    if matching is not None:
        rows = rows.filter(pk__in=matching)
    return rows.order_by("state", "-changed_at", "pk")


def find_initiative(pk: uuid.UUID) -> Initiative | None:
    """Give one initiative with where it came from and what it went on as."""
    rows = _rows().select_related("grown_from__district", "successor", "programme")
    return rows.defer("district__boundary", "grown_from__district__boundary").filter(pk=pk).first()


def find_with_all(
    pk: uuid.UUID, now: dt.datetime, more: Mapping[str, Subquery] | None = None
) -> Initiative | None:
    """Give one initiative for its page: also what it bundles and its last news, in one question.

    A programme gets `activities_n`, `people_n` and `given_n`; all get `news_id` and `news_title`.

    :param more: columns that a room above tells of an initiative.
    """
    here = Initiative.objects.filter(Q(pk=OuterRef("pk")) | Q(programme=OuterRef("pk")))
    activities = here.filter(activities__state=Activity.State.PUBLISHED).order_by()
    news = readable_posts(now).filter(
        Q(initiative=OuterRef("pk")) | Q(initiative__programme=OuterRef("pk"))
    )
    rows = _rows().select_related("grown_from__district", "successor", "programme")
    rows = rows.defer("district__boundary", "grown_from__district__boundary").annotate(
        activities_n=_count(activities, "activities"),
        people_n=_count(activities, "activities__leads__person"),
        given_n=_count(here.filter(asks__state=SupportAsk.State.MET), "asks"),
        news_id=Subquery(news.values("pk")[:1]),
        news_title=Subquery(news.values("title")[:1]),
        **(more or {}),
    )
    return rows.filter(pk=pk).first()


def _count(rows: QuerySet[Initiative], path: str) -> Coalesce:
    """Count different things over these rows, inside another question."""
    whole = rows.order_by().annotate(one=Value(1)).values("one")
    return Coalesce(Subquery(whole.annotate(n=Count(path, distinct=True)).values("n")), 0)


def parties_of(
    initiative: Initiative, viewer: Person | None, now: dt.datetime
) -> list[InitiativeParty]:
    """Give owners and supporters, who came first before who came later.

    Each has `is_mine`: the viewer, or an organisation the viewer belongs to today.
    """
    mine: Q | Value = Value(value=False)
    if viewer:
        mine = Q(person=viewer) | Q(organisation__in=_my_organisations(viewer, now))
    rows = initiative.parties.select_related("person", "organisation")
    told = rows.annotate(is_mine=ExpressionWrapper(mine, output_field=BooleanField()))
    return list(told.order_by("since", "pk"))


def family_of(initiative: Initiative) -> list[Initiative]:
    """Give what grew out of it, what went on in it, and what belongs to it."""
    near = Q(grown_from=initiative) | Q(successor=initiative) | Q(programme=initiative)
    rows = Initiative.objects.filter(near).select_related("district").defer("district__boundary")
    return list(rows.order_by("started_on", "pk"))


def programmes_for(initiative: Initiative) -> QuerySet[Initiative]:
    """Give the programmes it could belong to: those of its district that go on."""
    rows = Initiative.objects.filter(
        stage=Initiative.Stage.PROGRAMME,
        state=Initiative.State.ACTIVE,
        district=initiative.district_id,
    )
    return rows.exclude(pk=initiative.pk).order_by("name")


def coming_sessions(initiative: Initiative, now: dt.datetime, limit: int = 6) -> list[Session]:
    """Give the next sessions of its activities."""
    rows = Session.objects.filter(
        activity__initiative=initiative,
        activity__state=Activity.State.PUBLISHED,
        state=Session.State.PLANNED,
        ends_at__gt=now,
    )
    return list(
        rows.select_related("activity__venue", "series").order_by("starts_at", "pk")[:limit]
    )


def labels_on(kind: str, thing_id: uuid.UUID) -> list[Label]:
    """Give the labels that a thing carries."""
    uses = LabelUse.objects.filter(kind=kind, thing_id=thing_id)
    return list(Label.objects.filter(pk__in=uses.values("label")).order_by("name"))


def labels_for(district: District | None) -> list[Label]:
    """Give the labels that can be used in a district: its own, its region's, everybody's."""
    mine = Q(district__isnull=True, region__isnull=True)
    if district:
        mine |= Q(district=district) | Q(region__districts=district)
    return list(Label.objects.filter(mine).distinct().order_by("name"))


def find_label(slug: str) -> Label | None:
    """Give the label of this address."""
    rows = Label.objects.select_related("district", "region")
    return rows.defer("district__boundary").filter(slug=slug).first()


def carried_by(label: Label) -> dict[str, set[uuid.UUID]]:
    """Give the numbers of everything that carries a label, per kind."""
    found: dict[str, set[uuid.UUID]] = {}
    for kind, number in label.uses.values_list("kind", "thing_id"):
        found.setdefault(kind, set()).add(number)
    return found


def initiatives_numbered(numbers: Collection[uuid.UUID]) -> list[Initiative]:
    """Give these initiatives."""
    return list(
        _rows()
        .annotate(supporters=Count("parties", filter=ACTIVE_SUPPORT))
        .filter(pk__in=list(numbers)[:MOST_FOUND])
        .order_by("state", "name", "pk")
    )


def activities_numbered(numbers: Collection[uuid.UUID]) -> list[Activity]:
    """Give these activities, those that everybody may see."""
    rows = Activity.objects.filter(pk__in=list(numbers)[:MOST_FOUND])
    visible = rows.filter(state=Activity.State.PUBLISHED)
    return list(visible.select_related("venue").order_by("title", "pk"))


def next_of(activities: Sequence[Activity], now: dt.datetime) -> dict[uuid.UUID, Session]:
    """Give the next session of each activity that has one."""
    rows = Session.objects.filter(
        activity__in=[one.pk for one in activities], state=Session.State.PLANNED, ends_at__gt=now
    )
    found: dict[uuid.UUID, Session] = {}
    for session in rows.order_by("starts_at", "pk"):
        found.setdefault(session.activity_id, session)
    return found


def owned_by(person: Person, now: dt.datetime) -> QuerySet[Initiative]:
    """Give what a person decides about and still goes on, alone or for an organisation."""
    owners = InitiativeParty.objects.filter(role=Role.OWNER, state=State.ACTIVE)
    mine = owners.filter(Q(person=person) | Q(organisation__in=_my_organisations(person, now)))
    rows = _rows().filter(state=Initiative.State.ACTIVE, pk__in=mine.values("initiative"))
    return rows.order_by("name", "pk")


def _my_organisations(person: Person, now: dt.datetime) -> QuerySet[Membership]:
    rows = Membership.objects.active(timezone.localdate(now)).filter(person=person)
    return rows.values("organisation")  # type: ignore[return-value]


def organisations_to_ask(initiative: Initiative) -> QuerySet[Organisation]:
    """Give organisations of this place, or of no place, that are not in it yet."""
    there = initiative.parties.filter(organisation__isnull=False).values("organisation")
    near = Q(district=initiative.district_id) | Q(district__isnull=True)
    municipality = Q(district__municipality=initiative.district.municipality_id)
    rows = Organisation.objects.filter(near | municipality).exclude(pk__in=there)
    return rows.order_by("name")


@dataclass(frozen=True)
class Reachable:
    """A supporter, and how the reader may reach them: as far as they agreed."""

    party: InitiativeParty
    phone: str
    email: str


def reachable(
    supporters: Sequence[InitiativeParty], viewer: Person, now: dt.datetime
) -> list[Reachable]:
    """Say how `viewer` may reach each supporter; nothing without consent that holds now."""
    people = [party.person_id for party in supporters if party.person_id]
    consents = Consent.objects.filter(
        live_consents(now), person__in=people, purpose="contact"
    ).filter(Q(to_person=viewer) | Q(to_organisation__in=_my_organisations(viewer, now)))
    allowed: dict[uuid.UUID | None, set[str]] = {}
    for consent in consents:
        allowed.setdefault(consent.person_id, set()).update(consent.items)
    return [_reach(party, allowed.get(party.person_id, set())) for party in supporters]


def _reach(party: InitiativeParty, items: set[str]) -> Reachable:
    person = party.person
    return Reachable(
        party,
        person.phone if person and "phone" in items else "",
        person.email if person and "email" in items else "",
    )


def network_of(district: District) -> list[Initiative]:
    """Give what goes on in a district, with the organisations around each."""
    around = InitiativeParty.objects.filter(
        organisation__isnull=False, state=State.ACTIVE
    ).select_related("organisation")
    rows = Initiative.objects.filter(district=district, state=Initiative.State.ACTIVE)
    ordered = rows.annotate(supporters=Count("parties", filter=ACTIVE_SUPPORT)).order_by(
        "name", "pk"
    )
    return list(
        ordered.prefetch_related(
            Prefetch("parties", around.order_by("organisation__name"), to_attr="organisations")
        )[:MOST_FOUND]
    )


@dataclass(frozen=True)
class Member:
    """Who takes part and says so: a first name and what it is they do."""

    name: str
    what: str
    role: str


def members_of(district: District) -> list[Member]:
    """Give residents who let their first name stand with what they lead or own, by name."""
    leads = Lead.objects.filter(
        shows_name=True, activity__district=district, activity__state=Activity.State.PUBLISHED
    ).select_related("person", "activity")
    owners = InitiativeParty.objects.filter(
        shows_name=True,
        role=Role.OWNER,
        person__isnull=False,
        state=State.ACTIVE,
        initiative__district=district,
        initiative__state=Initiative.State.ACTIVE,
    ).select_related("person", "initiative")
    found = [
        Member(one.person.given_name, one.activity.title, one.get_role_display())
        for one in leads.order_by("pk")[:MOST_FOUND]
    ]
    found += [
        Member(one.person.given_name, one.initiative.name, one.get_role_display())
        for one in owners.order_by("pk")[:MOST_FOUND]
        if one.person
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.what.casefold()))


def who_is_there(initiative: Initiative) -> list[str]:
    """Give who runs this together: organisations, and first names of who lets theirs stand."""
    owners = initiative.parties.filter(role=Role.OWNER, state=State.ACTIVE).select_related(
        "person", "organisation"
    )
    leads = Lead.objects.filter(shows_name=True, activity__initiative=initiative)
    found = [one.organisation.name for one in owners if one.organisation]
    found += [one.person.given_name for one in owners if one.person and one.shows_name]
    found += [one.person.given_name for one in leads.select_related("person").order_by("pk")]
    return list(dict.fromkeys(found))


def open_asks(districts: Collection[uuid.UUID]) -> list[SupportAsk]:
    """Give what initiatives in these districts need, what waits longest first."""
    rows = SupportAsk.objects.filter(
        state=SupportAsk.State.OPEN, initiative__district__in=districts
    )
    return list(rows.select_related("initiative").order_by("asked_at", "pk")[:MOST_FOUND])


def beginnings_of(district: District) -> list[DistrictBeginning]:
    """Give like which districts this one began, and which began like this one."""
    rows = DistrictBeginning.objects.filter(Q(district=district) | Q(source=district))
    there = rows.select_related("district", "source")
    return list(there.defer("district__boundary", "source__boundary").order_by("began_at", "pk"))


def beginnings_in(districts: Collection[uuid.UUID]) -> list[DistrictBeginning]:
    """Give which of these districts began like another one."""
    rows = DistrictBeginning.objects.filter(district__in=districts)
    there = rows.select_related("district", "source")
    return list(there.defer("district__boundary", "source__boundary").order_by("-began_at", "pk"))


NAMES: dict[str, tuple[type[Model], str]] = {
    "activity": (Activity, "title"),
    "service": (Service, "name"),
    "hour": (ConsultationHour, "title"),
    "initiative": (Initiative, "name"),
}


def named(
    things: Sequence[tuple[str, uuid.UUID]], districts: Collection[uuid.UUID] | None = None
) -> list[tuple[str, uuid.UUID, str]]:
    """Give the names of things of several kinds, in the same order; one query per kind.

    :param districts: only what belongs there.
    """
    names: dict[tuple[str, uuid.UUID], str] = {}
    for kind, (model, field) in NAMES.items():
        numbers = [number for known, number in things if known == kind]
        if not numbers:
            continue
        rows = model._default_manager.filter(pk__in=numbers[:MOST_FOUND])
        if districts is not None:
            rows = rows.filter(district__in=districts)
        names |= {(kind, pk): name for pk, name in rows.values_list("pk", field)}
    return [(kind, pk, names[kind, pk]) for kind, pk in things if (kind, pk) in names]
