"""What people and shops offer the neighbourhood: a room to meet in, or means."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.initiatives import SupportAsk
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Venue


class Room(models.Model):
    """Ruimte: a room at a venue that neighbours may use."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op een coördinator")
        OPEN = "open", _("te gebruiken")
        CLOSED = "closed", _("niet te gebruiken")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", related_query_name="room")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="room"
    )
    people = models.PositiveSmallIntegerField(null=True, help_text="how many fit")
    what_is_there = models.CharField(max_length=300, blank=True)
    rules = models.CharField(max_length=500, blank=True, help_text="what the owner asks")
    opens = models.TimeField(help_text="from this hour on the clock")
    closes = models.TimeField(help_text="until this hour on the clock")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    offered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="room_offered"
    )
    offered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ruimte")
        verbose_name_plural = _("ruimtes")
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "name"],
                name="room_once_per_venue",
                violation_error_message=_("Deze ruimte staat er al."),
            ),
            models.CheckConstraint(
                name="room_closes_after_it_opens",
                condition=Q(closes__gt=F("opens")),
                violation_error_message=_("De sluitingstijd ligt voor de openingstijd."),
            ),
        ]

    class Privacy:
        personal = ["offered_by"]
        kept = "as long as the room is offered; the name until the person wipes"

    def __str__(self) -> str:
        return self.name


class KeyHolder(models.Model):
    """Sleutelhouder: a resident who opens a venue and says who may use its rooms."""

    venue = models.ForeignKey(
        Venue, models.CASCADE, related_name="+", related_query_name="key_holder"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="key_holder"
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("sleutelhouder")
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "person"],
                name="keyholder_once_per_venue",
                violation_error_message=_("Deze persoon heeft hier al de sleutel."),
            )
        ]

    class Privacy:
        personal = ["person", "since"]
        kept = "until the person stops or wipes"

    def __str__(self) -> str:
        return f"key of {self.venue_id}"


class RoomBooking(models.Model):
    """Reservering: somebody uses a room for a while, when a key holder said yes."""

    class State(models.TextChoices):
        ASKED = "asked", _("gevraagd")
        GRANTED = "granted", _("mag")
        DECLINED = "declined", _("kan niet")
        CANCELLED = "cancelled", _("afgezegd")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="bookings")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="room_booking"
    )
    purpose = models.CharField(max_length=120, help_text="what for; everyone may read it")
    is_resident_run = models.BooleanField(default=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reservering")
        verbose_name_plural = _("reserveringen")
        indexes = [models.Index(fields=["room", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                name="roombooking_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Het einde ligt voor het begin."),
            )
        ]

    class Privacy:
        personal = ["person", "purpose"]
        kept = "two years, then hours only; the name until the person wipes"

    def __str__(self) -> str:
        return f"{self.state} {self.room_id}"


class MeansOffer(models.Model):
    """Middelen: things, hands, knowledge or something for workers, offered to the neighbourhood."""

    class Kind(models.TextChoices):
        THINGS = "things", _("spullen")
        HANDS = "hands", _("handen")
        KNOWLEDGE = "knowledge", _("kennis")
        VITAL_WORK = "vital_work", _("gezond werken")

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op een coördinator")
        OPEN = "open", _("staat erop")
        ENDED = "ended", _("is er niet meer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=160)
    text = models.CharField(max_length=1000, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="means_offer"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="means_offer"
    )
    offered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="means_offered"
    )
    phone = models.CharField(max_length=30, blank=True, help_text="may be called by everyone")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    until_on = models.DateField(null=True)
    offered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("aanbod van middelen")
        verbose_name_plural = _("aanbod van middelen")
        constraints = [
            models.CheckConstraint(
                name="meansoffer_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("Zeg wat je aanbiedt."),
            )
        ]

    class Privacy:
        personal = ["offered_by", "phone"]
        kept = "until it ends; the name until the person wipes"

    def __str__(self) -> str:
        return self.title


class OfferUse(models.Model):
    """Wat ervan kwam: something offered to what an initiative needs, as far as it happened."""

    class State(models.TextChoices):
        OFFERED = "offered", _("aangeboden")
        TAKEN = "taken", _("afgesproken")
        HAPPENED = "happened", _("gebeurd")
        DECLINED = "declined", _("niet nodig")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ask = models.ForeignKey(SupportAsk, models.CASCADE, related_name="uses")
    room = models.ForeignKey(Room, models.SET_NULL, null=True, related_name="uses")
    means = models.ForeignKey(MeansOffer, models.SET_NULL, null=True, related_name="uses")
    state = models.CharField(max_length=8, choices=State, default=State.OFFERED)
    offered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gebruik van een aanbod")
        verbose_name_plural = _("gebruik van aanbod")
        constraints = [
            models.CheckConstraint(
                name="offeruse_is_of_one_offer",
                condition=Q(room__isnull=True) | Q(means__isnull=True),
                violation_error_message=_("Kies één ding dat je aanbiedt."),
            ),
            models.UniqueConstraint(
                fields=["ask", "room"],
                condition=Q(room__isnull=False),
                name="offeruse_room_once",
                violation_error_message=_("Dit bood je al aan."),
            ),
            models.UniqueConstraint(
                fields=["ask", "means"],
                condition=Q(means__isnull=False),
                name="offeruse_means_once",
                violation_error_message=_("Dit bood je al aan."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the ask; who offered stands with the offer"

    def __str__(self) -> str:
        return f"{self.state} {self.ask_id}"
