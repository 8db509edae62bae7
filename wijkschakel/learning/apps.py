"""Registers this room with Django."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The room `learning`."""

    name = "wijkschakel.learning"
    label = "learning"
