"""Match (koppeling): two people who both said yes, under an agreement; and how it went."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Venue
from wijkschakel.support.models.agreements import AgreementVersion
from wijkschakel.support.models.offers import HelpOffer
from wijkschakel.support.models.requests import HelpPart


class Match(models.Model):
    """A helper for a part of a request. Names and contact only after both said yes."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("wacht op een antwoord")
        CONTACT = "contact", _("jullie kennen elkaar")
        ENDED = "ended", _("is gestopt")
        DECLINED = "declined", _("niet doorgegaan")
        LAPSED = "lapsed", _("verlopen")

    class Source(models.TextChoices):
        COORDINATOR = "coordinator", _("coördinator")
        RESIDENT = "resident", _("bewoner zelf")
        PLAN = "plan", _("plan van de nacht")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.ForeignKey(HelpPart, models.CASCADE, related_name="matches")
    offer = models.ForeignKey(HelpOffer, models.CASCADE, related_name="matches")
    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="matches")
    state = models.CharField(max_length=9, choices=State, default=State.SUGGESTED)
    source = models.CharField(max_length=11, choices=Source)
    score = models.PositiveSmallIntegerField(default=0, help_text="0 to 1,000, as the engine says")
    reasons = models.JSONField(default=list, help_text="codes and numbers, never names")
    suggested_at = models.DateTimeField()
    suggested_by = models.UUIDField(null=True, help_text="empty: the plan of the night")
    lapses_at = models.DateTimeField(help_text="an answer is waited for until then")
    resident_yes_at = models.DateTimeField(null=True)
    helper_yes_at = models.DateTimeField(null=True)
    contact_at = models.DateTimeField(null=True)
    venue = models.ForeignKey(
        Venue, models.SET_NULL, null=True, related_name="+", related_query_name="match",
        help_text="where to meet first: a proposal",
    )  # fmt: skip
    asks_at = models.DateTimeField(null=True, help_text="when both are asked how it goes")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("koppeling")
        verbose_name_plural = _("koppelingen")
        indexes = [
            models.Index(fields=["offer", "state"]),
            models.Index(fields=["state", "lapses_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["part"],
                condition=Q(state__in=["suggested", "contact"]),
                name="match_one_at_a_time",
                violation_error_message=_("Er is al een voorstel voor deze vraag."),
            ),
            models.CheckConstraint(
                name="match_contact_needs_two_yeses",
                condition=Q(contact_at__isnull=True)
                | Q(resident_yes_at__isnull=False, helper_yes_at__isnull=False),
                violation_error_message=_("Contact kan pas als jullie allebei ja zeggen."),
            ),
            models.CheckConstraint(
                name="match_in_contact_has_a_moment",
                condition=~Q(state="contact") | Q(contact_at__isnull=False),
                violation_error_message=_("Een koppeling met contact heeft een moment."),
            ),
        ]

    class Privacy:
        personal = ["reasons", "suggested_by"]
        kept = "one year after the end; 90 days when there was no contact"

    def __str__(self) -> str:
        return f"match {self.pk}"


class MatchStory(models.Model):
    """How it went, by one of both. The other never reads the words."""

    class Side(models.TextChoices):
        RESIDENT = "resident", _("bewoner")
        HELPER = "helper", _("helper")

    class Went(models.TextChoices):
        GOOD = "good", _("goed")
        MIXED = "mixed", _("gaat wel")
        NOT_MET = "not_met", _("we zagen elkaar nog niet")
        NOT_GOOD = "not_good", _("niet goed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    match = models.ForeignKey(Match, models.CASCADE, related_name="stories")
    side = models.CharField(max_length=8, choices=Side)
    went = models.CharField(max_length=8, choices=Went)
    has_tie = models.BooleanField(default=False, help_text="they know each other now: own words")
    words = EncryptedTextField(blank=True, default="")
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hoe het ging")
        constraints = [
            models.UniqueConstraint(
                fields=["match", "side"],
                name="matchstory_one_per_side",
                violation_error_message=_("Je vertelde al hoe het ging."),
            )
        ]

    class Privacy:
        personal = ["went", "has_tie", "words"]
        kept = "as long as the match"

    def __str__(self) -> str:
        return f"{self.side} of {self.match_id}"


class Worry(models.Model):
    """Zorg: something is not right, told to the safeguarding person only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    match = models.ForeignKey(Match, models.SET_NULL, null=True, related_name="worries")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="worry"
    )
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="worry"
    )
    words = EncryptedTextField()
    told_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("zorg")
        verbose_name_plural = _("zorgen")
        indexes = [models.Index(fields=["district", "settled_at"])]
        constraints = [
            models.CheckConstraint(
                name="worry_settled_after_it_was_told",
                condition=Q(settled_at__isnull=True) | Q(settled_at__gte=models.F("told_at")),
                violation_error_message=_("Een zorg is pas later besproken."),
            )
        ]

    class Privacy:
        personal = ["person", "words", "settled_by"]
        kept = "two years after it was settled"

    def __str__(self) -> str:
        return f"worry {self.pk}"
