"""Neighbourhood job (buurtbaan): work nearby in which one grows, and the path of who does it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District


class Job(models.Model):
    """Buurtbaan: what one does, what one learns by it, and what it may lead to."""

    class Pay(models.TextChoices):
        VOLUNTARY = "voluntary", _("vrijwillig")
        ALLOWANCE = "allowance", _("met een vergoeding")
        PAID = "paid", _("betaald")

    class Next(models.TextChoices):
        PAID = "paid_job", _("een betaalde baan")
        TRAINING = "training", _("een opleiding")
        HOURS = "more_hours", _("meer uren")

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op een coördinator")
        OPEN = "open", _("staat erop")
        DECLINED = "declined", _("niet geplaatst")
        CLOSED = "closed", _("gesloten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    about = models.TextField(help_text="what one does, in plain words")
    place = models.CharField(max_length=120, help_text="where, in words")
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="job"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="job"
    )
    offered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="job_offered"
    )
    guide = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="job_guided",
        help_text="who says yes or no, and sees what somebody can",
    )  # fmt: skip
    hours = models.PositiveSmallIntegerField(help_text="a week")
    pay = models.CharField(max_length=9, choices=Pay, default=Pay.VOLUNTARY)
    leads_to = models.CharField(max_length=10, choices=Next)
    places = models.PositiveSmallIntegerField(default=1, help_text="people at the same time")
    until_on = models.DateField(help_text="last day on which one may say: I want this")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True, help_text="why it is not there")
    key = models.UUIDField(null=True, unique=True, help_text="of the form: sent twice is one job")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("buurtbaan")
        verbose_name_plural = _("buurtbanen")
        indexes = [models.Index(fields=["district", "state", "until_on"])]
        constraints = [
            models.CheckConstraint(
                name="job_hours_fit_a_week",
                condition=Q(hours__gte=1, hours__lte=40),
                violation_error_message=_("Kies 1 tot en met 40 uur."),
            ),
            models.CheckConstraint(
                name="job_has_a_place",
                condition=Q(places__gte=1),
                violation_error_message=_("Er is minstens één plek."),
            ),
            models.CheckConstraint(
                name="job_open_has_a_moment",
                condition=~Q(state="open") | Q(opened_at__isnull=False),
                violation_error_message=_("Een geplaatste buurtbaan heeft een moment."),
            ),
        ]

    class Privacy:
        personal = ["offered_by", "guide", "title", "about", "place"]
        kept = "one year after the last day, longer while somebody's path is in it; the name " \
            "until the person wipes"  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def learns(self) -> "list[JobSkill]":
        """What one learns here."""
        return [skill for skill in self.skills.all() if not skill.is_needed]

    @property
    def needs(self) -> "list[JobSkill]":
        """What one must be able to do at the start."""
        return [skill for skill in self.skills.all() if skill.is_needed]


class JobSkill(models.Model):
    """Vaardigheid: something one must be able to do, or learns here; in plain words."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="skills")
    name = models.CharField(max_length=80)
    is_needed = models.BooleanField(default=False, help_text="needed at the start; else learned")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("vaardigheid van een buurtbaan")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["job", "name"],
                name="jobskill_once",
                violation_error_message=_("Deze vaardigheid staat er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the job"

    def __str__(self) -> str:
        return self.name


class JobPath(models.Model):
    """Pad in een buurtbaan: somebody wants it, and grows in it. The resident owns it."""

    class State(models.TextChoices):
        WANTS = "wants", _("gevraagd")
        GROWING = "growing", _("bezig")
        NOT_NOW = "not_now", _("dit keer niet")
        STEPPED_OUT = "stepped_out", _("gestopt")
        AT_WORK = "at_work", _("betaald aan het werk")
        PASSED = "passed", _("de buurtbaan is dicht")

    LIVE = frozenset({State.WANTS, State.GROWING, State.AT_WORK})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(Job, models.PROTECT, related_name="paths")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="job_path"
    )
    words = EncryptedTextField(blank=True, default="", help_text="why I want this")
    strengths = EncryptedTextField(
        blank=True, default="", help_text="what I can bring; only when the resident ticked it"
    )
    state = models.CharField(max_length=11, choices=State, default=State.WANTS)
    reason = EncryptedTextField(blank=True, default="", help_text="why not, by who guides")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="stopped, declined, or at paid work")

    class Meta:
        verbose_name = _("pad in een buurtbaan")
        verbose_name_plural = _("paden in buurtbanen")
        indexes = [models.Index(fields=["job", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["job", "person"],
                condition=Q(state__in=["wants", "growing", "at_work"]),
                name="jobpath_once_at_a_time",
                violation_error_message=_("Je vroeg deze buurtbaan al."),
            ),
            models.CheckConstraint(
                name="jobpath_growing_was_answered",
                condition=~Q(state__in=["growing", "at_work", "not_now"])
                | Q(answered_at__isnull=False),
                violation_error_message=_("Hier hoort een antwoord bij."),
            ),
        ]

    class Privacy:
        personal = ["person", "words", "strengths", "reason"]
        kept = "without a yes 90 days after the end; with a yes two years after; or until wiped"

    def __str__(self) -> str:
        return f"{self.state} {self.job_id}"


class JobStep(models.Model):
    """Stap: contribution, role with tasks, trainee place, paid job. It counts when both say so."""

    class Kind(models.TextChoices):
        CONTRIBUTION = "contribution", _("bijdrage")
        ROLE = "role_with_tasks", _("rol met taken")
        TRAINEE = "trainee", _("leerbaan of proefplaats")
        PAID = "paid_work", _("betaalde baan")

    ORDER = (Kind.CONTRIBUTION, Kind.ROLE, Kind.TRAINEE, Kind.PAID)

    path = models.ForeignKey(JobPath, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=15, choices=Kind)
    tasks = EncryptedTextField(blank=True, default="", help_text="what one does then")
    starts_on = models.DateField()
    resident_at = models.DateTimeField(null=True, help_text="the resident says: so it is")
    guide_at = models.DateTimeField(null=True, help_text="who guides says: so it is")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("stap in een buurtbaan")
        verbose_name_plural = _("stappen in een buurtbaan")
        constraints = [
            models.UniqueConstraint(
                fields=["path", "kind"],
                name="jobstep_once",
                violation_error_message=_("Deze stap staat er al."),
            ),
            models.CheckConstraint(
                name="jobstep_is_said_by_somebody",
                condition=Q(resident_at__isnull=False) | Q(guide_at__isnull=False),
                violation_error_message=_("Iemand zegt dat dit de stap is."),
            ),
        ]

    class Privacy:
        personal = ["tasks"]
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"{self.kind} of {self.path_id}"

    @property
    def is_agreed(self) -> bool:
        """Say whether both said so."""
        return self.resident_at is not None and self.guide_at is not None


class SkillTick(models.Model):
    """Gezien: the resident says I can do this, who guides says I saw it."""

    path = models.ForeignKey(JobPath, models.CASCADE, related_name="ticks")
    skill = models.ForeignKey(JobSkill, models.PROTECT, related_name="ticks")
    resident_at = models.DateTimeField(null=True, help_text="I can do this")
    guide_at = models.DateTimeField(null=True, help_text="I saw it")

    class Meta:
        verbose_name = _("vaardigheid die iemand kan")
        verbose_name_plural = _("vaardigheden die iemand kan")
        constraints = [
            models.UniqueConstraint(
                fields=["path", "skill"],
                name="skilltick_once",
                violation_error_message=_("Deze vaardigheid staat er al."),
            ),
            models.CheckConstraint(
                name="skilltick_is_said_by_somebody",
                condition=Q(resident_at__isnull=False) | Q(guide_at__isnull=False),
                violation_error_message=_("Iemand zegt dat dit lukt."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"{self.skill_id} of {self.path_id}"

    @property
    def is_agreed(self) -> bool:
        """Say whether both said so."""
        return self.resident_at is not None and self.guide_at is not None
