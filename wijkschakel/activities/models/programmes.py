"""Programme: an initiative with phases; a blueprint to adopt, and what came of it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.initiatives import Initiative
from wijkschakel.places.models import District


class Phase(models.Model):
    """A part of a programme with a goal and a time of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Initiative, models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    goal = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="phase_number_once",
                violation_error_message=_("Dit nummer is er al."),
            ),
            models.CheckConstraint(
                name="phase_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Het einde van de fase ligt voor het begin."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the programme: public"

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Blueprint(models.Model):
    """A programme package that came from elsewhere. Our own packages are files."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    content = models.JSONField(help_text="as in activities.rules.packages")
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("programmapakket")
        verbose_name_plural = _("programmapakketten")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="blueprint_version_once",
                violation_error_message=_("Deze versie van het pakket is er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: a plan, nothing about people"

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Adoption(models.Model):
    """A district took over a package: which version, and the plan as it was then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.OneToOneField(Initiative, models.CASCADE, related_name="adoption")
    code = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    content = models.JSONField(help_text="the package as it was taken over")
    adopted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("overgenomen programma")
        verbose_name_plural = _("overgenomen programma's")
        indexes = [models.Index(fields=["code"])]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the programme"

    def __str__(self) -> str:
        return f"{self.code} {self.version} {self.programme_id}"


class AdoptionNote(models.Model):
    """What an adoption tells the package: numbers only, none below ten."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="notes")
    on = models.DateField()
    held = models.PositiveIntegerField(help_text="sessions that took place")
    cancelled = models.PositiveIntegerField()
    visits = models.PositiveIntegerField(null=True, help_text="empty: too few to say")
    people = models.PositiveIntegerField(null=True, help_text="empty: too few to say")

    class Meta:
        verbose_name = _("terugmelding")
        verbose_name_plural = _("terugmeldingen")
        constraints = [
            models.UniqueConstraint(
                fields=["adoption", "on"],
                name="adoptionnote_once_a_day",
                violation_error_message=_("Vandaag is al teruggemeld."),
            ),
            models.CheckConstraint(
                name="adoptionnote_holds_ten_people",
                condition=(Q(people__isnull=True) & Q(visits__isnull=True))
                | Q(people__isnull=False, people__gte=10),
                violation_error_message=_("Te weinig mensen om een getal te noemen."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: numbers of ten people or more"

    def __str__(self) -> str:
        return f"{self.adoption_id} {self.on:%Y-%m-%d}"


class DistrictBeginning(models.Model):
    """A district began like another one: what was taken along, and how much of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="beginning"
    )
    source = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="beginning_elsewhere"
    )
    taken = models.JSONField(default=dict, help_text="per kind: how many")
    began_at = models.DateTimeField()

    class Meta:
        verbose_name = _("begin van een wijk")
        verbose_name_plural = _("begin van wijken")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "source"],
                name="districtbeginning_once",
                violation_error_message=_("Deze wijk begon al zoals die wijk."),
            ),
            models.CheckConstraint(
                name="districtbeginning_is_elsewhere",
                condition=~Q(district=F("source")),
                violation_error_message=_("Kies een andere wijk als voorbeeld."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public, nothing about people"

    def __str__(self) -> str:
        return f"{self.district_id} like {self.source_id}"
