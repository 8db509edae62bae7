"""Somebody found by the address they sign in with, until a day: for roles and memberships."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkschakel.people import queries
from wijkschakel.people.models import Person


class SignsInForm(forms.Form):
    """Who, and until when."""

    email = forms.EmailField(
        label=_("E-mail waarmee diegene inlogt"),
        help_text=_("Laat diegene eerst zelf een keer inloggen."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Vul het mailadres in."),
            "invalid": _("Dit mailadres klopt niet."),
        },
    )
    ends_on = forms.DateField(
        label=_("Tot en met"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, now: dt.datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = timezone.localdate(now)

    def clean_ends_on(self) -> dt.date | None:
        """Refuse a day that is over."""
        day: dt.date | None = self.cleaned_data["ends_on"]
        if day and day < self.today:
            raise forms.ValidationError(_("Die dag is voorbij. Kies een latere dag, of laat leeg."))
        return day

    def find_person(self) -> Person | None:
        """Give who signs in with the address; if nobody does, that stands with the field."""
        person = queries.find_by_address(self.cleaned_data["email"])
        if person is None:
            self.add_error("email", _("Niemand logt in met dit adres. Er is niets veranderd."))
        return person
