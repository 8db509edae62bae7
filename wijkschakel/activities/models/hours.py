"""Consultation hour (spreekuur): where somebody sits to be asked, and appointments in it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.activities import Activity
from wijkschakel.activities.models.series import Series
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Venue


class ConsultationHour(models.Model):
    """Spreekuur: at a fixed time somebody sits somewhere to be asked, formal or informal."""

    class State(models.TextChoices):
        PUBLISHED = "published", _("zichtbaar")
        STOPPED = "stopped", _("gestopt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True, help_text="what one can come for")
    who = models.CharField(max_length=200, blank=True, help_text="who sits there, in public words")
    language = models.CharField(max_length=12, default="nl", help_text="BCP 47 code of the text")
    spoken = models.JSONField(default=list, help_text="BCP 47 codes spoken there")
    theme = models.CharField(max_length=5, choices=Activity.Theme, default=Activity.Theme.HELP)
    state = models.CharField(max_length=9, choices=State, default=State.PUBLISHED)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="consultation_hour"
    )
    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, related_name="+", related_query_name="consultation_hour"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="consultation_hour",
    )
    phone = models.CharField(max_length=30, blank=True)
    is_formal = models.BooleanField(default=False, help_text="by professionals")
    is_walk_in = models.BooleanField(default=True, help_text="come without an appointment")
    slot_minutes = models.PositiveSmallIntegerField(
        null=True, help_text="length of an appointment; empty: no appointments"
    )
    rhythm = models.CharField(max_length=12, choices=Series.Rhythm, default=Series.Rhythm.WEEKLY)
    first_on = models.DateField()
    until_on = models.DateField(null=True, help_text="last day; empty: no end")
    opens = models.TimeField(help_text="on the clock of the people, also in summer time")
    closes = models.TimeField()
    closes_on_holidays = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("spreekuur")
        verbose_name_plural = _("spreekuren")
        indexes = [models.Index(fields=["district", "state"])]
        constraints = [
            models.CheckConstraint(
                name="consultationhour_closes_after_it_opens",
                condition=Q(closes__gt=F("opens")),
                violation_error_message=_("De sluitingstijd ligt voor de openingstijd."),
            ),
            models.CheckConstraint(
                name="consultationhour_appointments_last",
                condition=Q(slot_minutes__isnull=True) | Q(slot_minutes__gt=0),
                violation_error_message=_("Kies hoe lang een afspraak duurt."),
            ),
            models.CheckConstraint(
                name="consultationhour_can_be_visited",
                condition=Q(is_walk_in=True) | Q(slot_minutes__isnull=False),
                violation_error_message=_("Kies: zo binnenlopen, een afspraak maken, of allebei."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public, nothing about people"

    def __str__(self) -> str:
        return self.title


class HourChange(models.Model):
    """Uitzondering: on this day it is closed, or open at another time."""

    hour = models.ForeignKey(ConsultationHour, models.CASCADE, related_name="changes")
    day = models.DateField()
    opens = models.TimeField(null=True, help_text="empty: closed on this day")
    closes = models.TimeField(null=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("uitzondering van een spreekuur")
        constraints = [
            models.UniqueConstraint(
                fields=["hour", "day"],
                name="hourchange_once_per_day",
                violation_error_message=_("Voor deze dag staat er al een uitzondering."),
            ),
            models.CheckConstraint(
                name="hourchange_closes_after_it_opens",
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(closes__gt=F("opens")),
                violation_error_message=_("De sluitingstijd ligt voor de openingstijd."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the consultation hour"

    def __str__(self) -> str:
        return f"{self.hour_id} {self.day:%Y-%m-%d}"


class HourHost(models.Model):
    """Who sits there: sees the appointments, closes a day."""

    hour = models.ForeignKey(ConsultationHour, models.CASCADE, related_name="hosts")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="hour_host"
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("wie er zit bij een spreekuur")
        constraints = [
            models.UniqueConstraint(
                fields=["hour", "person"],
                name="hourhost_once_per_hour",
                violation_error_message=_("Deze persoon zit hier al."),
            )
        ]

    class Privacy:
        personal = ["person", "since"]
        kept = "until the person stops or wipes"

    def __str__(self) -> str:
        return f"host of {self.hour_id}"


class Appointment(models.Model):
    """Afspraak: a person comes to a consultation hour at a time of their own."""

    class State(models.TextChoices):
        BOOKED = "booked", _("staat vast")
        CANCELLED = "cancelled", _("afgezegd")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hour = models.ForeignKey(ConsultationHour, models.CASCADE, related_name="appointments")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="appointment"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.BOOKED)
    about = EncryptedTextField(blank=True, default="", help_text="what it is about, if said")
    made_at = models.DateTimeField()
    helped_by = models.UUIDField(null=True, help_text="made together with this person")
    guest_key = models.CharField(
        max_length=64, null=True, unique=True, help_text="hash of the link a guest keeps"
    )

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        indexes = [models.Index(fields=["person", "starts_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["hour", "starts_at"],
                condition=Q(state="booked"),
                name="appointment_once_per_moment",
                violation_error_message=_("Deze tijd is net bezet. Kies een andere tijd."),
            ),
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
        ]

    class Privacy:
        personal = ["person", "about", "starts_at", "helped_by"]
        kept = "a year after it"

    def __str__(self) -> str:
        return f"{self.state} {self.hour_id}"
