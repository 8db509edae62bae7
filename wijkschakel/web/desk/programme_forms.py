"""The forms of programmes at the desk: dates of a package, a file, a district, a label."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.rules import packages
from wijkschakel.places.models import District, Venue
from wijkschakel.web.common.moment_fields import clock_field, day_field

FURTHEST = dt.timedelta(days=366)
TAKE = [
    ("labels", _("labels van de wijk")),
    ("initiatives", _("initiatieven, als vraag")),
    ("activities", _("activiteiten, nog niet zichtbaar")),
    ("guide", _("de vraagwijzer, als ontwerp")),
    ("questions", _("de vragenlijsten, nog niet online")),
]


class AdoptForm(forms.Form):
    """Where and when it begins."""

    district = forms.ModelChoiceField(
        District.objects.none(), label=_("In welke wijk?"), error_messages={
            "required": _("Kies een wijk."), "invalid_choice": _("Kies een van jouw wijken."),
        },
    )  # fmt: skip
    first_on = day_field(_("Eerste dag"))
    clock = clock_field(_("Hoe laat?"))
    venue = forms.ModelChoiceField(
        Venue.objects.none(), label=_("Waar?"), error_messages={
            "required": _("Kies de plek. Dan weten we in welke buurt het is."),
            "invalid_choice": _("Kies een plek uit de lijst."),
        },
    )  # fmt: skip

    def __init__(
        self, *args: Any, districts: list[District], today: dt.date, **kwargs: Any
    ) -> None:
        """Offer the own districts and their venues."""
        super().__init__(*args, **kwargs)
        self.today = today
        ids = [district.pk for district in districts]
        own = District.objects.filter(pk__in=ids).defer("boundary").order_by("name")
        self.fields["district"].queryset = own  # type: ignore[attr-defined]
        venues = Venue.objects.filter(district__in=ids).order_by("name")
        self.fields["venue"].queryset = venues  # type: ignore[attr-defined]

    def clean_first_on(self) -> dt.date:
        """Give a day that is still to come, within a year."""
        day: dt.date = self.cleaned_data["first_on"]
        if not self.today <= day <= self.today + FURTHEST:
            raise ValidationError(_("Kies een dag vanaf vandaag, binnen een jaar."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a venue of another district."""
        data = super().clean() or {}
        venue, district = data.get("venue"), data.get("district")
        if venue and district and venue.district_id != district.pk:
            self.add_error("venue", _("Deze plek ligt in een andere wijk."))
        return data


class PackageFileForm(forms.Form):
    """A package of another city."""

    file = forms.FileField(
        label=_("Bestand van het pakket"),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg."),
        },
    )

    def clean_file(self) -> packages.Content:
        """Give what is in the file, checked.

        :raises ValidationError: it is no package; the first faults are named.
        """
        data = self.cleaned_data["file"].read(packages.MOST_BYTES + 1)
        try:
            return packages.read(data)
        except packages.PackageError as error:
            places = [place for _code, place in error.faults if place][:5]
            if not places:
                raise ValidationError(
                    _("Dit is geen programmapakket. Er is niets gelezen.")
                ) from error
            said = _("Dit klopt nog niet in het pakket: %(places)s.")
            raise ValidationError(said % {"places": ", ".join(places)}) from error


class BeginForm(forms.Form):
    """Which district begins like which other one, and what comes along."""

    district = forms.ModelChoiceField(
        District.objects.none(), label=_("Welke wijk begint?"), error_messages={
            "required": _("Kies een wijk."), "invalid_choice": _("Kies een van jouw wijken."),
        },
    )  # fmt: skip
    source = forms.ModelChoiceField(
        District.objects.none(), label=_("Zoals welke wijk?"), error_messages={
            "required": _("Kies een wijk als voorbeeld."),
            "invalid_choice": _("Kies een wijk uit de lijst."),
        },
    )  # fmt: skip
    take = forms.MultipleChoiceField(
        label=_("Wat neem je mee?"),
        choices=TAKE,
        widget=forms.CheckboxSelectMultiple,
        initial=[name for name, _label in TAKE],
        error_messages={
            "required": _("Kies iets om mee te nemen."),
            "invalid_choice": _("Kies uit de lijst."),
        },
    )

    def __init__(self, *args: Any, districts: list[District], **kwargs: Any) -> None:
        """Offer the own districts, and every district as an example."""
        super().__init__(*args, **kwargs)
        rows = District.objects.defer("boundary").order_by("name", "pk")
        own = rows.filter(pk__in=[district.pk for district in districts])
        self.fields["district"].queryset = own  # type: ignore[attr-defined]
        self.fields["source"].queryset = rows  # type: ignore[attr-defined]


class LabelForm(forms.Form):
    """A new label."""

    name = forms.CharField(
        label=_("Naam van het label"),
        max_length=120,
        error_messages={"required": _("Geef het label een naam.")},
    )
    description = forms.CharField(
        label=_("Wat betekent het?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
