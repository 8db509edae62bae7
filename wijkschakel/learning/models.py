"""Lessons: what was tried and what came of it; with whom, and who uses it now."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Block, Initiative, Level
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District


class Principle(models.TextChoices):
    """What a movement stands on: its four principles."""

    ECOSYSTEM = "ecosystem", _("Een sociale en gezonde wijk")
    WORKING_TOGETHER = "working_together", _("Nieuw samenwerken")
    ICT = "ict", _("Nieuwe ICT")
    FUNDING = "funding", _("Nieuw bekostigen")


class Lesson(models.Model):
    """Les: something new that is tried, and what came of it.

    Without an outcome it is still being tried. A withdrawn lesson keeps its place and its reason.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("concept")
        PUBLISHED = "published", _("staat erop")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    class Outcome(models.TextChoices):
        WORKED = "worked", _("Het werkte")
        PARTLY = "partly", _("Het werkte deels")
        FAILED = "failed", _("Het werkte niet")

    Level, Block, Principle = Level, Block, Principle

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    tries = models.TextField(help_text="what is tried; no names of people")
    expects = models.TextField(blank=True, help_text="what is expected of it")
    until_on = models.DateField(help_text="until when it is tried")
    outcome = models.CharField(
        max_length=6, choices=Outcome, blank=True, help_text="empty: still being tried"
    )
    came_of_it = models.TextField(blank=True)
    otherwise = models.TextField(blank=True, help_text="what would be done otherwise")
    useful_for = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=12, choices=Level)
    block = models.CharField(max_length=16, choices=Block)
    principles = models.JSONField(default=list, blank=True, help_text="JSON: codes of Principle")
    language = models.CharField(max_length=12, default="nl", help_text="BCP 47 code of the text")
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="lesson"
    )
    initiative = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, related_name="+", related_query_name="lesson",
        help_text="the initiative or programme it is about",
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="lesson",
        help_text="who tells it; empty: a resident",
    )  # fmt: skip
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="lesson",
        help_text="who wrote it; never shown",
    )  # fmt: skip
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    key = models.UUIDField(null=True, unique=True, help_text="of the form; sent twice is one")
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True, help_text="last change after it was published")
    told_at = models.DateTimeField(null=True, help_text="when the outcome was first told")
    withdrawn_at = models.DateTimeField(null=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")
        indexes = [models.Index(fields=["state", "published_at"])]
        constraints = [
            models.CheckConstraint(
                name="lesson_says_what_is_tried",
                condition=~Q(title="") & ~Q(tries=""),
                violation_error_message=_("Vertel wat je probeert."),
            ),
            models.CheckConstraint(
                name="lesson_published_has_a_moment",
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
                violation_error_message=_("Een les die erop staat, heeft een moment."),
            ),
            models.CheckConstraint(
                name="lesson_outcome_has_words",
                condition=Q(outcome="", told_at__isnull=True)
                | (~Q(outcome="") & ~Q(came_of_it="") & Q(told_at__isnull=False)),
                violation_error_message=_("Vertel wat eruit kwam."),
            ),
            models.CheckConstraint(
                name="lesson_withdrawn_has_a_reason",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(why_withdrawn="")
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, why_withdrawn="")),
                violation_error_message=_("Schrijf er kort bij waarom."),
            ),
        ]

    class Privacy:
        personal = ["author"]
        kept = (
            "a draft a year after its last change, a withdrawn lesson a year after that; a "
            "published one has no end; who wrote it is forgotten when that person wipes"
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Say whether anybody may read it."""
        return self.state == self.State.PUBLISHED

    @property
    def gist(self) -> str:
        """Give what came of it, and as long as that is not known what is tried."""
        return self.came_of_it or self.tries

    @property
    def principle_names(self) -> list[str]:
        """Name the principles it serves, in their own order."""
        return [str(name) for code, name in Principle.choices if code in self.principles]


class LessonParty(models.Model):
    """An organisation that tried it along."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="+", related_query_name="lesson_party"
    )

    class Meta:
        verbose_name = _("wie het samen probeerden")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "organisation"],
                name="lessonparty_once",
                violation_error_message=_("Deze organisatie staat er al bij."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the lesson: public, organisations only"

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.lesson_id}"


class LessonUse(models.Model):
    """Gebruik van een les: an organisation or initiative that does it too, from and until."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="uses")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", related_query_name="lesson_use"
    )
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, null=True, related_name="+", related_query_name="lesson_use"
    )
    words = models.CharField(max_length=200, blank=True, help_text="how; no names of people")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="taken back")

    class Meta:
        verbose_name = _("gebruik van een les")
        verbose_name_plural = _("gebruik van lessen")
        constraints = [
            models.CheckConstraint(
                name="lessonuse_is_by_one",
                condition=Q(organisation__isnull=False, initiative__isnull=True)
                | Q(organisation__isnull=True, initiative__isnull=False),
                violation_error_message=_("Kies één organisatie of één initiatief."),
            ),
            models.UniqueConstraint(
                fields=["lesson", "organisation"],
                condition=Q(organisation__isnull=False, ended_at__isnull=True),
                name="lessonuse_organisation_once",
                violation_error_message=_("Deze organisatie gebruikt dit al."),
            ),
            models.UniqueConstraint(
                fields=["lesson", "initiative"],
                condition=Q(initiative__isnull=False, ended_at__isnull=True),
                name="lessonuse_initiative_once",
                violation_error_message=_("Dit initiatief gebruikt dit al."),
            ),
            models.CheckConstraint(
                name="lessonuse_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("since")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the lesson: public, organisations and initiatives only"

    def __str__(self) -> str:
        return f"{self.organisation_id or self.initiative_id} uses {self.lesson_id}"

    @property
    def who(self) -> str:
        """Name who uses it."""
        return str(self.organisation or self.initiative)
