"""The forms of referrals: writing, saying yes, answering, and reading in."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation, Person
from wijkschakel.support.models import Referral

BY_CODE = "code"
MONTHS = ((1, _("een maand")), (3, _("drie maanden")), (6, _("een half jaar")), (12, _("een jaar")))
CHOOSE = {"required": _("Kies wat het best past."), "invalid_choice": _("Kies uit de lijst.")}


def text(label: Any, length: int, hint: Any = "", rows: int = 3, **more: Any) -> forms.CharField:
    """Give a field for own words; of one row it is a line."""
    attrs = {"dir": "auto"}
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=length,
        error_messages={
            "required": _("Vul dit in."), "max_length": _("Dit is te lang. Kort het in."),
        },
        widget=forms.Textarea(attrs | {"rows": rows}) if rows > 1 else forms.TextInput(attrs),
        **more,
    )  # fmt: skip


class WishForm(forms.Form):
    """What somebody would like, in their own words."""

    title = text(
        _("Waar gaat het om?"), 120, _("In een paar woorden. Bijvoorbeeld: samen eten."), 1
    )
    question = text(_("Wat wil de bewoner zelf?"), 2000, _("Zo veel mogelijk in de eigen woorden."))


class ReferForm(WishForm):
    """A referral for somebody else, that waits for their yes."""

    who = forms.ChoiceField(
        label=_("Voor wie is het?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    for_name = text(
        _("Voornaam van de bewoner"), 60, _("Staat alleen op het briefje."), 1, required=False
    )
    note = text(
        _("Wat wil je erbij zeggen?"), 2000, _("De bewoner leest dit ook. Geen diagnose nodig."),
        required=False,
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        label=_("Namens welke organisatie?"), queryset=Organisation.objects.none(),
        required=False, empty_label=_("Namens mijzelf"), error_messages=CHOOSE,
    )  # fmt: skip
    field_order = ("who", "for_name", "title", "question", "note", "organisation")

    def __init__(
        self, *args: Any, people: Iterable[Person], organisations: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(person.pk), person.given_name) for person in people]
        by_code = (BY_CODE, _("Iemand anders: met een code op een briefje"))
        self.fields["who"].choices = [*known, by_code]  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        if not known:
            self.fields["who"].initial = BY_CODE

    def clean(self) -> dict[str, Any]:
        """Ask a name for on the paper."""
        words = super().clean() or {}
        if words.get("who") == BY_CODE and not words.get("for_name"):
            self.add_error("for_name", _("Vul een voornaam in, voor op het briefje."))
        return words


class YesForm(forms.Form):
    """What goes along, until when, and what the sender hears."""

    items = forms.MultipleChoiceField(
        label=_("Wat mag er mee?"), help_text=_("Je naam en je vraag gaan altijd mee."),
        required=False, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE,
    )  # fmt: skip
    level = forms.ChoiceField(
        label=_("Wat mag de verwijzer horen?"), choices=Referral.Level.choices,
        initial=Referral.Level.STARTED, widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    months = forms.TypedChoiceField(
        label=_("Hoe lang mogen zij dit zien?"), choices=MONTHS, coerce=int, initial=6,
        error_messages=CHOOSE,
    )  # fmt: skip

    def __init__(
        self, *args: Any, resident: Person, has_sender: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ways = [
            ("phone", _("je telefoonnummer"), resident.phone),
            ("email", _("je e-mailadres"), resident.email),
        ]
        choices = [(code, word) for code, word, value in ways if value]
        self.fields["items"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["items"]
        if not has_sender:
            del self.fields["level"]

    def last_day(self, now: dt.datetime) -> dt.date:
        """Give the last day of the consent."""
        days = {1: 30, 3: 91, 6: 182, 12: 365}[self.cleaned_data["months"]]
        return timezone.localdate(now) + dt.timedelta(days=days)


class MyselfForm(WishForm, YesForm):
    """A resident asks for help themself, and says at once what goes along."""

    field_order = ("title", "question", "items", "months")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, has_sender=False, **kwargs)
        self.fields["question"].label = _("Wat wil je zelf?")
        self.fields["question"].help_text = _("In je eigen woorden.")


class CodeForm(forms.Form):
    """The code on a paper."""

    code = text(_("Code op het briefje"), 20, _("Zes letters en cijfers."), 1)


class ReasonForm(forms.Form):
    """A step with why."""

    reason = text(
        _("Waarom?"), 500, _("Nodig bij nee, wachten en stoppen. De bewoner leest dit."), 2,
        required=False,
    )  # fmt: skip


class WordsForm(forms.Form):
    """How it went."""

    words = text(_("Hoe gaat het? Hoe ging het?"), 1000, _("In je eigen woorden."))


class FeedbackForm(forms.Form):
    """What the sender hears."""

    level = forms.ChoiceField(
        label=_("Wat mag de verwijzer horen?"), choices=Referral.Level.choices,
        widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip


class ReadInForm(forms.Form):
    """A file of another system."""

    file = forms.FileField(
        label=_("Bestand"), help_text=_("FHIR R4 in JSON, hooguit 300 kB."),
        error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")},
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        label=_("Namens welke organisatie?"), queryset=Organisation.objects.none(),
        empty_label=_("Kies een organisatie"), error_messages=CHOOSE,
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
