"""Series: a rule by which sessions come back; and who takes part in the whole of it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.activities import Activity
from wijkschakel.people.models import Person


class Series(models.Model):
    """Reeks: on which days an activity comes back, at the same time on the clock all year."""

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("elke week")
        FORTNIGHTLY = "fortnightly", _("om de week")
        MONTHLY = "monthly", _("elke maand op dezelfde dag van de week")
        MONTHLY_LAST = "monthly_last", _("elke maand op de laatste dag van de week")
        CHOSEN = "chosen", _("op dagen die je zelf kiest")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="series")
    rhythm = models.CharField(max_length=12, choices=Rhythm)
    first_on = models.DateField()
    clock = models.TimeField(help_text="on the clock of the people, also in summer time")
    minutes = models.PositiveSmallIntegerField()
    skips = models.JSONField(default=list, help_text="days left out, ISO 8601")
    extras = models.JSONField(default=list, help_text="days added, ISO 8601")
    until_on = models.DateField(null=True, help_text="last day; empty: no end")
    planned_until = models.DateField(help_text="sessions are made up to and with this day")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reeks")
        verbose_name_plural = _("reeksen")
        indexes = [models.Index(fields=["planned_until"])]
        constraints = [
            models.CheckConstraint(
                name="series_lasts_some_minutes",
                condition=Q(minutes__gt=0),
                violation_error_message=_("Kies hoe lang het duurt."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the activity: public, nothing about people"

    def __str__(self) -> str:
        return f"{self.rhythm} {self.first_on:%Y-%m-%d} {self.activity_id}"


class SeriesEnrolment(models.Model):
    """Deelname aan een reeks: new sessions enrol this person while there is room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(Series, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="series_enrolment"
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("deelname aan een reeks")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "person"],
                name="seriesenrolment_once_per_series",
                violation_error_message=_("Je doet al mee met de hele reeks."),
            ),
            models.CheckConstraint(
                name="seriesenrolment_leaves_after_joining",
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("joined_at")),
                violation_error_message=_("Stoppen kan pas na meedoen."),
            ),
        ]

    class Privacy:
        personal = ["person", "joined_at", "left_at"]
        kept = "two years after stopping or after the last session"

    def __str__(self) -> str:
        return f"member of {self.series_id}"
