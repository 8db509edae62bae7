"""The service map: what is offered, where, when, and how to reach it. Words follow HSDS."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District, Venue

WEEKDAYS = [
    (0, _("maandag")),
    (1, _("dinsdag")),
    (2, _("woensdag")),
    (3, _("donderdag")),
    (4, _("vrijdag")),
    (5, _("zaterdag")),
    (6, _("zondag")),
]


class Service(models.Model):
    """Something one can go to or call: formal or informal, at venues of any kind."""

    class Kind(models.TextChoices):
        HEALTH = "health", _("Zorg en gezondheid")
        MOVING = "moving", _("Bewegen en leefstijl")
        MIND = "mind", _("Praten en luisteren")
        MEETING = "meeting", _("Elkaar ontmoeten")
        FOOD = "food", _("Eten en boodschappen")
        MONEY = "money", _("Geld en schulden")
        LAW = "law", _("Recht en brieven")
        WORK = "work", _("Werk")
        LEARNING = "learning", _("Taal en leren")
        DIGITAL = "digital", _("Computer en telefoon")
        HOME = "home", _("Wonen en klussen")
        THINGS = "things", _("Kleren en spullen")
        FAMILY = "family", _("Kind en gezin")
        CARING = "caring", _("Zorgen voor een ander")
        TRANSPORT = "transport", _("Vervoer")

    class State(models.TextChoices):
        ACTIVE = "active", _("is er")
        PAUSED = "paused", _("ligt even stil")
        CLOSED = "closed", _("is gestopt")

    class Capacity(models.TextChoices):
        UNKNOWN = "unknown", _("niet bekend")
        ROOM = "room", _("er is plek")
        WAITING = "waiting", _("er is een wachtlijst")
        NONE = "none", _("nu geen plek")
        TALK = "talk", _("eerst een gesprek")

    class Reach(models.TextChoices):
        DISTRICT = "district", _("voor deze wijk")
        MUNICIPALITY = "municipality", _("voor de hele gemeente")
        COUNTRY = "country", _("voor heel Nederland")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True, help_text="Markdown")
    language = models.CharField(max_length=12, default="nl", help_text="BCP 47 code of the text")
    spoken = models.JSONField(default=list, help_text="BCP 47 codes spoken there")
    kind = models.CharField(max_length=9, choices=Kind)
    is_formal = models.BooleanField(default=True, help_text="run by an organisation's staff")
    state = models.CharField(max_length=6, choices=State, default=State.ACTIVE)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="service"
    )
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="service"
    )
    reach = models.CharField(max_length=12, choices=Reach, default=Reach.DISTRICT)
    url = models.URLField(max_length=600, blank=True)
    email = models.EmailField(blank=True, help_text="of the service, public")
    how_to_join = models.TextField(blank=True, help_text="HSDS application_process")
    who_for = models.TextField(blank=True, help_text="HSDS eligibility_description")
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    documents_needed = models.TextField(blank=True, help_text="HSDS required_documents")
    needs_referral = models.BooleanField(null=True, help_text="empty: not known")
    is_by_appointment = models.BooleanField(default=False)
    price_cents = models.PositiveIntegerField(null=True, help_text="empty: not known; 0: free")
    price_note = models.CharField(max_length=300, blank=True)
    capacity = models.CharField(max_length=7, choices=Capacity, default=Capacity.UNKNOWN)
    capacity_at = models.DateTimeField(null=True, help_text="when that was said")
    assured_on = models.DateField(null=True, help_text="HSDS assured_date: checked on")
    assured_by = models.CharField(
        max_length=120, blank=True, help_text="organisation or function, no name of a person"
    )
    source = models.CharField(max_length=200, blank=True)
    source_id = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="rises with each change")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("dienst")
        verbose_name_plural = _("diensten")
        indexes = [
            models.Index(fields=["district", "state", "kind"]),
            models.Index(fields=["assured_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source_id=""),
                name="service_once_per_source",
                violation_error_message=_("Deze dienst is al eerder overgenomen."),
            ),
            models.CheckConstraint(
                name="service_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Geef de dienst een naam."),
            ),
            models.CheckConstraint(
                name="service_ages_in_order",
                condition=Q(age_from__isnull=True)
                | Q(age_to__isnull=True)
                | Q(age_to__gte=F("age_from")),
                violation_error_message=_("De leeftijd tot is lager dan de leeftijd vanaf."),
            ),
            models.CheckConstraint(
                name="service_capacity_has_a_moment",
                condition=Q(capacity="unknown") | Q(capacity_at__isnull=False),
                violation_error_message=_("Zeg ook wanneer er plek was."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public, nothing about people; hidden from search a year after a check"

    def __str__(self) -> str:
        return self.name


class ServicePlace(models.Model):
    """A service at a venue. HSDS: service_at_location."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="places")
    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="+", related_query_name="service_place"
    )
    note = models.CharField(max_length=200, blank=True, help_text="which door, which floor")

    class Meta:
        verbose_name = _("plek van een dienst")
        verbose_name_plural = _("plekken van een dienst")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "venue"],
                name="serviceplace_once",
                violation_error_message=_("Deze plek staat er al bij."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the service"

    def __str__(self) -> str:
        return f"{self.service_id} {self.venue_id}"


class Phone(models.Model):
    """A number of a service that everybody may call."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="phones")
    number = models.CharField(max_length=20, help_text="E.164, or a short number as it is")
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("telefoonnummer")
        verbose_name_plural = _("telefoonnummers")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "number"],
                name="phone_once_per_service",
                violation_error_message=_("Dit nummer staat er al bij."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the service; numbers of organisations, not of persons"

    def __str__(self) -> str:
        return self.number


class OpeningTime(models.Model):
    """Open on this day of the week, from and until; at one place, or wherever the service is."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="times")
    place = models.ForeignKey(ServicePlace, models.CASCADE, null=True, related_name="times")
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    opens = models.TimeField()
    closes = models.TimeField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True, help_text="the last day it holds")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("openingstijd")
        verbose_name_plural = _("openingstijden")
        indexes = [models.Index(fields=["weekday", "opens"])]
        constraints = [
            models.CheckConstraint(
                name="openingtime_closes_after_it_opens",
                condition=Q(closes__gt=F("opens")),
                violation_error_message=_("Dicht is later dan open."),
            ),
            models.CheckConstraint(
                name="openingtime_is_on_a_weekday",
                condition=Q(weekday__lte=6),
                violation_error_message=_("Kies een dag van de week."),
            ),
            models.CheckConstraint(
                name="openingtime_ends_after_it_starts",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("De laatste dag ligt voor de eerste."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the service"

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"
