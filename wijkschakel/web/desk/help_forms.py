"""Forms of the desk for help between people: checks, kinds, agreements."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import Region
from wijkschakel.support.actions.agreements import Written
from wijkschakel.support.actions.kinds import Said
from wijkschakel.support.models import AgreementTerm, AgreementVersion, Check, HelpKind
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.rules import helping as rules
from wijkschakel.support.rules.kinds import HelpKindSaid
from wijkschakel.web.common import helping, icons

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
PICK = {"required": _("Kies uit de lijst."), "invalid_choice": _("Kies uit de lijst.")}
RISKS = {
    0: _("gewoon"), 1: _("een beetje"), 2: _("veel"), 3: _("alleen voor professionals"),
}  # fmt: skip
VOG = Check.Kind.VOG.value
DATE = {"required": _("Vul een datum in."), "invalid": _("Vul een datum in.")}


class CheckForm(forms.Form):
    """A certificate that was seen."""

    kind = forms.ChoiceField(
        label=_("Welk bewijs zag je?"),
        error_messages=PICK,
        choices=[(code, word) for code, word in Check.Kind.choices if code not in Check.OF_COURSES],
    )
    until_on = forms.DateField(label=_("Tot wanneer geldt het?"), widget=DAY, error_messages=DATE)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until_on(self) -> dt.date:
        """Refuse what is over."""
        day: dt.date = self.cleaned_data["until_on"]
        if day < self.today:
            raise forms.ValidationError(_("Dit bewijs is al verlopen. Vraag een nieuw."))
        return day


class KindForm(forms.Form):
    """How a kind of help is called and found."""

    group = forms.ChoiceField(
        label=_("Waar hoort het bij?"), choices=HelpKind.Group.choices, error_messages=PICK
    )
    name_nl = forms.CharField(
        label=_("Hoe heet het?"), max_length=80,
        error_messages={"required": _("Geef het een naam.")},
    )  # fmt: skip
    name_en = forms.CharField(label=_("En in het Engels?"), max_length=80, required=False)
    examples = forms.CharField(
        label=_("Wat zeggen mensen dan?"), help_text=_("Een zin per regel. Zo vinden we het."),
        max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )  # fmt: skip
    icon = forms.ChoiceField(label=_("Plaatje"), error_messages=PICK)
    risk = forms.TypedChoiceField(
        label=_("Hoeveel vertrouwen vraagt dit?"), coerce=int, error_messages=PICK,
        choices=list(RISKS.items()),
    )  # fmt: skip
    is_active = forms.BooleanField(
        label=_("Mensen kunnen dit vragen en bieden."), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["icon"].choices = [(name, name) for name in sorted(icons.SHAPES)]  # type: ignore[attr-defined]

    def said(self) -> Said:
        """Give what was filled in."""
        return Said(**self.cleaned_data)

    @staticmethod
    def initial_of(kind: HelpKindSaid) -> dict[str, Any]:
        """Give how a kind is said now."""
        return {
            "group": kind.group, "name_nl": kind.names["nl"], "name_en": kind.names.get("en", ""),
            "examples": "\n".join(kind.examples), "icon": kind.icon, "risk": kind.risk,
            "is_active": kind.is_active,
        }  # fmt: skip


def _term(before: AgreementTerm | None, *, is_vog: bool) -> tuple[list[str], int]:
    others = [code for code in before.checks if code != VOG] if before else []
    return [VOG] * is_vog + others, before.max_risk if before else rules.USUAL_RISK


class AgreementForm(forms.Form):
    """What parties agree on, on one page."""

    name = forms.CharField(
        label=_("Hoe heet de afspraak?"), max_length=120,
        error_messages={"required": _("Geef de afspraak een naam.")},
    )  # fmt: skip
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Voor welke regio?"),
                                    error_messages=PICK)  # fmt: skip
    goal = forms.CharField(
        label=_("Waarom?"), max_length=2_000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("Eerste dag"), widget=DAY, error_messages=DATE)
    ends_on = forms.DateField(label=_("Laatste dag"), widget=DAY, error_messages=DATE)
    parties = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Welke partijen tekenen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens twee partijen.")},
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Welke hulp?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één soort hulp.")},
    )  # fmt: skip
    vog = forms.MultipleChoiceField(
        label=_("Bij welke hulp is een VOG nodig?"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    helpers = forms.MultipleChoiceField(
        label=_("Wie mag helpen?"), required=False, choices=list(helping.HELPERS.items()),
        help_text=_("Kies je niets, dan mag iedereen."), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    most_per_helper = forms.IntegerField(
        label=_("Hoeveel mensen helpt iemand hooguit tegelijk?"), min_value=1, max_value=10,
        initial=3, error_messages={"required": _("Vul een getal in.")},
    )  # fmt: skip
    data_rules = forms.CharField(
        label=_("Wat gebeurt er met gegevens?"), max_length=2_000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kinds: Mapping[str, HelpKindSaid], regions: Any, parties: Any,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        named = [(code, kind_queries.name_of(kinds, code)) for code in kinds]
        for name in ("kinds", "vog"):
            self.fields[name].choices = named  # type: ignore[attr-defined]
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.fields["parties"].queryset = parties  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste dag."))
        return said

    def written(self, before: Iterable[AgreementTerm] = ()) -> Written:
        """Give what was filled in; a kind that stood there keeps its other checks and limit."""
        said, known = self.cleaned_data, {term.kind: term for term in before}
        return Written(
            starts_on=said["starts_on"], ends_on=said["ends_on"],
            terms={
                kind: _term(known.get(kind), is_vog=kind in said["vog"]) for kind in said["kinds"]
            },
            parties=list(said["parties"]), helpers=said["helpers"],
            most_per_helper=said["most_per_helper"], goal=said["goal"],
            data_rules=said["data_rules"],
        )  # fmt: skip

    @staticmethod
    def initial_of(version: AgreementVersion) -> dict[str, Any]:
        """Give how a version reads, to begin the next one with."""
        terms: Iterable[Any] = version.terms.all()
        return {
            "name": version.agreement.name, "region": version.agreement.region_id,
            "goal": version.goal, "starts_on": version.starts_on, "ends_on": version.ends_on,
            "parties": [one.organisation_id for one in version.signatures.all()],
            "kinds": [term.kind for term in terms],
            "vog": [term.kind for term in version.terms.all() if "vog" in term.checks],
            "helpers": version.helpers, "most_per_helper": version.most_per_helper,
            "data_rules": version.data_rules,
        }  # fmt: skip


class GuideForm(forms.Form):
    """Who guides a neighbourhood job from now on."""

    guide = forms.ModelChoiceField(
        label=_("Wie begeleidt?"), queryset=Person.objects.none(), widget=forms.RadioSelect,
        empty_label=None,
        error_messages=PICK,
    )  # fmt: skip

    def __init__(self, *args: Any, may: QuerySet[Person], **kwargs: Any) -> None:
        """Offer who may guide it."""
        super().__init__(*args, **kwargs)
        self.fields["guide"].queryset = may  # type: ignore[attr-defined]
