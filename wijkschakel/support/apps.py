"""Registers this room with Django."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """The room `support`."""

    name = "wijkschakel.support"
    label = "support"
