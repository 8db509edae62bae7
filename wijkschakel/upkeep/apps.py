"""Registers this room with Django."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """The room `upkeep`."""

    name = "wijkschakel.upkeep"
    label = "upkeep"
