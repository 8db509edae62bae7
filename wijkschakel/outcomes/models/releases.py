"""What was published, the work of making it, and who does not want to be counted."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Person
from wijkschakel.places.models import Region


class PublishedTable(models.Model):
    """Uitgave: one table as it went through the publication gateway. Pages read nothing else."""

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="+", related_query_name="published"
    )
    topic = models.CharField(max_length=100, help_text="what it is about: said.TOPICS")
    period = models.CharField(max_length=10, help_text="2026 or 2026-Q3")
    name = models.CharField(max_length=60, help_text="which table of the topic")
    body = models.TextField(help_text="canonical JSON: the same question, the same bytes")
    digest = models.CharField(max_length=64)
    release = models.PositiveIntegerField(help_text="line of the ledger it comes from")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("uitgegeven tabel")
        verbose_name_plural = _("uitgegeven tabellen")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "topic", "period", "name"],
                name="publishedtable_once",
                violation_error_message=_("Deze tabel is er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public, and nobody can be found in it"

    def __str__(self) -> str:
        return f"{self.topic} {self.period} {self.name}"


class Build(models.Model):
    """Berekening: how far the nightly counting and publishing of a region is."""

    class State(models.TextChoices):
        RUNNING = "running", _("bezig")
        DONE = "done", _("klaar")
        FAILED = "failed", _("niet gelukt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, models.CASCADE, related_name="+", related_query_name="build")
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    step = models.CharField(max_length=60, blank=True, help_text="code of what is being done")
    done = models.PositiveSmallIntegerField(default=0, help_text="of 100")
    trouble = models.CharField(max_length=300, blank=True, help_text="what went wrong; no names")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("berekening")
        verbose_name_plural = _("berekeningen")
        indexes = [models.Index(fields=["region", "started_at"])]

    class Privacy:
        personal: list[str] = []
        kept = "90 days"

    def __str__(self) -> str:
        return f"build {self.pk} {self.state}"


class Objection(models.Model):
    """Bezwaar: my answers and visits do not count in figures, from the next release on."""

    person = models.OneToOneField(
        Person, models.CASCADE, related_name="+", related_query_name="outcome_objection"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bezwaar tegen meetellen")
        verbose_name_plural = _("bezwaren tegen meetellen")

    class Privacy:
        personal = ["person", "made_at"]
        kept = "until the person takes it back or wipes"

    def __str__(self) -> str:
        return f"objection {self.pk}"
