"""Fields for numbers, amounts and a choice of a few, with a sentence for what is wrong."""

from decimal import Decimal
from typing import Any

from django import forms


def number_field(label: Any, most: int, wrong: Any, *, hint: Any = "", whole: bool = False) -> Any:
    """Make a field for a number above nothing."""
    kind: Any = forms.IntegerField if whole else forms.DecimalField
    least = 1 if whole else Decimal("0.01")
    more: dict[str, Any] = {} if whole else {"decimal_places": 2, "localize": True}
    errors = dict.fromkeys(
        ("required", "invalid", "min_value", "max_value", "max_decimal_places"), wrong
    )
    return kind(
        label=label, help_text=hint, min_value=least, max_value=most,
        error_messages=errors, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric" if whole else "decimal"}), **more,
    )  # fmt: skip


def choice_field(label: Any, choices: Any, wrong: Any, hint: Any = "") -> Any:
    """Make a field to choose one of a few."""
    errors = {"required": wrong, "invalid_choice": wrong}
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages=errors,
        help_text=hint,
    )  # fmt: skip
