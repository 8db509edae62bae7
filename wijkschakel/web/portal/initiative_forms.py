"""The forms of initiatives. Beginning asks two things; the rest may come later."""

import datetime as dt
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity, Initiative, InitiativeParty, Label, SupportAsk
from wijkschakel.base.text import names
from wijkschakel.people.models import Organisation
from wijkschakel.web.common.text_fields import text

MOST_EURO = 2000


class NameMixin(forms.Form):
    """A name without line ends and direction marks."""

    def clean_name(self) -> str:
        """Give the name as it is kept; of signs nobody sees nothing is left."""
        name = names.clean(self.cleaned_data["name"])
        if not any(sign.isalnum() or unicodedata.category(sign) == "So" for sign in name):
            raise ValidationError(_("Geef het een naam. Een paar woorden is genoeg."))
        return name


class StartForm(NameMixin):
    """Two fields: what, and for whom or why."""

    name = text(
        _("Wat zou jij willen in de buurt?"),
        120,
        empty=_("Schrijf in een paar woorden wat je wilt."),
        hint=_("Bijvoorbeeld: een ruilkast in de straat."),
    )
    summary = text(
        _("Voor wie, of waarom?"), 300, hint=_("Een zin is genoeg. Je mag het ook leeg laten.")
    )


class EditForm(NameMixin):
    """What is said of an initiative."""

    name = text(_("Naam"), 120, empty=_("Geef het een naam. Een paar woorden is genoeg."))
    summary = text(_("In één zin"), 300)
    story = text(_("Jullie verhaal"), 8000, rows=8, hint=_("Hoe begon het? Wat doen jullie nu?"))
    theme = forms.ChoiceField(
        label=_("Waar gaat het over?"), required=False, widget=forms.RadioSelect
    )
    labels = forms.ModelMultipleChoiceField(
        Label.objects.none(),
        label=_("Onder welke paraplu hoort het?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, labels: list[Label], **kwargs: Any) -> None:
        """Offer the labels of the place."""
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = list(Activity.Theme.choices)  # type: ignore[attr-defined]
        chosen = Label.objects.filter(pk__in=[label.pk for label in labels])
        self.fields["labels"].queryset = chosen.order_by("name")  # type: ignore[attr-defined]

    def facts(self) -> dict[str, object]:
        """Give what is kept of the initiative itself."""
        return {name: self.cleaned_data[name] for name in ("name", "summary", "story", "theme")}


class ReasonForm(forms.Form):
    """Why something changes."""

    note = text(_("Waarom nu?"), 300, empty=_("Schrijf er kort bij waarom."))


class PartForm(NameMixin, ReasonForm):
    """The name of what goes on by itself, and why."""

    name = text(_("Hoe heet het nieuwe?"), 120, empty=_("Geef het nieuwe een naam."))
    field_order = ("name", "note")


class MergeForm(ReasonForm):
    """With which other one of mine."""

    into = forms.ChoiceField(
        label=_("Samen met"),
        error_messages={
            "required": _("Kies waarmee jullie samengaan."),
            "invalid_choice": _("Kies een van jouw initiatieven."),
        },
    )
    field_order = ("into", "note")

    def __init__(self, *args: Any, others: QuerySet[Initiative], **kwargs: Any) -> None:
        """Offer what else the visitor decides about; the rows are read once."""
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        choices: list[tuple[str, Any]] = [("", "---------")]
        choices += [(number, one.name) for number, one in self.others.items()]
        self.fields["into"].choices = choices  # type: ignore[attr-defined]

    def clean_into(self) -> Initiative:
        """Give the initiative that was chosen."""
        return self.others[self.cleaned_data["into"]]


class UnderForm(forms.Form):
    """Under which programme it goes on; empty: by itself."""

    programme = forms.ChoiceField(
        label=_("Bij welk programma?"),
        required=False,
        error_messages={"invalid_choice": _("Kies een programma uit de lijst.")},
    )

    def __init__(self, *args: Any, programmes: QuerySet[Initiative], **kwargs: Any) -> None:
        """Offer the programmes of the place."""
        super().__init__(*args, **kwargs)
        self.programmes = {str(one.pk): one for one in programmes}
        choices: list[tuple[str, Any]] = [("", _("Bij geen programma"))]
        choices += [(number, one.name) for number, one in self.programmes.items()]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined]

    def clean_programme(self) -> Initiative | None:
        """Give the programme that was chosen."""
        return self.programmes.get(self.cleaned_data["programme"])


class PhaseForm(NameMixin):
    """A phase: its name, goal and days."""

    name = text(_("Hoe heet de fase?"), 120, empty=_("Geef de fase een naam."))
    goal = text(_("Wat willen jullie dan bereiken?"), 300)
    starts_on = forms.DateField(
        label=_("Vanaf"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    ends_on = forms.DateField(
        label=_("Tot en met"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the begin, and years that nobody means."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Het einde ligt voor het begin."))
        for name in ("starts_on", "ends_on"):
            if (day := data.get(name)) and not dt.date(2000, 1, 1) <= day <= dt.date(2100, 1, 1):
                self.add_error(name, _("Deze datum klopt niet. Kijk naar het jaar."))
        return data


class AskForm(forms.Form):
    """A small need."""

    kind = forms.ChoiceField(
        label=_("Wat is er nodig?"),
        choices=SupportAsk.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat er nodig is."),
            "invalid_choice": _("Kies wat er nodig is."),
        },
    )
    what = text(
        _("Vertel het kort"),
        200,
        empty=_("Schrijf kort wat er nodig is."),
        hint=_("Bijvoorbeeld: een ruimte op woensdag."),
    )
    amount = forms.DecimalField(
        label=_("Hoeveel euro?"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=MOST_EURO,
        decimal_places=2,
        localize=True,
        help_text=_("Alleen bij geld. Ten hoogste 2000 euro."),
        error_messages={
            "invalid": _("Vul een bedrag in, zoals 50."),
            "min_value": _("Vul een bedrag in boven nul."),
            "max_value": _("Dit is meer dan 2000 euro. Bel ons, dan denken we mee."),
            "max_decimal_places": _("Vul een bedrag in, zoals 50."),
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for an amount with money, and for no amount with anything else."""
        data = super().clean() or {}
        is_money = data.get("kind") == SupportAsk.Kind.MONEY
        if is_money and "amount" not in self.errors and data.get("amount") is None:
            self.add_error("amount", _("Vul in hoeveel geld nodig is."))
        return data

    @property
    def cents(self) -> int | None:
        """Give the amount in cents, with money only."""
        if self.cleaned_data["kind"] != SupportAsk.Kind.MONEY:
            return None
        return int(self.cleaned_data["amount"] * 100)


class InviteForm(forms.Form):
    """An organisation to own along, or to support."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Welke organisatie?"),
        error_messages={
            "required": _("Kies een organisatie."),
            "invalid_choice": _("Kies een organisatie uit de lijst."),
        },
    )
    role = forms.ChoiceField(
        label=_("Wat vraag je?"),
        choices=[
            (InitiativeParty.Role.OWNER, _("samen eigenaar zijn")),
            (InitiativeParty.Role.SUPPORTER, _("steunen")),
        ],
        widget=forms.RadioSelect,
        initial=InitiativeParty.Role.OWNER,
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        """Offer the organisations around."""
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class SupportForm(forms.Form):
    """Agreeing that the owners see a name, and perhaps how to get in touch."""

    agrees = forms.BooleanField(
        label=_("De eigenaars mogen mijn voornaam zien."),
        error_messages={"required": _("Zet hier een vinkje. Anders weten ze niet wie je bent.")},
    )
    phone = forms.BooleanField(label=_("Ze mogen mij bellen."), required=False)
    email = forms.BooleanField(label=_("Ze mogen mij mailen."), required=False)

    @property
    def items(self) -> list[str]:
        """Give what may be seen to get in touch."""
        return [name for name in ("phone", "email") if self.cleaned_data[name]]
