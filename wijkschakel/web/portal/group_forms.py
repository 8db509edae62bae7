"""The forms of closed groups: what it is, what is written, when it meets."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import GroupMessage
from wijkschakel.web.common import dates
from wijkschakel.web.portal.room_forms import DAY, clock_field, line_field

LONG = {"required": _("Schrijf eerst iets."), "max_length": _("Dit is te lang. Kort het in.")}


def _text(label: Any, length: int, rows: int, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label, help_text=hint, max_length=length, error_messages=LONG, widget=widget
    )


class GroupForm(forms.Form):
    """What a group is for, and what its members agree with each other."""

    name = line_field(_("Hoe heet de groep?"), 80)
    about = line_field(
        _("Voor wie is het?"), 300, _("Bijvoorbeeld: voor wie slecht slaapt en erover wil praten.")
    )
    rules = _text(
        _("Wat spreken jullie af?"), 2000, 5,
        _("Bijvoorbeeld: wat hier gezegd wordt, blijft hier. Iedereen zegt hier eerst ja op."),
    )  # fmt: skip
    is_listed = forms.BooleanField(
        label=_("Buurtgenoten mogen de groep vinden. Ze zien de naam en voor wie het is."),
        required=False,
        initial=True,
    )


class WriteForm(forms.Form):
    """Something told, or a question for support."""

    text = _text(_("Wat wil je zeggen?"), 2000, 4, _("Alleen de groep leest dit."))
    kind = forms.ChoiceField(choices=GroupMessage.Kind.choices, required=False)


class ReplyForm(forms.Form):
    """An answer, under the message it answers: its field has an address of its own."""

    text = _text(_("Jouw antwoord"), 2000, 3)

    def __init__(self, data: Any = None, *, under: GroupMessage) -> None:
        """Take what was sent, and the message that is answered."""
        super().__init__(data, auto_id=f"antwoord-{under.pk.hex}-%s")


class DateForm(forms.Form):
    """When the group meets, and where."""

    title = line_field(_("Wat gaan jullie doen?"), 80)
    where = line_field(_("Waar?"), 120, required=False)
    day = forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY,
    )
    start = clock_field(_("Van"))
    end = clock_field(_("Tot"))

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        """Take the moment before which nothing can be planned."""
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, and a moment that is over."""
        words = super().clean() or {}
        day, start, end = words.get("day"), words.get("start"), words.get("end")
        if start and end and end <= start:
            raise ValidationError(_("Het einde ligt voor het begin."))
        if day and end and self.moment("end") <= self.now:
            raise ValidationError(_("Dat is al geweest. Kies een dag die nog komt."))
        return words

    def moment(self, name: str) -> dt.datetime:
        """Give start or end, in the zone of the people."""
        return dates.at_clock(self.cleaned_data["day"], self.cleaned_data[name])
