"""Definition of an indicator, and the promise that partners made on it."""

import uuid
from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import axes
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import Neighbourhood, Region
from wijkschakel.support.models import Agreement


class Definition(models.Model):
    """Indicator: what is counted, among whom, over which time. A change is a new version.

    The digest is kept before the figures are looked at; a row never changes but for its end.
    """

    class Period(models.TextChoices):
        QUARTER = "quarter", _("per kwartaal")
        YEAR = "year", _("per jaar")

    class Grouping(models.TextChoices):
        NONE = "none", _("iedereen samen")
        DISTRICT = "district", _("per wijk")
        NEIGHBOURHOOD = "neighbourhood", _("per buurt")

    Level: TypeAlias = axes.Level
    Block: TypeAlias = axes.Block

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(
        Region,
        models.CASCADE,
        null=True,
        related_name="+",
        related_query_name="definition",
        help_text="empty: comes with the product, the same everywhere",
    )
    key = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=120)
    words = models.CharField(max_length=400, help_text="what it says and what it does not, plain")
    counted = models.CharField(max_length=40, help_text="code from rules.countable.COUNTED")
    among = models.CharField(max_length=40, help_text="code from rules.countable.AMONG")
    period = models.CharField(max_length=7, choices=Period, default=Period.YEAR)
    grouping = models.CharField(max_length=13, choices=Grouping, default=Grouping.DISTRICT)
    level = models.CharField(max_length=12, choices=Level, default=Level.RESIDENT)
    block = models.CharField(max_length=16, choices=Block, default=Block.MONITORING)
    target_percent = models.PositiveSmallIntegerField(null=True, help_text="better by so much")
    target_on = models.DateField(null=True, help_text="horizon")
    digest = models.CharField(max_length=64)
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="a newer version took its place, or none")

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "key", "version"],
                name="definition_once_per_version",
                violation_error_message=_("Deze versie is er al."),
            ),
            models.UniqueConstraint(
                fields=["key", "version"],
                condition=Q(region__isnull=True),
                name="definition_of_everybody_once_per_version",
                violation_error_message=_("Deze versie is er al."),
            ),
            models.CheckConstraint(
                name="definition_target_has_a_horizon",
                condition=Q(target_percent__isnull=True) | Q(target_on__isnull=False),
                violation_error_message=_("Een doel heeft een datum waarop het gehaald is."),
            ),
        ]

    class Privacy:
        personal = ["registered_by"]
        kept = "no end: without its definition a figure means nothing; the name of who goes"

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Promise(models.Model):
    """Belofte: so much better on an indicator, from a baseline until a day, as parties agreed."""

    class Comparison(models.TextChoices):
        NONE = "none", _("geen")
        OTHER_DISTRICTS = "other_districts", _("mensen in wijken die later beginnen")
        WAITING = "waiting", _("mensen die nog wachten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(
        Region, models.CASCADE, related_name="+", related_query_name="promise"
    )
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="promises")
    agreement = models.ForeignKey(
        Agreement, models.SET_NULL, null=True, related_name="+", related_query_name="promise"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="promise",
        help_text="who agreed on it and pays",
    )
    percent = models.PositiveSmallIntegerField(default=25)
    comparison = models.CharField(
        max_length=15, choices=Comparison, default=Comparison.OTHER_DISTRICTS
    )
    baseline_from = models.DateField()
    baseline_until = models.DateField()
    reached_on = models.DateField(help_text="the day on which it must be reached")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True, help_text="by a second person: now it counts")
    signed_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("belofte")
        verbose_name_plural = _("beloften")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "definition", "baseline_from"],
                name="promise_once_per_baseline",
                violation_error_message=_("Deze belofte staat er al."),
            ),
            models.CheckConstraint(
                name="promise_baseline_comes_first",
                condition=Q(baseline_from__lte=F("baseline_until"))
                & Q(baseline_until__lt=F("reached_on")),
                violation_error_message=_("De beginmeting ligt voor de dag van de belofte."),
            ),
            models.CheckConstraint(
                name="promise_is_signed_by_somebody_else",
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("made_by")),
                violation_error_message=_("Een tweede mens tekent, niet wie het opschreef."),
            ),
        ]

    class Privacy:
        personal = ["made_by", "signed_by"]
        kept = "no end: public; the names of who wrote and signed go when the person wipes"

    def __str__(self) -> str:
        return f"promise {self.pk}"


class FocusArea(models.Model):
    """Aandachtsbuurt: a neighbourhood that a region chose to look after first, and since when."""

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="+", related_query_name="focus_area"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.CASCADE, related_name="+", related_query_name="focus_area"
    )
    chosen_at = models.DateTimeField()
    chosen_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("aandachtsbuurt")
        verbose_name_plural = _("aandachtsbuurten")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "neighbourhood"],
                condition=Q(ended_at__isnull=True),
                name="focusarea_once_at_a_time",
                violation_error_message=_("Deze buurt is al gekozen."),
            ),
        ]

    class Privacy:
        personal = ["chosen_by"]
        kept = "no end: public; the name of who chose it goes when the person wipes"

    def __str__(self) -> str:
        return f"focus area {self.pk}"
