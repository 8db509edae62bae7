"""Forms of the desk."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import EmergencyAccess, RoleGrant
from wijkschakel.people.permissions import GIVEN_BY_COORDINATOR
from wijkschakel.places.models import District, Neighbourhood
from wijkschakel.web.desk.scope import Scope

Role = RoleGrant.Role


class DistrictField(forms.ModelChoiceField):
    """A choice between the districts of the desk; gone when there is only one."""

    def __init__(self, scope: Scope, **settings: Any) -> None:
        districts = District.objects.filter(pk__in=scope.ids).defer("boundary").order_by("name")
        first = scope.ids[0] if scope.ids else None
        super().__init__(districts, label=_("Wijk"), initial=first, empty_label=None, **settings)
        self.choices = [(district.pk, district.name) for district in scope.districts]
        if len(scope.ids) < 2:
            self.widget = forms.HiddenInput()


class NewPersonForm(forms.Form):
    """Somebody at the desk: a name is enough."""

    given_name = forms.CharField(
        label=_("Naam"), max_length=500, help_text=_("Een voornaam is genoeg.")
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False)
    language = forms.ChoiceField(label=_("Praat het liefst"), required=False)
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label=_("Buurt"), required=False
    )

    def __init__(self, *args: Any, scope: Scope, **settings_: Any) -> None:
        super().__init__(*args, **settings_)
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        self.fields["neighbourhood"].queryset = (  # type: ignore[attr-defined]
            Neighbourhood.objects.filter(district__in=scope.ids)
            .defer("boundary")
            .order_by("name", "id")
        )
        self.fields["district"] = DistrictField(scope)


class SlipForm(forms.Form):
    """The code on a slip of paper that a resident signed."""

    code = forms.CharField(
        label=_("Code op het briefje"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Typ de code die op het briefje staat.")},
    )


class ReasonForm(forms.Form):
    """Why somebody looks in an emergency: a kind, and a sentence that stays on record."""

    category = forms.ChoiceField(
        label=_("Wat is er aan de hand?"),
        choices=EmergencyAccess.Category.choices,
        initial=EmergencyAccess.Category.OTHER,
        required=False,
    )
    reason = forms.CharField(
        label=_("Waarom is dit nodig?"),
        help_text=_("Schrijf een zin. De bewoner leest hem ook."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class PostponeForm(forms.Form):
    """Until when a resident is not told, and why."""

    until = forms.DateField(
        label=_("Vertel het pas op"), widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("Waarom later?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )


class RoleForm(forms.Form):
    """A role for somebody, in one of the own districts."""

    role = forms.ChoiceField(
        label=_("Rol"),
        choices=[(role.value, role.label) for role in Role if role in GIVEN_BY_COORDINATOR],
    )

    def __init__(self, *args: Any, scope: Scope, **settings_: Any) -> None:
        super().__init__(*args, **settings_)
        self.fields["district"] = DistrictField(scope)
