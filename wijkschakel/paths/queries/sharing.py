"""What is shared, with whom it may be, and what it looks like to them."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from wijkschakel.paths import permissions
from wijkschakel.paths.models import Ambition, ConversationPartner, Moment, Path, Share
from wijkschakel.paths.queries import goals
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.people.models import Organisation, Person, RoleGrant


@dataclass(frozen=True)
class Shown:
    """A shared part exactly as the receiver sees it: what is not in it is not there."""

    words: str
    a_little_better: str
    reached: str
    steps: list[goals.StepRow]
    marks: list[goals.Mark]
    support: list[goals.Support]
    moment: dict[str, str]


def shown(
    ambition: Ambition | None,
    parts: Collection[str],
    now: dt.datetime,
    moment: Moment | None = None,
    reader: Person | None = None,
) -> Shown:
    """Give what these parts open: the same for the preview and for the receiver.

    A reader sees the own support; what others said to the resident is not theirs to read.
    """
    goal = goals.one_goal(ambition, now)[0] if ambition else None
    has_goal = goal is not None and "path_goal" in parts
    prepared: dict[str, str] = {}
    if moment is not None and "path_moment" in parts:
        prepared = {
            name: text
            for name, text in Opened().content(moment).items()
            if name != "outcome" and text
        }
    return Shown(
        goal.words if goal and has_goal else "",
        goal.a_little_better if goal and has_goal else "",
        goal.reached if goal and has_goal else "",
        goal.steps if goal and "path_steps" in parts else [],
        goal.marks if goal and "path_follow" in parts else [],
        [one for one in goal.support if reader and one.author_id == reader.pk] if goal else [],
        prepared,
    )


def shares_of(path: Path, now: dt.datetime) -> list[Share]:
    """Give what is shared now, the newest first."""
    today = timezone.localdate(now)
    rows = path.shares.filter(consent__withdrawn_at__isnull=True)
    rows = rows.filter(Q(consent__until_on__isnull=True) | Q(consent__until_on__gte=today))
    return list(
        rows.select_related("ambition", "consent__to_person", "consent__to_organisation").order_by(
            "-made_at", "pk"
        )
    )


def find_share(path: Path | None, share_id: uuid.UUID) -> Share | None:
    """Give a share of this path."""
    if path is None:
        return None
    rows = Share.objects.filter(path=path, pk=share_id)
    return rows.select_related("consent__person", "path__person").first()


def shared_with(viewer: Person, now: dt.datetime) -> list[Share]:
    """Give what is open for this person now."""
    rows = permissions.readable_shares(viewer, now).select_related(
        "path__person", "ambition__path__person", "consent__to_organisation"
    )
    return list(rows.order_by("-made_at", "pk"))


def find_shared(viewer: Person, share_id: uuid.UUID, now: dt.datetime) -> Share | None:
    """Give one part that is open for this person now."""
    return next((one for one in shared_with(viewer, now) if one.pk == share_id), None)


def moment_of(share: Share) -> Moment | None:
    """Give the moment that goes with a share."""
    return Moment.objects.filter(share=share).first()


def people_to_choose(person: Person, now: dt.datetime) -> QuerySet[Person]:
    """Give who a resident may share with by name: professionals and partners of the own district,
    and who helped before. No list of neighbours."""
    day = timezone.localdate(now)
    role = RoleGrant.Role
    working = RoleGrant.objects.active(day).filter(
        role__in=[role.PROFESSIONAL, role.CONVERSATION_PARTNER], district=person.district_id
    )
    helped = person.delegates.values("helper")
    return (
        Person.objects.filter(Q(pk__in=working.values("person")) | Q(pk__in=helped))
        .filter(erased_at__isnull=True)
        .exclude(pk=person.pk)
        .order_by("given_name", "family_name", "pk")
    )


def organisations_to_choose(person: Person) -> QuerySet[Organisation]:
    """Give the organisations a resident may share with: care and welfare of the own district."""
    kind = Organisation.Kind
    return Organisation.objects.filter(
        kind__in=[kind.CARE, kind.WELFARE], district=person.district_id
    ).order_by("name")


def partners_for(person: Person, now: dt.datetime) -> list[ConversationPartner]:
    """Give who can hold a conversation: trained and still valid, in the own district; who speaks
    the language of the resident first."""
    today = timezone.localdate(now)
    grants = RoleGrant.objects.active(today).filter(
        role=RoleGrant.Role.CONVERSATION_PARTNER, district=person.district_id
    )
    rows = ConversationPartner.objects.filter(
        is_open=True,
        trained_on__lte=today,
        valid_until__gte=today,
        person__in=grants.values("person"),
        person__erased_at__isnull=True,
        person__district=person.district_id,
    ).exclude(person=person)
    found = list(rows.select_related("person__neighbourhood", "person__district"))
    here = person.neighbourhood_id
    return sorted(
        found,
        key=lambda one: (
            person.language not in one.languages,
            one.person.neighbourhood_id != here or here is None,
            one.person.given_name,
        ),
    )
