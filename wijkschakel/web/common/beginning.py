"""What everyone will read of something that begins: a name, and for whom or why."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkschakel.base.text import names

LONG = _("Dit is te lang. Kort het in.")


class BeginForm(forms.Form):
    """The public words, and whether it may stand there what it began with."""

    name = forms.CharField(
        label=_("Hoe noem je het?"),
        help_text=_("Bijvoorbeeld: samen eten op dinsdag."),
        max_length=120,
        error_messages={
            "required": _("Geef het een naam. Een paar woorden is genoeg."),
            "max_length": LONG,
        },
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    summary = forms.CharField(
        label=_("Voor wie, of waarom?"),
        help_text=_("Een zin is genoeg. Je mag het ook leeg laten."),
        max_length=300,
        required=False,
        error_messages={"max_length": LONG},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    shows_origin = forms.BooleanField(
        label=_("Er mag bij staan dat dit begon met een vraag om hulp."), required=False
    )

    def clean_name(self) -> str:
        """Give the name as it is kept; of signs nobody sees nothing is left."""
        name = names.clean(self.cleaned_data["name"])
        if not any(sign.isalnum() or unicodedata.category(sign) == "So" for sign in name):
            raise ValidationError(_("Geef het een naam. Een paar woorden is genoeg."))
        return name


class DeskBeginForm(BeginForm):
    """The same at the desk, perhaps with who asked beside it."""

    agreed = forms.BooleanField(
        label=_("De bewoner zit hier, las deze woorden en zegt ja."), required=False
    )
