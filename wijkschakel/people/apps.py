"""Registers this room with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room `people`."""

    name = "wijkschakel.people"
    label = "people"
