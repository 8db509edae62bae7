"""Registers this room with Django."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The room `outcomes`."""

    name = "wijkschakel.outcomes"
    label = "outcomes"
