"""The forms of the desk for paths."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wijkschakel.paths.actions.learning import Followed
from wijkschakel.paths.models import Pack
from wijkschakel.paths.rules import courses
from wijkschakel.paths.rules.instruments import words_of
from wijkschakel.people.models import Person
from wijkschakel.places.models import District
from wijkschakel.web.common.languages import SPOKEN, language_name

DAY = {
    "required": _("Kies een dag."),
    "invalid": _("Deze dag ken ik niet. Een voorbeeld: 24-11-2026."),
}


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=DAY)


class CardForm(forms.Form):
    """What stands on a check-in card."""

    code = forms.CharField(
        label=_("Code op het kaartje"),
        max_length=20,
        error_messages={"required": _("Typ de code over.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    mark = forms.TypedChoiceField(
        label=_("Het cijfer"),
        choices=[("", _("Kies")), *[(str(number), str(number)) for number in range(11)]],
        coerce=int,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Kies een cijfer van 0 tot 10.")
        ),
    )
    words = forms.CharField(
        label=_("Wat erbij staat"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class PartnerForm(forms.Form):
    """Who was trained: which training, by whom, what it was about, until when it is valid."""

    person = forms.ModelChoiceField(
        label=_("Wie?"),
        queryset=Person.objects.none(),
        help_text=_("Alleen wie hier gesprekspartner of professional is."),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies uit de lijst.")),
    )
    title = forms.CharField(
        label=_("Welke training?"),
        max_length=120,
        help_text=_("De naam, zoals de deelnemer die kent."),
        error_messages={"required": _("Vul in hoe de training heet.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    given_by = forms.CharField(
        label=_("Wie gaf die?"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    lessons = forms.MultipleChoiceField(
        label=_("Welke van onze lessen kwamen aan bod?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )
    more = forms.CharField(
        label=_("Wat nog meer?"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Welke talen?"),
        choices=[(code, language_name(code)) for code in SPOKEN],
        required=False,
        help_text=_("Alleen voor wie gesprekken houdt."),
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies een taal.")),
    )
    about = forms.CharField(
        label=_("In een paar woorden"),
        required=False,
        max_length=200,
        help_text=_("Iedereen kan dit lezen."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    trained_on = _day(_("Getraind op"))
    valid_until = _day(_("Geldig tot en met"))
    is_open = forms.BooleanField(label=_("Heeft nu tijd"), required=False, initial=True)

    def __init__(self, *args: Any, people: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = partners
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        lessons = courses.talking().lessons
        code = (get_language() or "nl").split("-")[0]
        self.fields["lessons"].choices = [  # type: ignore[attr-defined]
            (one.id, words_of(one.title, code)) for one in lessons
        ]

    @property
    def talks(self) -> bool:
        """Say whether this person holds conversations, and is chosen by language."""
        return self.cleaned_data["person"].pk in self.partners

    def followed(self) -> Followed:
        """Give what was followed."""
        names = ("title", "given_by", "lessons", "more")
        return Followed(**{name: self.cleaned_data[name] for name in names})

    def clean(self) -> dict[str, Any]:
        """Refuse a training that is over before it began, and a partner without a language."""
        words = super().clean() or {}
        person = words.get("person")
        if person and person.pk in self.partners and words.get("languages") == []:
            self.add_error("languages", _("Kies een taal."))
        first, last = words.get("trained_on"), words.get("valid_until")
        if first and last and last <= first:
            self.add_error("valid_until", _("De training loopt af voordat die begon."))
        return words


class PackForm(forms.Form):
    """Questions or a guide card of a district, as a file of text."""

    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=Pack.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies wat het is.")),
    )
    district = forms.ModelChoiceField(
        label=_("Van welke wijk?"),
        queryset=District.objects.none(),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies uit de lijst.")),
    )
    text = forms.CharField(
        label=_("De tekst van het bestand"),
        max_length=60_000,
        error_messages={"required": _("Plak hier de tekst.")},
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    agreed_on = forms.DateField(
        label=_("Wanneer vonden bewoners dit goed?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY,
    )

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]

    def day(self) -> dt.date:
        """Give the day residents agreed."""
        day: dt.date = self.cleaned_data["agreed_on"]
        return day


class AgreeForm(forms.Form):
    """When residents here found the words right."""

    agreed_on = _day(_("Wanneer vonden bewoners dit goed?"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_agreed_on(self) -> dt.date:
        """Refuse a day that is still to come."""
        day: dt.date = self.cleaned_data["agreed_on"]
        if day > self.today:
            raise forms.ValidationError(_("Deze dag moet nog komen. Kies wanneer het was."))
        return day
