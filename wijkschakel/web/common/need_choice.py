"""What neighbours look for, as a list to pick from, with room for what is not on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.places.models import District
from wijkschakel.support.actions.for_needs import LONGEST, Cited
from wijkschakel.support.queries import needs as queries


class NeedChoice(forms.Form):
    """Needs that are recorded here, and one to write down."""

    needs = forms.MultipleChoiceField(
        label=_("Waar vroegen buren om?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )
    heard = forms.CharField(
        label=_("Staat het er niet bij?"),
        help_text=_("Schrijf in een paar woorden wat buren zoeken. Zonder namen."),
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": _("Dit is te lang. Kort het in.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, districts: list[District], **kwargs: Any) -> None:
        """Offer what is open in these districts."""
        super().__init__(*args, **kwargs)
        self.rows = {str(one.pk): one for one in queries.open_needs(districts)}
        several = len(districts) > 1
        names = {one.pk: one.name for one in districts}
        self.fields["needs"].choices = [  # type: ignore[attr-defined]
            (key, f"{one.title} ({names[one.district_id]})" if several else one.title)
            for key, one in self.rows.items()
        ]

    def cited(self, district: District) -> Cited:
        """Give what was picked and written, as far as it is of this district."""
        picked = [self.rows[key] for key in self.cleaned_data["needs"]]
        here = [one for one in picked if one.district_id == district.pk]
        return Cited(here, self.cleaned_data["heard"])
