"""What is published for machines: what stood there last, and what may have changed since."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicItem(models.Model):
    """One thing as it was last published. A new number says that something about it changed.

    It has no foreign key: that a thing is gone is told too, for as long as others may ask.
    """

    class Kind(models.TextChoices):
        SESSION = "session", _("bijeenkomst")
        SERIES = "SessionSeries", _("reeks voor OpenActive")
        SCHEDULED = "ScheduledSession", _("bijeenkomst voor OpenActive")

    kind = models.CharField(max_length=16, choices=Kind)
    thing_id = models.UUIDField()
    activity_id = models.UUIDField(help_text="of which activity it is, also when that is gone")
    number = models.BigIntegerField(unique=True, help_text="rises over all items together")
    version = models.PositiveIntegerField(default=0, help_text="how often it changed")
    digest = models.CharField(max_length=64, help_text="of all that is published of it")
    changed_at = models.DateTimeField()
    is_deleted = models.BooleanField(default=False)
    text = models.TextField(blank=True, help_text="JSON as it is given away; empty when deleted")

    class Meta:
        verbose_name = _("openbaar gegeven")
        verbose_name_plural = _("openbare gegevens")
        indexes = [
            models.Index(fields=["kind", "number"]),
            models.Index(fields=["activity_id"]),
            models.Index(fields=["is_deleted", "changed_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing_id"],
                name="publicitem_once_per_thing",
                violation_error_message=_("Dit staat er al bij."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        kept = "as long as it is public; 30 days after it went"

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id} {self.number}"


class PublicMark(models.Model):
    """A sign that something public of an activity may have changed; it waits to be published."""

    activity_id = models.UUIDField()

    class Meta:
        verbose_name = _("teken van verandering")

    class Privacy:
        personal: list[str] = []
        kept = "a minute: until it was published"

    def __str__(self) -> str:
        return f"mark {self.activity_id}"


class PublicCounter(models.Model):
    """The last number that was given away. Who publishes holds this row: one at a time."""

    last = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("teller van openbare gegevens")

    class Privacy:
        personal: list[str] = []
        kept = "no end: one number"

    def __str__(self) -> str:
        return str(self.last)
