"""Session (one occurrence), and enrolment."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.activities import Activity
from wijkschakel.activities.models.series import Series, SeriesEnrolment
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District


class Session(models.Model):
    """Bijeenkomst: one occurrence of an activity."""

    class State(models.TextChoices):
        PLANNED = "planned", _("gaat door")
        CANCELLED = "cancelled", _("gaat niet door")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sessions")
    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="+",
        related_query_name="session",
        help_text="copy of the activity's, so that an agenda reads one index",
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=200, blank=True, help_text="why it is cancelled, public")
    capacity = models.PositiveIntegerField(null=True)
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    attended = models.PositiveIntegerField(
        null=True, help_text="people who were there, once the list of names is gone"
    )
    missed = models.PositiveIntegerField(
        null=True, help_text="people who stayed away, once the list of names is gone"
    )
    left_late = models.PositiveIntegerField(
        null=True, help_text="people who left on the last day, once the list of names is gone"
    )
    series = models.ForeignKey(
        Series,
        models.SET_NULL,
        null=True,
        related_name="sessions",
        help_text="empty: planned alone",
    )
    series_on = models.DateField(
        null=True, help_text="the day of the rule it belongs to, also after it was moved"
    )
    moved_from = models.DateTimeField(null=True, help_text="when it was first planned, public")
    source_id = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        indexes = [
            models.Index(fields=["district", "starts_at"]),
            models.Index(fields=["activity", "starts_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="session_is_never_oversold",
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                violation_error_message=_("Er zijn niet genoeg plekken."),
            ),
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
            models.UniqueConstraint(
                fields=["activity", "starts_at"],
                name="session_once_per_moment",
                violation_error_message=_("Op dit moment is er al een bijeenkomst."),
            ),
            models.UniqueConstraint(
                fields=["series", "series_on"],
                name="session_once_per_day_of_a_series",
                violation_error_message=_("Op deze dag staat de reeks er al."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "two years, then counts only"

    def __str__(self) -> str:
        return f"{self.activity_id} {self.starts_at:%Y-%m-%d %H:%M}"


class Enrolment(models.Model):
    """Deelname: a person takes part in a session, waits for a place, or did so."""

    class State(models.TextChoices):
        JOINED = "joined", _("doet mee")
        OFFERED = "offered", _("kan een plek krijgen")
        WAITING = "waiting", _("staat op de wachtlijst")
        LEFT = "left", _("afgemeld")

    class Part(models.TextChoices):
        PARTICIPANT = "participant", _("deelnemer")
        CARER = "carer", _("mantelzorger of begeleider")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="enrolment"
    )
    state = models.CharField(max_length=7, choices=State)
    part = models.CharField(max_length=11, choices=Part, default=Part.PARTICIPANT)
    brought_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        related_name="brings",
        help_text="the enrolment of who signed this person up and comes along",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="enrolment",
        help_text="the person comes on behalf of it, by own choice; empty: as a neighbour",
    )
    series_enrolment = models.ForeignKey(
        SeriesEnrolment,
        models.SET_NULL,
        null=True,
        related_name="enrolments",
        help_text="comes from joining the whole series",
    )
    offered_until = models.DateTimeField(null=True, help_text="a place is kept until then")
    comes = models.BooleanField(null=True, help_text="answer to a reminder; empty: not answered")
    reminded_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    was_there = models.BooleanField(null=True, help_text="empty: not marked")
    marked_at = models.DateTimeField(null=True)
    helped_by = models.UUIDField(null=True, help_text="filled in together with this person")
    once = models.CharField(
        max_length=40,
        null=True,
        unique=True,
        help_text="key of the form: a double submit joins once",
    )
    guest_key = models.CharField(
        max_length=64, null=True, unique=True, help_text="hash of the link a guest keeps"
    )

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        indexes = [
            models.Index(fields=["person", "state"]),
            models.Index(fields=["state", "offered_until"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                name="enrolment_once_per_session",
                violation_error_message=_("Je doet hier al mee."),
            ),
            models.CheckConstraint(
                name="enrolment_left_has_a_moment",
                condition=~Q(state="left") | Q(left_at__isnull=False),
                violation_error_message=_("Een afmelding heeft een moment."),
            ),
            models.CheckConstraint(
                name="enrolment_offer_has_an_end",
                condition=~Q(state="offered") | Q(offered_until__isnull=False),
                violation_error_message=_("Een aanbod heeft een eindtijd."),
            ),
        ]

    class Privacy:
        personal = [
            "person", "state", "part", "brought_by", "organisation", "comes", "was_there",
            "helped_by",
        ]  # fmt: skip
        kept = "two years after the session; a guest's 30 days after"

    def __str__(self) -> str:
        return f"{self.state} {self.session_id}"
