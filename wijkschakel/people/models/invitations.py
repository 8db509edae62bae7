"""An invitation on paper: six words that let many people begin, until a day."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.places.models import District


class InvitationCode(models.Model):
    """Uitnodiging: six words on cards of a district. They open nothing that is somebody's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        District, models.CASCADE, related_name="+", related_query_name="invitation_code"
    )
    words = models.CharField(max_length=120, unique=True, help_text="six words, one space apart")
    made_at = models.DateTimeField()
    ends_on = models.DateField(help_text="last day they work")
    most_uses = models.PositiveIntegerField(help_text="how many people may begin with them")
    uses = models.PositiveIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        indexes = [models.Index(fields=["district", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                name="invitationcode_is_used_at_most_so_often",
                condition=Q(uses__lte=F("most_uses")),
                violation_error_message=_("Deze uitnodiging is al vaak genoeg gebruikt."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "a month after the last day; who began with it is not kept"

    def __str__(self) -> str:
        return f"invitation {self.pk}"
