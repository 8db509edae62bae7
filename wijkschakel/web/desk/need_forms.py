"""The form of a need at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity
from wijkschakel.places.models import Neighbourhood
from wijkschakel.support.models import Need
from wijkschakel.web.desk.forms import DistrictField
from wijkschakel.web.desk.scope import Scope


class NeedForm(forms.Form):
    """A need in public words."""

    title = forms.CharField(
        label=_("Wat zoeken mensen?"),
        help_text=_("Een paar woorden, zonder namen. Iedereen kan dit lezen."),
        max_length=120,
        error_messages={"required": _("Zeg in een paar woorden wat mensen zoeken.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    theme = forms.ChoiceField(label=_("Waar gaat het over?"), choices=Activity.Theme.choices)
    source = forms.ChoiceField(
        label=_("Waar hoorde je het?"), choices=Need.Source.choices, initial=Need.Source.DESK
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label=_("Buurt"), required=False, empty_label=_("Hele wijk")
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hoods = Neighbourhood.objects.filter(district__in=scope.ids).defer("boundary")
        self.fields["neighbourhood"].queryset = hoods.order_by("name")  # type: ignore[attr-defined]
        self.fields["district"] = DistrictField(scope)

    def facts(self) -> dict[str, Any]:
        """Give the need; its district is that of the neighbourhood, when one was chosen."""
        kept = dict(self.cleaned_data)
        if kept["neighbourhood"]:
            kept["district"] = kept["neighbourhood"].district
        return kept
