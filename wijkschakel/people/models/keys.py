"""Ways to sign in: account, passkey, own organisation, paper card. There are no passwords."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models.person import Person


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts. There are no passwords."""

    def create_user(
        self, email: str | None = None, password: None = None, **fields: object
    ) -> "Account":
        """Make an account with or without an address."""
        account = self.model(email=(email or "").strip().lower() or None, **fields)
        account.set_unusable_password()
        account.save()
        return account


class Account(AbstractBaseUser):
    """A way to sign in. It belongs to a person; a person may have none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, models.CASCADE, null=True, related_name="account")
    email = models.EmailField(unique=True, null=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    class Meta:
        verbose_name = _("account")

    class Privacy:
        personal = ["person", "email", "last_login"]
        kept = "until the person wipes it"

    def __str__(self) -> str:
        return f"account {self.pk}"


class Passkey(models.Model):
    """A key kept by a telephone or computer of the person: signing in with finger, face or PIN."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="passkeys")
    credential_id = models.CharField(max_length=1400, unique=True, help_text="base64url")
    public_part = models.TextField(help_text="base64url of the attested credential, no secret")
    name = models.CharField(max_length=60, help_text="what the person calls the device")
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("toegangssleutel")
        verbose_name_plural = _("toegangssleutels")

    class Privacy:
        personal = ["account", "name", "made_at", "last_used_at"]
        kept = "until removed"

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class ExternalIdentity(models.Model):
    """Who somebody is at an own organisation, which says so when they sign in there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255, help_text="address of who says so")
    subject = models.CharField(max_length=255, help_text="number of the person there")
    name = models.CharField(max_length=80, help_text="what the organisation is called here")
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("login van een organisatie")
        verbose_name_plural = _("logins van organisaties")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                name="externalidentity_belongs_to_one_account",
                violation_error_message=_("Deze login hoort al bij iemand anders."),
            )
        ]

    class Privacy:
        personal = ["account", "issuer", "subject", "name", "made_at", "last_used_at"]
        kept = "until removed"

    def __str__(self) -> str:
        return f"identity {self.pk}"


class PaperCard(models.Model):
    """A card of paper with six words and a PIN: signing in without e-mail or telephone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="cards")
    words_index = models.CharField(
        max_length=64, unique=True, help_text="keyed hash of the six words"
    )
    pin_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    blocked_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("papieren kaart")
        verbose_name_plural = _("papieren kaarten")

    class Privacy:
        personal = ["person", "last_used_at"]
        kept = "until revoked and one month after"

    def __str__(self) -> str:
        return f"card {self.pk}"


class CalendarLink(models.Model):
    """A secret address at which a person's own calendar programme reads their week."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_link")
    key_hash = models.CharField(max_length=64, unique=True, help_text="hash of the address")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("link voor je eigen agenda")
        verbose_name_plural = _("links voor eigen agenda's")

    class Privacy:
        personal = ["person", "made_at"]
        kept = "until the person takes it back or wipes; that it was read is not kept"

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
