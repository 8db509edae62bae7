"""A day and an hour in a form, with the same sentences everywhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def day_field(label: Any) -> forms.DateField:
    """Ask for a day."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Kies een dag."),
            "invalid": _("Deze dag ken ik niet. Een voorbeeld: 24-11-2026."),
        },
    )


def clock_field(label: Any) -> forms.TimeField:
    """Ask for an hour on the clock of the people."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Kies een tijd."),
            "invalid": _("Deze tijd ken ik niet. Een voorbeeld: 14:00."),
        },
    )
