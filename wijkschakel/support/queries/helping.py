"""Requests, offers and matches: own ones, and what waits at the desk."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from wijkschakel.activities.models import Activity, Session
from wijkschakel.base.prepared import Prepared
from wijkschakel.people.models import Person
from wijkschakel.support.models import (
    Check,
    HelpOffer,
    HelpPart,
    HelpRequest,
    Match,
    OfferKind,
    Worry,
)

RUNNING = (Match.State.SUGGESTED, Match.State.CONTACT)
OPEN = (HelpRequest.State.OPEN, HelpRequest.State.MATCHED, HelpRequest.State.PAUSED)
# What a coordinator reads of who fits.
SHOWN = (
    "helper", "person__given_name", "person__family_name", "person__district", "activity__title",
)  # fmt: skip
AREAS = ("district__boundary", "neighbourhood__boundary")


def _whole(rows: QuerySet[HelpRequest]) -> QuerySet[HelpRequest]:
    running = Match.objects.filter(state__in=RUNNING).select_related("offer")
    parts = HelpPart.objects.order_by("position").prefetch_related(
        Prefetch("matches", running, to_attr="running")
    )
    related = rows.select_related("person", "district", "neighbourhood", "initiative").defer(*AREAS)
    return related.prefetch_related(Prefetch("parts", parts))


def requests_of(person: Person) -> list[HelpRequest]:
    """Give what somebody asked, the newest first."""
    rows = _whole(HelpRequest.objects.filter(person=person))
    return list(rows.order_by("ended_at", "-asked_at", "pk"))


def find_request(request_id: uuid.UUID) -> HelpRequest | None:
    """Give one request with its parts and what runs."""
    return _whole(HelpRequest.objects.filter(pk=request_id)).first()


def requests_at_desk(districts: Collection[uuid.UUID]) -> QuerySet[HelpRequest]:
    """Give every request of these districts."""
    return _whole(HelpRequest.objects.filter(district__in=districts))


def _parts(*, request: uuid.UUID) -> QuerySet[HelpPart]:
    rows = HelpPart.objects.filter(request=request).order_by("position")
    related = rows.select_related("request__person", "request__district", "request__neighbourhood")
    return related.defer(*(f"request__{area}" for area in AREAS))


def _running(*, request: uuid.UUID) -> QuerySet[Match]:
    return Match.objects.filter(part__request=request, state__in=RUNNING)


_PARTS, _RUNNING = Prepared(_parts), Prepared(_running)


def find_at_desk(districts: Collection[uuid.UUID], request_id: uuid.UUID) -> HelpRequest | None:
    """Give one request of these districts with its parts and what runs, in two questions."""
    parts: list[HelpPart] = _PARTS.things(HelpPart, request=request_id)
    if not parts:
        return requests_at_desk(districts).filter(pk=request_id).first()
    if parts[0].request.district_id not in districts:
        return None
    running: list[Match] = _RUNNING.things(Match, request=request_id)
    for part in parts:
        part.running = [one for one in running if one.part_id == part.pk]  # type: ignore[attr-defined]
    one = parts[0].request
    one._prefetched_objects_cache = {"parts": parts}  # type: ignore[attr-defined]
    return one


def open_at_desk(districts: Collection[uuid.UUID]) -> QuerySet[HelpRequest]:
    """Give what still looks for somebody, the longest waiting first."""
    rows = requests_at_desk(districts).filter(state=HelpRequest.State.OPEN)
    return rows.order_by("asked_at", "pk")


def _answering(part: OuterRef) -> QuerySet[Match]:
    return Match.objects.filter(part__request=part, state=Match.State.SUGGESTED)


def to_answer(now: dt.datetime) -> QuerySet[HelpRequest]:
    """Give open requests that a person should look at: new, or back after the set time.

    Who waits for an answer of two people is not there.
    """
    rows = HelpRequest.objects.filter(state=HelpRequest.State.OPEN)
    asked = HelpPart.objects.filter(request=OuterRef("pk"), state=HelpPart.State.OPEN)
    unasked = asked.exclude(Exists(Match.objects.filter(part=OuterRef("pk"), state__in=RUNNING)))
    return rows.filter(Exists(unasked))


def offers_of(person: Person) -> list[HelpOffer]:
    """Give what somebody offers and has not stopped, with how many are helped now."""
    helped = Count("matches", filter=Q(matches__state=Match.State.CONTACT))
    ever = Count("matches", filter=Q(matches__contact_at__isnull=False))
    rows = HelpOffer.objects.filter(person=person).exclude(state=HelpOffer.State.ENDED)
    kinds = Prefetch("kinds", OfferKind.objects.order_by("position"))
    related = rows.select_related("activity", "district").defer("district__boundary")
    return list(
        related.annotate(helped=helped, ever=ever).prefetch_related(kinds).order_by("made_at", "pk")
    )


def find_offer(person: Person, offer_id: uuid.UUID) -> HelpOffer | None:
    """Give one's own offer."""
    rows = HelpOffer.objects.filter(person=person, pk=offer_id).select_related("activity")
    return rows.prefetch_related(Prefetch("kinds", OfferKind.objects.order_by("position"))).first()


def matches_of_helper(person: Person) -> list[Match]:
    """Give the matches that run for a helper: what waits first."""
    rows = Match.objects.filter(offer__person=person, state__in=RUNNING)
    related = rows.select_related("part__request__person", "offer")
    return list(related.order_by("-state", "suggested_at", "pk"))


def find_match(match_id: uuid.UUID) -> Match | None:
    """Give a match with both people; who may see what of it is asked elsewhere."""
    rows = Match.objects.filter(pk=match_id).select_related(
        "part__request__person__account", "part__request__district", "part__request__neighbourhood",
        "offer__person__account", "offer__activity", "offer__organisation", "venue",
        "version__agreement",
    )  # fmt: skip
    return rows.defer(
        "part__request__district__boundary", "part__request__neighbourhood__boundary"
    ).first()


def first_meeting(match: Match, contact_at: dt.datetime) -> dt.datetime | None:
    """Give when two meet first, as far as we know: the next session of an activity that helps."""
    sessions = Session.objects.filter(
        activity=match.offer.activity_id, state=Session.State.PLANNED, starts_at__gte=contact_at
    )
    if match.offer.activity_id is None:
        return None
    return sessions.order_by("starts_at").values_list("starts_at", flat=True).first()


def offers_at_desk(districts: Collection[uuid.UUID]) -> QuerySet[HelpOffer]:
    """Give the offers of these districts, with how many are helped."""
    helped = Count("matches", filter=Q(matches__state__in=RUNNING))
    rows = HelpOffer.objects.filter(district__in=districts).exclude(state=HelpOffer.State.ENDED)
    kinds = Prefetch("kinds", OfferKind.objects.order_by("position"))
    related = rows.select_related("person", "activity", "district").defer("district__boundary")
    return related.annotate(helped=helped).prefetch_related(kinds).order_by("person__given_name")


def helpers_named(numbers: Collection[str]) -> dict[str, HelpOffer]:
    """Give offers by number, with who offers them: for a coordinator only."""
    asked = {f"offer_{place}": uuid.UUID(number) for place, number in enumerate(numbers)}
    rows = _NAMED.things(HelpOffer, **asked) if asked else []
    return {str(row.pk): row for row in rows}


def _named(**numbers: uuid.UUID) -> QuerySet[HelpOffer]:
    rows = HelpOffer.objects.filter(pk__in=list(numbers.values()))
    return rows.select_related("person", "activity").only(*SHOWN)


_NAMED = Prepared(_named)


def activities_offered(numbers: Collection[str]) -> dict[str, Activity]:
    """Give which of these offers are of an activity: that is public, who answers for it is not."""
    rows = HelpOffer.objects.filter(pk__in=numbers, activity__isnull=False)
    return {str(row.pk): row.activity for row in rows.select_related("activity") if row.activity}


def checks_of(person: Person) -> list[Check]:
    """Give the checks of somebody, the ones that end first first."""
    return list(Check.objects.filter(person=person).order_by("until_on", "kind"))


def open_worries(districts: Collection[uuid.UUID]) -> list[Worry]:
    """Give the worries that nobody talked about yet."""
    rows = Worry.objects.filter(district__in=districts, settled_at__isnull=True)
    related = rows.select_related("person", "district").defer("district__boundary")
    return list(related.order_by("told_at", "pk"))


def find_worry(districts: Collection[uuid.UUID], worry_id: uuid.UUID) -> Worry | None:
    """Give one worry of these districts."""
    rows = Worry.objects.filter(district__in=districts, pk=worry_id)
    return rows.select_related("person", "district").defer("district__boundary").first()
