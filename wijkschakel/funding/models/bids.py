"""Bid (voorstel): what an organisation would do on a commission, and for how much."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.funding import rules
from wijkschakel.funding.models.commissions import Commission
from wijkschakel.people.models import Organisation, Person


class Bid(models.Model):
    """Voorstel: sealed until the closing time of the commission, and fixed from then on."""

    class Per(models.TextChoices):
        MOMENT = rules.PER_MOMENT, _("per keer")
        ALL = rules.ALL, _("voor alles samen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commission = models.ForeignKey(Commission, models.CASCADE, related_name="bids")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="bid"
    )
    by_name = models.CharField(max_length=200, help_text="of the organisation, as it was that day")
    what = models.TextField(help_text="what they would do; no names of people")
    moments = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(help_text="at each moment")
    price_cents = models.PositiveIntegerField()
    per = models.CharField(max_length=6, choices=Per)
    where = models.CharField(max_length=120)
    is_near = models.BooleanField(help_text="in the districts that were asked for")
    is_resident_run = models.BooleanField(help_text="residents run it")
    made_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="bid"
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "organisation"],
                condition=Q(taken_back_at__isnull=True),
                name="bid_one_per_organisation",
                violation_error_message=_("Deze organisatie deed al een voorstel."),
            ),
            models.CheckConstraint(
                name="bid_is_something",
                condition=Q(moments__gt=0, places__gt=0) & ~Q(what=""),
                violation_error_message=_("Zeg wat jullie doen: minstens één keer, één plek."),
            ),
        ]

    class Privacy:
        personal = ["made_by"]
        kept = "two years after the choice when it was not chosen, else as the commission"

    def __str__(self) -> str:
        return self.by_name

    @property
    def total_cents(self) -> int:
        """Give what all of it costs."""
        return rules.total_cents(self.price_cents, self.per, self.moments)

    @property
    def all_places(self) -> int:
        """Give how many places there are in all."""
        return self.moments * self.places

    @property
    def cents_per_place(self) -> int:
        """Give what one place costs."""
        return rules.cents_per(self.total_cents, self.all_places)

    @property
    def cents_per_moment(self) -> int:
        """Give what one moment costs."""
        return rules.cents_per(self.total_cents, self.moments)
