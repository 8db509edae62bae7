"""Forms of who decides: an indicator by choosing, and a promise on it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkschakel.outcomes.actions.promises import Terms
from wijkschakel.outcomes.models import Definition, Promise
from wijkschakel.outcomes.queries import deciding
from wijkschakel.outcomes.rules import definitions as rules
from wijkschakel.outcomes.rules.definitions import Choice
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import Region
from wijkschakel.support.models import Agreement
from wijkschakel.web.common.moment_fields import day_field
from wijkschakel.web.insight.definition_words import AMONG, COUNTED, title_of

PICK = {"required": _("Kies uit de lijst."), "invalid_choice": _("Kies uit de lijst.")}
NUMBER = {
    "required": _("Vul een getal in."),
    "invalid": _("Vul een getal in."),
    "min_value": _("Kies een percentage van 1 tot 300."),
    "max_value": _("Kies een percentage van 1 tot 300."),
}


def _percent(label: Any, *, required: bool) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=rules.MOST_PERCENT, required=required,
        error_messages=NUMBER,
    )  # fmt: skip


def _choices(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, error_messages=PICK)


class DefinitionForm(forms.Form):
    """An indicator, made by choosing from lists that do not grow: no formula, no filter."""

    title = forms.CharField(
        label=_("Hoe heet de indicator?"), max_length=120,
        error_messages={"required": _("Geef de indicator een naam.")},
    )  # fmt: skip
    counted = _choices(_("Wat tel je?"), list(COUNTED.items()))
    among = _choices(_("Bij welke mensen?"), list(AMONG.items()))
    words = forms.CharField(
        label=_("Wat zegt het, en wat zegt het niet?"), max_length=400,
        help_text=_("Zo dat een buur het begrijpt."), widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf in gewone woorden op wat het zegt.")},
    )  # fmt: skip
    grouping = _choices(_("Hoe laat je het zien?"), Definition.Grouping.choices)
    period = _choices(_("Over welke tijd?"), Definition.Period.choices)
    level = _choices(_("Over wie gaat het?"), Definition.Level.choices)
    block = _choices(_("Bij welke bouwsteen hoort het?"), Definition.Block.choices)
    target_percent = _percent(_("Hoeveel procent beter is het doel?"), required=False)
    target_on = day_field(_("Wanneer moet dat gehaald zijn?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the day be empty: a goal is not needed."""
        super().__init__(*args, **kwargs)
        self.fields["target_on"].required = False
        self.fields["grouping"].initial = Definition.Grouping.DISTRICT
        self.fields["period"].initial = Definition.Period.YEAR
        self.fields["block"].initial = Definition.Block.MONITORING

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be counted among these people, and name who can."""
        data = super().clean() or {}
        counted, among = data.get("counted"), data.get("among")
        if counted and among and not rules.makes_sense(counted, among):
            able = ", ".join(str(AMONG[code]) for code in rules.AMONG_OF[counted])
            said = _("Dit kun je bij deze mensen niet tellen. Wel bij: %(among)s.")
            self.add_error("among", ValidationError(said % {"among": able}))
        if (data.get("target_percent") is None) != (data.get("target_on") is None):
            wrong = "target_on" if data.get("target_on") is None else "target_percent"
            if wrong not in self.errors:
                said = _("Een doel heeft een percentage én een dag. Of laat allebei leeg.")
                self.add_error(wrong, ValidationError(said))
        return data

    def choice(self) -> Choice:
        """Give what was chosen."""
        return Choice(**self.cleaned_data)


class DefinitionField(forms.ModelChoiceField):
    """Indicators by their title in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        """Say which one."""
        return title_of(obj)


class PromiseForm(forms.Form):
    """So much better on an indicator, from a baseline until a day."""

    definition = DefinitionField(
        Definition.objects.none(), label=_("Op welke indicator?"), empty_label=None,
        error_messages=PICK,
    )  # fmt: skip
    percent = _percent(_("Hoeveel procent beter?"), required=True)
    agreement = forms.ModelChoiceField(
        Agreement.objects.none(), label=_("Bij welke afspraak hoort dit?"), required=False,
        help_text=_("Kies een afspraak of een organisatie. Een van de twee is nodig."),
        empty_label=_("Bij geen afspraak"), error_messages=PICK,
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Met welke organisatie?"), required=False,
        empty_label=_("Zonder organisatie"), error_messages=PICK,
    )  # fmt: skip
    comparison = _choices(_("Met wie vergelijk je?"), Promise.Comparison.choices)
    baseline_from = day_field(_("Beginmeting vanaf"))
    baseline_until = day_field(_("Beginmeting tot en met"))
    reached_on = day_field(_("Gehaald op"))

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        """Offer what belongs to the region."""
        super().__init__(*args, **kwargs)
        self.fields["definition"].queryset = deciding.to_promise_on(region)  # type: ignore[attr-defined]
        agreements = Agreement.objects.filter(region=region).order_by("name", "pk")
        self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]
        organisations = deciding.organisations_in(region)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["comparison"].initial = Promise.Comparison.OTHER_DISTRICTS
        self.fields["percent"].initial = 25

    def terms(self) -> Terms:
        """Give what was promised."""
        return Terms(**self.cleaned_data)
