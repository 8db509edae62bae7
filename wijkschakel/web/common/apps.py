"""Registers the shared parts of the pages with Django."""

from django.apps import AppConfig
from django.core.checks import register

from wijkschakel.web.common.checks import theme_exists


class WebConfig(AppConfig):
    """Template tags and middleware of the pages."""

    name = "wijkschakel.web.common"
    label = "web"

    def ready(self) -> None:
        """Check what the pages cannot do without."""
        register(theme_exists)
