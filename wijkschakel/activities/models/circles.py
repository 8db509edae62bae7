"""What people who do something together write to each other."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.activities import Activity
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Person


class CircleMessage(models.Model):
    """Kringbericht: read by who takes part in this activity, and by nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="circle_messages")
    author = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="circle_message"
    )
    text = EncryptedTextField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kringbericht")
        verbose_name_plural = _("kringberichten")
        indexes = [models.Index(fields=["activity", "made_at"])]

    class Privacy:
        personal = ["author", "text"]
        kept = "half a year, or until the author takes it back or wipes"

    def __str__(self) -> str:
        return f"circle message {self.pk}"
