"""What somebody learned, and the one time that voluntary questions were offered."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Session
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Person


class CourseRecord(models.Model):
    """Gevolgde training: which, by whom, when, until when it is valid, what it was about.

    One row is the person's own: lessons ticked off by oneself. It makes nobody a partner.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", related_query_name="course_record"
    )
    is_own = models.BooleanField(default=False, help_text="ticked off by oneself")
    content = EncryptedTextField(help_text="JSON: title, given_by, lessons, more")
    followed_on = models.DateField()
    valid_until = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gevolgde training")
        verbose_name_plural = _("gevolgde trainingen")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(is_own=True),
                name="courserecord_one_of_ones_own",
                violation_error_message=_("Je eigen lessen staan al op een rij."),
            ),
            models.CheckConstraint(
                name="courserecord_ends_after_it_began",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("followed_on")),
                violation_error_message=_("De training is eerst gedaan, en loopt dan af."),
            ),
        ]

    class Privacy:
        personal = ["person", "content", "followed_on", "valid_until"]
        kept = "a year after it ended; without an end two years after the last change"

    def __str__(self) -> str:
        return f"course {self.pk}"


class QuestionOffer(models.Model):
    """Vrijwillige vragen aangeboden: once, after joining something; then never again."""

    person = models.OneToOneField(
        Person, models.CASCADE, related_name="+", related_query_name="question_offer"
    )
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, related_name="+", related_query_name="question_offer"
    )
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, help_text="skipped or looked at")

    class Meta:
        verbose_name = _("aanbod van vrijwillige vragen")
        verbose_name_plural = _("aanbod van vrijwillige vragen")

    class Privacy:
        personal = ["person", "session", "made_at", "closed_at"]
        kept = "as long as the account: else it would be asked again"

    def __str__(self) -> str:
        return f"offer {self.person_id}"
