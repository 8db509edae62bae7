"""What initiatives, activities and organisations spend: a register to which lines are added."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.activities import Activity
from wijkschakel.activities.models.initiatives import Initiative
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District

CORRECTED = "corrected"  # in the place of a reason: another line stands for it


class Spending(models.Model):
    """Uitgave: so much on a day, for what and with whom.

    A line is never changed: it is taken back with a reason, and a better one may stand for it.
    Who spends is kept as it was that day, also when it is renamed or goes.
    """

    class Kind(models.TextChoices):
        GOODS = "goods", _("spullen")
        FOOD = "food", _("eten en drinken")
        ROOM = "room", _("ruimte")
        PAY = "pay", _("betaald werk")
        ALLOWANCE = "allowance", _("vergoeding voor vrijwilligers")
        OTHER = "other", _("iets anders")

    class Where(models.TextChoices):
        NEAR = "near", _("een winkel of organisatie in de wijk")
        RESIDENT = "resident", _("bewoners van de wijk")
        ELSEWHERE = "elsewhere", _("ergens anders")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="spending"
    )
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, related_name="spendings")
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, related_name="spendings")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="spending"
    )
    by_name = models.CharField(
        max_length=200, help_text="name of who spends, on the day of writing"
    )
    is_formal = models.BooleanField(help_text="by an organisation; else by residents")
    by_kind = models.CharField(
        max_length=10, choices=Organisation.Kind, blank=True, help_text="of the organisation"
    )
    on = models.DateField()
    what = models.CharField(max_length=120, help_text="short; no names of people")
    kind = models.CharField(max_length=9, choices=Kind)
    where = models.CharField(max_length=9, choices=Where)
    party = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="spending_with",
        help_text="a party of the district that is known here",
    )
    cents = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField(null=True, help_text="of paid work")
    people = models.PositiveSmallIntegerField(
        null=True, help_text="among how many people pay or allowance was divided"
    )
    corrects = models.OneToOneField(
        "self", models.SET_NULL, null=True, related_name="corrected_by", help_text="stands for it"
    )
    entered_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    why_back = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("uitgave")
        verbose_name_plural = _("uitgaven")
        indexes = [models.Index(fields=["district", "on"])]
        constraints = [
            models.CheckConstraint(
                name="spending_is_some_money",
                condition=Q(cents__gt=0),
                violation_error_message=_("Vul een bedrag in boven nul."),
            ),
            models.CheckConstraint(
                name="spending_is_for_something",
                condition=~Q(what=""),
                violation_error_message=_("Schrijf kort waarvoor het was."),
            ),
            models.CheckConstraint(
                name="spending_pay_has_hours",
                condition=Q(kind="pay", minutes__isnull=False, minutes__gt=0)
                | (~Q(kind="pay") & Q(minutes__isnull=True)),
                violation_error_message=_("Vul in hoeveel uur er betaald is gewerkt."),
            ),
            models.CheckConstraint(
                name="spending_on_people_has_a_number",
                condition=Q(kind__in=["pay", "allowance"], people__isnull=False, people__gt=0)
                | (~Q(kind__in=["pay", "allowance"]) & Q(people__isnull=True)),
                violation_error_message=_("Vul in over hoeveel mensen het verdeeld is."),
            ),
            models.CheckConstraint(
                name="spending_party_is_near",
                condition=Q(party__isnull=True) | Q(where="near"),
                violation_error_message=_("Kies een partij in de wijk, of laat het leeg."),
            ),
            models.CheckConstraint(
                name="spending_back_has_a_reason",
                condition=Q(taken_back_at__isnull=True, why_back="")
                | (Q(taken_back_at__isnull=False) & ~Q(why_back="")),
                violation_error_message=_("Schrijf er kort bij waarom."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "seven years after the day; nobody stands in it, sums that were told stay"

    def __str__(self) -> str:
        return f"{self.cents} {self.by_name}"

    @property
    def hours(self) -> float | None:
        """Give the hours of paid work."""
        return round(self.minutes / 60, 2) if self.minutes else None

    @property
    def why(self) -> str:
        """Say why it was taken back."""
        return gettext("verbeterd") if self.why_back == CORRECTED else self.why_back
