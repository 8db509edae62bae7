"""Somebody, and the words the system has for them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.places.models import District, Neighbourhood


class Person(models.Model):
    """Somebody who lives, helps or works here. May have no account, no e-mail, no telephone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    given_name = models.CharField(max_length=500)
    family_name = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True, help_text="to write to; signing in has its own address")
    language = models.CharField(
        max_length=12, default="nl", help_text="BCP 47 code the person likes best"
    )
    birth_year = models.PositiveSmallIntegerField(null=True)
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, related_name="+", related_query_name="resident"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, related_name="+", related_query_name="resident"
    )
    likes = EncryptedTextField(blank=True, default="", help_text="what would you like?")
    brings = EncryptedTextField(blank=True, default="", help_text="what can you bring?")
    is_guest = models.BooleanField(default=False, help_text="signed up with a name only")
    joined_at = models.DateTimeField(help_text="moment this record was made")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        indexes = [
            models.Index(fields=["district", "given_name"]),
            models.Index(fields=["is_guest", "joined_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_has_a_name_or_is_erased",
                condition=~Q(given_name="") | Q(erased_at__isnull=False),
                violation_error_message=_("Vul een naam in. Een voornaam is genoeg."),
            )
        ]

    class Privacy:
        personal = [
            "given_name",
            "family_name",
            "phone",
            "email",
            "language",
            "birth_year",
            "district",
            "neighbourhood",
            "likes",
            "brings",
        ]
        kept = "until wiped; a guest 30 days after the last session; three years without a sign"

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Notice(models.Model):
    """A short word from the system to a person, shown when they come in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    text = EncryptedTextField()
    link = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")

    class Privacy:
        personal = ["person", "text", "link"]
        kept = "90 days"

    def __str__(self) -> str:
        return f"notice {self.pk}"
