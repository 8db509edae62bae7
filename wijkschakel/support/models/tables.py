"""Care table (overlegtafel): organisations around one table, with the resident's consent."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District


class CareTable(models.Model):
    """Professionals of several organisations who come together in one district."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True, help_text="about nobody by name")
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="care_table"
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("overlegtafel")
        verbose_name_plural = _("overlegtafels")

    class Privacy:
        personal: list[str] = []
        kept = "no end: a name and a purpose, nothing about people"

    def __str__(self) -> str:
        return self.name


class TableMember(models.Model):
    """Somebody sits at a table for an organisation, from and until."""

    table = models.ForeignKey(CareTable, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="table_member"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="+", related_query_name="table_member"
    )
    is_lead = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("lid van een overlegtafel")
        verbose_name_plural = _("leden van overlegtafels")
        constraints = [
            models.UniqueConstraint(
                fields=["table", "person"],
                condition=Q(until__isnull=True),
                name="tablemember_once_at_a_time",
                violation_error_message=_("Deze persoon zit al aan tafel."),
            ),
            models.CheckConstraint(
                name="tablemember_leaves_after_joining",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
        ]

    class Privacy:
        personal = ["person", "organisation", "since", "until"]
        kept = "one year after it ended, or until the person wipes"

    def __str__(self) -> str:
        return f"{self.table_id} {self.person_id}"


class TableCase(models.Model):
    """What a resident wants to have talked about. Each organisation sees it with consent only."""

    class State(models.TextChoices):
        ASKED = "asked", _("wacht op de bewoner")
        OPEN = "open", _("op tafel")
        DECLINED = "declined", _("de bewoner wil het niet")
        CLOSED = "closed", _("klaar")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(CareTable, models.CASCADE, related_name="cases")
    resident = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="+", related_query_name="table_case"
    )
    for_name = EncryptedTextField(blank=True, default="", help_text="until somebody says: mine")
    code = models.CharField(max_length=8, null=True, unique=True, help_text="on paper")
    asked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="table_case_asked"
    )
    question = EncryptedTextField(help_text="what the resident would like, in their words")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("bespreking")
        verbose_name_plural = _("besprekingen")
        constraints = [
            models.CheckConstraint(
                name="tablecase_open_has_a_resident",
                condition=Q(state__in=["asked", "declined"])
                | Q(resident__isnull=False, answered_at__isnull=False),
                violation_error_message=_("Bespreken kan pas als de bewoner ja zegt."),
            )
        ]

    class Privacy:
        personal = ["resident", "for_name", "asked_by", "question"]
        kept = "without an answer 30 days; else a year after it closed, two after the last word"

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class TableAction(models.Model):
    """What somebody of the table does, before which day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(CareTable, models.CASCADE, related_name="actions")
    case = models.ForeignKey(TableCase, models.CASCADE, null=True, related_name="actions")
    text = EncryptedTextField()
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="table_action"
    )
    due_on = models.DateField()
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("actie van een overlegtafel")
        verbose_name_plural = _("acties van overlegtafels")

    class Privacy:
        personal = ["owner", "text"]
        kept = "as long as the case; without one, a year after it was done or due"

    def __str__(self) -> str:
        return f"{self.due_on:%Y-%m-%d} {self.pk}"
