"""What a person brought along from another installation."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models.person import Person


class CarriedRecord(models.Model):
    """The part of a file from elsewhere that came along: who somebody was, and what they did.

    It waits until the person confirmed it. Roles and consents are never in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="carried")
    origin = models.UUIDField(help_text="number of the person in the other installation")
    digest = models.CharField(max_length=64, unique=True, help_text="of the carried part")
    content = EncryptedTextField(help_text="the carried part, in the one fixed way of writing")
    filled = models.JSONField(default=list, help_text="names of fields that were empty here")
    brought_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("meegebrachte gegevens")
        verbose_name_plural = _("meegebrachte gegevens")
        indexes = [models.Index(fields=["confirmed_at", "brought_at"])]

    class Privacy:
        personal = ["person", "origin", "digest", "content", "filled"]
        kept = "until the person wipes it; a day when it was not confirmed"

    def __str__(self) -> str:
        return f"carried {self.pk}"
