"""Person, account, organisation, membership, role, consent, delegate, paper card."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.places.models import District, Municipality, Neighbourhood, Region


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


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts. There are no passwords."""

    def create_user(
        self, email: str | None = None, password: None = None, **fields: object
    ) -> "Account":
        """Make an account with or without an address."""
        account = self.model(email=self.normalize_email(email) or None, **fields)
        account.set_unusable_password()
        account.save()
        return account


class Account(AbstractBaseUser):
    """A way to sign in. It belongs to a person; a person may have none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, models.CASCADE, null=True, related_name="account")
    email = models.EmailField(unique=True, null=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    class Meta:
        verbose_name = _("account")

    class Privacy:
        personal = ["person", "email", "last_login"]
        kept = "until the person wipes it"

    def __str__(self) -> str:
        return f"account {self.pk}"


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


class Membership(models.Model):
    """A person belongs to an organisation, from and until."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    title = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [_ends_after_start("membership")]

    class Privacy:
        personal = ["person", "organisation", "title", "starts_on", "ends_on"]
        kept = "one year after it ended"

    def __str__(self) -> str:
        return f"{self.person_id} in {self.organisation_id}"


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Filters on roles."""

    def active(self, day: object) -> "RoleGrantQuerySet":
        """Keep the roles that hold on `day`."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class RoleGrant(models.Model):
    """A role somebody holds in a place in the hierarchy, from and until. No place: everywhere."""

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("organisator")
        CONVERSATION_PARTNER = "conversation_partner", _("gesprekspartner")
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


class Consent(models.Model):
    """A resident allowed one receiver to use some data for one purpose, until a date."""

    class Basis(models.TextChoices):
        CONSENT = "consent", _("toestemming")
        AGREEMENT = "agreement", _("afspraak")
        PUBLIC_TASK = "public_task", _("publieke taak")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60, help_text="code from people.rules.PURPOSES")
    basis = models.CharField(max_length=11, choices=Basis, default=Basis.CONSENT)
    to_person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="consents_received"
    )
    to_organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="consents_received"
    )
    items = models.JSONField(default=list, help_text="codes of what may be seen")
    text_version = models.CharField(max_length=20)
    helped_by = models.UUIDField(null=True, help_text="who helped to fill it in")
    given_at = models.DateTimeField()
    until_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        constraints = [
            models.CheckConstraint(
                name="consent_has_one_receiver",
                condition=Q(to_person__isnull=False, to_organisation__isnull=True)
                | Q(to_person__isnull=True, to_organisation__isnull=False),
                violation_error_message=_(
                    "Toestemming geef je aan één persoon of één organisatie."
                ),
            )
        ]

    class Privacy:
        personal = ["person", "purpose", "to_person", "to_organisation", "items", "helped_by"]
        kept = "five years after it ended (proof that it was given)"

    def __str__(self) -> str:
        return f"{self.purpose} {self.person_id}"


class Delegate(models.Model):
    """A helper who acts *with* a resident for at most an hour, under the helper's own name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="delegates")
    helper = models.ForeignKey(Person, models.CASCADE, related_name="delegate_for")
    confirmed_how = models.CharField(
        max_length=10, choices=[("pin", _("pincode")), ("paper", _("op papier"))]
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("naaste")
        verbose_name_plural = _("naasten")
        constraints = [
            models.CheckConstraint(
                name="delegate_is_not_oneself",
                condition=~Q(person=F("helper")),
                violation_error_message=_("Je kunt niet namens jezelf handelen."),
            ),
            models.CheckConstraint(
                name="delegate_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
        ]

    class Privacy:
        personal = ["person", "helper"]
        kept = "one year"

    def __str__(self) -> str:
        return f"{self.helper_id} with {self.person_id}"


class PaperCard(models.Model):
    """A card of paper with six words and a PIN: signing in without e-mail or telephone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="cards")
    words_index = models.CharField(
        max_length=64, unique=True, help_text="keyed hash of the six words"
    )
    pin_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    blocked_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("papieren kaart")
        verbose_name_plural = _("papieren kaarten")

    class Privacy:
        personal = ["person", "last_used_at"]
        kept = "until revoked and one month after"

    def __str__(self) -> str:
        return f"card {self.pk}"


class EmergencyAccess(models.Model):
    """Breaking the glass: one object, one reason, three hours; the resident is told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="emergencies")
    opened_by = models.ForeignKey(Person, models.CASCADE, related_name="emergencies_opened")
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    reason = EncryptedTextField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    postponed_until = models.DateTimeField(null=True)
    postponed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    postponed_reason = EncryptedTextField(blank=True, default="")

    class Meta:
        verbose_name = _("noodtoegang")
        constraints = [
            models.CheckConstraint(
                name="emergencyaccess_postponed_by_a_second_person",
                condition=Q(postponed_by__isnull=True) | ~Q(postponed_by=F("opened_by")),
                violation_error_message=_("Uitstel geeft een tweede persoon, niet jijzelf."),
            )
        ]

    class Privacy:
        personal = ["person", "opened_by", "reason", "postponed_by", "postponed_reason"]
        kept = "five years"

    def __str__(self) -> str:
        return f"emergency {self.pk}"


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
