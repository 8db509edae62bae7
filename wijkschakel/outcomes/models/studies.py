"""A study, who agreed to take part, and each time that rows went out under its own key."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import Region


class Study(models.Model):
    """Onderzoek: a question, who asks it, which columns, until when; with a key of its own."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("voorgesteld")
        OPEN = "open", _("loopt")
        CLOSED = "closed", _("gesloten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, models.CASCADE, related_name="+", related_query_name="study")
    title = models.CharField(max_length=120)
    purpose = models.TextField(help_text="what will be known afterwards, in plain words")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="study"
    )
    researcher = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="study"
    )
    columns = models.JSONField(default=list, help_text="codes from rules.studies.COLUMNS")
    key = EncryptedTextField(blank=True, default="", help_text="of the pseudonyms; goes at the end")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    until_on = models.DateField()
    made_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True, help_text="a coordinator; not the researcher")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("onderzoek")
        verbose_name_plural = _("onderzoeken")

    class Privacy:
        personal = ["researcher", "opened_by", "key"]
        kept = "five years after it closed; the key goes at once"

    def __str__(self) -> str:
        return self.title


class StudyConsent(models.Model):
    """Ja tegen een onderzoek: given and taken back by the person alone."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="consents")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="study_consent"
    )
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ja tegen een onderzoek")
        verbose_name_plural = _("ja tegen onderzoeken")
        constraints = [
            models.UniqueConstraint(
                fields=["study", "person"],
                name="studyconsent_once",
                violation_error_message=_("Je hebt al geantwoord."),
            )
        ]

    class Privacy:
        personal = ["person", "given_at", "withdrawn_at"]
        kept = "as long as the study"

    def __str__(self) -> str:
        return f"consent {self.pk}"


class StudyExport(models.Model):
    """Levering: rows went out; when, by whom, how many, and the digest of the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, models.CASCADE, related_name="exports")
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("levering aan een onderzoek")
        verbose_name_plural = _("leveringen aan onderzoeken")

    class Privacy:
        personal = ["made_by"]
        kept = "as long as the study"

    def __str__(self) -> str:
        return f"export {self.pk}"
