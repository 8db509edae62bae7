"""Who keeps the service map right: owners with a link, suggestions, what stood there before."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.services import Service
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Person


class ServiceEditor(models.Model):
    """Somebody who may edit one service through a personal link, without an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="editors")
    email = EncryptedTextField()
    email_hash = models.CharField(max_length=64, help_text="keyed hash, to find an address")
    function = models.CharField(
        max_length=120, help_text="organisation or function, public; no name of a person"
    )
    salt = models.CharField(max_length=64, help_text="what the link is made of, with our key")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("beheerder van een dienst")
        verbose_name_plural = _("beheerders van diensten")
        indexes = [models.Index(fields=["email_hash"])]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "email_hash"],
                condition=Q(revoked_at__isnull=True),
                name="serviceeditor_one_live_link_per_address",
                violation_error_message=_("Dit adres heeft al een link voor deze dienst."),
            )
        ]

    class Privacy:
        personal = ["email", "email_hash"]
        kept = "a year after the link was revoked or expired"

    def __str__(self) -> str:
        return f"{self.function} {self.service_id}"


class ServiceVersion(models.Model):
    """How a service was before a change: nothing that stood there is lost."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(help_text="the version that was left")
    facts = models.JSONField()
    left_at = models.DateTimeField()
    changed_as = models.CharField(
        max_length=120, help_text="function of who changed it, no name of a person"
    )
    changed_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("vorige versie van een dienst")
        verbose_name_plural = _("vorige versies van diensten")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "number"],
                name="serviceversion_once",
                violation_error_message=_("Deze versie is er al."),
            )
        ]

    class Privacy:
        personal = ["changed_by"]
        kept = "as long as the service; who changed it is forgotten when the person wipes"

    def __str__(self) -> str:
        return f"{self.service_id} {self.number}"


class ServiceSuggestion(models.Model):
    """Somebody says what is wrong. Two people look before it changes."""

    class State(models.TextChoices):
        OPEN = "open", _("wacht op een besluit")
        APPROVED = "approved", _("overgenomen")
        DECLINED = "declined", _("niet overgenomen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="suggestions")
    changes = models.JSONField(default=dict, help_text="per field: what stood there, what should")
    note = EncryptedTextField(blank=True)
    contact = EncryptedTextField(blank=True, help_text="how to reach who suggested, if they want")
    proposed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="suggestion"
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was declined")

    class Meta:
        verbose_name = _("voorstel voor een dienst")
        verbose_name_plural = _("voorstellen voor diensten")
        indexes = [models.Index(fields=["state", "made_at"])]
        constraints = [
            models.CheckConstraint(
                name="servicesuggestion_decided_has_a_moment",
                condition=Q(state="open") | Q(decided_at__isnull=False),
                violation_error_message=_("Een besluit heeft een moment."),
            )
        ]

    class Privacy:
        personal = ["note", "contact", "proposed_by"]
        kept = "note and contact 30 days after the decision; the rest a year"

    def __str__(self) -> str:
        return f"{self.state} {self.service_id}"


class SuggestionApproval(models.Model):
    """One person agrees with a suggestion: a coordinator, or the owner of the service."""

    suggestion = models.ForeignKey(ServiceSuggestion, models.CASCADE, related_name="approvals")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="approval"
    )
    editor = models.ForeignKey(ServiceEditor, models.SET_NULL, null=True, related_name="approvals")
    approved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("akkoord op een voorstel")
        verbose_name_plural = _("akkoorden op voorstellen")
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "person"],
                condition=Q(person__isnull=False),
                name="suggestionapproval_once_per_person",
                violation_error_message=_("Je gaf al je akkoord."),
            ),
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=Q(editor__isnull=False),
                name="suggestionapproval_once_by_an_owner",
                violation_error_message=_("De eigenaar gaf al akkoord."),
            ),
            models.CheckConstraint(
                name="suggestionapproval_by_at_most_one",
                condition=Q(person__isnull=True) | Q(editor__isnull=True),
                violation_error_message=_("Een akkoord komt van één mens."),
            ),
        ]

    class Privacy:
        personal = ["person"]
        kept = "as long as the suggestion; who agreed is forgotten when the person wipes"

    def __str__(self) -> str:
        return f"{self.suggestion_id} {self.approved_at:%Y-%m-%d}"
