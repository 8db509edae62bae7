"""One time of taking over: what was sent along, what became of each row of it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.network.models.sources import Format, Kind, Source
from wijkschakel.places.models import District


class Import(models.Model):
    """Overname: one run, from the first look until it is done, or undone."""

    class State(models.TextChoices):
        LOOKING = "looking", _("wordt bekeken")
        COLUMNS = "columns", _("kolommen kiezen")
        PREVIEWED = "previewed", _("klaar om over te nemen")
        WORKING = "working", _("wordt overgenomen")
        DONE = "done", _("overgenomen")
        UNDONE = "undone", _("teruggedraaid")
        FAILED = "failed", _("niet gelukt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    format = models.CharField(max_length=10, choices=Format)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="imported"
    )
    feed = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="imports")
    source = models.CharField(max_length=200, help_text="the same name again is the same source")
    name = models.CharField(max_length=120, help_text="who or what it comes from, public")
    url = models.URLField(max_length=600, blank=True)
    language = models.CharField(max_length=12, default="nl")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what was read")
    chosen = models.JSONField(null=True, help_text="per column what a person says it tells")
    state = models.CharField(max_length=9, choices=State, default=State.LOOKING)
    total = models.PositiveIntegerField(default=0, help_text="rows to do")
    counts = models.JSONField(default=dict, help_text="per outcome how many rows")
    notes = models.JSONField(default=list, help_text="codes of what was read otherwise, with facts")
    problem = models.CharField(max_length=400, blank=True, help_text="sentence for a person")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("overname")
        verbose_name_plural = _("overnames")
        indexes = [models.Index(fields=["district", "made_at"]), models.Index(fields=["source"])]

    class Privacy:
        personal: list[str] = []
        kept = "two years; who did it stands in the journal"

    def __str__(self) -> str:
        return f"{self.name} {self.made_at:%Y-%m-%d %H:%M}"


class Upload(models.Model):
    """What was sent along or fetched, sealed, until it is taken over; a day at most."""

    run = models.OneToOneField(Import, models.CASCADE, related_name="upload")
    name = models.CharField(max_length=120)
    sealed = models.BinaryField(help_text="sealed with the key of the installation")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("meegestuurd bestand")
        verbose_name_plural = _("meegestuurde bestanden")

    class Privacy:
        personal: list[str] = []
        kept = "until it is taken over, a day at most; sealed meanwhile"

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """What became of one thing in an import, and what stood there before."""

    class Outcome(models.TextChoices):
        NEW = "new", _("nieuw")
        CHANGED = "changed", _("veranderd")
        SAME = "same", _("hetzelfde")
        KEPT = "kept", _("hier zelf veranderd")
        MERGED = "merged", _("stond er al")
        REJECTED = "rejected", _("niet overgenomen")

    class Undone(models.TextChoices):
        NOT = "", _("staat er")
        BACK = "back", _("teruggedraaid")
        STAYS = "stays", _("blijft staan")

    run = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.SAME)
    code = models.CharField(max_length=40, blank=True, help_text="why; a sentence belongs to it")
    facts = models.JSONField(default=dict, help_text="what the sentence needs: numbers and names")
    source_id = models.CharField(max_length=300)
    title = models.CharField(max_length=200, blank=True)
    found = models.JSONField(default=dict, help_text="what was read")
    thing_id = models.UUIDField(null=True, help_text="what was made of it or changed by it")
    other_id = models.UUIDField(null=True, help_text="what it looks like")
    before = models.JSONField(default=dict, help_text="what stood there, to go back to")
    after = models.JSONField(default=dict, help_text="what was written")
    is_done = models.BooleanField(default=False)
    undone = models.CharField(max_length=5, choices=Undone, blank=True, default=Undone.NOT)
    stays_because = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("rij van een overname")
        verbose_name_plural = _("rijen van een overname")
        indexes = [models.Index(fields=["run", "outcome"])]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "number"],
                name="importrow_once_per_number",
                violation_error_message=_("Deze rij is er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "ninety days; public facts only, names of contact persons are not read"

    def __str__(self) -> str:
        return f"{self.number} {self.outcome}"
