"""Registers this room with Django."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """The room `funding`."""

    name = "wijkschakel.funding"
    label = "funding"
