"""Path, need, ambition and step: what somebody wants and does about it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity, Enrolment, Initiative
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Person


class Heading(models.TextChoices):
    """The four headings of life a need stands under: never a law, never an illness."""

    HAPPY = "happy", _("Gelukkig zijn")
    JOIN_IN = "join_in", _("Meedoen")
    HEALTHY = "healthy", _("Je gezond voelen")
    STRENGTH = "strength", _("Kracht")


class Path(models.Model):
    """Pad: one per resident, made by the resident; holds what goes well and the own choices."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        Person, models.CASCADE, related_name="+", related_query_name="path"
    )
    strengths = EncryptedTextField(blank=True, default="", help_text="what goes well, good at")
    follows_attendance = models.BooleanField(
        default=False, help_text="being there is noted as a step that was done"
    )
    passed_by = models.JSONField(
        default=list, help_text="moments of programmes that are not offered again"
    )
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pad")
        verbose_name_plural = _("paden")

    class Privacy:
        personal = ["person", "strengths", "follows_attendance", "passed_by"]
        kept = "until the resident wipes it; two years after the last sign of the resident"

    def __str__(self) -> str:
        return f"path {self.pk}"


class Need(models.Model):
    """Behoefte: something a resident wants, in own words. It may stay a wish."""

    class State(models.TextChoices):
        WISH = "wish", _("wens")
        AMBITION = "ambition", _("is een doel")
        LET_GO = "let_go", _("losgelaten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(Path, models.CASCADE, related_name="needs")
    heading = models.CharField(max_length=8, choices=Heading)
    words = EncryptedTextField()
    state = models.CharField(max_length=8, choices=State, default=State.WISH)
    helped_by = models.UUIDField(null=True, help_text="filled in together with this person")
    once = models.CharField(max_length=40, null=True, unique=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("eigen behoefte")
        verbose_name_plural = _("eigen behoeften")
        constraints = [
            models.CheckConstraint(
                name="need_of_a_path_has_words",
                condition=~Q(words=""),
                violation_error_message=_("Schrijf op wat je wilt, of kies een plaatje."),
            )
        ]

    class Privacy:
        personal = ["words", "heading", "helped_by"]
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"need {self.pk}"


class Ambition(models.Model):
    """Ambitie: a need with an agreed picture of a little better and of reached."""

    class State(models.TextChoices):
        ACTIVE = "active", _("mee bezig")
        REACHED = "reached", _("bereikt")
        RESTING = "resting", _("rust even")
        LET_GO = "let_go", _("losgelaten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(Path, models.CASCADE, related_name="ambitions")
    need = models.OneToOneField(Need, models.SET_NULL, null=True, related_name="ambition")
    heading = models.CharField(max_length=8, choices=Heading)
    words = EncryptedTextField()
    a_little_better = EncryptedTextField(blank=True, default="")
    reached = EncryptedTextField(blank=True, default="")
    outcome = EncryptedTextField(blank=True, default="", help_text="what came of it, at the end")
    is_horizon = models.BooleanField(default=False, help_text="a long goal with experiments")
    programme = models.ForeignKey(
        Initiative,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="ambition",
        help_text="the programme of which the parts are kept together here",
    )
    state = models.CharField(max_length=7, choices=State, default=State.ACTIVE)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ambitie")
        verbose_name_plural = _("ambities")
        indexes = [models.Index(fields=["path", "state"])]
        constraints = [
            models.CheckConstraint(
                name="ambition_has_words",
                condition=~Q(words=""),
                violation_error_message=_("Schrijf op wat je wilt."),
            )
        ]

    class Privacy:
        personal = [
            "words", "a_little_better", "reached", "outcome", "heading", "state", "programme",
        ]  # fmt: skip
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"ambition {self.pk}"


class Step(models.Model):
    """Stap: something small the resident does, own or in the neighbourhood.

    That somebody joined, asked or offered is not kept here: it follows from what they did there
    (`queries.taken`).
    """

    class Kind(models.TextChoices):
        OWN = "own", _("eigen stap")
        ACTIVITY = "activity", _("iets in de buurt")
        EXPERIMENT = "experiment", _("proefje")
        ASK = "ask", _("hulp vragen")
        GIVE = "give", _("iets voor een ander doen")

    class Rhythm(models.TextChoices):
        ONCE = "once", _("één keer")
        DAILY = "daily", _("elke dag")
        WEEKLY = "weekly", _("elke week")

    class State(models.TextChoices):
        DOING = "doing", _("mee bezig")
        DONE = "done", _("gedaan")
        STOPPED = "stopped", _("gestopt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ambition = models.ForeignKey(Ambition, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OWN)
    words = EncryptedTextField()
    look = EncryptedTextField(blank=True, default="", help_text="what I look at when I try")
    learned = EncryptedTextField(blank=True, default="", help_text="what came of it")
    worked = models.BooleanField(null=True, help_text="an experiment that did not is a result")
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="+", related_query_name="step"
    )
    enrolment = models.ForeignKey(
        Enrolment, models.SET_NULL, null=True, related_name="+", related_query_name="step"
    )
    rhythm = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.ONCE)
    ends_on = models.DateField(null=True)
    state = models.CharField(max_length=7, choices=State, default=State.DOING)
    helped_by = models.UUIDField(null=True)
    once = models.CharField(max_length=40, null=True, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("stap")
        verbose_name_plural = _("stappen")
        indexes = [models.Index(fields=["ambition", "state"])]
        constraints = [
            models.CheckConstraint(
                name="step_has_words",
                condition=~Q(words=""),
                violation_error_message=_("Schrijf op wat je gaat doen."),
            ),
            models.CheckConstraint(
                name="step_that_ended_has_a_moment",
                condition=Q(state="doing") | Q(ended_at__isnull=False),
                violation_error_message=_("Een stap die klaar is, heeft een moment."),
            ),
        ]

    class Privacy:
        personal = ["words", "look", "learned", "worked", "activity", "enrolment", "helped_by"]
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"step {self.pk}"


class StepDay(models.Model):
    """A day on which a step was done: lights a window in the street of the year."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="days")
    day = models.DateField()
    followed = models.ForeignKey(
        Enrolment,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="path_step_day",
        help_text="it follows from being there, and goes when that was a mistake",
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("dag van een stap")
        verbose_name_plural = _("dagen van een stap")
        constraints = [
            models.UniqueConstraint(
                fields=["step", "day"],
                name="stepday_once_a_day",
                violation_error_message=_("Dit staat er vandaag al."),
            )
        ]

    class Privacy:
        personal = ["step", "day", "followed"]
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"{self.step_id} {self.day}"


class Reminder(models.Model):
    """Herinnering: as the resident set it, for one step or goal; two at most until an answer."""

    class Medium(models.TextChoices):
        MAIL = "mail", _("per mail")
        SCREEN = "screen", _("als bericht hier")
        PAPER = "paper", _("op papier, bij de balie")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(Path, models.CASCADE, related_name="reminders")
    step = models.OneToOneField(Step, models.CASCADE, null=True, related_name="reminder")
    ambition = models.OneToOneField(Ambition, models.CASCADE, null=True, related_name="reminder")
    medium = models.CharField(max_length=6, choices=Medium, default=Medium.MAIL)
    every = models.PositiveSmallIntegerField(default=7, help_text="days; 0 is once")
    clock = models.TimeField(help_text="on the clock of the resident, summer and winter")
    next_at = models.DateTimeField(null=True, db_index=True, help_text="empty: not any more")
    sent = models.PositiveSmallIntegerField(default=0, help_text="since the last answer")
    has_words = models.BooleanField(
        default=False, help_text="own words stand on the paper: only when the resident chose so"
    )

    class Meta:
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        constraints = [
            models.CheckConstraint(
                name="reminder_is_about_one_thing",
                condition=Q(step__isnull=False, ambition__isnull=True)
                | Q(step__isnull=True, ambition__isnull=False),
                violation_error_message=_("Een herinnering gaat over één ding."),
            ),
            models.CheckConstraint(
                name="reminder_two_at_most",
                condition=Q(sent__lte=2),
                violation_error_message=_("Over één ding krijg je hooguit twee berichten."),
            ),
        ]

    class Privacy:
        personal = ["path", "medium", "every", "clock", "next_at", "has_words"]
        kept = "as long as the step or goal"

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class CheckInCard(models.Model):
    """Check-in-kaartje: a code on paper that a desk types in; it tells the desk nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ambition = models.ForeignKey(Ambition, models.CASCADE, related_name="cards")
    code = models.CharField(max_length=8, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    until_on = models.DateField()

    class Meta:
        verbose_name = _("check-in-kaartje")
        verbose_name_plural = _("check-in-kaartjes")
        constraints = [
            models.CheckConstraint(
                name="checkincard_used_after_it_was_made",
                condition=Q(used_at__isnull=True) | Q(used_at__gte=F("made_at")),
                violation_error_message=_("Een kaartje wordt gebruikt nadat het gemaakt is."),
            )
        ]

    class Privacy:
        personal = ["ambition", "code", "used_at"]
        kept = "30 days after its last day"

    def __str__(self) -> str:
        return f"card {self.pk}"
