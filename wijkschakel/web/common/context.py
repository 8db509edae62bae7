"""What the frame around every page shows."""

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """Give base.html what it needs; nothing here may ask the database."""
    return {
        "theme": settings.THEME,
        "demo": settings.DEMO,
        # Each language in its own words, so that whoever needs it finds it.
        "languages": settings.LANGUAGES,
        "help_phone": settings.HELP_PHONE,
        "help_hours": settings.HELP_HOURS,
    }
