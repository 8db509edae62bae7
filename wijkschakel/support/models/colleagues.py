"""Who is who (wie is wie): professionals who chose to be listed, and what they ask one another."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Initiative
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Organisation, Person


class DirectoryEntry(models.Model):
    """How a professional stands in who is who: only who put it there, only for who works here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        Person, models.CASCADE, related_name="+", related_query_name="directory_entry"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+",
        related_query_name="directory_entry",
    )  # fmt: skip
    function = models.CharField(max_length=120)
    about = models.CharField(max_length=500, blank=True, help_text="what colleagues may ask")
    where = models.CharField(max_length=120, blank=True, help_text="in own words")
    phone = models.CharField(max_length=30, blank=True, help_text="of work")
    email = models.EmailField(blank=True, help_text="of work")
    advises_groups = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("regel in wie is wie")
        verbose_name_plural = _("wie is wie")
        constraints = [
            models.CheckConstraint(
                name="directoryentry_says_what_you_do",
                condition=~Q(function=""),
                violation_error_message=_("Zeg in een paar woorden wat je werk is."),
            )
        ]

    class Privacy:
        personal = ["person", "organisation", "function", "about", "where", "phone", "email"]
        kept = "until the person takes it away, stops or wipes"

    def __str__(self) -> str:
        return self.function


class ColleagueQuestion(models.Model):
    """A question to a professional without a name of a resident: of a colleague, or of a group."""

    class State(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        ANSWERED = "answered", _("beantwoord")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    from_person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+",
        related_query_name="colleague_question",
    )  # fmt: skip
    from_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+",
        related_query_name="colleague_question",
    )  # fmt: skip
    from_initiative = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, related_name="+",
        related_query_name="colleague_question",
        help_text="a group asks; its adviser does not see who",
    )  # fmt: skip
    to_person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+",
        related_query_name="colleague_question_got",
    )  # fmt: skip
    to_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+",
        related_query_name="colleague_question_got",
    )  # fmt: skip
    text = EncryptedTextField()
    answer = EncryptedTextField(blank=True, default="")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    is_first = models.BooleanField(default=False, help_text="these two never asked before")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("vraag aan een vakgenoot")
        verbose_name_plural = _("vragen aan vakgenoten")
        indexes = [models.Index(fields=["to_person", "state"])]
        constraints = [
            models.CheckConstraint(
                name="colleaguequestion_is_not_to_oneself",
                condition=Q(from_person__isnull=True)
                | Q(to_person__isnull=True)
                | ~Q(from_person=F("to_person")),
                violation_error_message=_("Een vraag aan jezelf hoeft niet op papier."),
            ),
            models.CheckConstraint(
                name="colleaguequestion_answered_has_a_moment",
                condition=Q(state="open", answered_at__isnull=True)
                | Q(state="answered", answered_at__isnull=False),
                violation_error_message=_("Bij een antwoord hoort een moment."),
            ),
        ]

    class Privacy:
        personal = ["from_person", "to_person", "text", "answer"]
        kept = "text a year; who asked whom three years, then organisations only, to count ties"

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"
