"""Commission (uitvraag): what a region asks for, and the figures it rests on."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.themes import Theme
from wijkschakel.funding import rules
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Region


class Commission(models.Model):
    """Uitvraag: what is needed, where, when and how much of it, until when bids may come."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in de maak")
        OPEN = "open", _("staat open")
        AWARDED = "awarded", _("gekozen")
        NOT_AWARDED = "not_awarded", _("niemand gekozen")
        RUNNING = "running", _("loopt")
        FINISHED = "finished", _("klaar")

    class Heading(models.TextChoices):
        HAPPY = "happy", _("Gelukkig zijn")
        JOIN_IN = "join_in", _("Meedoen")
        HEALTHY = "healthy", _("Je gezond voelen")
        STRENGTH = "strength", _("Kracht")

    class Weighs(models.TextChoices):
        NEAR = "near", _("uit de eigen buurt")
        RESIDENTS = "residents", _("bewoners doen het mee")
        PRICE = "price", _("de prijs")
        EVERYONE = "everyone", _("iedereen kan erbij")
        LASTS = "lasts", _("het kan blijven")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="+", related_query_name="commission"
    )
    title = models.CharField(max_length=120)
    needed = models.TextField(help_text="what is needed, in plain words; public")
    language = models.CharField(max_length=12, default="nl", help_text="BCP 47 code of the text")
    heading = models.CharField(max_length=8, choices=Heading)
    theme = models.CharField(max_length=5, choices=Theme, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    moments = models.PositiveSmallIntegerField(help_text="how often people can come, in all")
    places = models.PositiveSmallIntegerField(help_text="at each moment")
    ceiling_cents = models.PositiveIntegerField(null=True, help_text="at most; empty: no ceiling")
    weighs = models.JSONField(default=list, help_text="JSON: codes of what weighs")
    bids_until = models.DateTimeField(help_text="from this moment no bid comes in")
    state = models.CharField(max_length=11, choices=State, default=State.DRAFT)
    made_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="commission"
    )
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    review = models.TextField(blank=True, help_text="what came of it, looking back; public")

    class Meta:
        verbose_name = _("uitvraag")
        verbose_name_plural = _("uitvragen")
        indexes = [models.Index(fields=["region", "state"])]
        constraints = [
            models.CheckConstraint(
                name="commission_says_what",
                condition=~Q(title="") & ~Q(needed=""),
                violation_error_message=_("Zeg wat er nodig is."),
            ),
            models.CheckConstraint(
                name="commission_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
            models.CheckConstraint(
                name="commission_asks_something",
                condition=Q(moments__gt=0, places__gt=0),
                violation_error_message=_("Vraag minstens één keer en één plek."),
            ),
            models.CheckConstraint(
                name="commission_ceiling_is_money",
                condition=Q(ceiling_cents__isnull=True) | Q(ceiling_cents__gt=0),
                violation_error_message=_("Vul een bedrag in boven nul, of laat het leeg."),
            ),
            models.CheckConstraint(
                name="commission_was_open_first",
                condition=Q(state="draft", opened_at__isnull=True)
                | (~Q(state="draft") & Q(opened_at__isnull=False)),
                violation_error_message=_("Eerst staat een uitvraag open."),
            ),
            models.CheckConstraint(
                name="commission_finished_looks_back",
                condition=~Q(state="finished") | (Q(finished_at__isnull=False) & ~Q(review="")),
                violation_error_message=_("Schrijf op wat ervan kwam."),
            ),
        ]

    class Privacy:
        personal = ["made_by"]
        kept = "seven years after the last day; who made it goes when the person wipes"

    def __str__(self) -> str:
        return self.title

    @property
    def districts(self) -> list[District]:
        """Give the districts that were asked for, by name; none is the whole region."""
        found = [row.district for row in self.asked_in.all()]
        return sorted(found, key=lambda district: (district.name, district.pk))

    def stage(self, now: dt.datetime) -> str:
        """Say how far it is; what is open closes by itself."""
        return rules.stage_of(self.state, self.bids_until, now)


class CommissionDistrict(models.Model):
    """A district in which it is asked for."""

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="asked_in")
    district = models.ForeignKey(
        District, models.CASCADE, related_name="+", related_query_name="commission_asked"
    )

    class Meta:
        verbose_name = _("wijk van een uitvraag")
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "district"],
                name="commissiondistrict_once",
                violation_error_message=_("Deze wijk staat er al bij."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the commission"

    def __str__(self) -> str:
        return f"{self.commission_id} in {self.district_id}"


class CommissionFigure(models.Model):
    """A published figure on which a commission rests, as it was that day: never counted anew.

    A figure that was kept back has no number here either; a word may stand in its place.
    """

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="figures")
    topic = models.CharField(max_length=100, help_text="what it is about, as it was published")
    period = models.CharField(max_length=10, help_text="2026 or 2026-Q3")
    table = models.CharField(max_length=60, help_text="which table of the topic")
    area = models.CharField(max_length=60, help_text="slug of the region")
    code = models.CharField(max_length=40, help_text="which answer, or which count of things")
    number = models.PositiveIntegerField(null=True, help_text="empty: kept back")
    word = models.CharField(max_length=20, blank=True, help_text="what stood there instead")
    released_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True, help_text="of the whole table")

    class Meta:
        verbose_name = _("cijfer bij een uitvraag")
        verbose_name_plural = _("cijfers bij uitvragen")
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "topic", "code"],
                name="commissionfigure_once",
                violation_error_message=_("Dit cijfer staat er al bij."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the commission: a published figure"

    def __str__(self) -> str:
        return f"{self.topic} {self.period}"
