"""Referral (verwijzing): somebody is brought to who can help, when and as far as they want."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Initiative, Service
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Consent, Organisation, Person
from wijkschakel.support.rules import referring


class Referral(models.Model):
    """A question of a resident on its way to an organisation. Nothing goes without their yes.

    As long as it is a draft without a resident, a code on paper brings it to whom it is for.
    """

    class State(models.TextChoices):
        DRAFT = referring.State.DRAFT.value, _("nog niet verstuurd")
        REQUESTED = referring.State.REQUESTED.value, _("wacht op antwoord")
        ACCEPTED = referring.State.ACCEPTED.value, _("aangenomen")
        REJECTED = referring.State.REJECTED.value, _("niet aangenomen")
        CANCELLED = referring.State.CANCELLED.value, _("ingetrokken")
        IN_PROGRESS = referring.State.IN_PROGRESS.value, _("begonnen")
        FAILED = referring.State.FAILED.value, _("niet gelukt")
        COMPLETED = referring.State.COMPLETED.value, _("klaar")
        ENTERED_IN_ERROR = referring.State.ENTERED_IN_ERROR.value, _("was een vergissing")
        ON_HOLD = referring.State.ON_HOLD.value, _("wacht even")

    class Level(models.TextChoices):
        NOTHING = referring.Level.NOTHING.value, _("niets")
        STARTED = referring.Level.STARTED.value, _("of het begonnen is")
        WORDS = referring.Level.WORDS.value, _("hoe het ging, in jouw woorden")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="+", related_query_name="referral"
    )
    for_name = EncryptedTextField(blank=True, default="", help_text="until somebody says: mine")
    code = models.CharField(max_length=8, null=True, unique=True, help_text="on paper, of a draft")
    from_person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="referral_sent"
    )
    from_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+",
        related_query_name="referral_sent",
    )  # fmt: skip
    from_initiative = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, related_name="+", related_query_name="referral"
    )
    to_organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="+", related_query_name="referral"
    )
    service = models.ForeignKey(
        Service, models.SET_NULL, null=True, related_name="+", related_query_name="referral"
    )
    taken_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="referral_taken"
    )
    consent = models.OneToOneField(
        Consent, models.SET_NULL, null=True, related_name="+", related_query_name="referral",
        help_text="the yes that belongs to this one; without it nobody there sees anything",
    )  # fmt: skip
    feedback = models.OneToOneField(
        Consent, models.SET_NULL, null=True, related_name="+",
        related_query_name="referral_feedback",
        help_text="the yes to telling who sent it how it goes; without it they hear nothing",
    )  # fmt: skip
    title = EncryptedTextField(help_text="in a few words")
    question = EncryptedTextField(help_text="what the resident would like, in their words")
    note = EncryptedTextField(blank=True, default="", help_text="of the sender; not hidden")
    items = models.JSONField(default=list, help_text="what goes along besides name and question")
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    reason = EncryptedTextField(blank=True, default="", help_text="with the last step")
    level = models.CharField(max_length=7, choices=Level, default=Level.NOTHING)
    words = EncryptedTextField(blank=True, default="", help_text="how it went, by the resident")
    source_number = models.CharField(max_length=64, blank=True, help_text="where it was made")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("verwijzing")
        verbose_name_plural = _("verwijzingen")
        indexes = [models.Index(fields=["to_organisation", "state", "sent_at"])]
        constraints = [
            models.CheckConstraint(
                name="referral_goes_with_a_resident",
                condition=Q(state__in=["draft", "cancelled", "entered-in-error"])
                | Q(resident__isnull=False, sent_at__isnull=False),
                violation_error_message=_("Een verwijzing gaat pas weg als de bewoner ja zegt."),
            ),
            models.CheckConstraint(
                name="referral_ended_has_a_moment",
                condition=Q(state__in=["draft", "requested", "accepted", "in-progress", "on-hold"])
                | Q(ended_at__isnull=False),
                violation_error_message=_("Bij het einde hoort een moment."),
            ),
            models.UniqueConstraint(
                fields=["from_organisation", "source_number"],
                condition=~Q(source_number=""),
                name="referral_once_per_source",
                violation_error_message=_("Deze verwijzing is al eerder overgenomen."),
            ),
        ]

    class Privacy:
        personal = [
            "resident", "for_name", "from_person", "taken_by", "title", "question", "note",
            "reason", "words", "items", "consent", "feedback",
        ]  # fmt: skip
        kept = "a draft 30 days; else one year after it ended, or two years after the last step"

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class ReferralStep(models.Model):
    """One step of a referral, for who may follow it."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="steps")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=Referral.State)
    reason = EncryptedTextField(blank=True, default="")
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="referral_step"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("stap van een verwijzing")
        verbose_name_plural = _("stappen van verwijzingen")
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "number"],
                name="referralstep_numbered_once",
                violation_error_message=_("Deze stap is er al."),
            )
        ]

    class Privacy:
        personal = ["by", "reason"]
        kept = "as long as the referral"

    def __str__(self) -> str:
        return f"{self.referral_id} {self.state}"


class CapacityQuestion(models.Model):
    """Is there room? Asked before anything of a resident goes anywhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(
        Service, models.CASCADE, related_name="+", related_query_name="capacity_question"
    )
    asked_by = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="capacity_question"
    )
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=7, choices=Service.Capacity, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("vraag of er plek is")
        verbose_name_plural = _("vragen of er plek is")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "asked_by"],
                condition=Q(answered_at__isnull=True),
                name="capacityquestion_open_once",
                violation_error_message=_("Je vroeg dit al. Je hoort het zodra er antwoord is."),
            )
        ]

    class Privacy:
        personal = ["asked_by"]
        kept = "90 days"

    def __str__(self) -> str:
        return f"{self.service_id}: {self.answer or '?'}"
