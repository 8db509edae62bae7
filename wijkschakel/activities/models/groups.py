"""Closed groups: neighbours with own rules, a shared agenda, and support for each other."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Person
from wijkschakel.places.models import District


class ClosedGroup(models.Model):
    """A group that only its members read; others see at most its name and what it is for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="closed_group"
    )
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=300)
    rules = EncryptedTextField(help_text="what members agree with each other")
    rules_number = models.PositiveIntegerField(default=1, help_text="new rules ask a new yes")
    is_listed = models.BooleanField(default=True, help_text="residents may find it and ask")
    invite_number = models.PositiveIntegerField(
        default=0, help_text="an invitation with an older number no longer works"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("besloten groep")
        verbose_name_plural = _("besloten groepen")
        indexes = [models.Index(fields=["district", "name"])]

    class Privacy:
        personal = ["rules"]
        kept = "until the last member leaves"

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """Somebody in a group, or who asked to come in; who leaves is here no more."""

    group = models.ForeignKey(ClosedGroup, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="group_member"
    )
    is_in = models.BooleanField(default=False, help_text="else it was only asked")
    is_keeper = models.BooleanField(default=False, help_text="lets people in, changes the rules")
    agreed_number = models.PositiveIntegerField(null=True, help_text="of the rules agreed to")
    since = models.DateTimeField(help_text="asked or came in")

    class Meta:
        verbose_name = _("groepslid")
        verbose_name_plural = _("groepsleden")
        constraints = [
            models.UniqueConstraint(
                name="groupmember_once", fields=["group", "person"],
                violation_error_message=_("Je hoort al bij deze groep."),
            ),
            models.CheckConstraint(
                name="groupmember_keeper_is_in", condition=Q(is_keeper=False) | Q(is_in=True),
                violation_error_message=_("Alleen wie erbij hoort, kan de groep trekken."),
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ["group", "person", "is_in", "is_keeper", "agreed_number", "since"]
        kept = "until the person leaves; an ask that nobody answers 60 days"

    def __str__(self) -> str:
        return f"group member {self.pk}"


class GroupMessage(models.Model):
    """Groepsbericht: something told, or a question for support that others answer."""

    class Kind(models.TextChoices):
        TELL = "tell", _("ik vertel iets")
        ASK = "ask", _("ik zoek steun")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(ClosedGroup, models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="group_message"
    )
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.TELL)
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    text = EncryptedTextField()
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, help_text="who asked says: I am helped")

    class Meta:
        verbose_name = _("groepsbericht")
        verbose_name_plural = _("groepsberichten")
        indexes = [models.Index(fields=["group", "made_at"])]

    class Privacy:
        personal = ["author", "kind", "text"]
        kept = "half a year, or until the author takes it back or wipes"

    def __str__(self) -> str:
        return f"group message {self.pk}"


class GroupDate(models.Model):
    """Groepsafspraak: when the group meets, in the agenda of its members only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(ClosedGroup, models.CASCADE, related_name="dates")
    title = models.CharField(max_length=80)
    where = EncryptedTextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="group_date"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("groepsafspraak")
        verbose_name_plural = _("groepsafspraken")
        indexes = [models.Index(fields=["group", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                name="groupdate_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Het einde ligt voor het begin."),
            )
        ]  # fmt: skip

    class Privacy:
        personal = ["title", "where", "starts_at", "made_by"]
        kept = "half a year after it was"

    def __str__(self) -> str:
        return f"group date {self.pk}"


class GroupComing(models.Model):
    """Somebody said: I come."""

    date = models.ForeignKey(GroupDate, models.CASCADE, related_name="comings")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="group_coming"
    )

    class Meta:
        verbose_name = _("komst naar een groepsafspraak")
        verbose_name_plural = _("komsten naar groepsafspraken")
        constraints = [
            models.UniqueConstraint(
                name="groupcoming_once", fields=["date", "person"],
                violation_error_message=_("Je zei al dat je komt."),
            )
        ]  # fmt: skip

    class Privacy:
        personal = ["date", "person"]
        kept = "as long as the date"

    def __str__(self) -> str:
        return f"group coming {self.pk}"
