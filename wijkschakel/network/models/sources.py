"""Feeds that are followed every night, and for each thing here where it comes from."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District


class Kind(models.TextChoices):
    """What can be taken over from others."""

    ACTIVITIES = "activities", _("Activiteiten")
    SERVICES = "services", _("Diensten")
    NEWS = "news", _("Nieuws")


class Format(models.TextChoices):
    """The ways of writing that we read."""

    ICS = "ics", _("Agenda (iCalendar)")
    SCHEMAORG = "schemaorg", _("Webpagina of lijst met schema.org")
    OPENACTIVE = "openactive", _("Sportaanbod (OpenActive)")
    CSV = "csv", _("Tabel (CSV)")
    XLSX = "xlsx", _("Rekenblad (Excel of LibreOffice)")
    HSDS_JSON = "hsds-json", _("Sociale kaart (HSDS, JSON)")
    HSDS_CSV = "hsds-csv", _("Sociale kaart (HSDS, tabellen in een zip)")
    RSS = "rss", _("Nieuws (RSS of Atom)")


class Source(models.Model):
    """Bron: a feed of somebody else that is looked at every night."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    url = models.URLField(max_length=600)
    kind = models.CharField(max_length=10, choices=Kind)
    format = models.CharField(max_length=10, choices=Format)
    language = models.CharField(max_length=12, default="nl", help_text="of texts without one")
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="source"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="source",
        help_text="whose feed it is",
    )
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=300, blank=True)
    state = models.JSONField(default=dict, help_text="where the harvest of the feed ended")
    made_at = models.DateTimeField()
    last_run_at = models.DateTimeField(null=True)
    last_good_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    problem = models.CharField(max_length=300, blank=True, help_text="sentence of the last failure")
    paused_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind", "url"],
                name="source_once_per_district",
                violation_error_message=_("Deze bron staat er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as it is followed"

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """The name under which what comes from here is known."""
        return f"source:{self.pk}"


class Origin(models.Model):
    """Herkomst: a thing here, and what it is called where it comes from."""

    kind = models.CharField(max_length=10, choices=Kind)
    source = models.CharField(max_length=200)
    source_id = models.CharField(max_length=300)
    thing_id = models.UUIDField()
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=600, blank=True)
    name = models.CharField(max_length=120, help_text="who or what we took it over from, public")
    written = models.JSONField(
        default=dict, help_text="what was taken over last, to see what was changed here"
    )
    first_seen_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    missing = models.PositiveSmallIntegerField(
        default=0, help_text="nights in a row that the feed did not have it"
    )
    stopped_at = models.DateTimeField(null=True, help_text="when it was stopped for that")

    class Meta:
        verbose_name = _("herkomst")
        verbose_name_plural = _("herkomsten")
        indexes = [models.Index(fields=["kind", "thing_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source", "source_id"],
                name="origin_once_per_source",
                violation_error_message=_("Dit is al eerder overgenomen."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the thing"

    def __str__(self) -> str:
        return f"{self.source} {self.source_id}"
