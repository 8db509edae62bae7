"""A role for somebody who works here: given by an administrator."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation, RoleGrant
from wijkschakel.places.models import District, Municipality, Region
from wijkschakel.places.permissions import is_everywhere
from wijkschakel.web.common.signs_in import SignsInForm
from wijkschakel.web.desk.scope import Scope

Role = RoleGrant.Role
Place = Region | Municipality | District
MOST_DISTRICTS = 300
EVERYWHERE = "overal"


class StaffRoleForm(SignsInForm):
    """Who, which role, where and until when."""

    field_order = ("email", "role", "place", "organisation", "ends_on")

    role = forms.ChoiceField(label=_("Rol"), choices=Role.choices, initial=Role.COORDINATOR)
    place = forms.ChoiceField(label=_("Waar"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("name", "id"),
        label=_("Namens"),
        required=False,
        empty_label=_("zichzelf"),
    )

    def __init__(self, *args: Any, scope: Scope, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ends_on"].help_text = _("Leeg: tot je de rol stopt.")
        self.places = dict(_places(scope))
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (key, str(place) if place else _("Overal")) for key, place in self.places.items()
        ]

    def clean_place(self) -> Place | None:
        """Give the place itself; nothing is everywhere."""
        return self.places[self.cleaned_data["place"]]


def _places(scope: Scope) -> Iterator[tuple[str, Place | None]]:
    """Give the places of an administrator: districts, and above them for who looks after all."""
    if looks_after_all(scope):
        yield from _keyed(Region.objects.order_by("name", "id"))
        yield from _keyed(Municipality.objects.defer("boundary").order_by("name", "id"))
    yield from _keyed(districts_of(scope))
    if looks_after_all(scope):
        yield EVERYWHERE, None


def looks_after_all(scope: Scope) -> bool:
    """Say whether this administrator is one everywhere."""
    return any(is_everywhere(grant) for grant in scope.grants)


def districts_of(scope: Scope) -> list[District]:
    """Give the districts of an administrator; of very many those of a region only."""
    districts = list(scope.districts)
    if looks_after_all(scope) and len(districts) > MOST_DISTRICTS:
        inside = set(District.objects.filter(memberships__isnull=False).values_list("pk"))
        districts = [district for district in districts if (district.pk,) in inside]
    return districts


def _keyed(places: Any) -> Iterator[tuple[str, Place]]:
    for place in places:
        number: uuid.UUID = place.pk
        yield f"{type(place).__name__.lower()}:{number}", place
