"""The form for a new organisation, of an administrator."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District
from wijkschakel.web.common.text_fields import text
from wijkschakel.web.desk.scope import Scope
from wijkschakel.web.desk.staff_forms import districts_of, looks_after_all

NOWHERE = "geen"
EMPTY = ("", _("Maak een keuze"))
NAME, TEXT = 200, 2000


class OrganisationForm(forms.Form):
    """What it is called, what kind it is, where it is and how to reach it."""

    name = text(_("Naam"), NAME, empty=_("Vul de naam in."))
    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=[EMPTY, *Organisation.Kind.choices],
        error_messages={"required": _("Kies een soort.")},
    )
    district = forms.ChoiceField(label=_("Wijk"), error_messages={"required": _("Kies een wijk.")})
    description = text(_("Wat doen ze?"), TEXT, rows=3)
    phone = text(_("Telefoon"), 30)
    email = forms.EmailField(
        label=_("Mailadres van de organisatie"),
        required=False,
        error_messages={"invalid": _("Dit mailadres klopt niet.")},
    )
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )

    def __init__(self, *args: Any, scope: Scope, **more: Any) -> None:
        super().__init__(*args, **more)
        self.districts = {str(district.pk): district for district in districts_of(scope)}
        choices: list[tuple[str, Any]] = [(key, one.name) for key, one in self.districts.items()]
        if looks_after_all(scope):
            choices.append((NOWHERE, _("In meer dan één wijk")))
        if len(choices) > 1:
            choices.insert(0, EMPTY)
        self.fields["district"].choices = choices  # type: ignore[attr-defined]

    def clean_district(self) -> District | None:
        """Give the district itself."""
        return self.districts.get(self.cleaned_data["district"])
