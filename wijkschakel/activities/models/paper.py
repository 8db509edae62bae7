"""Printed products: made once as a PDF, kept a week, thrown away."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.activities import Activity
from wijkschakel.people.models import InvitationCode
from wijkschakel.places.models import District


class PrintedProduct(models.Model):
    """Drukwerk: a PDF of a district or one activity, that the task worker makes."""

    class Kind(models.TextChoices):
        AGENDA = "agenda", _("weekagenda")
        FLYER = "flyer", _("flyer")
        INVITATION = "invitation", _("uitnodigingen")
        HANGER = "hanger", _("deurhangers")
        POSTER = "poster", _("poster")

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht")
        BUSY = "busy", _("wordt gemaakt")
        READY = "ready", _("klaar")
        FAILED = "failed", _("niet gelukt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    done = models.PositiveSmallIntegerField(default=0, help_text="percent")
    language = models.CharField(max_length=12, default="nl", help_text="BCP 47 code")
    district = models.ForeignKey(
        District, models.CASCADE, related_name="+", related_query_name="printed_product"
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, related_name="printed_products"
    )
    invitation = models.ForeignKey(
        InvitationCode,
        models.CASCADE,
        null=True,
        related_name="+",
        related_query_name="printed_product",
    )
    ordered_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    seconds = models.FloatField(null=True, help_text="how long making it took")
    pages = models.PositiveSmallIntegerField(null=True)
    size = models.PositiveIntegerField(null=True, help_text="bytes")
    pdf = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("drukwerk")
        indexes = [models.Index(fields=["district", "ordered_at"])]
        constraints = [
            models.CheckConstraint(
                name="printedproduct_is_ready_with_a_pdf",
                condition=~Q(state="ready") | Q(pdf__isnull=False, ready_at__isnull=False),
                violation_error_message=_("Drukwerk dat klaar is, heeft een bestand."),
            ),
            models.CheckConstraint(
                name="printedproduct_invitation_has_words",
                condition=~Q(kind="invitation") | Q(invitation__isnull=False),
                violation_error_message=_("Op een uitnodiging staan zes woorden."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "a week"

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
