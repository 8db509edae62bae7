"""Initiative: what residents begin, with its lineage, and who owns and supports it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.axes import Block, Level
from wijkschakel.activities.models.themes import Theme
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District


class Initiative(models.Model):
    """Something that begins as a small question and may grow, as far as a programme."""

    class Stage(models.TextChoices):
        QUESTION = "question", _("vraag")
        GROUP = "group", _("groepje")
        INITIATIVE = "initiative", _("initiatief")
        PROGRAMME = "programme", _("programma")

    class State(models.TextChoices):
        ACTIVE = "active", _("loopt")
        ENDED = "ended", _("afgerond")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    story = models.TextField(blank=True, help_text="Markdown")
    language = models.CharField(max_length=12, default="nl", help_text="BCP 47 code of the text")
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="initiative"
    )
    theme = models.CharField(max_length=5, choices=Theme, blank=True)
    level = models.CharField(
        max_length=12, choices=Level, blank=True, help_text="with whom it changes something"
    )
    block = models.CharField(
        max_length=16, choices=Block, blank=True, help_text="what of a movement it builds"
    )
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.QUESTION)
    state = models.CharField(max_length=6, choices=State, default=State.ACTIVE)
    grown_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="offshoots", help_text="split off, copied"
    )
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="predecessors", help_text="goes on as"
    )
    programme = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="parts", help_text="belongs to it"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        indexes = [models.Index(fields=["district", "state", "stage"])]
        constraints = [
            models.CheckConstraint(
                name="initiative_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Geef het initiatief een naam."),
            ),
            models.CheckConstraint(
                name="initiative_ended_has_a_day",
                condition=Q(state="active", ended_on__isnull=True)
                | Q(state="ended", ended_on__isnull=False),
                violation_error_message=_("Zeg ook op welke dag het is afgerond."),
            ),
            models.CheckConstraint(
                name="initiative_ends_after_it_starts",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
            models.CheckConstraint(
                name="initiative_is_not_its_own_origin",
                condition=(Q(grown_from__isnull=True) | ~Q(grown_from=F("id")))
                & (Q(successor__isnull=True) | ~Q(successor=F("id"))),
                violation_error_message=_("Een initiatief komt niet uit zichzelf voort."),
            ),
            models.CheckConstraint(
                name="initiative_is_no_part_of_itself",
                condition=Q(programme__isnull=True) | ~Q(programme=F("id")),
                violation_error_message=_("Een programma hoort niet bij zichzelf."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public, what residents did together; who did it stands with the parties"

    def __str__(self) -> str:
        return self.name


class InitiativeStep(models.Model):
    """One moment in the life of an initiative. Steps are added, never changed."""

    class Kind(models.TextChoices):
        STARTED = "started", _("begonnen")
        ASKED = "asked", _("begonnen met een vraag om hulp")
        NEEDED = "needed", _("begonnen met wat buren zoeken")
        GREW = "grew", _("gegroeid")
        SPLIT = "split", _("afgesplitst")
        MERGED = "merged", _("samengegaan")
        CONTINUED = "continued", _("ging verder")
        ENDED = "ended", _("afgerond")
        ADOPTED = "adopted", _("overgenomen van elders")

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind)
    stage = models.CharField(max_length=10, choices=Initiative.Stage)
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True, help_text="why, public")
    other = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, related_name="+", help_text="split off, merged with"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("stap van een initiatief")
        verbose_name_plural = _("stappen van een initiatief")
        indexes = [models.Index(fields=["initiative", "made_at"])]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the initiative: public"

    def __str__(self) -> str:
        return f"{self.kind} {self.initiative_id}"


class InitiativeParty(models.Model):
    """An owner or a supporter: an organisation or a resident. Owners are equal."""

    class Role(models.TextChoices):
        OWNER = "owner", _("eigenaar")
        SUPPORTER = "supporter", _("steunt")

    class State(models.TextChoices):
        INVITED = "invited", _("gevraagd")
        ACTIVE = "active", _("doet mee")

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=9, choices=Role)
    state = models.CharField(max_length=7, choices=State, default=State.ACTIVE)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="+", related_query_name="initiative_party"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        related_name="+",
        related_query_name="initiative_party",
    )
    shows_name = models.BooleanField(
        default=False, help_text="given name may be on the public page"
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("eigenaar of steun")
        verbose_name_plural = _("eigenaars en steun")
        constraints = [
            models.CheckConstraint(
                name="initiativeparty_is_one",
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
                violation_error_message=_("Kies één bewoner of één organisatie."),
            ),
            models.UniqueConstraint(
                fields=["initiative", "person"],
                condition=Q(person__isnull=False),
                name="initiativeparty_person_once",
                violation_error_message=_("Je hoort hier al bij."),
            ),
            models.UniqueConstraint(
                fields=["initiative", "organisation"],
                condition=Q(organisation__isnull=False),
                name="initiativeparty_organisation_once",
                violation_error_message=_("Deze organisatie hoort hier al bij."),
            ),
        ]

    class Privacy:
        personal = ["person", "role", "shows_name", "since"]
        kept = "until the person stops or wipes; a supporter two years after the end"

    def __str__(self) -> str:
        return f"{self.role} {self.initiative_id}"


class SupportAsk(models.Model):
    """What an initiative needs: a room, some money, a helper."""

    class Kind(models.TextChoices):
        ROOM = "room", _("een ruimte")
        MONEY = "money", _("geld")
        HELPER = "helper", _("een helper")
        THINGS = "things", _("spullen")

    class State(models.TextChoices):
        OPEN = "open", _("nog nodig")
        MET = "met", _("geregeld")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="asks")
    kind = models.CharField(max_length=6, choices=Kind)
    what = models.CharField(max_length=200)
    amount_cents = models.PositiveIntegerField(null=True, help_text="only for money")
    state = models.CharField(max_length=4, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kleine vraag om steun")
        verbose_name_plural = _("kleine vragen om steun")
        indexes = [models.Index(fields=["state", "asked_at"])]
        constraints = [
            models.CheckConstraint(
                name="supportask_money_has_an_amount",
                condition=Q(kind="money", amount_cents__isnull=False, amount_cents__gt=0)
                | (~Q(kind="money") & Q(amount_cents__isnull=True)),
                violation_error_message=_("Vul in hoeveel geld nodig is."),
            ),
            models.CheckConstraint(
                name="supportask_met_has_a_moment",
                condition=Q(state="open", met_at__isnull=True)
                | Q(state="met", met_at__isnull=False),
                violation_error_message=_("Zeg ook wanneer het geregeld is."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the initiative: public, nothing about people"

    def __str__(self) -> str:
        return self.what
