"""Who may see what of a resident: consent, a helper beside them, an emergency."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models.parties import Organisation
from wijkschakel.people.models.person import Person
from wijkschakel.places.models import District

MATCH = "match"  # the purpose of two who said yes to each other


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

    @property
    def receiver_name(self) -> str:
        """Who may see it; of a neighbour one was matched with, the first name only."""
        if self.to_person and self.purpose == MATCH:
            return self.to_person.given_name
        return str(self.to_person or self.to_organisation)


class Delegate(models.Model):
    """A helper who acts *with* a resident for at most an hour, under the helper's own name.

    Afterwards the resident says whether it is right what was done, online or on a signed slip.
    """

    class Answer(models.TextChoices):
        RIGHT = "right", _("het klopt")
        WRONG = "wrong", _("het klopt niet")

    class Way(models.TextChoices):
        ONLINE = "online", _("zelf, op de site")
        SLIP = "slip", _("op een briefje")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="delegates")
    helper = models.ForeignKey(Person, models.CASCADE, related_name="delegate_for")
    confirmed_how = models.CharField(
        max_length=10, choices=[("pin", _("pincode")), ("paper", _("op papier"))]
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    code = models.CharField(
        max_length=8, null=True, unique=True, help_text="on the slip that the resident signs"
    )
    answer = models.CharField(max_length=9, choices=Answer, blank=True, default="")
    answered_how = models.CharField(max_length=6, choices=Way, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answer_noted_by = models.UUIDField(null=True, help_text="who noted the slip at the desk")

    class Meta:
        verbose_name = _("naaste")
        verbose_name_plural = _("naasten")
        indexes = [models.Index(fields=["answer", "ends_at"])]
        constraints = [
            models.CheckConstraint(
                name="delegate_answer_has_a_moment",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                violation_error_message=_("Bij een antwoord hoort een moment."),
            ),
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
        personal = ["person", "helper", "answer", "answered_how", "answered_at", "answer_noted_by"]
        kept = "one year"

    def __str__(self) -> str:
        return f"{self.helper_id} with {self.person_id}"


class EmergencyAccess(models.Model):
    """Breaking the glass: one object, one reason, three hours; the resident is told."""

    class Category(models.TextChoices):
        SILENCE = "silence", _("niets meer gehoord")
        DANGER = "danger", _("acuut gevaar")
        VIOLENCE = "violence", _("geweld of dwang")
        HEALTH = "health", _("plots ziek of in de war")
        OTHER = "other", _("iets anders")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="emergencies")
    opened_by = models.ForeignKey(Person, models.CASCADE, related_name="emergencies_opened")
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, related_name="+", related_query_name="emergency"
    )
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    category = models.CharField(max_length=8, choices=Category, default=Category.OTHER)
    reason = EncryptedTextField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_in_person_at = models.DateTimeField(null=True, help_text="said to who cannot read it")
    told_in_person_by = models.UUIDField(null=True)
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
        personal = [
            "person", "opened_by", "category", "reason", "postponed_by", "postponed_reason",
            "told_in_person_by",
        ]  # fmt: skip
        kept = "five years"

    def __str__(self) -> str:
        return f"emergency {self.pk}"
