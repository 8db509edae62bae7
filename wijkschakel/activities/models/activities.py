"""Activity (a series), and who leads it."""

import uuid
from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import themes
from wijkschakel.activities.models.initiatives import Initiative
from wijkschakel.activities.models.programmes import Phase
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Venue


class Activity(models.Model):
    """Something people do together, once or every week."""

    Theme: TypeAlias = themes.Theme

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("iedereen")
        CHILDREN = "children", _("kinderen")
        YOUNG = "young", _("jongeren")
        PARENTS = "parents", _("ouders")
        OLDER = "older", _("ouderen")
        WOMEN = "women", _("vrouwen")
        MEN = "men", _("mannen")
        CARERS = "carers", _("mantelzorgers")
        MEMORY = "memory", _("mensen die dingen vergeten")
        NEWCOMERS = "newcomers", _("mensen die nieuw zijn")
        STUDENTS = "students", _("studenten")
        WORKERS = "workers", _("mensen die werken")

    class State(models.TextChoices):
        DRAFT = "draft", _("nog niet zichtbaar")
        PUBLISHED = "published", _("zichtbaar")
        STOPPED = "stopped", _("gestopt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=500)
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True, help_text="Markdown")
    language = models.CharField(max_length=12, default="nl", help_text="BCP 47 code of the text")
    spoken = models.JSONField(default=list, help_text="BCP 47 codes spoken there")
    theme = models.CharField(max_length=5, choices=themes.Theme)
    state = models.CharField(max_length=9, choices=State, default=State.PUBLISHED)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="activity"
    )
    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, related_name="+", related_query_name="activity"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", related_query_name="activity"
    )
    audience = models.CharField(max_length=9, choices=Audience, default=Audience.EVERYONE)
    is_formal = models.BooleanField(default=False, help_text="run by an organisation's staff")
    is_resident_run = models.BooleanField(
        default=False, help_text="by residents, for residents (door en voor bewoners)"
    )
    is_indoors = models.BooleanField(null=True)
    is_step_free = models.BooleanField(null=True)
    price_cents = models.PositiveIntegerField(null=True, help_text="empty: not known; 0: free")
    capacity = models.PositiveIntegerField(
        null=True, help_text="places per session; empty: no limit"
    )
    is_walk_in = models.BooleanField(default=False, help_text="come without signing up")
    newcomer_places = models.PositiveSmallIntegerField(
        default=0, help_text="places per session that people of the whole series leave free"
    )
    is_free_with_little_money = models.BooleanField(
        default=False, help_text="who has little money takes part for free; nobody sees who"
    )
    image_note = models.CharField(max_length=200, blank=True)
    initiative = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, related_name="activities"
    )
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, related_name="activities")
    source = models.CharField(max_length=200, blank=True)
    source_id = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=600, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        indexes = [models.Index(fields=["district", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source_id=""),
                name="activity_once_per_source",
                violation_error_message=_("Deze activiteit is al eerder overgenomen."),
            ),
            models.CheckConstraint(
                name="activity_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("Geef de activiteit een naam."),
            ),
            models.CheckConstraint(
                name="activity_newcomers_fit",
                condition=Q(capacity__isnull=True) | Q(newcomer_places__lte=F("capacity")),
                violation_error_message=_("Er zijn meer plekken voor nieuwe mensen dan plekken."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public, nothing about people"

    def __str__(self) -> str:
        return self.title


class Lead(models.Model):
    """A resident who leads an activity or helps to: the role ladder above participant."""

    class Role(models.TextChoices):
        LEAD = "lead", _("trekker")
        CO_ORGANISER = "co_organiser", _("mede-organisator")
        HELPER = "helper", _("helper")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="leads")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", related_query_name="lead")
    role = models.CharField(max_length=12, choices=Role)
    shows_name = models.BooleanField(
        default=False, help_text="given name may be on the public page"
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("trekker of helper")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"],
                name="lead_once_per_activity",
                violation_error_message=_("Deze persoon heeft hier al een rol."),
            )
        ]

    class Privacy:
        personal = ["person", "role", "shows_name"]
        kept = "until the person stops or wipes"

    def __str__(self) -> str:
        return f"{self.role} {self.activity_id}"
