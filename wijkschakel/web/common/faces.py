"""Three faces that say how it was: drawn, always beside a word."""

from django.utils.safestring import SafeString, mark_safe

MOUTHS = {
    "good": "M14 28c3 5.5 7 8 10 8s7-2.5 10-8",
    "fair": "M15 32h18",
    "bad": "M14 35c3-5 7-7 10-7s7 2 10 7",
}


def _draw(mouth: str) -> SafeString:
    return mark_safe(  # noqa: S308 - our own drawings only
        '<svg class="ws-faces__face" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
        '<circle cx="24" cy="24" r="20"/><circle class="e" cx="17" cy="20" r="2.4"/>'
        f'<circle class="e" cx="31" cy="20" r="2.4"/><path d="{mouth}"/></svg>'
    )


DRAWN = {name: _draw(mouth) for name, mouth in MOUTHS.items()}
