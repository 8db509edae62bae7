"""Registers this room with Django."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The room `network`."""

    name = "wijkschakel.network"
    label = "network"
