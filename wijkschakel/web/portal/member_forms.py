"""The form that lets somebody belong to an organisation."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.web.common.moment_fields import day_field
from wijkschakel.web.common.signs_in import SignsInForm
from wijkschakel.web.common.text_fields import text

MOST_LETTERS = 120


class MembershipForm(SignsInForm):
    """Who, as what, from and until when."""

    field_order = ("email", "title", "starts_on", "ends_on")
    title = text(_("Wat doet diegene daar?"), MOST_LETTERS)
    starts_on = day_field(_("Vanaf"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["starts_on"].initial = self.today
        self.fields["ends_on"].help_text = _("Leeg: tot iemand het stopt.")

    def clean_starts_on(self) -> dt.date:
        """Refuse a day that is over: nobody belonged to it then."""
        day: dt.date = self.cleaned_data["starts_on"]
        if day < self.today:
            raise forms.ValidationError(_("Die dag is voorbij. Kies vandaag of later."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        typed = super().clean() or {}
        starts_on, ends_on = typed.get("starts_on"), typed.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("De einddatum ligt voor de begindatum."))
        return typed
