"""Award (keuze): one proposes, a second person confirms; and what carries it out."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity
from wijkschakel.funding.models.bids import Bid
from wijkschakel.funding.models.commissions import Commission
from wijkschakel.people.models import Person


def _who(name: str) -> "models.ForeignKey[Person | None]":
    return models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name=name
    )


class Award(models.Model):
    """Keuze: which bids, or none, with the reason; it counts from the second yes.

    A row is never changed but for its answer: confirmed, or sent back with a reason. What was
    proposed anew is a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commission = models.ForeignKey(Commission, models.CASCADE, related_name="awards")
    reason = models.TextField(help_text="why; public")
    why_above = models.TextField(blank=True, help_text="why above the ceiling; public")
    proposed_by = _who("award_proposed")
    proposed_at = models.DateTimeField()
    confirmed_by = _who("award_confirmed")
    confirmed_at = models.DateTimeField(null=True)
    returned_by = _who("award_returned")
    returned_at = models.DateTimeField(null=True)
    why_returned = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("keuze")
        verbose_name_plural = _("keuzes")
        constraints = [
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(returned_at__isnull=True),
                name="award_one_at_a_time",
                violation_error_message=_("Er ligt al een keuze."),
            ),
            models.CheckConstraint(
                name="award_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Schrijf op waarom."),
            ),
            models.CheckConstraint(
                name="award_by_two_people",
                condition=Q(confirmed_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(confirmed_by=F("proposed_by")),
                violation_error_message=_("Een tweede mens bevestigt de keuze."),
            ),
            models.CheckConstraint(
                name="award_returned_says_why",
                condition=Q(returned_at__isnull=True, why_returned="")
                | (Q(returned_at__isnull=False, confirmed_at__isnull=True) & ~Q(why_returned="")),
                violation_error_message=_("Schrijf op waarom het terug gaat."),
            ),
        ]

    class Privacy:
        personal = ["proposed_by", "confirmed_by", "returned_by"]
        kept = "as long as the commission; who decided goes when the person wipes"

    def __str__(self) -> str:
        return f"award {self.commission_id}"


class AwardPart(models.Model):
    """What an award says of one bid: chosen or not, with a reason for who made it."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="parts")
    bid = models.ForeignKey(Bid, models.CASCADE, related_name="parts")
    is_chosen = models.BooleanField()
    reason = models.CharField(max_length=400, help_text="for who made the bid")

    class Meta:
        verbose_name = _("keuze over een voorstel")
        constraints = [
            models.UniqueConstraint(
                fields=["award", "bid"],
                name="awardpart_once_per_bid",
                violation_error_message=_("Over dit voorstel is al iets gezegd."),
            ),
            models.CheckConstraint(
                name="awardpart_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Schrijf bij elk voorstel waarom."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the bid"

    def __str__(self) -> str:
        return f"{self.is_chosen} {self.bid_id}"


class Delivery(models.Model):
    """An activity by which a chosen organisation does what was asked."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="deliveries")
    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="+", related_query_name="delivery"
    )
    linked_by = _who("delivery")
    linked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("activiteit bij een uitvraag")
        verbose_name_plural = _("activiteiten bij uitvragen")
        constraints = [
            models.UniqueConstraint(
                fields=["activity"],
                name="delivery_activity_once",
                violation_error_message=_("Deze activiteit hoort al bij een uitvraag."),
            )
        ]

    class Privacy:
        personal = ["linked_by"]
        kept = "as long as the commission; who linked it goes when the person wipes"

    def __str__(self) -> str:
        return f"{self.activity_id} for {self.bid_id}"
