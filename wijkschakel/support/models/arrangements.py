"""Arrangement: one meeting that solves many requests, and the people who are privately asked."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Venue
from wijkschakel.support.models.offers import Check
from wijkschakel.support.models.requests import HelpPart


class Arrangement(models.Model):
    """Samen oplossen: asked first; with enough yeses it goes on and becomes an activity."""

    class State(models.TextChoices):
        ASKING = "asking", _("mensen zijn gevraagd")
        GOING = "going", _("gaat door")
        LAPSED = "lapsed", _("te weinig mensen")
        STOPPED = "stopped", _("gestopt")

    class Rhythm(models.TextChoices):
        ONCE = "once", _("één keer")
        WEEKLY = "weekly", _("elke week")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", related_query_name="arrangement"
    )
    theme = models.CharField(max_length=20, help_text="code from arranging.together.themes")
    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="+", related_query_name="arrangement"
    )
    starts_at = models.DateTimeField(help_text="the first time")
    minutes = models.PositiveSmallIntegerField()
    rhythm = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.WEEKLY)
    lead = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="led_arrangement"
    )
    smallest = models.PositiveSmallIntegerField()
    largest = models.PositiveSmallIntegerField()
    cost_cents = models.PositiveIntegerField(help_text="each time, all together")
    alone_cents = models.PositiveIntegerField(help_text="one request solved apart, each time")
    alone_minutes = models.PositiveIntegerField(help_text="of a helper, one request, each time")
    together_minutes = models.PositiveIntegerField(help_text="of all helpers, each time")
    state = models.CharField(max_length=7, choices=State, default=State.ASKING)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True, help_text="the coordinator who asked")
    answer_until = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="+", related_query_name="arrangement"
    )
    solved = models.PositiveIntegerField(default=0, help_text="requests solved: a count, no names")

    class Meta:
        verbose_name = _("samen oplossen")
        verbose_name_plural = _("samen oplossen")
        indexes = [
            models.Index(fields=["district", "state"]),
            models.Index(fields=["state", "answer_until"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="arrangement_has_room_for_its_smallest",
                condition=Q(smallest__gte=2, largest__gte=F("smallest")),
                violation_error_message=_("Er is plek voor minder mensen dan er nodig zijn."),
            ),
            models.CheckConstraint(
                name="arrangement_asks_before_it_starts",
                condition=Q(answer_until__lt=F("starts_at")),
                violation_error_message=_("Mensen antwoorden voor het begint."),
            ),
            models.CheckConstraint(
                name="arrangement_asking_is_not_settled",
                condition=Q(state="asking", settled_at__isnull=True)
                | (~Q(state="asking") & Q(settled_at__isnull=False)),
                violation_error_message=_("Wat nog gevraagd wordt, is nog niet beslist."),
            ),
        ]

    class Privacy:
        personal = ["lead", "made_by"]
        kept = "no end: what was arranged, with counts and without the people"

    def __str__(self) -> str:
        return f"{self.theme} {self.starts_at:%Y-%m-%d}"


class ArrangementParty(models.Model):
    """Who carries it: a neighbourhood house, a church, a shop, a welfare organisation."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="+", related_query_name="arrangement_party"
    )

    class Meta:
        verbose_name = _("partij van een arrangement")
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "organisation"],
                name="arrangementparty_once",
                violation_error_message=_("Deze organisatie doet al mee."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the arrangement: nothing about people"

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.arrangement_id}"


class ArrangementTask(models.Model):
    """One task of an arrangement: who may do it, with which certificate, and who does it."""

    class Job(models.TextChoices):
        HOST = "host", _("ontvangt de mensen")
        HELP = "help", _("helpt mee")
        RIDE = "ride", _("haalt en brengt")

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="tasks")
    job = models.CharField(max_length=4, choices=Job)
    helpers = models.JSONField(default=list, help_text="who may do it; empty is everybody")
    check_kind = models.CharField(
        max_length=14, choices=Check.Kind, blank=True, default="",
        help_text="the certificate that is needed, as the desk saw it",
    )  # fmt: skip
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", related_query_name="arrangement_task"
    )

    class Meta:
        verbose_name = _("taak van een arrangement")
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "job"],
                name="arrangementtask_once",
                violation_error_message=_("Deze taak staat er al."),
            )
        ]

    class Privacy:
        personal = ["person"]
        kept = "no end: what was arranged; the person goes when they wipe"

    def __str__(self) -> str:
        return f"{self.job} of {self.arrangement_id}"


class ArrangementInvite(models.Model):
    """Somebody who asked for help is privately asked whether this would do. No one else sees it."""

    class State(models.TextChoices):
        ASKED = "asked", _("gevraagd")
        YES = "yes", _("doet mee")
        NO = "no", _("liever niet")
        SOLVED = "solved", _("samen opgelost")
        LAPSED = "lapsed", _("verlopen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="invites")
    part = models.ForeignKey(HelpPart, models.CASCADE, related_name="invites")
    state = models.CharField(max_length=6, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("vraag om samen te doen")
        verbose_name_plural = _("vragen om samen te doen")
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "part"],
                name="arrangementinvite_once",
                violation_error_message=_("Deze vraag is al gesteld."),
            ),
            models.UniqueConstraint(
                fields=["part"],
                condition=Q(state__in=["asked", "yes"]),
                name="arrangementinvite_one_at_a_time",
                violation_error_message=_("Voor deze hulpvraag loopt al iets samen."),
            ),
        ]

    class Privacy:
        personal = ["state"]
        kept = "as long as the request"

    def __str__(self) -> str:
        return f"{self.part_id} in {self.arrangement_id}"
