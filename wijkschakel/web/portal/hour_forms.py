"""The forms of consultation hours: an appointment, a day that is otherwise."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkschakel.web.common.moment_fields import day_field
from wijkschakel.web.portal.forms import GuestForm


class AppointmentForm(forms.Form):
    """Which time, and perhaps what it is about."""

    starts_at = forms.CharField(
        label=_("Welke tijd?"),
        error_messages={"required": _("Kies een tijd.")},
        max_length=40,
    )
    about = forms.CharField(
        label=_("Waar gaat het over?"),
        help_text=_("Alleen wie er zit leest dit."),
        required=False,
        max_length=500,
        error_messages={"max_length": _("Dit is te lang. Kort het in.")},
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    once = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_starts_at(self) -> dt.datetime:
        """Read the moment that the button of a time sends."""
        try:
            moment = dt.datetime.fromisoformat(self.cleaned_data["starts_at"])
        except ValueError:
            raise ValidationError(_("Kies een tijd.")) from None
        if timezone.is_naive(moment):
            raise ValidationError(_("Kies een tijd."))
        return moment


class GuestAppointmentForm(AppointmentForm, GuestForm):
    """The same for somebody without an account: a name as well."""


class DayForm(forms.Form):
    """A day that is otherwise: closed, or open at another time."""

    day = day_field(_("Op welke dag?"))
    opens = forms.TimeField(
        label=_("Open van"),
        help_text=_("Laat leeg als het dicht is."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Deze tijd ken ik niet. Een voorbeeld: 14:00.")},
    )
    closes = forms.TimeField(
        label=_("Open tot"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Deze tijd ken ik niet. Een voorbeeld: 14:00.")},
    )
    note = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Iedereen kan dit lezen. Een paar woorden is genoeg."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> dt.date:
        """Refuse days that have passed."""
        day: dt.date = self.cleaned_data["day"]
        if not self.today <= day <= self.today + dt.timedelta(days=731):
            raise ValidationError(_("Kies een dag die nog komt, binnen twee jaar."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for both times or none."""
        words = super().clean() or {}
        opens, closes = words.get("opens"), words.get("closes")
        if (opens is None) != (closes is None) or (opens and closes and closes <= opens):
            self.add_error("closes", _("Vul in van wanneer tot wanneer, of laat allebei leeg."))
        return words
