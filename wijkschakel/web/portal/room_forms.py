"""The forms of rooms and means: offering, asking."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import MeansOffer, Room
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District, Venue
from wijkschakel.web.common import dates
from wijkschakel.web.portal.forms import clean_phone

CLOCK = {
    "required": _("Kies een tijd."),
    "invalid": _("Deze tijd ken ik niet. Een voorbeeld: 14:00."),
}
DAY = {
    "required": _("Kies een dag."),
    "invalid": _("Deze dag ken ik niet. Een voorbeeld: 24-11-2026."),
}


def clock_field(label: Any) -> forms.TimeField:
    """Make a field for a time of the day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=CLOCK)


def line_field(label: Any, length: int, hint: Any = "", **more: Any) -> forms.CharField:
    """Make a field for one line of words."""
    errors = {"required": _("Vul dit in."), "max_length": _("Dit is te lang. Kort het in.")}
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=length,
        error_messages=errors,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        **more,
    )


class RoomForm(forms.Form):
    """Which room, where, how big, from when until when."""

    name = line_field(_("Hoe heet de ruimte?"), 120, _("Bijvoorbeeld: de kamer achter de winkel."))
    venue = forms.ModelChoiceField(
        label=_("Waar is het?"),
        queryset=Venue.objects.none(),
        empty_label=_("Kies een plek"),
        error_messages={
            "required": _("Kies een plek uit de lijst."),
            "invalid_choice": _("Kies een plek uit de lijst."),
        },
    )
    organisation = forms.ModelChoiceField(
        label=_("Van welke zaak of groep?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Van mijzelf"),
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )
    people = forms.IntegerField(
        label=_("Hoeveel mensen kunnen erin?"),
        required=False,
        min_value=1,
        max_value=2000,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Vul een getal in van 1 tot 2000.")
        ),
    )
    what_is_there = line_field(
        _("Wat is er?"), 300, _("Bijvoorbeeld: tafels, koffie, een wc."), required=False
    )
    rules = line_field(_("Wat vraag je van mensen?"), 500, required=False)
    opens = clock_field(_("Te gebruiken van"))
    closes = clock_field(_("Te gebruiken tot"))

    def __init__(
        self, *args: Any, district: District, mine: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        venues = Venue.objects.filter(district=district).only("name").order_by("name")
        self.fields["venue"].queryset = venues  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = mine  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a room that closes before it opens, or that is there already."""
        words = super().clean() or {}
        opens, closes = words.get("opens"), words.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _("De sluitingstijd ligt voor de openingstijd."))
        name, venue = words.get("name"), words.get("venue")
        if name and venue and Room.objects.filter(venue=venue, name=name).exists():
            self.add_error("name", _("Deze ruimte staat er al."))
        return words


class MeansForm(forms.Form):
    """What is offered."""

    kind = forms.ChoiceField(
        label=_("Wat bied je aan?"),
        choices=MeansOffer.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies wat het best past.")),
    )
    title = line_field(
        _("Zeg het in een paar woorden"), 160, _("Bijvoorbeeld: twintig klapstoelen.")
    )
    text = forms.CharField(
        label=_("Wil je er iets bij vertellen?"),
        required=False,
        max_length=1000,
        error_messages={"max_length": _("Dit is te lang. Kort het in.")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    phone = forms.CharField(
        label=_("Welk nummer mag iedereen bellen?"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    organisation = forms.ModelChoiceField(
        label=_("Van welke zaak of groep?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Van mijzelf"),
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )

    def __init__(self, *args: Any, mine: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = mine  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """Give the number as it is kept."""
        return clean_phone(self.cleaned_data["phone"])


class BookingForm(forms.Form):
    """When, and what for."""

    day = forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY,
    )
    start = clock_field(_("Van"))
    end = clock_field(_("Tot"))
    purpose = line_field(_("Wat ga je doen?"), 120, _("Iedereen kan dit lezen."))
    is_resident_run = forms.BooleanField(
        label=_("Bewoners doen dit zelf, voor bewoners."), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        words = super().clean() or {}
        start, end = words.get("start"), words.get("end")
        if start and end and end <= start:
            raise ValidationError(_("Het einde ligt voor het begin."))
        return words

    def moment(self, name: str) -> dt.datetime:
        """Give start or end, in the zone of the people."""
        return dates.at_clock(self.cleaned_data["day"], self.cleaned_data[name])
