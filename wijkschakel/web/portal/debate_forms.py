"""The forms of a debate: a question, and what came of it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class QuestionForm(forms.Form):
    """One question in a few words."""

    text = forms.CharField(
        label=_("Wat is je vraag?"),
        help_text=_("Je naam staat er niet bij."),
        max_length=280,
        error_messages={
            "required": _("Schrijf eerst je vraag."),
            "max_length": _("Deze vraag is te lang. Kort hem in."),
        },
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    once = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class OutcomeForm(forms.Form):
    """What was said and agreed."""

    outcome = forms.CharField(
        label=_("Wat kwam eruit?"),
        help_text=_("Iedereen kan dit lezen. Noem geen namen zonder het te vragen."),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
