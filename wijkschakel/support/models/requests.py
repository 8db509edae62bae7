"""Help request (hulpvraag): what somebody asks, in own words; there is no field about health."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Initiative
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Neighbourhood


class Helper(models.TextChoices):
    """Who helps; the words of the engine (`matching.rules.HELPERS`)."""

    NEIGHBOUR = "neighbour", _("een buur")
    VOLUNTEER = "volunteer", _("een vrijwilliger")
    STUDENT = "student", _("een student")
    PROFESSIONAL = "professional", _("een professional")
    ENTREPRENEUR = "entrepreneur", _("een ondernemer")
    ACTIVITY = "activity", _("een activiteit")


class HelpRequest(models.Model):
    """What somebody asks: wishes and strengths first, when and where, who may help."""

    class State(models.TextChoices):
        OPEN = "open", _("staat open")
        PAUSED = "paused", _("staat even stil")
        MATCHED = "matched", _("er is iemand")
        CLOSED = "closed", _("is klaar")
        TOGETHER = "together", _("samen opgelost")

    class Rhythm(models.TextChoices):
        ONCE = "once", _("één keer")
        WEEKLY = "weekly", _("elke week")
        MONTHLY = "monthly", _("elke maand")
        SOMETIMES = "sometimes", _("af en toe")

    class AskedAs(models.TextChoices):
        SELF = "self", _("voor mezelf")
        CARER = "carer", _("als naaste")
        PROFESSIONAL = "professional", _("als professional")
        DESK = "desk", _("aan de balie")

    class Ended(models.TextChoices):
        HELPED = "helped", _("ik ben geholpen")
        ELSEWHERE = "elsewhere", _("ik vond zelf iets")
        NOT_NEEDED = "not_needed", _("het is niet meer nodig")
        NOT_FOUND = "not_found", _("er was niemand")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="help_request"
    )
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="help_request"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="help_request",
    )
    words = EncryptedTextField(help_text="what is asked, in own words")
    strengths = EncryptedTextField(
        blank=True, default="", help_text="what the resident can do and likes: asked first"
    )
    interests = models.JSONField(default=list, help_text="codes from rules.helping.INTERESTS")
    times = models.PositiveIntegerField(default=0, help_text="blocks of the week, 21 bits")
    rhythm = models.CharField(max_length=9, choices=Rhythm, default=Rhythm.ONCE)
    radius_m = models.PositiveIntegerField(default=1_000, help_text="how far the resident goes")
    languages = models.JSONField(default=list, help_text="the preferred one first")
    helpers = models.JSONField(default=list, help_text="who may help; empty is anybody")
    checks = models.JSONField(default=list, help_text="checks the resident asks for")
    is_direct = models.BooleanField(
        default=False, help_text="the resident sees suggestions and chooses without a coordinator"
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    asked_as = models.CharField(max_length=12, choices=AskedAs, default=AskedAs.SELF)
    asked_by = models.UUIDField(null=True, help_text="who filled it in with the resident")
    consent_at = models.DateTimeField(help_text="the resident agreed that it is asked")
    consent_withdrawn_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(help_text="waiting counts from here")
    changed_at = models.DateTimeField()
    looks_at = models.DateTimeField(null=True, help_text="when a person looks at it again")
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=10, choices=Ended, blank=True)
    idea = EncryptedTextField(
        blank=True, default="", help_text="JSON: what the desk proposes to begin; waits for a yes"
    )
    initiative = models.OneToOneField(
        Initiative,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="help_request",
        help_text="what began with it",
    )

    class Meta:
        verbose_name = _("hulpvraag")
        verbose_name_plural = _("hulpvragen")
        indexes = [
            models.Index(fields=["district", "state", "asked_at"]),
            models.Index(fields=["state", "looks_at"]),
            models.Index(fields=["person", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="helprequest_ended_has_a_moment",
                condition=Q(state__in=["closed", "together"], ended_at__isnull=False)
                | (~Q(state__in=["closed", "together"]) & Q(ended_at__isnull=True)),
                violation_error_message=_("Een vraag die klaar is, heeft een einde."),
            ),
            models.CheckConstraint(
                name="helprequest_times_are_of_a_week",
                condition=Q(times__lt=2**21),
                violation_error_message=_("Kies dagdelen van de week."),
            ),
        ]

    class Privacy:
        personal = [
            "person", "neighbourhood", "words", "strengths", "interests", "times", "languages",
            "helpers", "checks", "asked_by", "idea", "initiative",
        ]  # fmt: skip
        kept = "90 days without an answer; one year after it ended; or until the person wipes"

    def __str__(self) -> str:
        return f"help request {self.pk}"


class HelpPart(models.Model):
    """One kind of help that a request asks: a mixed team is a request with more parts."""

    class State(models.TextChoices):
        OPEN = "open", _("zoekt iemand")
        MATCHED = "matched", _("er is iemand")
        DONE = "done", _("is klaar")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=40, help_text="code of a kind of help")
    helpers = models.JSONField(
        default=list, help_text="who does this part; empty: as the request says"
    )
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("deel van een hulpvraag")
        verbose_name_plural = _("delen van hulpvragen")
        indexes = [models.Index(fields=["kind", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "position"],
                name="helppart_in_order",
                violation_error_message=_("Dit deel staat er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the request"

    def __str__(self) -> str:
        return f"{self.kind} of {self.request_id}"


class HelpRefusal(models.Model):
    """These two are not proposed to each other again: one of them said no, or stopped."""

    request = models.ForeignKey(HelpRequest, models.CASCADE, related_name="refusals")
    offer = models.ForeignKey("HelpOffer", models.CASCADE, related_name="refusals")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("niet opnieuw voorstellen")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "offer"],
                name="helprefusal_once",
                violation_error_message=_("Dit is al bewaard."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the request; who of both said no is not kept"

    def __str__(self) -> str:
        return f"{self.request_id} not with {self.offer_id}"
