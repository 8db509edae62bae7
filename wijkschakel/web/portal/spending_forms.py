"""The forms of what was spent: one line, and why a line is taken back."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.actions.spending import Line
from wijkschakel.activities.models import Activity, Spending
from wijkschakel.people.models import Organisation
from wijkschakel.web.common.number_fields import choice_field, number_field

Kind, Where = Spending.Kind, Spending.Where
MOST_EURO, MOST_HOURS, MOST_PEOPLE = 50_000, 2_000, 500
ON_PEOPLE = (Kind.PAY, Kind.ALLOWANCE)
OLDEST = dt.timedelta(days=2 * 365)
EMPTY = "---------"


class SpendingForm(forms.Form):
    """One line: how much, when, for what, with whom."""

    amount = number_field(_("Hoeveel euro?"), MOST_EURO, _("Vul een bedrag in, zoals 12,50."))
    on = forms.DateField(
        label=_("Op welke dag?"),
        error_messages={
            "required": _("Kies de dag."), "invalid": _("Kies de dag, zoals 3-5-2026."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    kind = choice_field(_("Waaraan?"), Kind.choices, _("Kies waaraan het geld ging."))
    what = forms.CharField(
        label=_("Vertel het kort"),
        max_length=120,
        help_text=_("Bijvoorbeeld: zaden en potgrond. Schrijf geen namen van mensen op."),
        error_messages={
            "required": _("Schrijf kort waarvoor het was."),
            "max_length": _("Dit is te lang. Kort het in."),
        },
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    where = choice_field(
        _("Waar ging het geld naartoe?"), Where.choices, _("Kies waar het geld bleef.")
    )
    party = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Welke winkel of organisatie in de wijk?"),
        required=False,
        empty_label=_("Die staat er niet bij"),
        error_messages={"invalid_choice": _("Kies uit de lijst, of laat het leeg.")},
    )
    hours = number_field(
        _("Hoeveel uur werk was het?"), MOST_HOURS, _("Vul de uren in, zoals 7,5."),
        hint=_("Alleen bij betaald werk."),
    )  # fmt: skip
    people = number_field(
        _("Over hoeveel mensen is het verdeeld?"), MOST_PEOPLE, _("Vul een getal in, zoals 2."),
        hint=_("Alleen bij betaald werk en vergoedingen."), whole=True,
    )  # fmt: skip
    activity = forms.ModelChoiceField(
        Activity.objects.none(),
        label=_("Voor welke activiteit?"),
        required=False,
        empty_label=_("Niet voor één activiteit"),
        error_messages={"invalid_choice": _("Kies uit de lijst, of laat het leeg.")},
    )

    field_order = (
        "amount", "on", "kind", "hours", "people", "what", "where", "party", "activity",
    )  # fmt: skip

    def __init__(
        self, *args: Any, near: QuerySet[Organisation], activities: list[Activity], today: dt.date,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """Offer the parties of the district, and the activities of who spends."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["amount"].required = True
        self.fields["party"].queryset = near  # type: ignore[attr-defined]
        chosen = Activity.objects.filter(pk__in=[one.pk for one in activities])
        self.fields["activity"].queryset = chosen.order_by("title")  # type: ignore[attr-defined]
        if not activities:
            del self.fields["activity"]

    def clean_on(self) -> dt.date:
        """Refuse a day to come, and one so long ago that nobody means it."""
        day: dt.date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("Deze dag moet nog komen. Schrijf op wat al is betaald."))
        if day < self.today - OLDEST:
            raise forms.ValidationError(
                _("Dit is langer dan twee jaar geleden. Kijk naar het jaar.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for hours and people where people were paid, and keep them nowhere else."""
        data = super().clean() or {}
        kind = data.get("kind")
        needed = {"hours": (Kind.PAY,), "people": ON_PEOPLE}
        words = {
            "hours": _("Vul in hoeveel uur er betaald is gewerkt."),
            "people": _("Vul in over hoeveel mensen het verdeeld is."),
        }
        for name, kinds in needed.items():
            if kind not in kinds:
                data[name] = None
                self.errors.pop(name, None)
            elif data.get(name) is None and name not in self.errors:
                self.add_error(name, words[name])
        if data.get("where") != Where.NEAR:
            data["party"] = None
        return data

    def line(self) -> Line:
        """Give what is written down."""
        data = self.cleaned_data
        return Line(
            on=data["on"], what=data["what"], kind=data["kind"], where=data["where"],
            cents=round(data["amount"] * 100), party=data["party"],
            minutes=round(data["hours"] * 60) if data["hours"] else None, people=data["people"],
            activity=data.get("activity"),
        )  # fmt: skip


def start_of(row: Spending) -> dict[str, Any]:
    """Give what a form begins with that stands for a wrong line."""
    return {
        "amount": Decimal(row.cents) / 100, "on": row.on, "kind": row.kind, "what": row.what,
        "where": row.where, "party": row.party_id, "people": row.people,
        "activity": row.activity_id,
        "hours": (Decimal(row.minutes) / 60).quantize(Decimal("0.01")) if row.minutes else None,
    }  # fmt: skip


class BackForm(forms.Form):
    """Why a line is taken back."""

    why = forms.CharField(
        label=_("Waarom haal je dit weg?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: stond er dubbel. De regel blijft te lezen, met je reden."),
        error_messages={
            "required": _("Schrijf er kort bij waarom."),
            "max_length": _("Dit is te lang. Kort het in."),
        },
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
