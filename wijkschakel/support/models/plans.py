"""Plan of the night: what a region would gain, as proposals that a coordinator accepts."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkschakel.places.models import District, Region
from wijkschakel.support.models.offers import HelpOffer
from wijkschakel.support.models.requests import HelpPart


class MatchPlan(models.Model):
    """The best matches of one region on one night, with first come first served beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(
        Region, models.CASCADE, related_name="+", related_query_name="match_plan"
    )
    made_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    figures = models.JSONField(help_text="counts only: requests, offers, pairs, served, waiting")
    first_come = models.JSONField(help_text="the same counts for first come first served")

    class Meta:
        verbose_name = _("plan van de nacht")
        verbose_name_plural = _("plannen van de nacht")
        constraints = [
            models.UniqueConstraint(
                fields=["region"],
                condition=models.Q(is_current=True),
                name="matchplan_one_current",
                violation_error_message=_("Er is al een plan voor deze regio."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "a year: counts"

    def __str__(self) -> str:
        return f"{self.region_id} {self.made_at:%Y-%m-%d}"


class PlannedMatch(models.Model):
    """One proposal of a plan: it becomes a match when a coordinator accepts it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("voorstel")
        ACCEPTED = "accepted", _("gevraagd")
        REFUSED = "refused", _("niet gedaan")
        GONE = "gone", _("kan niet meer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(MatchPlan, models.CASCADE, related_name="matches")
    part = models.ForeignKey(HelpPart, models.CASCADE, related_name="planned")
    offer = models.ForeignKey(HelpOffer, models.CASCADE, related_name="planned")
    district = models.ForeignKey(
        District, models.CASCADE, related_name="+", related_query_name="planned_match"
    )
    kind = models.CharField(max_length=40, help_text="code: proposals are accepted per group")
    score = models.PositiveSmallIntegerField()
    is_first_choice = models.BooleanField(help_text="the best-scoring helper of all who may help")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)

    class Meta:
        verbose_name = _("voorstel van een plan")
        verbose_name_plural = _("voorstellen van een plan")
        indexes = [models.Index(fields=["district", "state", "kind"])]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "part"],
                name="plannedmatch_once_per_part",
                violation_error_message=_("Dit voorstel is er al."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the plan, and at most as long as request and offer"

    def __str__(self) -> str:
        return f"{self.part_id} with {self.offer_id}"
