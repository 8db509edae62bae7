"""A debate or talk show: live questions at a session, from a phone or from paper."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.sessions import Session


class Debate(models.Model):
    """Wijkdebat: a session at which everyone may ask, and what came of it."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="debate")
    is_open = models.BooleanField(default=True, help_text="questions may be sent")
    outcome = models.TextField(blank=True, help_text="Markdown: what was said and agreed")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("wijkdebat")
        verbose_name_plural = _("wijkdebatten")

    class Privacy:
        personal: list[str] = []
        kept = "as long as the session: public, nothing about people"

    def __str__(self) -> str:
        return f"debate {self.session_id}"


class LiveQuestion(models.Model):
    """Vraag in de zaal: sent without a name, shown when who leads says so."""

    class State(models.TextChoices):
        WAITING = "waiting", _("nog niet te zien")
        SHOWN = "shown", _("te zien")
        ANSWERED = "answered", _("beantwoord")
        HIDDEN = "hidden", _("niet getoond")

    class Medium(models.TextChoices):
        PHONE = "phone", _("met de telefoon")
        PAPER = "paper", _("op papier")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    debate = models.ForeignKey(Debate, models.CASCADE, related_name="questions")
    text = models.CharField(max_length=280)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    medium = models.CharField(max_length=5, choices=Medium, default=Medium.PHONE)
    supporters = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    once = models.CharField(max_length=40, null=True, unique=True, help_text="key of the form")

    class Meta:
        verbose_name = _("vraag in de zaal")
        verbose_name_plural = _("vragen in de zaal")
        indexes = [models.Index(fields=["debate", "state"])]
        constraints = [
            models.CheckConstraint(
                name="livequestion_asks_something",
                condition=~Q(text=""),
                violation_error_message=_("Schrijf eerst je vraag."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the session; hidden ones 30 days; never with who asked"

    def __str__(self) -> str:
        return f"{self.state} question {self.pk}"


class QuestionSupport(models.Model):
    """Ik ook: one tap per browser per question."""

    question = models.ForeignKey(LiveQuestion, models.CASCADE, related_name="supports")
    key = models.CharField(max_length=64, help_text="keyed hash of a cookie, gone after a month")

    class Meta:
        verbose_name = _("steun voor een vraag")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "key"],
                name="questionsupport_once_per_browser",
                violation_error_message=_("Je steunde deze vraag al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "30 days after the session"

    def __str__(self) -> str:
        return f"support of {self.question_id}"
