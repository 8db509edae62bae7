"""Registers the shared parts of the pages with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Template tags and middleware of the pages."""

    name = "wijkschakel.web.common"
    label = "web"
