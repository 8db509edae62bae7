"""Agreement (bestuurlijke afspraak) between parties: versions, kinds with checks, signatures."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import Region


class Agreement(models.Model):
    """What parties agreed on informal help in a region; what it says is in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="+", related_query_name="agreement"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bestuurlijke afspraak")
        verbose_name_plural = _("bestuurlijke afspraken")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="agreement_name_once_per_region",
                violation_error_message=_("Een afspraak met deze naam is er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public"

    def __str__(self) -> str:
        return self.name


class AgreementVersion(models.Model):
    """How it reads. From the first signature on, nothing in it changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in de maak")
        SIGNING = "signing", _("wacht op handtekeningen")
        SIGNED = "signed", _("getekend")
        STOPPED = "stopped", _("gestopt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=7, choices=State, default=State.DRAFT)
    goal = models.TextField(blank=True, help_text="why, in a few sentences")
    data_rules = models.TextField(blank=True, help_text="what happens with data of people")
    helpers = models.JSONField(default=list, help_text="which helpers it covers; empty is all")
    most_per_helper = models.PositiveSmallIntegerField(default=3)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="last day")
    made_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, help_text="moment of the last signature")
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("versie van een afspraak")
        verbose_name_plural = _("versies van afspraken")
        indexes = [models.Index(fields=["state", "ends_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"],
                name="agreementversion_numbered_once",
                violation_error_message=_("Deze versie is er al."),
            ),
            models.CheckConstraint(
                name="agreementversion_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
            models.CheckConstraint(
                name="agreementversion_signed_has_a_moment",
                condition=~Q(state="signed") | Q(signed_at__isnull=False),
                violation_error_message=_("Een getekende versie heeft een moment."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.number}"


class AgreementTerm(models.Model):
    """One kind of help that a version covers, and which checks it asks."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=40, help_text="code of a kind of help")
    checks = models.JSONField(default=list, help_text="codes of checks that a helper must hold")
    max_risk = models.PositiveSmallIntegerField(default=2)

    class Meta:
        verbose_name = _("soort hulp in een afspraak")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind"],
                name="agreementterm_once",
                violation_error_message=_("Deze soort hulp staat er al in."),
            ),
            models.CheckConstraint(
                name="agreementterm_risk_is_0_to_3",
                condition=Q(max_risk__lte=3),
                violation_error_message=_("Het risico is 0, 1, 2 of 3."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the version"

    def __str__(self) -> str:
        return f"{self.kind} in {self.version_id}"


class Signature(models.Model):
    """A party signs a version: one person for each party, and never one person for two."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", related_query_name="signature"
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="signature"
    )
    title = models.CharField(max_length=120, blank=True, help_text="what they are there")
    signed_at = models.DateTimeField(null=True, help_text="empty: asked, not signed yet")

    class Meta:
        verbose_name = _("handtekening")
        verbose_name_plural = _("handtekeningen")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "organisation"],
                name="signature_one_per_party",
                violation_error_message=_("Deze partij staat er al bij."),
            ),
            models.UniqueConstraint(
                fields=["version", "person"],
                condition=Q(person__isnull=False),
                name="signature_never_one_person_for_two",
                violation_error_message=_("Jij tekende al voor een andere partij."),
            ),
        ]

    class Privacy:
        personal = ["person", "title"]
        kept = "no end: who is bound; the name goes when the person wipes"

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.version_id}"
