"""Why a post does not stand there."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeclineForm(forms.Form):
    """Why it does not stand there; the writer reads it."""

    reason = forms.CharField(
        label=_("Waarom niet? De schrijver leest dit."),
        max_length=300,
        error_messages={"required": _("Schrijf waarom. Eén zin is genoeg.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
