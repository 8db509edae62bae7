"""A saved search: what somebody looks for, and wants to hear of when it comes."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Neighbourhood


class SavedSearch(models.Model):
    """What somebody looks for; told by mail or on paper when something new fits."""

    class Medium(models.TextChoices):
        MAIL = "mail", _("per mail")
        PAPER = "paper", _("op papier, bij de balie")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="saved_search"
    )
    district = models.ForeignKey(
        District, models.CASCADE, null=True, related_name="+", related_query_name="saved_search"
    )
    from_neighbourhood = models.ForeignKey(
        Neighbourhood,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="saved_search",
        help_text="where walking is counted from",
    )
    wanted = EncryptedTextField(help_text="what was chosen in the agenda, as JSON")
    medium = models.CharField(max_length=5, choices=Medium, default=Medium.MAIL)
    since = models.DateTimeField()
    is_paused = models.BooleanField(default=False)
    known = models.JSONField(default=list, help_text="activities that were there or were told")
    news = models.JSONField(default=list, help_text="activities for the next letter on paper")
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("bewaarde zoekvraag")
        verbose_name_plural = _("bewaarde zoekvragen")
        indexes = [models.Index(fields=["person"])]
        constraints = [
            models.CheckConstraint(
                name="savedsearch_is_told_by_mail_or_on_paper",
                condition=models.Q(medium__in=["mail", "paper"]),
                violation_error_message=_("Kies: per mail of op papier."),
            ),
        ]

    class Privacy:
        personal = ["person", "wanted", "medium", "known", "news"]
        kept = "until the person stops it or wipes"

    def __str__(self) -> str:
        return f"{self.medium} {self.pk}"
