"""An activity in another language, written by people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.activities import Activity


class ActivityTranslation(models.Model):
    """Vertaling: the same activity, told in one more language."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12, help_text="BCP 47 code of this text")
    title = models.CharField(max_length=500)
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True, help_text="Markdown")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("vertaling")
        verbose_name_plural = _("vertalingen")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "language"],
                name="activitytranslation_once_per_language",
                violation_error_message=_("Deze taal staat er al."),
            ),
            models.CheckConstraint(
                name="activitytranslation_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("Geef de activiteit een naam."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as the activity: public, nothing about people"

    def __str__(self) -> str:
        return f"{self.activity_id} {self.language}"
