"""Registers this room with Django."""

from django.apps import AppConfig


class PathsConfig(AppConfig):
    """The room `paths`."""

    name = "wijkschakel.paths"
    label = "paths"
