"""Registers this room with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The room `places`."""

    name = "wijkschakel.places"
    label = "places"
