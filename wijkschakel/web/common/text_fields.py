"""A field for words, as forms of several pages ask them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = _("Dit is te lang. Kort het in.")


def text(
    label: Any, most: int, *, empty: Any = None, hint: Any = "", rows: int = 0
) -> forms.CharField:
    """Make a field for words; with `empty` it is required, and that is what it says."""
    attrs: dict[str, Any] = {"dir": "auto"} | ({"rows": rows} if rows else {})
    return forms.CharField(
        label=label, max_length=most, required=bool(empty), help_text=hint,
        error_messages={"max_length": LONG} | ({"required": empty} if empty else {}),
        widget=forms.Textarea(attrs=attrs) if rows else forms.TextInput(attrs=attrs),
    )  # fmt: skip
