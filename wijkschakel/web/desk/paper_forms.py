"""The form of printed products at the desk."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity, PrintedProduct
from wijkschakel.web.desk.forms import DistrictField
from wijkschakel.web.desk.scope import Scope

Kind = PrintedProduct.Kind
KINDS = [
    (Kind.AGENDA.value, _("Agenda van deze week. A4, grote letters.")),
    (Kind.FLYER.value, _("Flyer. A5, om uit te delen.")),
    (Kind.INVITATION.value, _("Uitnodigingen. Vier kaartjes op A4, met zes woorden.")),
    (Kind.HANGER.value, _("Deurhangers. Twee op A4, om uit te knippen.")),
    (Kind.POSTER.value, _("Poster. A3, voor de hal of het raam.")),
]


class ProductsForm(forms.Form):
    """Which products, about what, and in which language."""

    kinds = forms.MultipleChoiceField(
        label=_("Wat wil je printen?"),
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies wat je wilt printen."),
            "invalid_choice": _("Kies uit de lijst."),
        },
    )
    activity = forms.ModelChoiceField(
        label=_("Waar gaan de flyer en de poster over?"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("Over de hele wijk"),
        error_messages={"invalid_choice": _("Kies een activiteit uit de lijst.")},
    )
    language = forms.ChoiceField(label=_("In welke taal?"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, scope: Scope, **options: Any) -> None:
        super().__init__(*args, **options)
        activities = Activity.objects.filter(
            district__in=scope.ids, state=Activity.State.PUBLISHED
        ).only("title", "district_id")
        self.fields["activity"].queryset = activities.order_by("title", "pk")  # type: ignore[attr-defined]
        self.fields["district"] = DistrictField(scope)

    def clean(self) -> dict[str, Any]:
        """Refuse an activity of another district than the one that was chosen."""
        values = super().clean() or {}
        activity, district = values.get("activity"), values.get("district")
        if activity and district and activity.district_id != district.pk:
            self.add_error("activity", _("Deze activiteit is in een andere wijk."))
        return values
