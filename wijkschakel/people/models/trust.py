"""Who may see what of a resident: consent, a helper beside them, an emergency."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models.parties import Organisation
from wijkschakel.people.models.person import Person


class Consent(models.Model):
    """A resident allowed one receiver to use some data for one purpose, until a date."""

    class Basis(models.TextChoices):
        CONSENT = "consent", _("toestemming")
        AGREEMENT = "agreement", _("afspraak")
        PUBLIC_TASK = "public_task", _("publieke taak")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60, help_text="code from people.rules.PURPOSES")
    basis = models.CharField(max_length=11, choices=Basis, default=Basis.CONSENT)
    to_person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="consents_received"
    )
    to_organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="consents_received"
    )
    items = models.JSONField(default=list, help_text="codes of what may be seen")
    text_version = models.CharField(max_length=20)
    helped_by = models.UUIDField(null=True, help_text="who helped to fill it in")
    given_at = models.DateTimeField()
    until_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        constraints = [
            models.CheckConstraint(
                name="consent_has_one_receiver",
                condition=Q(to_person__isnull=False, to_organisation__isnull=True)
                | Q(to_person__isnull=True, to_organisation__isnull=False),
                violation_error_message=_(
                    "Toestemming geef je aan één persoon of één organisatie."
                ),
            )
        ]

    class Privacy:
        personal = ["person", "purpose", "to_person", "to_organisation", "items", "helped_by"]
        kept = "five years after it ended (proof that it was given), or until the person wipes"

    def __str__(self) -> str:
        return f"{self.purpose} {self.person_id}"


class Delegate(models.Model):
    """A helper who acts *with* a resident for at most an hour, under the helper's own name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="delegates")
    helper = models.ForeignKey(Person, models.CASCADE, related_name="delegate_for")
    confirmed_how = models.CharField(
        max_length=10, choices=[("pin", _("pincode")), ("paper", _("op papier"))]
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("naaste")
        verbose_name_plural = _("naasten")
        constraints = [
            models.CheckConstraint(
                name="delegate_is_not_oneself",
                condition=~Q(person=F("helper")),
                violation_error_message=_("Je kunt niet namens jezelf handelen."),
            ),
            models.CheckConstraint(
                name="delegate_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
        ]

    class Privacy:
        personal = ["person", "helper"]
        kept = "one year"

    def __str__(self) -> str:
        return f"{self.helper_id} with {self.person_id}"


class EmergencyAccess(models.Model):
    """Breaking the glass: one object, one reason, three hours; the resident is told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="emergencies")
    opened_by = models.ForeignKey(Person, models.CASCADE, related_name="emergencies_opened")
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    reason = EncryptedTextField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    postponed_until = models.DateTimeField(null=True)
    postponed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    postponed_reason = EncryptedTextField(blank=True, default="")

    class Meta:
        verbose_name = _("noodtoegang")
        constraints = [
            models.CheckConstraint(
                name="emergencyaccess_postponed_by_a_second_person",
                condition=Q(postponed_by__isnull=True) | ~Q(postponed_by=F("opened_by")),
                violation_error_message=_("Uitstel geeft een tweede persoon, niet jijzelf."),
            )
        ]

    class Privacy:
        personal = ["person", "opened_by", "reason", "postponed_by", "postponed_reason"]
        kept = "five years"

    def __str__(self) -> str:
        return f"emergency {self.pk}"
