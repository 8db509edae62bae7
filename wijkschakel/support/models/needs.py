"""Need (behoefte): what people in a neighbourhood look for, kept without a person."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity, Initiative, Service
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.places.models import District, Neighbourhood


class Need(models.Model):
    """Something people here look for, in public words: what activities are there for."""

    class Source(models.TextChoices):
        TABLE = "table", _("ronde tafel")
        GUIDE = "guide", _("vraagwijzer")
        DESK = "desk", _("balie")
        PLANNING = "plan", _("wie iets gaat doen")
        HELP = "help", _("hulpvragen")

    class State(models.TextChoices):
        OPEN = "open", _("staat open")
        CLOSED = "closed", _("is klaar")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    theme = models.CharField(max_length=5, choices=Activity.Theme)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="need"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, related_name="+", related_query_name="need"
    )
    source = models.CharField(max_length=5, choices=Source, default=Source.DESK)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    count = models.PositiveIntegerField(default=1, help_text="how often it was heard")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("behoefte")
        verbose_name_plural = _("behoeften")
        indexes = [models.Index(fields=["district", "state"])]
        constraints = [
            models.CheckConstraint(
                name="need_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("Zeg in een paar woorden wat mensen zoeken."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public words, nothing about people"

    def __str__(self) -> str:
        return self.title


class NeedAnswer(models.Model):
    """An activity, a service or an initiative is there because of a need."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="answers")
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, related_name="+", related_query_name="need_answer"
    )
    service = models.ForeignKey(
        Service, models.CASCADE, null=True, related_name="+", related_query_name="need_answer"
    )
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, null=True, related_name="+", related_query_name="need_answer"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("antwoord op een behoefte")
        verbose_name_plural = _("antwoorden op behoeften")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "activity"],
                condition=Q(activity__isnull=False),
                name="needanswer_once_per_activity",
                violation_error_message=_("Deze behoefte staat er al bij."),
            ),
            models.UniqueConstraint(
                fields=["need", "service"],
                condition=Q(service__isnull=False),
                name="needanswer_once_per_service",
                violation_error_message=_("Deze behoefte staat er al bij."),
            ),
            models.UniqueConstraint(
                fields=["need", "initiative"],
                condition=Q(initiative__isnull=False),
                name="needanswer_once_per_initiative",
                violation_error_message=_("Deze behoefte staat er al bij."),
            ),
            models.CheckConstraint(
                name="needanswer_is_one_thing",
                condition=Q(activity__isnull=False, service__isnull=True, initiative__isnull=True)
                | Q(activity__isnull=True, service__isnull=False, initiative__isnull=True)
                | Q(activity__isnull=True, service__isnull=True, initiative__isnull=False),
                violation_error_message=_("Kies een activiteit, een dienst of een initiatief."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the need and what answers it"

    def __str__(self) -> str:
        return f"{self.need_id} {self.activity_id or self.service_id or self.initiative_id}"


class UnservedNeed(models.Model):
    """What somebody looked for and did not find: a neighbourhood and words, never a person.

    It knows days, no moments, so that it cannot be laid beside who was there at that time.
    """

    class Source(models.TextChoices):
        GUIDE = "guide", _("vraagwijzer")
        SEARCH = "search", _("zoeken")
        DESK = "desk", _("balie")

    class State(models.TextChoices):
        OPEN = "open", _("nog niet bekeken")
        NOTED = "noted", _("is een behoefte")
        DISMISSED = "dismissed", _("weggelegd")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        District, models.CASCADE, related_name="+", related_query_name="unserved_need"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        models.SET_NULL,
        null=True,
        related_name="+",
        related_query_name="unserved_need",
    )
    text = EncryptedTextField(help_text="masked: no names, numbers or addresses")
    key = models.CharField(max_length=64, help_text="keyed hash of the stems, to count the same")
    source = models.CharField(max_length=6, choices=Source)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    count = models.PositiveIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()
    need = models.ForeignKey(Need, models.SET_NULL, null=True, related_name="unserved")

    class Meta:
        verbose_name = _("wat niet gevonden werd")
        verbose_name_plural = _("wat niet gevonden werd")
        indexes = [models.Index(fields=["district", "state", "key"])]
        constraints = [
            models.CheckConstraint(
                name="unservedneed_days_in_order",
                condition=Q(first_on__lte=models.F("last_on")),
                violation_error_message=_("De eerste dag ligt na de laatste."),
            )
        ]

    class Privacy:
        personal = ["text"]
        kept = "a year after it was last looked for; masked, and never with a person"

    def __str__(self) -> str:
        return f"{self.state} {self.pk}: {self.count}"
