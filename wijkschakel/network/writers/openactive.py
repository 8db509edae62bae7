"""Activities in the words of OpenActive (Modelling Opportunity Data 2.0). Nothing of persons."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from wijkschakel.activities.models import Activity, Series, Session
from wijkschakel.network.writers import addresses, movement, plain
from wijkschakel.places.models import Venue

CONTEXT = "https://openactive.io/"
ZONE = "Europe/Amsterdam"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY = {"weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "monthly_last": "P1M"}
FOR_ONE = {Activity.Audience.WOMEN: "FemaleOnly", Activity.Audience.MEN: "MaleOnly"}


def all_of(
    activity: Activity, sessions: Sequence[Session], rules: Sequence[Series]
) -> Iterator[tuple[str, uuid.UUID, dict[str, Any]]]:
    """Give everything OpenActive is told of an activity: kind, number, words.

    Nothing, when OpenActive has no word for it, or must know a price or address that we do not.
    """
    venue, concept = activity.venue, movement.find_concept(activity.title, activity.theme)
    if venue is None or concept is None or activity.price_cents is None or not sessions:
        return
    if not (venue.street and venue.postcode and venue.town):
        return
    yield (
        "SessionSeries",
        activity.pk,
        {
            **_series(activity),
            "activity": [_concept(concept)],
            "location": place(venue),
            "offers": [_offer(activity, activity.price_cents)],
            **_when(sessions, rules),
        },
    )
    for session in sessions:
        yield "ScheduledSession", session.pk, scheduled(session)


def _series(activity: Activity) -> dict[str, Any]:
    here = addresses.activity(activity.pk)
    gender = FOR_ONE.get(Activity.Audience(activity.audience), "NoRestriction")
    found = {
        "@context": CONTEXT,
        "@type": "SessionSeries",
        "@id": here,
        "identifier": str(activity.pk),
        "url": here,
        "name": activity.title,
        "description": plain.text(activity.description) or activity.summary or activity.title,
        "inLanguage": [activity.language],
        "organizer": _organizer(activity),
        "isAccessibleForFree": activity.price_cents == 0,
        "genderRestriction": f"https://openactive.io/{gender}",
    }
    if activity.is_step_free:
        found["accessibilityInformation"] = "Er is geen drempel. Een rolstoel kan mee."
    return found


def _when(sessions: Sequence[Session], rules: Sequence[Series]) -> dict[str, Any]:
    """Give the rule by which it comes back; without one, the sessions themselves."""
    if rules:
        return {"eventSchedule": [_schedule(rule) for rule in rules]}
    return {"subEvent": [_occurrence(session) for session in sessions]}


def _concept(concept: movement.Concept) -> dict[str, Any]:
    return {
        "@type": "Concept",
        "@id": concept.address,
        "prefLabel": concept.name,
        "inScheme": movement.SCHEME,
    }


def place(venue: Venue) -> dict[str, Any]:
    """Write where it is."""
    found: dict[str, Any] = {
        "@type": "Place",
        "@id": f"{addresses.district(venue.district.code)}#{venue.pk}",
        "identifier": str(venue.pk),
        "name": venue.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "addressLocality": venue.town,
            "addressRegion": venue.district.municipality.name,
            "postalCode": venue.postcode,
            "addressCountry": "NL",
        },
    }
    if venue.latitude is not None and venue.longitude is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": round(venue.latitude, 6),
            "longitude": round(venue.longitude, 6),
        }
    return found


def _organizer(activity: Activity) -> dict[str, Any]:
    """Name who organises: an organisation, else the residents together, never a person."""
    owner = activity.organisation
    if owner is None:
        return {
            "@type": "Organization",
            "@id": f"{addresses.district(activity.district.code)}#bewoners",
            "name": f"Bewoners van {activity.district.name}",
            "url": addresses.district(activity.district.code),
        }
    here = addresses.organisation(owner.pk)
    found = {"@type": "Organization", "@id": here, "name": owner.name, "url": owner.website or here}
    if owner.phone:
        found["telephone"] = owner.phone
    return found


def _offer(activity: Activity, cents: int) -> dict[str, Any]:
    here = addresses.activity(activity.pk)
    return {
        "@type": "Offer",
        "@id": f"{here}#prijs",
        "identifier": "prijs",
        "name": "Meedoen",
        "price": cents / 100,
        "priceCurrency": "EUR",
        "url": here,
    }


def _schedule(rule: Series) -> dict[str, Any]:
    begins = dt.datetime.combine(rule.first_on, rule.clock)
    ends = begins + dt.timedelta(minutes=rule.minutes)
    found: dict[str, Any] = {
        "@type": "PartialSchedule",
        "startDate": rule.first_on.isoformat(),
        "startTime": f"{begins:%H:%M}",
        "endTime": f"{ends:%H:%M}",
        "duration": _duration(rule.minutes),
        "scheduleTimezone": ZONE,
    }
    if rule.rhythm in EVERY:
        found["repeatFrequency"] = EVERY[rule.rhythm]
        found["byDay"] = [f"https://schema.org/{DAYS[rule.first_on.weekday()]}"]
    if rule.until_on:
        found["endDate"] = rule.until_on.isoformat()
    return found


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def _moment(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat()


def _occurrence(session: Session) -> dict[str, Any]:
    is_off = session.state == Session.State.CANCELLED
    here = addresses.session(session.pk)
    minutes = int((session.ends_at - session.starts_at).total_seconds() // 60)
    return {
        "@type": "ScheduledSession",
        "@id": here,
        "identifier": str(session.pk),
        "url": here,
        "startDate": _moment(session.starts_at),
        "endDate": _moment(session.ends_at),
        "duration": _duration(minutes),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if is_off else 'Scheduled'}",
    }


def scheduled(session: Session) -> dict[str, Any]:
    """Write one session, with how many places are left when places are counted."""
    found = {"@context": CONTEXT, **_occurrence(session)}
    found["superEvent"] = addresses.activity(session.activity_id)
    if session.capacity is not None:
        found["maximumAttendeeCapacity"] = session.capacity
        found["remainingAttendeeCapacity"] = max(session.capacity - session.taken, 0)
    return found
