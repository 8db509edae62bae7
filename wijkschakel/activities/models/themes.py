"""What an activity or an initiative is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """Eight words that everybody knows."""

    MOVE = "move", _("Bewegen")
    EAT = "eat", _("Eten")
    TALK = "talk", _("Praten")
    MAKE = "make", _("Maken")
    LEARN = "learn", _("Leren")
    MUSIC = "music", _("Muziek")
    GREEN = "green", _("Groen")
    HELP = "help", _("Hulp")
