"""The questions with which a district begins."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkschakel.activities.actions.beginning import Weekly
from wijkschakel.activities.models import Activity, Service
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District, Venue

Fields = dict[str, forms.Field]
MOST_LETTERS = 20


class ContactForm(forms.Form):
    """Whom people call."""

    name = forms.CharField(label=gettext_lazy("Wie neemt de telefoon op?"), max_length=120)
    phone = forms.CharField(label=gettext_lazy("Welk nummer?"), max_length=30)
    hours = forms.CharField(
        label=gettext_lazy("Wanneer?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: maandag tot en met vrijdag, 9 tot 17 uur."),
    )

    def __init__(self, *args: Any, district: District, **options: Any) -> None:
        options["initial"] = {
            "name": district.contact_name,
            "phone": district.contact_phone,
            "hours": district.contact_hours,
        }
        super().__init__(*args, **options)


class RowsForm(forms.Form):
    """The same few questions for some things at once; a row without a name is no row."""

    rows = 3
    lead = "name"
    # What must be there once a row has a name, and what to say when it is not.
    needed: dict[str, Any] = {}

    def __init__(self, *args: Any, district: District, **options: Any) -> None:
        super().__init__(*args, **options)
        self.district = district
        for number in range(self.rows):
            for name, field in self.questions().items():
                field.required = False
                self.fields[f"{name}_{number}"] = field

    def questions(self) -> Fields:
        """Give the questions of one row."""
        raise NotImplementedError

    def shown(self) -> list[list[BoundField]]:
        """Give the fields, row by row."""
        names = list(self.questions())
        return [[self[f"{name}_{number}"] for name in names] for number in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        """Refuse when nothing was filled in, or a row is half."""
        values = super().clean() or {}
        if not self.filled(values) and not self.errors:
            raise ValidationError(_("Vul er één in, of sla deze stap over."))
        for number in range(self.rows):
            if not values.get(f"{self.lead}_{number}"):
                continue
            for name, sentence in self.needed.items():
                if values.get(f"{name}_{number}") in (None, ""):
                    self.add_error(f"{name}_{number}", sentence)
        return values

    def filled(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        """Give the rows that have a name."""
        names = list(self.questions())
        found = [
            {name: values.get(f"{name}_{number}") for name in names} for number in range(self.rows)
        ]
        return [row for row in found if row[self.lead]]


class VenuesForm(RowsForm):
    """Where people meet."""

    def questions(self) -> Fields:
        """Name, kind and street."""
        return {
            "name": forms.CharField(label=_("Naam van de plek"), max_length=120),
            "kind": forms.ChoiceField(
                label=_("Wat is het?"),
                choices=Venue.Kind.choices,
                initial=Venue.Kind.COMMUNITY,
            ),
            "street": forms.CharField(label=_("Straat en nummer"), max_length=160),
        }


class OrganisationsForm(RowsForm):
    """Who works here."""

    def questions(self) -> Fields:
        """Name and kind."""
        return {
            "name": forms.CharField(label=_("Naam van de organisatie"), max_length=200),
            "kind": forms.ChoiceField(
                label=_("Wat voor organisatie?"),
                choices=Organisation.Kind.choices,
                initial=Organisation.Kind.WELFARE,
            ),
        }


def _weekly(district: District, title: str) -> Fields:
    """Ask what comes back every week: title, day, hour, place and theme."""
    venues = list(Venue.objects.filter(district=district).only("name").order_by("name")[:200])
    days = [("", _("Kies een dag")), *((n, capfirst(day)) for n, day in WEEKDAYS.items())]
    return {
        "title": forms.CharField(label=title, max_length=200),
        "weekday": forms.TypedChoiceField(
            label=_("Welke dag?"), choices=days, coerce=int, empty_value=None
        ),
        "clock": forms.TimeField(
            label=_("Hoe laat?"),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={"invalid": _("Deze tijd ken ik niet. Een voorbeeld: 14:00.")},
        ),
        "venue": forms.TypedChoiceField(
            label=_("Waar?"),
            choices=[*((str(v.pk), v.name) for v in venues), ("", _("Weet ik nog niet"))],
            coerce=lambda number: next((v for v in venues if str(v.pk) == number), None),
            empty_value=None,
            initial=str(venues[0].pk) if venues else "",
        ),
    }


NEEDED = {
    "weekday": gettext_lazy("Kies een dag."),
    "clock": gettext_lazy("Kies een tijd."),
}


class ActivitiesForm(RowsForm):
    """What there is to do every week."""

    lead = "title"
    needed = NEEDED

    def questions(self) -> Fields:
        """Title, day, hour, place and theme."""
        theme = forms.ChoiceField(
            label=_("Wat past het best?"),
            choices=Activity.Theme.choices,
            initial=Activity.Theme.TALK,
        )
        return _weekly(self.district, _("Wat gaan jullie doen?")) | {"theme": theme}

    def weekly(self) -> list[Weekly]:
        """Give the rows as things that come back."""
        return [Weekly(**row) for row in self.filled(self.cleaned_data)]


class HourForm(RowsForm):
    """When somebody sits ready for questions."""

    rows = 1
    lead = "title"
    needed = NEEDED

    def questions(self) -> Fields:
        """Title, day, hours and place."""
        closes = forms.TimeField(
            label=_("Tot hoe laat?"),
            initial=dt.time(12),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={"invalid": _("Deze tijd ken ik niet. Een voorbeeld: 14:00.")},
        )
        return _weekly(self.district, _("Hoe heet het spreekuur?")) | {"closes": closes}

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that ends before it begins."""
        values = super().clean()
        opens, closes = values.get("clock_0"), values.get("closes_0")
        if opens and (not closes or closes <= opens):
            self.add_error("closes_0", _("Het einde komt na het begin."))
        return values


class ServicesForm(RowsForm):
    """Where people can go or call."""

    def questions(self) -> Fields:
        """Name, telephone and kind."""
        return {
            "name": forms.CharField(label=_("Wie of wat helpt?"), max_length=200),
            "phone": forms.CharField(label=_("Telefoon"), max_length=30),
            "kind": forms.ChoiceField(
                label=_("Waarmee?"),
                choices=Service.Kind.choices,
                initial=Service.Kind.MEETING,
            ),
        }


class HelpersForm(forms.Form):
    """Who helps to begin."""

    addresses = forms.CharField(
        label=gettext_lazy("Wie vraag je om te helpen?"),
        help_text=gettext_lazy("E-mailadressen, elk op een eigen regel."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
    )

    def __init__(self, *args: Any, district: District, **options: Any) -> None:
        super().__init__(*args, **options)

    def clean_addresses(self) -> list[str]:
        """Give the addresses, each once."""
        words = str(self.cleaned_data["addresses"]).replace(",", " ").replace(";", " ").split()
        addresses = list(dict.fromkeys(word.lower() for word in words))
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError as error:
                sentence = _("%(address)s is geen e-mailadres. Er is nog niets verstuurd.")
                raise ValidationError(sentence % {"address": address}) from error
        if len(addresses) > MOST_LETTERS:
            raise ValidationError(_("Vraag er hooguit twintig tegelijk."))
        return addresses
