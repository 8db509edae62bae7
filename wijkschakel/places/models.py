"""Region, municipality, district, neighbourhood, venue, and what is known of them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """What municipality, district and neighbourhood share. Codes are those of CBS."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=10)
    division_year = models.PositiveSmallIntegerField(
        help_text="year of the CBS division of the code"
    )
    name = models.CharField(max_length=120)
    boundary = models.JSONField(null=True, help_text="GeoJSON MultiPolygon, WGS84, or empty")
    boundary_year = models.PositiveSmallIntegerField(null=True)
    boundary_source = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, help_text="a point inside, for labels")
    latitude = models.FloatField(null=True)

    class Meta:
        abstract = True

    class Privacy:
        personal: list[str] = []
        kept = "no end: public geography"

    def __str__(self) -> str:
        return self.name


def _one_per_year(model: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["code", "division_year"],
        name=f"{model}_code_once_per_year",
        violation_error_message=_("Deze code bestaat al voor dit jaar."),
    )


class Municipality(Area):
    """Gemeente: GM and four digits."""

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        constraints = [_one_per_year("municipality")]


class District(Area):
    """Wijk: WK and six characters. The unit in which a movement works."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="districts")
    contact_name = models.CharField(max_length=120, blank=True, help_text="who to call here")
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_hours = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")
        constraints = [_one_per_year("district")]


class Neighbourhood(Area):
    """Buurt: BU and eight characters."""

    district = models.ForeignKey(District, models.PROTECT, related_name="neighbourhoods")

    class Meta:
        verbose_name = _("buurt")
        verbose_name_plural = _("buurten")
        constraints = [_one_per_year("neighbourhood")]


class Figure(models.Model):
    """One number about one area in one year, with where it comes from."""

    class Status(models.TextChoices):
        PUBLISHED = "published", _("gepubliceerd")
        WITHHELD = "withheld", _("niet gepubliceerd")
        NOT_ASKED = "not_asked", _("niet gevraagd")

    area_code = models.CharField(max_length=10)
    division_year = models.PositiveSmallIntegerField()
    indicator = models.CharField(
        max_length=60, help_text="code from places.rules.INDICATORS or the source's own"
    )
    year = models.PositiveSmallIntegerField(help_text="year the number tells of")
    ages = models.CharField(
        max_length=12, blank=True, help_text="18+, 18-65, 65+ or empty: everybody"
    )
    value = models.FloatField(null=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.PUBLISHED)
    is_modelled = models.BooleanField(default=False, help_text="estimated by a model, not counted")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("cijfer")
        verbose_name_plural = _("cijfers")
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "division_year", "indicator", "year", "ages", "source"],
                name="figure_once_per_area_year_and_source",
                violation_error_message=_("Dit cijfer is er al."),
            ),
            models.CheckConstraint(
                name="figure_value_only_when_published",
                condition=Q(status="published", value__isnull=False)
                | (~Q(status="published") & Q(value__isnull=True)),
                violation_error_message=_("Alleen een gepubliceerd cijfer heeft een waarde."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: published statistics"

    def __str__(self) -> str:
        return f"{self.area_code} {self.indicator} {self.year}"


class Region(models.Model):
    """Leerregio: districts that learn together, about 100,000 residents."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    is_pilot = models.BooleanField(default=False, help_text="proeftuin")
    districts = models.ManyToManyField(District, through="RegionDistrict", related_name="regions")

    class Meta:
        verbose_name = _("regio")
        verbose_name_plural = _("regio's")

    class Privacy:
        personal: list[str] = []
        kept = "no end: public"

    def __str__(self) -> str:
        return self.name


class RegionDistrict(models.Model):
    """A district taking part in a region."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="memberships")
    district = models.ForeignKey(District, models.PROTECT, related_name="memberships")
    is_rollout = models.BooleanField(
        default=True, help_text="counts in the roll-out: x of y districts"
    )

    class Meta:
        verbose_name = _("wijk in een regio")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "district"],
                name="regiondistrict_once",
                violation_error_message=_("Deze wijk hoort al bij deze regio."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public"

    def __str__(self) -> str:
        return f"{self.district} in {self.region}"


class RolloutCriterion(models.Model):
    """What must be there before a district counts as up and running."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="criteria")
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("eis voor de uitrol")

    class Privacy:
        personal: list[str] = []
        kept = "no end: public"

    def __str__(self) -> str:
        return self.text


class RolloutTick(models.Model):
    """A coordinator saw that a district meets a criterion."""

    criterion = models.ForeignKey(RolloutCriterion, models.CASCADE, related_name="ticks")
    district = models.ForeignKey(District, models.CASCADE, related_name="ticks")
    ticked_at = models.DateTimeField()
    ticked_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("vinkje")
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "district"],
                name="rollouttick_once",
                violation_error_message=_("Dit is al aangevinkt."),
            )
        ]

    class Privacy:
        personal = ["ticked_by"]
        kept = "as long as the region; who ticked is forgotten when the person wipes"

    def __str__(self) -> str:
        return f"{self.criterion}: {self.district}"


class Venue(models.Model):
    """Plek: a house, shop, church, park or any other place where people meet."""

    class Kind(models.TextChoices):
        COMMUNITY = "community", _("buurthuis")
        LIBRARY = "library", _("bibliotheek")
        SCHOOL = "school", _("school")
        SHOP = "shop", _("winkel")
        FAITH = "faith", _("kerk of moskee")
        CARE = "care", _("zorg")
        PRACTICE = "practice", _("praktijk")
        DAYTIME = "daytime", _("dagbesteding")
        COUNTER = "counter", _("loket")
        CAFE = "cafe", _("café of restaurant")
        BUSINESS = "business", _("bedrijf")
        SPORT = "sport", _("sport")
        OUTDOOR = "outdoor", _("park of buiten")
        OTHER = "other", _("andere plek")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.OTHER)
    street = models.CharField(max_length=160, blank=True, help_text="street and number")
    postcode = models.CharField(max_length=7, blank=True)
    town = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    directions = models.CharField(max_length=300, blank=True, help_text="how to find the door")
    district = models.ForeignKey(District, models.PROTECT, related_name="venues")
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, related_name="venues"
    )
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    is_step_free = models.BooleanField(null=True, help_text="wheelchair; empty: not known")
    source = models.CharField(max_length=200, blank=True)
    source_id = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("plek")
        verbose_name_plural = _("plekken")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source_id=""),
                name="venue_once_per_source",
                violation_error_message=_("Deze plek is al eerder overgenomen."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as activities take place there"

    def __str__(self) -> str:
        return self.name
