"""The forms of the portal. A name is asked as people say it; almost nothing is required."""

from collections.abc import Iterable
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity, Feedback
from wijkschakel.base.text import names
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District, Venue
from wijkschakel.web.common import words
from wijkschakel.web.common.languages import NAMES, SPOKEN

LONGEST_NAME = 500
MINUTES = [30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480]


def one_sentence(sentence: Any, *kinds: str) -> dict[str, Any]:
    """Give the same sentence for several kinds of mistakes in a field."""
    return dict.fromkeys(kinds, sentence)


def clean_name(value: str) -> str:
    """Take direction marks and line ends out of a name; an empty name is refused."""
    name = names.clean(value)
    if not name:
        raise ValidationError(_("Vul je naam in. Een voornaam is genoeg."))
    return name


def clean_phone(value: str) -> str:
    """Check a telephone number, Dutch unless it says otherwise; empty is fine."""
    if not value.strip():
        return ""
    try:
        number = phonenumbers.parse(value, "NL")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("Dit nummer klopt niet. Een voorbeeld: 06 12 34 56 78."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class NameForm(forms.Form):
    """One field: how may we call you?"""

    given_name = forms.CharField(
        label=_("Je voornaam"),
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Vul je naam in. Een voornaam is genoeg."),
            "max_length": _("Deze naam is te lang. Kort hem in."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
    )

    def clean_given_name(self) -> str:
        """Give the name as it is kept."""
        return clean_name(self.cleaned_data["given_name"])


class GuestForm(NameForm):
    """A name, and perhaps a telephone number."""

    phone = forms.CharField(
        label=_("Je telefoon"),
        required=False,
        max_length=30,
        help_text=_("Alleen de organisator ziet het. Dan bellen we je als het niet doorgaat."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        """Give the number as it is kept."""
        return clean_phone(self.cleaned_data["phone"])


class WalkInForm(NameForm):
    """The name of somebody who came without signing up."""

    given_name = forms.CharField(
        label=_("Voornaam"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Vul een naam in. Een voornaam is genoeg.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class CompanionForm(NameForm):
    """Who comes along, by name only, and as what."""

    given_name = forms.CharField(
        label=_("Hoe heet wie er meekomt?"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Vul een naam in. Een voornaam is genoeg.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    how = forms.ChoiceField(
        label=_("Wie is dat?"),
        choices=(
            ("companion", _("iemand die meedoet")),
            ("my_carer", _("mijn mantelzorger of begeleider")),
            ("i_am_carer", _("ik zorg voor deze persoon")),
        ),
        initial="companion",
        widget=forms.RadioSelect,
        error_messages=one_sentence(_("Kies wie het is."), "required", "invalid_choice"),
    )


class FeedbackForm(forms.Form):
    """One face, and perhaps some words."""

    face = forms.ChoiceField(
        choices=Feedback.Face.choices,
        error_messages=one_sentence(_("Kies een gezichtje."), "required", "invalid_choice"),
    )
    words = forms.CharField(
        label=_("Wil je er iets bij zeggen?"),
        help_text=_("De organisator leest het zonder je naam."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    has_tie = forms.BooleanField(
        label=_("Ik leerde hier iemand kennen."),
        help_text=_("We tellen het alleen op. Niemand ziet dat jij het zei."),
        required=False,
    )


class LetterForm(forms.Form):
    """What an organiser writes, and to whom."""

    text = forms.CharField(
        label=_("Wat wil je schrijven?"),
        max_length=3000,
        error_messages={
            "required": _("Schrijf een bericht. Een paar zinnen zijn genoeg."),
            "max_length": _("Dit bericht is te lang. Kort het in."),
        },
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    to = forms.ChoiceField(
        label=_("Aan wie?"),
        choices=(("day", _("wie op deze dag komt")), ("all", _("iedereen die nog komt"))),
        initial="day",
        widget=forms.RadioSelect,
        error_messages=one_sentence(_("Kies aan wie."), "required", "invalid_choice"),
    )


class CancelForm(forms.Form):
    """Why it does not take place."""

    what = forms.ChoiceField(
        label=_("Wat gaat niet door?"),
        choices=(("one", _("Alleen deze dag")), ("following", _("Deze dag en alle volgende"))),
        initial="one",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies wat niet doorgaat.")},
    )
    reason = forms.CharField(
        label=_("Waarom gaat het niet door?"),
        help_text=_("Iedereen kan dit lezen. Een korte zin is genoeg."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


def yes_no(yes: Any, no: Any) -> forms.Select:
    """Make a list of three: not known, yes, no, in the words of the question."""
    choices = (("unknown", _("Weet ik niet")), ("true", yes), ("false", no))
    widget = forms.NullBooleanSelect()
    widget.choices = choices
    return widget


class ActivityForm(forms.Form):
    """What an activity is: few questions, and most have an answer already."""

    title = forms.CharField(
        label=_("Wat ga je doen?"),
        help_text=_("Bijvoorbeeld: samen soep koken."),
        max_length=200,
        error_messages={
            "required": _("Geef het een naam. Bijvoorbeeld: samen soep koken."),
            "max_length": _("Deze naam is te lang. Kort hem in."),
        },
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    theme = forms.ChoiceField(
        label=_("Wat past het best?"),
        choices=Activity.Theme.choices,
        widget=forms.RadioSelect,
        error_messages=one_sentence(_("Kies wat het best past."), "required", "invalid_choice"),
    )
    summary = forms.CharField(
        label=_("Vertel het in één zin"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    description = forms.CharField(
        label=_("Hoe gaat het?"),
        help_text=_("Wat doen jullie? Wat neem je mee?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    venue = forms.ModelChoiceField(
        label=_("Waar?"),
        queryset=Venue.objects.none(),
        required=False,
        empty_label=_("Weet ik nog niet"),
        error_messages={"invalid_choice": _("Kies een plek uit de lijst.")},
    )
    capacity = forms.IntegerField(
        label=_("Voor hoeveel mensen?"),
        help_text=_("Laat leeg als iedereen mee kan."),
        required=False,
        min_value=1,
        max_value=2000,
        error_messages=one_sentence(
            _("Vul een getal in van 1 tot 2000."), "invalid", "min_value", "max_value"
        ),
    )
    price = forms.DecimalField(
        label=_("Wat kost het?"),
        help_text=_("In euro. Gratis? Vul 0 in."),
        required=False,
        min_value=0,
        max_value=1000,
        decimal_places=2,
        localize=True,
        error_messages=one_sentence(
            _("Vul een bedrag in. Een voorbeeld: 2,50."),
            *("invalid", "min_value", "max_value", "max_decimal_places", "max_digits"),
        ),
    )
    is_walk_in = forms.BooleanField(
        label=_("Mensen mogen zo binnenlopen. Aanmelden hoeft niet."), required=False
    )
    audience = forms.ChoiceField(
        label=_("Voor wie is het?"),
        choices=Activity.Audience.choices,
        initial=Activity.Audience.EVERYONE,
        required=False,
        error_messages={"invalid_choice": _("Kies voor wie het is uit de lijst.")},
    )
    spoken = forms.MultipleChoiceField(
        label=_("Welke talen spreken jullie?"),
        choices=[(code, NAMES[code]) for code in SPOKEN],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies de talen uit de lijst.")},
    )
    is_indoors = forms.NullBooleanField(
        label=_("Binnen of buiten?"), widget=yes_no(_("Binnen"), _("Buiten"))
    )
    is_step_free = forms.NullBooleanField(
        label=_("Kan een rolstoel mee?"), widget=yes_no(_("Ja"), _("Nee"))
    )
    is_resident_run = forms.BooleanField(
        label=_("Bewoners doen dit zelf, voor bewoners."), required=False
    )
    newcomer_places = forms.IntegerField(
        label=_("Hoeveel plekken houd je vrij voor nieuwe mensen?"),
        help_text=_("Wie de hele reeks meedoet, krijgt deze plekken niet."),
        required=False,
        min_value=0,
        max_value=50,
        error_messages=one_sentence(
            _("Vul een getal in van 0 tot 50."), "invalid", "min_value", "max_value"
        ),
    )
    is_free_with_little_money = forms.BooleanField(
        label=_("Wie weinig geld heeft, doet gratis mee. Niemand ziet wie dat zijn."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        district: District,
        mine: Iterable[Organisation] = (),
        **kwargs: Any,
    ) -> None:
        """Offer the venues of the district; and of who belongs to one, the organisations."""
        super().__init__(*args, **kwargs)
        self.district = district
        if known := {str(one.pk): one for one in mine}:
            choices: list[tuple[str, Any]] = [("", _("Namens mijzelf, met buren"))]
            self.fields["organisation"] = forms.TypedChoiceField(
                label=_("Namens wie doe je dit?"),
                choices=choices + [(key, one.name) for key, one in known.items()],
                coerce=known.__getitem__,
                empty_value=None,
                required=False,
                error_messages={"invalid_choice": _("Kies uit de lijst.")},
            )
        venues = Venue.objects.filter(district=district).only("name").order_by("name")
        self.fields["venue"].queryset = venues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse more places for newcomers than there are."""
        kept: dict[str, Any] = super().clean() or {}
        capacity, newcomers = kept.get("capacity"), kept.get("newcomer_places")
        if capacity is not None and newcomers and newcomers > capacity:
            self.add_error("newcomer_places", _("Dit zijn meer plekken dan er zijn."))
        return kept

    def facts(self) -> dict[str, object]:
        """Give what was filled in, in the words of an activity."""
        kept = dict(self.cleaned_data)
        price = kept.pop("price")
        kept["price_cents"] = None if price is None else int(price * 100)
        kept["newcomer_places"] = kept["newcomer_places"] or 0
        kept["audience"] = kept["audience"] or Activity.Audience.EVERYONE
        of = {"organisation": kept["organisation"]} if kept.get("organisation") else {}
        kept["is_resident_run"] = kept["is_resident_run"] and not of
        return of | {
            name: kept[name]
            for name in ("title", "theme", "summary", "description", "venue", "capacity",
                         "price_cents", "is_walk_in", "audience", "spoken", "is_indoors",
                         "is_step_free", "is_resident_run", "newcomer_places",
                         "is_free_with_little_money")
        }  # fmt: skip


def duration_choices() -> list[tuple[int, str]]:
    """Give durations in words."""
    return [(minutes, words.duration(minutes)) for minutes in MINUTES]
