"""Help offer (hulpaanbod): what somebody can and likes to do; and the checks that were seen."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Neighbourhood
from wijkschakel.support.models.requests import Helper


class HelpOffer(models.Model):
    """What a person, or an activity with room, offers: kinds, when, how far, how much at most."""

    class State(models.TextChoices):
        ACTIVE = "active", _("staat aan")
        PAUSED = "paused", _("staat even uit")
        ENDED = "ended", _("is gestopt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="help_offer"
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, related_name="+", related_query_name="help_offer"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="help_offer"
    )
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="help_offer"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, related_name="+", related_query_name="help_offer"
    )
    helper = models.CharField(max_length=12, choices=Helper, default=Helper.NEIGHBOUR)
    words = EncryptedTextField(blank=True, default="", help_text="what I like to do")
    interests = models.JSONField(default=list, help_text="codes from rules.helping.INTERESTS")
    times = models.PositiveIntegerField(default=0, help_text="blocks of the week, 21 bits")
    radius_m = models.PositiveIntegerField(default=2_000)
    languages = models.JSONField(default=list)
    most = models.PositiveSmallIntegerField(default=1, help_text="people helped at once, at most")
    state = models.CharField(max_length=6, choices=State, default=State.ACTIVE)
    paused_until = models.DateField(null=True, help_text="empty while paused: until said")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    rests_until = models.DateTimeField(null=True, help_text="not asked again before")
    thanked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("hulpaanbod")
        verbose_name_plural = _("hulpaanbod")
        indexes = [
            models.Index(fields=["district", "state"]),
            models.Index(fields=["person", "state"]),
            # All that chooses who comes first for a request: hundreds are weighed for one page.
            models.Index(
                fields=[
                    "id",
                    "state",
                    "neighbourhood",
                    "district",
                    "times",
                    "radius_m",
                    "activity",
                ],
                name="helpoffer_near",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["activity"],
                condition=Q(state__in=["active", "paused"]),
                name="helpoffer_once_per_activity",
                violation_error_message=_("Deze activiteit staat er al bij."),
            ),
            models.CheckConstraint(
                name="helpoffer_times_are_of_a_week",
                condition=Q(times__lt=2**21),
                violation_error_message=_("Kies dagdelen van de week."),
            ),
        ]

    class Privacy:
        personal = [
            "person", "neighbourhood", "words", "interests", "times", "languages", "helper",
        ]  # fmt: skip
        kept = "until the person stops, and one year after; or until the person wipes"

    def __str__(self) -> str:
        return f"help offer {self.pk}"


class OfferKind(models.Model):
    """One kind of help that somebody offers; the one most liked first."""

    offer = models.ForeignKey(HelpOffer, models.CASCADE, related_name="kinds", db_index=False)
    kind = models.CharField(max_length=40, help_text="code of a kind of help")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("soort hulp van een aanbod")
        indexes = [
            models.Index(fields=["kind", "offer"]),
            models.Index(fields=["offer", "position", "kind"], name="offerkind_liked"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "kind"],
                name="offerkind_once",
                violation_error_message=_("Deze soort hulp staat er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the offer"

    def __str__(self) -> str:
        return f"{self.kind} of {self.offer_id}"


class Check(models.Model):
    """Bewijs: somebody saw a certificate of a helper; the paper itself is never kept.

    Of our own course nobody sees a paper: the helper says that it may be told, and takes it back.
    """

    class Kind(models.TextChoices):
        VOG = "vog", _("VOG: verklaring over gedrag")
        FIRST_AID = "first_aid", _("EHBO")
        DEMENTIA = "dementia", _("training: omgaan met vergeten")
        LANGUAGE = "language_coach", _("training: taalmaatje")
        DIGITAL = "digital", _("training: digitale hulp")
        MONEY = "money", _("training: hulp met geld")
        CARE = "care", _("diploma in de zorg")
        TALKING = "conversation", _("opgeleid: gespreksvoerder")

    # What helpers tell of themselves, from the course they followed here.
    OF_COURSES = frozenset({Kind.TALKING})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="help_check"
    )
    kind = models.CharField(max_length=14, choices=Kind)
    seen_by = models.UUIDField(null=True, help_text="who saw the paper; empty: told by the helper")
    seen_on = models.DateField()
    until_on = models.DateField(help_text="last valid day")

    class Meta:
        verbose_name = _("bewijs")
        verbose_name_plural = _("bewijzen")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                name="check_one_of_a_kind",
                violation_error_message=_("Dit bewijs staat er al."),
            ),
            models.CheckConstraint(
                name="check_ends_after_it_was_seen",
                condition=Q(until_on__gte=F("seen_on")),
                violation_error_message=_("De laatste dag ligt voor de dag van vandaag."),
            ),
        ]

    class Privacy:
        personal = ["person", "kind", "seen_by", "seen_on", "until_on"]
        kept = "one year after the last valid day, or until the person wipes"

    def __str__(self) -> str:
        return f"{self.kind} until {self.until_on}"
