"""The second step of who sees data of others: an app with codes, and codes on paper."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models.keys import Account


class SecondStep(models.Model):
    """An app on a telephone or computer that shows another six digits every half minute."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(Account, models.CASCADE, related_name="second_step")
    secret = EncryptedTextField(help_text="base32, shared with the app")
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, help_text="moment the first code was right")
    last_counter = models.BigIntegerField(default=0, help_text="half minute of the last code")
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tweede stap")
        verbose_name_plural = _("tweede stappen")

    class Privacy:
        personal = ["account", "secret", "made_at", "confirmed_at", "last_used_at"]
        kept = "until removed; one that was never confirmed a day"

    def __str__(self) -> str:
        return f"second step {self.pk}"


class RecoveryCode(models.Model):
    """A code on paper that does once what the app does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64, unique=True, help_text="keyed hash")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("herstelcode")
        verbose_name_plural = _("herstelcodes")

    class Privacy:
        personal = ["account", "made_at", "used_at"]
        kept = "until new ones are made"

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
