"""Facts of a page in the words of schema.org, for machines that read along."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from wijkschakel.activities.models import Service
from wijkschakel.network.writers import addresses
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District, Venue

CONTEXT = "https://schema.org"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# No sign may end the element, or begin another.
SIGNS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028"}


def script(data: dict[str, Any]) -> SafeString:
    """Write facts as a block of data in a page; it is never run."""
    text = json.dumps(known({"@context": CONTEXT} | data), ensure_ascii=False).translate(SIGNS)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def known(value: Any) -> Any:
    """Leave out what is not known."""
    if isinstance(value, dict):
        return {name: known(inner) for name, inner in value.items() if inner not in (None, "", [])}
    return [known(inner) for inner in value] if isinstance(value, list) else value


def organisation(one: Organisation) -> dict[str, Any]:
    """Say what an organisation is."""
    return {
        "@type": "Organization",
        "@id": f"{settings.BASE_URL}/organisaties/{one.pk}/",
        "name": one.name,
        "description": one.description,
        "telephone": one.phone,
        "email": one.email,
        "url": one.website,
    }


def residents(district: District) -> dict[str, Any]:
    """Name the residents of a district together: what nobody by name stands behind."""
    here = addresses.district(district.code)
    return {
        "@type": "Organization", "@id": f"{here}#bewoners", "name": f"Bewoners van {district.name}",
    }  # fmt: skip


def place(venue: Venue) -> dict[str, Any]:
    """Say where a venue is."""
    found: dict[str, Any] = {
        "@type": "Place",
        "name": venue.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "postalCode": venue.postcode,
            "addressLocality": venue.town,
            "addressCountry": "NL",
        },
    }
    if venue.latitude is not None and venue.longitude is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": venue.latitude,
            "longitude": venue.longitude,
        }
    return found


def service(one: Service) -> dict[str, Any]:
    """Say what a service is: of a government, or of anybody else."""
    owner = one.organisation
    is_government = owner is not None and owner.kind == Organisation.Kind.GOVERNMENT
    return {
        "@type": "GovernmentService" if is_government else "Service",
        "@id": f"{settings.BASE_URL}/wie-helpt/{one.pk}/",
        "name": one.name,
        "description": one.summary or one.description[:300],
        "url": one.url or f"{settings.BASE_URL}/wie-helpt/{one.pk}/",
        "serviceType": str(Service.Kind(one.kind).label),
        "provider": organisation(owner) if owner else None,
        "audience": {"@type": "Audience", "audienceType": one.who_for} if one.who_for else None,
        "offers": _offer(one),
        "availableChannel": _channel(one),
        "hoursAvailable": _hours(one),
        "areaServed": {"@type": "AdministrativeArea", "name": one.district.name},
    }


def _offer(one: Service) -> dict[str, Any] | None:
    if one.price_cents is None:
        return None
    return {"@type": "Offer", "price": f"{one.price_cents / 100:.2f}", "priceCurrency": "EUR"}


def _channel(one: Service) -> dict[str, Any]:
    phones = [phone.number for phone in one.phones.all()]
    return {
        "@type": "ServiceChannel",
        "serviceLocation": [place(at.venue) for at in one.places.all()],
        "servicePhone": [{"@type": "ContactPoint", "telephone": number} for number in phones],
        "availableLanguage": list(one.spoken),
    }


def _hours(one: Service) -> list[dict[str, Any]]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"{CONTEXT}/{DAYS[time.weekday]}",
            "opens": f"{time.opens:%H:%M}",
            "closes": f"{time.closes:%H:%M}",
            "validFrom": time.valid_from.isoformat() if time.valid_from else None,
            "validThrough": time.valid_to.isoformat() if time.valid_to else None,
        }
        for time in one.times.all()
    ]
