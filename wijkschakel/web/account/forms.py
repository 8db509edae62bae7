"""What people fill in to come in, and about themselves."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.text import names
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Neighbourhood

NAME_LENGTH = 500
TEXT_LENGTH = 1000


PHONE = re.compile(r"\+?[0-9()\s./-]{8,30}")


def validate_phone(value: str) -> None:
    """Refuse what cannot be a telephone number, of here or abroad."""
    if not PHONE.fullmatch(value) or sum(letter.isdigit() for letter in value) < 8:
        raise ValidationError(_("Dit is geen telefoonnummer. Het lijkt op 06 12 34 56 78."))


class NameField(forms.CharField):
    """A name in any script; what does not belong in a name is taken out."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", NAME_LENGTH)
        options.setdefault("error_messages", {"required": _("Vul je voornaam in.")})
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """Clean the name before it is checked."""
        return names.clean(super().to_python(value) or "")


class AddressForm(forms.Form):
    """The address a code goes to."""

    email = forms.EmailField(
        label=_("Je e-mailadres"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Het lijkt op naam@voorbeeld.nl."),
        },
    )


class CodeForm(forms.Form):
    """The code from the letter."""

    code = forms.CharField(
        label=_("Je code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Vul de zes cijfers uit je mail in.")},
    )


class AppCodeForm(forms.Form):
    """The first code of a new app."""

    code = forms.CharField(
        label=_("De code in je app"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Vul de zes cijfers uit je app in.")},
    )


class StepForm(forms.Form):
    """A code of the app, or one from paper."""

    code = forms.CharField(
        label=_("De code in je app"),
        help_text=_("Of een herstelcode van papier."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
        error_messages={"required": _("Vul de zes cijfers uit je app in.")},
    )


class NameForm(forms.Form):
    """All we need to know of a newcomer."""

    given_name = NameField(
        label=_("Je voornaam"), widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )


class CardForm(forms.Form):
    """Six words and a PIN."""

    words = forms.CharField(
        label=_("De zes woorden op je kaart"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Vul de zes woorden in.")},
    )
    pin = forms.CharField(
        label=_("Je pincode"),
        max_length=20,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Vul je pincode in.")},
    )
    is_own_device = forms.BooleanField(label=_("Dit is mijn eigen apparaat"), required=False)


class InvitationForm(NameForm):
    """The six words of an invitation, and a first name."""

    words = forms.CharField(
        label=_("De zes woorden op je kaartje"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Vul de zes woorden in.")},
    )


class TogetherForm(CardForm):
    """The card of somebody else, who types the PIN."""

    is_own_device = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = _("De zes woorden op de kaart")
        self.fields["pin"].label = _("De pincode: die typt de bewoner zelf")


class JoinForm(forms.Form):
    """Joining a neighbourhood: one step, the two questions may stay empty."""

    given_name = NameField(
        label=_("Je voornaam"), widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    district = forms.ModelChoiceField(
        label=_("Je wijk"),
        queryset=District.objects.none(),
        empty_label=None,
        error_messages={"required": _("Kies je wijk.")},
    )
    likes = forms.CharField(
        label=_("Wat zou je leuk vinden?"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    brings = forms.CharField(
        label=_("Wat kun je brengen?"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, districts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]


class PersonForm(forms.ModelForm):
    """What is known of me, for me to change."""

    given_name = NameField(
        label=_("Voornaam"), widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = NameField(
        label=_("Achternaam"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES)
    neighbourhood = forms.ModelChoiceField(
        label=_("Buurt"),
        queryset=Neighbourhood.objects.none(),
        required=False,
        empty_label=_("Dat zeg ik liever niet"),
    )

    class Meta:
        model = Person
        fields = [
            "given_name",
            "family_name",
            "phone",
            "email",
            "language",
            "neighbourhood",
            "likes",
            "brings",
        ]
        labels = {
            "phone": _("Telefoon"),
            "email": _("E-mail om je te schrijven"),
            "likes": _("Wat vind je leuk?"),
            "brings": _("Wat kun je brengen?"),
        }
        help_texts = dict.fromkeys(("phone", "email", "likes", "brings"), "")
        widgets = {
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "likes": forms.Textarea(attrs={"rows": 2, "maxlength": TEXT_LENGTH}),
            "brings": forms.Textarea(attrs={"rows": 2, "maxlength": TEXT_LENGTH}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["neighbourhood"].queryset = Neighbourhood.objects.filter(  # type: ignore[attr-defined]
            district_id=self.instance.district_id
        ).order_by("name")
        self.fields["phone"].validators.append(validate_phone)
        for name in ("likes", "brings"):
            self.fields[name].validators.append(MaxLengthValidator(TEXT_LENGTH))
        if self.instance.language not in dict(settings.LANGUAGES):
            self.initial["language"] = settings.LANGUAGE_CODE


class WipeForm(forms.Form):
    """One check mark before everything goes."""

    is_sure = forms.BooleanField(
        label=_("Ja, ik weet het zeker. Wis alles."),
        error_messages={"required": _("Zet eerst een vinkje. Er is nog niets gewist.")},
    )
