"""Kind of help: what a coordinator changed in the list that comes along (see `rules.kinds`)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HelpKind(models.Model):
    """A kind of help that was added or changed here; the others stay as they come along."""

    class Group(models.TextChoices):
        PRACTICAL = "practical", _("praktische hulp")
        INFORMAL_CARE = "informal_care", _("mantelzorg")
        PREVENTION = "prevention", _("gezond blijven")
        RESEARCH = "research", _("onderzoek")
        ICT = "ict", _("computer en telefoon")

    code = models.SlugField(primary_key=True, max_length=40)
    group = models.CharField(max_length=13, choices=Group)
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    icon = models.CharField(max_length=20, default="hand")
    risk = models.PositiveSmallIntegerField(default=0, help_text="0 none to 3 professionals only")
    examples = models.TextField(blank=True, help_text="sentences that people say, one on a line")
    is_active = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("soort hulp")
        verbose_name_plural = _("soorten hulp")
        constraints = [
            models.CheckConstraint(
                name="helpkind_has_a_name",
                condition=~Q(name_nl=""),
                violation_error_message=_("Geef deze soort hulp een naam."),
            ),
            models.CheckConstraint(
                name="helpkind_risk_is_0_to_3",
                condition=Q(risk__lte=3),
                violation_error_message=_("Het risico is 0, 1, 2 of 3."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        kept = "no end: public, nothing about people"

    def __str__(self) -> str:
        return self.name_nl
