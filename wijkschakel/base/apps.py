"""Registers this room with Django."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """The room `base`."""

    name = "wijkschakel.base"
    label = "base"
