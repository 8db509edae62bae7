"""What must be right before the pages can be shown."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error

from wijkschakel.web.common.navigation import OWN_THEME, theme_file


def theme_exists(**options: Any) -> list[CheckMessage]:
    """Refuse a theme without a file of tokens: every page would fail."""
    if settings.THEME == OWN_THEME or finders.find(theme_file(settings.THEME)):
        return []
    words = f"WIJKSCHAKEL_THEME is {settings.THEME}, but {theme_file(settings.THEME)} is not there."
    return [Error(words, hint="Add the file, run npm run build, or unset it.", id="web.E001")]
