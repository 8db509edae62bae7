"""A role for somebody who works here: given by an administrator."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation, RoleGrant
from wijkschakel.places.models import District, Municipality, Region
from wijkschakel.places.permissions import is_everywhere
from wijkschakel.web.desk.scope import Scope

Role = RoleGrant.Role
Place = Region | Municipality | District
MOST_DISTRICTS = 300
EVERYWHERE = "overal"


class StaffRoleForm(forms.Form):
    """Who, which role, where and until when."""

    email = forms.EmailField(
        label=_("E-mail waarmee diegene inlogt"),
        help_text=_("Laat diegene eerst zelf een keer inloggen."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Rol"), choices=Role.choices, initial=Role.COORDINATOR)
    place = forms.ChoiceField(label=_("Waar"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("name", "id"),
        label=_("Namens"),
        required=False,
        empty_label=_("zichzelf"),
    )
    ends_on = forms.DateField(
        label=_("Tot en met"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leeg: tot je de rol stopt."),
    )

    def __init__(self, *args: Any, scope: Scope, now: Any, **settings_: Any) -> None:
        super().__init__(*args, **settings_)
        self.today = timezone.localdate(now)
        self.places = dict(_places(scope))
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (key, str(place) if place else _("Overal")) for key, place in self.places.items()
        ]

    def clean_place(self) -> Place | None:
        """Give the place itself; nothing is everywhere."""
        return self.places[self.cleaned_data["place"]]

    def clean_ends_on(self) -> Any:
        """Refuse a day that is over."""
        day = self.cleaned_data["ends_on"]
        if day and day < self.today:
            raise forms.ValidationError(_("Die dag is voorbij. Kies een latere dag, of laat leeg."))
        return day


def _places(scope: Scope) -> Iterator[tuple[str, Place | None]]:
    """Give the places of an administrator: districts, and above them for who looks after all."""
    districts = list(scope.districts)
    looks_after_all = any(is_everywhere(grant) for grant in scope.grants)
    if looks_after_all:
        yield from _keyed(Region.objects.order_by("name", "id"))
        yield from _keyed(Municipality.objects.defer("boundary").order_by("name", "id"))
        if len(districts) > MOST_DISTRICTS:
            inside = set(District.objects.filter(memberships__isnull=False).values_list("pk"))
            districts = [district for district in districts if (district.pk,) in inside]
    yield from _keyed(districts)
    if looks_after_all:
        yield EVERYWHERE, None


def _keyed(places: Any) -> Iterator[tuple[str, Place]]:
    for place in places:
        number: uuid.UUID = place.pk
        yield f"{type(place).__name__.lower()}:{number}", place
