"""Check-in, own indicator, pack, measurement and what I did, gave and felt."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Initiative
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.paths.models.goals import Ambition, Path, Step
from wijkschakel.people.models import Person
from wijkschakel.places.models import District


class Mode(models.TextChoices):
    """How something was filled in."""

    SELF = "self", _("zelf ingevuld")
    TOGETHER = "together", _("samen ingevuld")
    PAPER = "paper", _("op papier ingevuld")


class Indicator(models.Model):
    """Eigen cijfer: something the resident chose to look at, in own words, 0 to 10."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(Path, models.CASCADE, related_name="indicators")
    words = EncryptedTextField()
    weight = models.PositiveSmallIntegerField(default=1, help_text="how much it counts, 1 to 3")
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("eigen cijfer")
        verbose_name_plural = _("eigen cijfers")
        constraints = [
            models.CheckConstraint(
                name="indicator_weighs_one_to_three",
                condition=Q(weight__gte=1, weight__lte=3),
                violation_error_message=_("Kies hoe zwaar het telt: een beetje, gewoon of veel."),
            )
        ]

    class Privacy:
        personal = ["path", "words", "weight"]
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"indicator {self.pk}"


class CheckIn(models.Model):
    """Check-in: how close am I now (0 to 10), a sentence, a picture. All of it is encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ambition = models.ForeignKey(Ambition, models.CASCADE, null=True, related_name="check_ins")
    indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, related_name="check_ins")
    content = EncryptedTextField(help_text="JSON: mark, words, picture")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.SELF)
    helped_by = models.UUIDField(null=True)
    once = models.CharField(max_length=40, null=True, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        indexes = [
            models.Index(fields=["ambition", "at"]),
            models.Index(fields=["indicator", "at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="checkin_is_about_one_thing",
                condition=Q(ambition__isnull=False, indicator__isnull=True)
                | Q(ambition__isnull=True, indicator__isnull=False),
                violation_error_message=_("Een check-in gaat over één ding."),
            )
        ]

    class Privacy:
        personal = ["content", "mode", "helped_by", "at"]
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"check-in {self.pk}"


class Pack(models.Model):
    """Meetinstrument of gesprekskaart of a district: data with a version, a source, a licence."""

    class Kind(models.TextChoices):
        INSTRUMENT = "instrument", _("vragenlijst")
        CARD = "card", _("gesprekskaart")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    district = models.ForeignKey(
        District, models.CASCADE, null=True, related_name="+", related_query_name="path_pack"
    )
    content = models.TextField(help_text="TOML as it was published; public words")
    wording_hash = models.CharField(max_length=64)
    agreed_on = models.DateField(null=True, help_text="when residents agreed to the words")
    taken_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="taken_by", help_text="of which district"
    )
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pakket met vragen")
        verbose_name_plural = _("pakketten met vragen")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "version", "district"],
                name="pack_once_per_version",
                violation_error_message=_("Deze versie is er al. Maak een nieuwe versie."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: without the words a measurement means nothing"

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Measurement(models.Model):
    """Meting: answers to a pack, with its version, how it was filled in and at which moment."""

    class Moment(models.TextChoices):
        START = "start", _("aan het begin")
        MONTH_3 = "month_3", _("na drie maanden")
        MONTH_6 = "month_6", _("na zes maanden")
        MONTH_12 = "month_12", _("na een jaar")
        P_START = "p_start", _("aan het begin van een programma")
        P_END = "p_end", _("aan het eind van een programma")
        LOOSE = "loose", _("zomaar")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(Path, models.CASCADE, related_name="measurements")
    pack = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    wording_hash = models.CharField(max_length=64)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.SELF)
    moment = models.CharField(max_length=8, choices=Moment, default=Moment.LOOSE)
    programme = models.ForeignKey(
        Initiative,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="measurement",
        help_text="the programme that offered it, at its start or its end",
    )
    answers = EncryptedTextField(help_text="JSON: item and integer code; skipped is left out")
    is_counted = models.BooleanField(
        default=False, help_text="the resident said so, where the pack asks whether it may count"
    )
    helped_by = models.UUIDField(null=True)
    once = models.CharField(max_length=40, null=True, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        indexes = [models.Index(fields=["path", "pack", "at"])]

    class Privacy:
        personal = [
            "path", "answers", "is_counted", "mode", "moment", "programme", "helped_by", "at"
        ]  # fmt: skip
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"{self.pack} {self.version} {self.pk}"


class DiaryLine(models.Model):
    """Regel van mijn tijdlijn: what I did, gave or felt, and what it meant."""

    class Kind(models.TextChoices):
        DID = "did", _("Dit deed ik")
        GAVE = "gave", _("Dit gaf ik")
        FELT = "felt", _("Dit voelde ik")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(Path, models.CASCADE, related_name="diary")
    kind = models.CharField(max_length=4, choices=Kind)
    content = EncryptedTextField(help_text="JSON: words, picture, what it meant")
    step = models.ForeignKey(Step, models.SET_NULL, null=True, related_name="diary")
    once = models.CharField(max_length=40, null=True, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("regel van de tijdlijn")
        verbose_name_plural = _("regels van de tijdlijn")
        indexes = [models.Index(fields=["path", "at"])]

    class Privacy:
        personal = ["path", "kind", "content", "at"]
        kept = "as long as the path"

    def __str__(self) -> str:
        return f"line {self.pk}"


class Booklet(models.Model):
    """Boekje Mijn pad: a PDF that the task worker makes; kept an hour, and encrypted."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wordt gemaakt")
        READY = "ready", _("klaar")
        FAILED = "failed", _("niet gelukt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="path_booklet"
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    language = models.CharField(max_length=12, default="nl")
    pdf = EncryptedTextField(blank=True, default="", help_text="base64")
    ordered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("boekje")
        verbose_name_plural = _("boekjes")

    class Privacy:
        personal = ["person", "pdf", "language"]
        kept = "a day; it is made anew in a minute"

    def __str__(self) -> str:
        return f"booklet {self.pk}"
