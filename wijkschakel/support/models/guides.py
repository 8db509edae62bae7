"""Guide (vraagwijzer): a tree of questions kept as data, in versions."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.places.models import District


class Guide(models.Model):
    """The questions of one district, or those of every district that has none of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    district = models.ForeignKey(
        District,
        models.CASCADE,
        null=True,
        related_name="+",
        related_query_name="guide",
        help_text="empty: for every district without a guide of its own",
    )
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="copies")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("vraagwijzer")
        verbose_name_plural = _("vraagwijzers")
        constraints = [
            models.UniqueConstraint(
                fields=["district"],
                name="guide_once_per_district",
                violation_error_message=_("Deze wijk heeft al een vraagwijzer."),
            ),
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(district__isnull=True),
                name="guide_for_all_only_once",
                violation_error_message=_("Er is al een vraagwijzer voor alle wijken."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public, nothing about people"

    def __str__(self) -> str:
        return self.name


class GuideVersion(models.Model):
    """How a guide reads. What was published never changes under somebody who walks it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in de maak")
        PUBLISHED = "published", _("staat online")
        OLD = "old", _("oud")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    content = models.JSONField(help_text="as in rules.tree.write_tree")
    revision = models.PositiveIntegerField(default=1, help_text="rises with each change")
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("versie van een vraagwijzer")
        verbose_name_plural = _("versies van vraagwijzers")
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "number"],
                name="guideversion_numbered_once",
                violation_error_message=_("Deze versie is er al."),
            ),
            models.UniqueConstraint(
                fields=["guide"],
                condition=Q(state="draft"),
                name="guideversion_one_in_the_making",
                violation_error_message=_("Er is al een versie in de maak."),
            ),
            models.UniqueConstraint(
                fields=["guide"],
                condition=Q(state="published"),
                name="guideversion_one_online",
                violation_error_message=_("Er staat al een versie online."),
            ),
            models.CheckConstraint(
                name="guideversion_online_has_a_moment",
                condition=Q(state="draft") | Q(published_at__isnull=False),
                violation_error_message=_("Een versie die online stond, heeft een moment."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public; the journal tells who changed it"

    def __str__(self) -> str:
        return f"{self.guide_id} {self.number}"


class GuideChange(models.Model):
    """How a draft read before a change, so that every change can be undone."""

    version = models.ForeignKey(GuideVersion, models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField(help_text="the revision that was left")
    content = models.JSONField()
    left_at = models.DateTimeField()

    class Meta:
        verbose_name = _("wijziging van een vraagwijzer")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "revision"],
                name="guidechange_once",
                violation_error_message=_("Deze wijziging is er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "until a month after the version was published; the journal tells who changed it"

    def __str__(self) -> str:
        return f"{self.version_id} {self.revision}"


class GuideTally(models.Model):
    """How often the end of a walk helped, and how often not. Numbers only."""

    version = models.ForeignKey(GuideVersion, models.CASCADE, related_name="tallies")
    node = models.CharField(max_length=40)
    helped = models.PositiveIntegerField(default=0)
    not_helped = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("telling van een vraagwijzer")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "node"],
                name="guidetally_once_per_leaf",
                violation_error_message=_("Deze telling is er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the version: counts only"

    def __str__(self) -> str:
        return f"{self.node}: {self.helped}, {self.not_helped}"
