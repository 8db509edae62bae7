"""What belongs to taking part and is nobody else's: a free place, feedback, a wish, a reminder."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.activities import Activity, Lead
from wijkschakel.activities.models.series import Series
from wijkschakel.activities.models.sessions import Session
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Person


class FreePlace(models.Model):
    """Gratis plek: somebody with little money takes part for free.

    No table points here and it hangs on no list: who organises has no road to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="free_place"
    )
    session = models.ForeignKey(Session, models.CASCADE, null=True, related_name="+")
    series = models.ForeignKey(Series, models.CASCADE, null=True, related_name="+")
    price_cents = models.PositiveIntegerField(help_text="what a place cost when it was asked")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("gratis plek")
        constraints = [
            models.CheckConstraint(
                name="freeplace_is_for_a_session_or_a_series",
                condition=Q(session__isnull=True) ^ Q(series__isnull=True),
                violation_error_message=_("Een gratis plek hoort bij één dag of één reeks."),
            ),
            models.UniqueConstraint(
                fields=["person", "session"],
                name="freeplace_once_per_session",
                violation_error_message=_("Je doet hier al gratis mee."),
            ),
            models.UniqueConstraint(
                fields=["person", "series"],
                name="freeplace_once_per_series",
                violation_error_message=_("Je doet hier al gratis mee."),
            ),
        ]

    class Privacy:
        personal = ["person", "session", "series", "price_cents", "asked_at"]
        kept = "two years after it was asked; seen by the person only"

    def __str__(self) -> str:
        return f"free place {self.pk}"


class Feedback(models.Model):
    """Terugblik: one face and perhaps some words, given after the end."""

    class Face(models.TextChoices):
        GOOD = "good", _("Fijn")
        FAIR = "fair", _("Gaat wel")
        BAD = "bad", _("Niet fijn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="feedback")
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="feedback",
        help_text="empty: long ago, or wiped; the face still counts",
    )
    face = models.CharField(max_length=4, choices=Face)
    has_tie = models.BooleanField(default=False, help_text="got to know somebody: own statement")
    words = EncryptedTextField(blank=True, default="")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("terugblik")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                name="feedback_once_per_session",
                violation_error_message=_("Je hebt al gezegd hoe het was."),
            )
        ]

    class Privacy:
        personal = ["person", "face", "has_tie", "words"]
        kept = "who and the words: one year; the face stays as a count"

    def __str__(self) -> str:
        return f"{self.face} {self.session_id}"


class RoleWish(models.Model):
    """Wens voor een rol: somebody wants to do more, or is asked to take over; the other answers."""

    class State(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        ACCEPTED = "accepted", _("ja gezegd")
        REFUSED = "refused", _("nee gezegd")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="role_wishes")
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="+",
        related_query_name="role_wish",
        help_text="who gets the role",
    )
    role = models.CharField(max_length=12, choices=Lead.Role)
    asked_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="role_wish_asked",
        help_text="the same person: a wish; somebody else: a request to take over",
    )
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("wens voor een rol")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"],
                condition=Q(state="open"),
                name="rolewish_one_open_per_activity",
                violation_error_message=_("Deze vraag staat al open."),
            )
        ]

    class Privacy:
        personal = ["person", "role", "asked_by", "state"]
        kept = "90 days unanswered; one year after the answer"

    def __str__(self) -> str:
        return f"{self.role} {self.state}"


class ReminderWish(models.Model):
    """Herinnering: this person wants a letter the day before. No row: no letter."""

    person = models.OneToOneField(
        Person,
        models.CASCADE,
        primary_key=True,
        related_name="+",
        related_query_name="reminder_wish",
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("herinnering")

    class Privacy:
        personal = ["person", "since"]
        kept = "until the person turns it off or wipes"

    def __str__(self) -> str:
        return f"reminders since {self.since:%Y-%m-%d}"
