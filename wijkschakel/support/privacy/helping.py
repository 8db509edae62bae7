"""Requests, offers, checks, matches, stories and worries: to take along, to wipe, to forget."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wijkschakel.people.models import Person
from wijkschakel.support.actions import ending, offers, requests
from wijkschakel.support.matching import times
from wijkschakel.support.models import (
    Check,
    HelpOffer,
    HelpRequest,
    Match,
    MatchPlan,
    MatchStory,
    Signature,
    Worry,
)
from wijkschakel.support.rules import helping

WORRY_KEPT = dt.timedelta(days=730)
OFFER_KEPT = CHECK_KEPT = PLAN_KEPT = dt.timedelta(days=365)
NO_CONTACT_KEPT = dt.timedelta(days=90)
OVER = (HelpRequest.State.CLOSED, HelpRequest.State.TOGETHER)


def _moment(value: dt.datetime | None) -> str | None:
    return value.astimezone(dt.UTC).isoformat() if value else None


def export(person: Person) -> dict[str, object]:
    """Give what somebody asked, offers, and how it went; of the other side nothing."""
    return {
        "help_requests": [_request(row) for row in _requests(person)],
        "help_offers": [_offer(row) for row in _offers(person)],
        "help_checks": [
            {"kind": row.kind, "seen_on": str(row.seen_on), "until_on": str(row.until_on)}
            for row in Check.objects.filter(person=person).order_by("kind")
        ],
        "matches": [_match(row, person) for row in _matches(person)],
        "match_stories": [_story(row) for row in _stories(person)],
        "signatures": [
            {"title": row.title, "signed_at": _moment(row.signed_at)}
            for row in Signature.objects.filter(person=person).order_by("signed_at", "pk")
        ],
        "worries": [
            {"words": row.words, "told_at": _moment(row.told_at)}
            for row in Worry.objects.filter(person=person).order_by("told_at", "pk")
        ],
    }


def _requests(person: Person) -> list[HelpRequest]:
    rows = HelpRequest.objects.filter(person=person).select_related("initiative")
    return list(rows.prefetch_related("parts").order_by("asked_at", "pk"))


def _request(row: HelpRequest) -> dict[str, object]:
    return {
        "words": row.words,
        "strengths": row.strengths,
        "interests": row.interests,
        "kinds": [part.kind for part in sorted(row.parts.all(), key=lambda one: one.position)],
        "times": times.names(row.times),
        "rhythm": row.rhythm,
        "languages": row.languages,
        "helpers": row.helpers,
        "checks": row.checks,
        "is_direct": row.is_direct,
        "asked_as": row.asked_as,
        "state": row.state,
        "asked_at": _moment(row.asked_at),
        "consent_at": _moment(row.consent_at),
        "ended_at": _moment(row.ended_at),
        "ended_how": row.ended_how,
        "idea": row.idea,
        "initiative": row.initiative.name if row.initiative else None,
    }


def _offers(person: Person) -> list[HelpOffer]:
    rows = HelpOffer.objects.filter(person=person).prefetch_related("kinds")
    return list(rows.order_by("made_at", "pk"))


def _offer(row: HelpOffer) -> dict[str, object]:
    kinds = sorted(row.kinds.all(), key=lambda one: one.position)
    return {
        "kinds": [one.kind for one in kinds],
        "words": row.words,
        "helper": row.helper,
        "interests": row.interests,
        "times": times.names(row.times),
        "radius_m": row.radius_m,
        "languages": row.languages,
        "most": row.most,
        "state": row.state,
        "made_at": _moment(row.made_at),
    }


def _of(person: Person, path: str = "") -> Q:
    asked = Q(**{f"{path}part__request__person": person})
    return asked | Q(**{f"{path}offer__person": person})


def _matches(person: Person) -> list[Match]:
    rows = Match.objects.filter(_of(person)).select_related("part__request")
    return list(rows.order_by("suggested_at", "pk"))


def _match(row: Match, person: Person) -> dict[str, object]:
    is_resident = row.part.request.person_id == person.pk
    return {
        "side": "resident" if is_resident else "helper",
        "kind": row.part.kind,
        "state": row.state,
        "suggested_at": _moment(row.suggested_at),
        "my_yes_at": _moment(row.resident_yes_at if is_resident else row.helper_yes_at),
        "contact_at": _moment(row.contact_at),
        "ended_at": _moment(row.ended_at),
    }


def _stories(person: Person) -> list[MatchStory]:
    asked = Q(side="resident", match__part__request__person=person)
    rows = MatchStory.objects.filter(asked | Q(side="helper", match__offer__person=person))
    return list(rows.order_by("told_at", "pk"))


def _story(row: MatchStory) -> dict[str, object]:
    return {
        "went": row.went,
        "has_tie": row.has_tie,
        "words": row.words,
        "told_at": _moment(row.told_at),
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Wipe what somebody asked and offers. Who was helped by them is open again, and hears it.

    A signature under an agreement stays, without a name; so does a worry, without who told it.
    """
    for offer in HelpOffer.objects.filter(person=person).order_by("pk"):
        offers.leave_matches(offer, None, now)
    for request in HelpRequest.objects.filter(person=person).order_by("pk"):
        fresh = requests.locked(request)
        ending.take_back_suggestions(fresh, None, now)
        ending.end_contacts(fresh, None, now)
        fresh.delete()
    HelpOffer.objects.filter(person=person).delete()
    Check.objects.filter(person=person).delete()
    Signature.objects.filter(person=person).update(person=None, title="")
    Worry.objects.filter(person=person).update(person=None)
    Worry.objects.filter(settled_by=person.pk).update(settled_by=None)
    HelpRequest.objects.filter(asked_by=person.pk).update(asked_by=None)
    Match.objects.filter(suggested_by=person.pk).update(suggested_by=None)
    Check.objects.filter(seen_by=person.pk).update(seen_by=None)


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget what was kept long enough: see docs/privacy/bewaartermijnen.md."""
    old = now - helping.UNANSWERED_KEPT
    running = Match.objects.filter(part__request=OuterRef("pk"), state__in=offers_running())
    unanswered = HelpRequest.objects.exclude(state__in=OVER).filter(
        ~Exists(running), asked_at__lte=old, changed_at__lte=old
    )
    over = HelpRequest.objects.filter(state__in=OVER, ended_at__lte=now - helping.MATCH_KEPT)
    ended = Match.objects.filter(ended_at__isnull=False)
    no_contact = Q(contact_at__isnull=True, ended_at__lte=now - NO_CONTACT_KEPT)
    today = timezone.localdate(now)
    gone = {
        "help requests": unanswered,
        "help requests over": over,
        "matches": ended.filter(no_contact | Q(ended_at__lte=now - helping.MATCH_KEPT)),
        "help offers": HelpOffer.objects.filter(
            state=HelpOffer.State.ENDED, changed_at__lte=now - OFFER_KEPT
        ),
        "help checks": Check.objects.filter(until_on__lte=today - CHECK_KEPT),
        "worries": Worry.objects.filter(settled_at__lte=now - WORRY_KEPT),
        "match plans": MatchPlan.objects.filter(made_at__lte=now - PLAN_KEPT),
    }
    return {name: rows.delete()[0] for name, rows in gone.items()}


def offers_running() -> tuple[str, str]:
    """Give the states in which a match stands between two people."""
    return Match.State.SUGGESTED, Match.State.CONTACT
