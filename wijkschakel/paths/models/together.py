"""Sharing, support, conversations and moments: always by the resident's own choice."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.paths.models.goals import Ambition, Path
from wijkschakel.people.models import Consent, Organisation, Person


class Share(models.Model):
    """Delen: one consent opens one goal, or one part of a path, for one receiver."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(Path, models.CASCADE, related_name="shares")
    consent = models.OneToOneField(
        Consent, models.CASCADE, related_name="+", related_query_name="path_share"
    )
    ambition = models.ForeignKey(Ambition, models.CASCADE, null=True, related_name="shares")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gedeeld stuk")
        verbose_name_plural = _("gedeelde stukken")

    class Privacy:
        personal = ["path", "consent", "ambition"]
        kept = "as long as its consent"

    def __str__(self) -> str:
        return f"share {self.pk}"


class SupportNote(models.Model):
    """Steun: what a professional or partner adds to a goal that was shared. It changes nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ambition = models.ForeignKey(Ambition, models.CASCADE, related_name="support")
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="path_support"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="path_support",
    )
    words = EncryptedTextField()
    once = models.CharField(max_length=40, null=True, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("steun bij een doel")
        verbose_name_plural = _("steun bij doelen")

    class Privacy:
        personal = ["author", "words"]
        kept = "as long as the path; without a name when the author wipes"

    def __str__(self) -> str:
        return f"support {self.pk}"


class ConversationPartner(models.Model):
    """Gesprekspartner: a trained fellow resident who offers conversations, until the training
    must be refreshed."""

    person = models.OneToOneField(
        Person, models.CASCADE, related_name="+", related_query_name="conversation_partner"
    )
    languages = models.JSONField(default=list, help_text="BCP 47 codes")
    about = models.CharField(max_length=200, blank=True, help_text="in own words; anyone reads it")
    trained_on = models.DateField()
    valid_until = models.DateField()
    is_open = models.BooleanField(default=True, help_text="has time for a new conversation")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gesprekspartner")
        verbose_name_plural = _("gesprekspartners")
        constraints = [
            models.CheckConstraint(
                name="conversationpartner_training_ends_after_it_began",
                condition=Q(valid_until__gt=F("trained_on")),
                violation_error_message=_("De training is eerst gedaan, en loopt dan af."),
            )
        ]

    class Privacy:
        personal = ["person", "languages", "about", "trained_on", "valid_until"]
        kept = "a year after the training ended"

    def __str__(self) -> str:
        return f"partner {self.person_id}"


class Conversation(models.Model):
    """Gezondheidsgesprek: asked by the resident, who keeps what came out of it."""

    class State(models.TextChoices):
        ASKED = "asked", _("gevraagd")
        PLANNED = "planned", _("afgesproken")
        HELD = "held", _("geweest")
        CALLED_OFF = "called_off", _("gaat niet door")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="own_conversation"
    )
    partner = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="held_conversation"
    )
    card = models.SlugField(max_length=60, help_text="key of the guide card")
    question = EncryptedTextField(blank=True, default="", help_text="what it may be about")
    where = EncryptedTextField(blank=True, default="")
    planned_at = models.DateTimeField(null=True)
    result = EncryptedTextField(blank=True, default="", help_text="the resident's own")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    once = models.CharField(max_length=40, null=True, unique=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gezondheidsgesprek")
        verbose_name_plural = _("gezondheidsgesprekken")
        constraints = [
            models.CheckConstraint(
                name="conversation_is_not_with_oneself",
                condition=Q(partner__isnull=True) | ~Q(partner=F("resident")),
                violation_error_message=_("Kies iemand anders om mee te praten."),
            )
        ]

    class Privacy:
        personal = ["resident", "partner", "question", "where", "result", "planned_at"]
        kept = "two years after it was held, or as long as the path; the result goes with the path"

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class ConversationNote(models.Model):
    """Gespreksnotitie: what the partner wrote. The resident always sees it; no emergency opens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    words = EncryptedTextField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gespreksnotitie")
        verbose_name_plural = _("gespreksnotities")

    class Privacy:
        personal = ["words"]
        kept = "as long as the conversation"

    def __str__(self) -> str:
        return f"note {self.pk}"


class Moment(models.Model):
    """Moment: a talk that matters, such as the re-indication talk, prepared by the resident."""

    class Kind(models.TextChoices):
        REINDICATION = "reindication", _("herindicatiegesprek")
        KITCHEN_TABLE = "kitchen_table", _("keukentafelgesprek")
        OTHER = "other", _("een ander gesprek")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(Path, models.CASCADE, related_name="moments")
    kind = models.CharField(max_length=13, choices=Kind)
    at = models.DateTimeField(null=True)
    content = EncryptedTextField(help_text="JSON: what I do, what neighbours do, what came out")
    share = models.ForeignKey(Share, models.SET_NULL, null=True, related_name="moments")
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("moment")
        verbose_name_plural = _("momenten")

    class Privacy:
        personal = ["path", "kind", "at", "content", "share"]
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"moment {self.pk}"
