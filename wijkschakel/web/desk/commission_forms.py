"""Forms of a commission: what is asked for, which bids are chosen and why, looking back."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models.themes import Theme
from wijkschakel.funding.actions.awards import Choice, Said
from wijkschakel.funding.actions.commissions import Figure, Terms
from wijkschakel.funding.models import Bid, Commission
from wijkschakel.places.models import District, Region
from wijkschakel.web.common import dates
from wijkschakel.web.common.commission_words import figure_sentence
from wijkschakel.web.common.moment_fields import clock_field, day_field
from wijkschakel.web.common.number_fields import choice_field, number_field

MOST_EURO, MOST_MOMENTS, MOST_PLACES = 1_000_000, 2_000, 5_000
AS_WRITTEN = (
    "title", "needed", "heading", "theme", "starts_on", "ends_on", "moments", "places", "weighs",
)  # fmt: skip


def text_field(label: Any, wrong: Any, most: int, *, hint: Any = "", rows: int = 4) -> Any:
    """Make a field for some sentences."""
    return forms.CharField(
        label=label, help_text=hint, max_length=most,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        error_messages={"required": wrong, "max_length": _("Dit is te lang. Kort het in.")},
    )  # fmt: skip


class CommissionForm(forms.Form):
    """What is needed, where, when, how much of it, and until when bids may come."""

    title = forms.CharField(
        label=_("Wat vraag je, in een paar woorden?"), max_length=120,
        help_text=_("Bijvoorbeeld: samen eten in de wijk."),
        error_messages={"required": _("Geef de uitvraag een naam.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    needed = text_field(
        _("Wat is er nodig?"), _("Schrijf in gewone woorden op wat er nodig is."), 3_000,
        hint=_("Iedereen leest dit. Schrijf wat mensen zoeken, niet hoe het moet."), rows=5,
    )  # fmt: skip
    figures = forms.MultipleChoiceField(
        label=_("Op welke cijfers rust dit?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ze blijven staan zoals ze vandaag zijn, met de datum erbij."),
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip
    heading = choice_field(
        _("Bij welke wens van mensen hoort het?"), Commission.Heading.choices, _("Kies een wens.")
    )
    theme = forms.ChoiceField(
        label=_("Waar gaat het over?"), choices=[("", _("Dat maakt niet uit")), *Theme.choices],
        required=False, error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip
    districts = forms.ModelMultipleChoiceField(
        District.objects.none(), label=_("In welke wijken?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies je niets, dan is het de hele regio."),
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip
    starts_on = day_field(_("Vanaf welke dag?"))
    ends_on = day_field(_("Tot en met welke dag?"))
    moments = number_field(
        _("Hoeveel keer, alles bij elkaar?"), MOST_MOMENTS, _("Vul een getal in, zoals 24."),
        whole=True,
    )  # fmt: skip
    places = number_field(
        _("Hoeveel plekken per keer?"), MOST_PLACES, _("Vul een getal in, zoals 12."), whole=True
    )
    ceiling = number_field(
        _("Hoeveel euro is er ten hoogste?"), MOST_EURO, _("Vul een bedrag in, zoals 4.000."),
        hint=_("Iedereen leest dit bedrag."),
    )  # fmt: skip
    weighs = forms.MultipleChoiceField(
        label=_("Wat telt bij het kiezen?"), required=False, choices=Commission.Weighs.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip
    until_day = day_field(_("Tot welke dag kan een voorstel komen?"))
    until_clock = clock_field(_("Tot hoe laat die dag?"))

    def __init__(
        self, *args: Any, region: Region, figures: Mapping[str, Figure] | None, **kwargs: Any
    ) -> None:
        """Offer the districts of the region and what is published; figures are chosen once."""
        super().__init__(*args, **kwargs)
        districts = District.objects.filter(regions=region).defer("boundary").order_by("name")
        self.fields["districts"].queryset = districts  # type: ignore[attr-defined]
        for name in ("moments", "places"):
            self.fields[name].required = True
        self.read = figures or {}
        if self.read:
            self.fields["figures"].choices = [  # type: ignore[attr-defined]
                (key, figure_sentence(one.topic, one.code, one.number))
                for key, one in self.read.items()
            ]
        else:
            del self.fields["figures"]

    def clean(self) -> dict[str, Any]:
        """Ask for days in order: bids close before it begins."""
        data = super().clean() or {}
        first, last, closes = data.get("starts_on"), data.get("ends_on"), data.get("until_day")
        if first and last and last < first:
            self.add_error("ends_on", gettext("De laatste dag ligt voor de eerste dag."))
        if first and closes and closes > first:
            self.add_error(
                "until_day", gettext("Kies een dag voor het begint. Anders is het te laat.")
            )
        return data

    def chosen_figures(self) -> list[Figure]:
        """Give the published figures that were chosen."""
        return [self.read[key] for key in self.cleaned_data.get("figures", [])]

    def terms(self) -> Terms:
        """Give what is asked for."""
        data = self.cleaned_data
        return Terms(
            **{name: data[name] for name in AS_WRITTEN}, districts=list(data["districts"]),
            ceiling_cents=round(data["ceiling"] * 100) if data["ceiling"] else None,
            bids_until=dates.at_clock(data["until_day"], data["until_clock"]),
        )  # fmt: skip


def start_of(commission: Commission) -> dict[str, Any]:
    """Give what a form begins with that changes a commission."""
    until = timezone.localtime(commission.bids_until)
    cents = commission.ceiling_cents
    return {name: getattr(commission, name) for name in AS_WRITTEN} | {
        "districts": [district.pk for district in commission.districts],
        "ceiling": Decimal(cents) / 100 if cents else None,
        "until_day": until.date(),
        "until_clock": until.time(),
    }


def start_anew(today: dt.date, chosen: str) -> dict[str, Any]:
    """Give what a form begins with: two months ahead, and the figure one came from."""
    heading = chosen.partition(":")[0].removeprefix("need-")
    return {
        "figures": [chosen],
        "heading": heading if heading in Commission.Heading else None,
        "starts_on": today + dt.timedelta(days=60),
        "until_day": today + dt.timedelta(days=28),
        "until_clock": dt.time(12),
    }


class AwardForm(forms.Form):
    """Of each bid whether it is chosen, and why; and the reason for everybody."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10_000)
    reason = text_field(
        _("Waarom kies je dit?"), _("Schrijf op waarom."), 1_000,
        hint=_("Iedereen leest dit. Kies je niemand? Schrijf dan waarom niet."),
    )  # fmt: skip
    why_above = text_field(
        _("Kost het meer dan er is? Waarom mag dat?"), "", 500, rows=2,
        hint=_("Iedereen leest dit."),
    )  # fmt: skip

    def __init__(self, *args: Any, bids: Collection[Bid], **kwargs: Any) -> None:
        """Ask two things of each bid."""
        super().__init__(*args, **kwargs)
        self.fields["why_above"].required = False
        self.bids = list(bids)
        self.fields["seen"].initial = self.known
        for bid in self.bids:
            self.fields[f"chosen_{bid.pk}"] = forms.BooleanField(
                label=gettext("Kies %(name)s") % {"name": bid.by_name}, required=False
            )
            self.fields[f"reason_{bid.pk}"] = text_field(
                gettext("Waarom wel of niet: %(name)s?") % {"name": bid.by_name},
                _("Schrijf bij elk voorstel waarom."), 400, rows=2,
                hint=_("Dit lezen alleen zij, en wie kiest."),
            )  # fmt: skip

    @property
    def known(self) -> str:
        """Name the bids that stand on the page."""
        return ",".join(str(bid.pk) for bid in self.bids)

    @property
    def asked(self) -> list[tuple[Bid, Any, Any]]:
        """Give the two questions of each bid."""
        return [(bid, self[f"chosen_{bid.pk}"], self[f"reason_{bid.pk}"]) for bid in self.bids]

    def choice(self) -> Choice:
        """Give what is proposed, of the bids that were on the page when it was filled in."""
        data = self.cleaned_data
        parts: dict[uuid.UUID, Said] = {
            uuid.UUID(one): Said(
                bool(data.get(f"chosen_{one}")), str(data.get(f"reason_{one}") or "")
            )
            for one in filter(None, data["seen"].split(","))
        }
        return Choice(parts, data["reason"], data["why_above"])

    def clean_seen(self) -> str:
        """Take numbers only."""
        seen: str = self.cleaned_data["seen"]
        try:
            [uuid.UUID(one) for one in filter(None, seen.split(","))]
        except ValueError:
            return self.known
        return seen


class ReturnForm(forms.Form):
    """Why a choice goes back."""

    why = text_field(
        _("Waarom stuur je het terug?"), _("Schrijf op waarom het terug gaat."), 300, rows=2
    )


class ReviewForm(forms.Form):
    """What came of it."""

    review = text_field(
        _("Wat kwam ervan?"), _("Schrijf op wat ervan kwam."), 3_000,
        hint=_("Iedereen leest dit. Schrijf ook op wat niet lukte."),
    )  # fmt: skip
