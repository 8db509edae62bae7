"""The service map: what a person suggested, agreed with or may edit."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from wijkschakel.activities.actions import service_editors
from wijkschakel.activities.models import (
    ServiceEditor,
    ServiceSuggestion,
    ServiceVersion,
    SuggestionApproval,
)
from wijkschakel.people import privacy as people_privacy
from wijkschakel.people.models import Person

LINK_KEPT = dt.timedelta(days=365)
CONTACT_KEPT = dt.timedelta(days=30)
SUGGESTION_KEPT = dt.timedelta(days=365)


def _links_of(person: Person) -> Q:
    addresses = people_privacy.addresses_of(person)
    return Q(email_hash__in=[service_editors.address_hash(one) for one in addresses])


def _said(moment: dt.datetime | None) -> str | None:
    return moment.astimezone(dt.UTC).isoformat() if moment else None


def export(person: Person) -> dict[str, object]:
    """Give what a person suggested, agreed with and may edit, in an order that does not change."""
    suggestions = ServiceSuggestion.objects.filter(proposed_by=person).select_related("service")
    approvals = SuggestionApproval.objects.filter(person=person)
    links = ServiceEditor.objects.filter(_links_of(person)).select_related("service")
    changed = ServiceVersion.objects.filter(changed_by=person.pk).select_related("service")
    return {
        "service_suggestions": [
            {
                "service": row.service.name,
                "changes": row.changes,
                "note": row.note,
                "contact": row.contact,
                "state": row.state,
                "made_at": _said(row.made_at),
            }
            for row in suggestions.order_by("made_at", "pk")
        ],
        "service_approvals": [
            {"service": row.suggestion.service.name, "approved_at": _said(row.approved_at)}
            for row in approvals.select_related("suggestion__service").order_by("approved_at", "pk")
        ],
        "service_links": [
            {
                "service": row.service.name,
                "email": row.email,
                "function": row.function,
                "made_at": _said(row.made_at),
                "revoked_at": _said(row.revoked_at),
            }
            for row in links.order_by("made_at", "pk")
        ],
        "service_changes": [
            {"service": row.service.name, "left_at": _said(row.left_at)}
            for row in changed.order_by("left_at", "pk")
        ],
    }


@transaction.atomic
def erase(person: Person, now: dt.datetime) -> None:
    """Take the person away; the services, and what stood there, stay as they are."""
    for suggestion in ServiceSuggestion.objects.filter(proposed_by=person):
        suggestion.note, suggestion.contact, suggestion.proposed_by = "", "", None
        suggestion.save(update_fields=["note", "contact", "proposed_by"])
    SuggestionApproval.objects.filter(person=person).update(person=None)
    ServiceVersion.objects.filter(changed_by=person.pk).update(changed_by=None)
    ServiceEditor.objects.filter(_links_of(person)).delete()


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget how to reach who suggested, old suggestions, and links that opened nothing anymore."""
    gone = Q(revoked_at__lte=now - LINK_KEPT) | Q(expires_at__lte=now - LINK_KEPT)
    links, _kinds = ServiceEditor.objects.filter(gone).delete()
    decided = ServiceSuggestion.objects.filter(decided_at__isnull=False)
    old = decided.filter(decided_at__lte=now - SUGGESTION_KEPT)
    number = old.count()
    old.delete()
    recent = decided.filter(decided_at__lte=now - CONTACT_KEPT)
    wiped = recent.exclude(note="", contact="").update(note="", contact="")
    return {"service links": links, "suggestions": number, "suggestions wiped": wiped}
