"""Who asked, bid and decided: taking along, wiping, and how long it is kept."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from wijkschakel.funding.models import Award, Bid, Commission, Delivery
from wijkschakel.people.models import Person

COMMISSION_KEPT = dt.timedelta(days=7 * 365)
LOST_BID_KEPT = dt.timedelta(days=2 * 365)


def export(person: Person) -> dict[str, object]:
    """Give what somebody asked, bid, decided and linked."""
    decided = Award.objects.filter(
        Q(proposed_by=person) | Q(confirmed_by=person) | Q(returned_by=person)
    )
    return {
        "commissions": [
            {"title": row.title, "made_at": row.made_at.isoformat()}
            for row in Commission.objects.filter(made_by=person).order_by("made_at", "pk")
        ],
        "bids": [
            {"organisation": row.by_name, "what": row.what, "made_at": row.made_at.isoformat()}
            for row in Bid.objects.filter(made_by=person).order_by("made_at", "pk")
        ],
        "awards": [
            {
                "title": row.commission.title,
                "proposed": row.proposed_by_id == person.pk,
                "confirmed": row.confirmed_by_id == person.pk,
                "returned": row.returned_by_id == person.pk,
                "proposed_at": row.proposed_at.isoformat(),
            }
            for row in decided.select_related("commission").order_by("proposed_at", "pk")
        ],
        "deliveries": [
            {"activity": row.activity.title, "linked_at": row.linked_at.isoformat()}
            for row in Delivery.objects.filter(linked_by=person)
            .select_related("activity")
            .order_by("linked_at", "pk")
        ],
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Forget who it was; what was asked, offered and decided stays of the organisations."""
    Commission.objects.filter(made_by=person).update(made_by=None)
    Bid.objects.filter(made_by=person).update(made_by=None)
    for name in ("proposed_by", "confirmed_by", "returned_by"):
        Award.objects.filter(**{name: person}).update(**{name: None})
    Delivery.objects.filter(linked_by=person).update(linked_by=None)


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget what was not chosen after two years, and all of it seven years after the last day."""
    today = timezone.localdate(now)
    decided = Q(parts__award__confirmed_at__lte=now - LOST_BID_KEPT)
    gone = Q(taken_back_at__lte=now - LOST_BID_KEPT)
    lost = Bid.objects.filter((decided & Q(parts__is_chosen=False)) | gone)
    old = Commission.objects.filter(ends_on__lte=today - COMMISSION_KEPT)
    numbers = list(lost.values_list("pk", flat=True).distinct())
    return {
        "bids": Bid.objects.filter(pk__in=numbers).delete()[1].get("funding.Bid", 0),
        "commissions": old.delete()[1].get("funding.Commission", 0),
    }
