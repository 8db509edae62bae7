"""Where something works: on which level, and on which building block of a movement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """With whom something changes."""

    RESIDENT = "resident", _("Bewoner")
    PROFESSIONAL = "professional", _("Professional")
    ORGANISATION = "organisation", _("Organisatie")
    SYSTEM = "system", _("Systeem")


class Block(models.TextChoices):
    """What a movement is built from."""

    DATA = "data", _("Data en ICT")
    MONITORING = "monitoring", _("Monitoring")
    FUNDING = "funding", _("Bekostiging")
    WORKING_TOGETHER = "working_together", _("Samenwerking")
    LEARNING = "learning", _("Lerend vermogen")
