"""Label: an umbrella under which anything can stand."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.places.models import District, Region


class Label(models.Model):
    """A name that activities, services, hours and initiatives carry together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    description = models.TextField(blank=True, help_text="Markdown")
    district = models.ForeignKey(
        District, models.PROTECT, null=True, related_name="+", related_query_name="label"
    )
    region = models.ForeignKey(
        Region, models.SET_NULL, null=True, related_name="+", related_query_name="label"
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [
            models.CheckConstraint(
                name="label_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Geef het label een naam."),
            ),
            models.CheckConstraint(
                name="label_has_at_most_one_place",
                condition=Q(district__isnull=True) | Q(region__isnull=True),
                violation_error_message=_("Kies één wijk of één regio."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public"

    def __str__(self) -> str:
        return self.name


class LabelUse(models.Model):
    """A thing carries a label. Known by kind and number, so that higher rooms can carry it too."""

    label = models.ForeignKey(Label, models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=20, help_text="as in the search index: activity, service")
    thing_id = models.UUIDField()
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("label van iets")
        verbose_name_plural = _("labels van iets")
        indexes = [models.Index(fields=["kind", "thing_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["label", "kind", "thing_id"],
                name="labeluse_once",
                violation_error_message=_("Dit label zit er al op."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the thing carries it: public"

    def __str__(self) -> str:
        return f"{self.label_id} {self.kind} {self.thing_id}"
