"""Organisations, who belongs to them, and who holds which role where."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models.person import Person
from wijkschakel.places.models import District, Municipality, Region


class Organisation(models.Model):
    """A party: an association, foundation, company, public body, network or group of residents."""

    class Kind(models.TextChoices):
        RESIDENTS = "residents", _("bewoners")
        WELFARE = "welfare", _("welzijn")
        CARE = "care", _("zorg")
        EDUCATION = "education", _("onderwijs")
        BUSINESS = "business", _("ondernemer")
        GOVERNMENT = "government", _("overheid")
        FUNDER = "funder", _("financier")
        RESEARCH = "research", _("onderzoek")
        NETWORK = "network", _("netwerk")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    description = models.TextField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, related_name="+", related_query_name="organisation"
    )

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    class Privacy:
        personal: list[str] = []
        kept = "as long as it is active here"

    def __str__(self) -> str:
        return self.name


def _ends_after_start(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{model}_ends_after_it_starts",
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        violation_error_message=_("De einddatum ligt voor de begindatum."),
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Filters on memberships."""

    def active(self, day: object) -> "MembershipQuerySet":
        """Keep those of who belongs to the organisation on `day`."""
        return self.filter(starts_on__lte=day).exclude(ends_on__lt=day)


class Membership(models.Model):
    """A person belongs to an organisation, from and until."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    title = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    is_untold = models.BooleanField(
        default=False, help_text="nobody was there to hear it; who comes next hears of it"
    )
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [_ends_after_start("membership")]

    class Privacy:
        personal = ["person", "organisation", "title", "starts_on", "ends_on"]
        kept = "one year after it ended"

    def __str__(self) -> str:
        return f"{self.person_id} in {self.organisation_id}"


class NetworkMember(models.Model):
    """An organisation belongs to a network, from and until. Both said yes before it began."""

    network = models.ForeignKey(Organisation, models.CASCADE, related_name="network_members")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="networks")
    network_yes_at = models.DateTimeField(null=True, help_text="the network says yes")
    organisation_yes_at = models.DateTimeField(null=True, help_text="the organisation says yes")
    starts_on = models.DateField(null=True, help_text="the day of the second yes")
    ends_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("deelname aan een netwerk")
        verbose_name_plural = _("deelnames aan netwerken")
        constraints = [
            _ends_after_start("networkmember"),
            models.UniqueConstraint(
                fields=["network", "organisation"],
                condition=Q(ends_on__isnull=True),
                name="networkmember_once_at_a_time",
                violation_error_message=_("Deze organisatie hoort er al bij, of is al gevraagd."),
            ),
            models.CheckConstraint(
                name="networkmember_is_of_two",
                condition=~Q(network=F("organisation")),
                violation_error_message=_("Een netwerk is geen lid van zichzelf."),
            ),
            models.CheckConstraint(
                name="networkmember_begins_with_two_yeses",
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                & (Q(network_yes_at__isnull=True) ^ Q(organisation_yes_at__isnull=True))
                | Q(
                    starts_on__isnull=False,
                    network_yes_at__isnull=False,
                    organisation_yes_at__isnull=False,
                ),
                violation_error_message=_("Het begint als allebei ja zeggen."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as both organisations"

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.network_id}"


def holds_on(day: object, path: str = "") -> Q:
    """Keep the roles that hold on `day`.

    :param path: to the roles, as "person__roles__"; empty in a question for roles themselves.
    """
    goes_on = Q((f"{path}ends_on__isnull", True)) | Q((f"{path}ends_on__gte", day))
    return Q((f"{path}starts_on__lte", day)) & goes_on


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Filters on roles."""

    def active(self, day: object) -> "RoleGrantQuerySet":
        """Keep the roles that hold on `day`."""
        return self.filter(holds_on(day))


class RoleGrant(models.Model):
    """A role somebody holds in a place in the hierarchy, from and until. No place: everywhere."""

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("organisator")
        CONVERSATION_PARTNER = "conversation_partner", _("gesprekspartner")
        DIGITAL_COACH = "digital_coach", _("digitale coach")
        PROFESSIONAL = "professional", _("professional")
        COORDINATOR = "coordinator", _("coördinator")
        SAFEGUARDING = "safeguarding", _("vertrouwenspersoon")
        FUNDER = "funder", _("financier")
        RESEARCHER = "researcher", _("onderzoeker")
        ADMINISTRATOR = "administrator", _("beheerder")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="roles")
    region = models.ForeignKey(
        Region, models.CASCADE, null=True, related_name="+", related_query_name="role"
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, related_name="+", related_query_name="role"
    )
    district = models.ForeignKey(
        District, models.CASCADE, null=True, related_name="+", related_query_name="role"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    granted_by = models.UUIDField(null=True)
    is_untold = models.BooleanField(
        default=False, help_text="nobody looked after the place; who comes next hears of it"
    )
    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        indexes = [models.Index(fields=["person", "role"])]
        constraints = [
            _ends_after_start("rolegrant"),
            models.CheckConstraint(
                name="rolegrant_has_at_most_one_place",
                condition=(
                    Q(region__isnull=True, municipality__isnull=True)
                    | Q(region__isnull=True, district__isnull=True)
                    | Q(municipality__isnull=True, district__isnull=True)
                ),
                violation_error_message=_("Kies één plaats voor deze rol."),
            ),
        ]

    class Privacy:
        personal = ["person", "role", "organisation", "region", "municipality", "district"]
        kept = "one year after it ended"

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"
