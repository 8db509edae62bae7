"""A form that shows every kind of field."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Je voornaam"), help_text=_("Zo noemen we je in berichten."))
    phone = forms.CharField(
        label=_("Je telefoonnummer"), widget=forms.TextInput(attrs={"type": "tel"})
    )
    about = forms.CharField(label=_("Wat wil je kwijt?"), widget=forms.Textarea, required=False)
    where = forms.ChoiceField(
        label=_("Waar?"), choices=[("kachel", "De Kachel"), ("anker", "Het Anker")]
    )
    moment = forms.MultipleChoiceField(
        label=_("Wanneer kun je?"),
        choices=[("m", _("Ochtend")), ("a", _("Middag")), ("e", _("Avond"))],
        widget=forms.CheckboxSelectMultiple,
    )
    agree = forms.BooleanField(label=_("Ik kom echt"), help_text=_("Afzeggen mag altijd."))

    def clean_phone(self) -> str:
        """Ask for a whole number."""
        value: str = self.cleaned_data["phone"]
        if len(value.replace(" ", "")) < 10:
            raise forms.ValidationError(_("Er mist een cijfer. Een nummer heeft er 10."))
        return value
