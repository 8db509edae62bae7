"""The form of a bid: what an organisation would do, and for how much."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity
from wijkschakel.funding.actions.bids import Terms
from wijkschakel.funding.models import Bid, Commission
from wijkschakel.people.models import Organisation
from wijkschakel.web.common.number_fields import choice_field, number_field

MOST_EURO, MOST_MOMENTS, MOST_PLACES = 1_000_000, 2_000, 5_000


class BidForm(forms.Form):
    """For whom, what, how often, for how many, for how much, where, and with whom."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Voor welke organisatie?"), empty_label=None,
        error_messages={"required": _("Kies een organisatie."),
                        "invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip
    what = forms.CharField(
        label=_("Wat gaan jullie doen?"), max_length=3_000,
        help_text=_("Vertel het zo dat een buur het begrijpt. Schrijf geen namen op."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": _("Vertel wat jullie gaan doen."),
                        "max_length": _("Dit is te lang. Kort het in.")},
    )  # fmt: skip
    moments = number_field(
        _("Hoeveel keer, alles bij elkaar?"), MOST_MOMENTS, _("Vul een getal in, zoals 24."),
        whole=True,
    )  # fmt: skip
    places = number_field(
        _("Hoeveel plekken per keer?"), MOST_PLACES, _("Vul een getal in, zoals 12."), whole=True
    )
    price = number_field(
        _("Hoeveel euro vragen jullie?"), MOST_EURO, _("Vul een bedrag in, zoals 150.")
    )
    per = choice_field(_("Waarvoor is dat bedrag?"), Bid.Per.choices, _("Kies een van de twee."))
    where = forms.CharField(
        label=_("Waar is het?"), max_length=120, help_text=_("Een plek of een straat."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Zeg waar het is."),
                        "max_length": _("Dit is te lang. Kort het in.")},
    )  # fmt: skip
    is_near = forms.BooleanField(label=_("Dat is in de wijk zelf"), required=False)
    is_resident_run = forms.BooleanField(label=_("Bewoners doen het (mee)"), required=False)

    def __init__(self, *args: Any, mine: list[Organisation], **kwargs: Any) -> None:
        """Offer the organisations one belongs to; with one there is nothing to choose."""
        super().__init__(*args, **kwargs)
        self.mine = mine
        for name in ("moments", "places", "price"):
            self.fields[name].required = True
        if len(mine) > 1:
            chosen = Organisation.objects.filter(pk__in=[one.pk for one in mine]).order_by("name")
            self.fields["organisation"].queryset = chosen  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]

    @property
    def for_organisation(self) -> Organisation:
        """Give for which organisation it is."""
        chosen: Organisation = self.cleaned_data.get("organisation") or self.mine[0]
        return chosen

    def terms(self) -> Terms:
        """Give what they would do."""
        data = self.cleaned_data
        same = ("what", "moments", "places", "per", "where", "is_near", "is_resident_run")
        return Terms(**{name: data[name] for name in same}, price_cents=round(data["price"] * 100))


def start_of(bid: Bid | None, commission: Commission) -> dict[str, Any]:
    """Give what the form begins with: the bid that stands, or what was asked for."""
    if bid is None:
        return {"moments": commission.moments, "places": commission.places}
    same = (
        "organisation", "what", "moments", "places", "per", "where", "is_near", "is_resident_run",
    )  # fmt: skip
    return {name: getattr(bid, name) for name in same} | {"price": Decimal(bid.price_cents) / 100}


class LinkForm(forms.Form):
    """Which activity carries it out."""

    activity = forms.ModelChoiceField(
        Activity.objects.none(), label=_("Welke activiteit?"), empty_label=None,
        error_messages={"required": _("Kies een activiteit."),
                        "invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip

    def __init__(self, *args: Any, activities: list[Activity], **kwargs: Any) -> None:
        """Offer what belongs to the organisation and to no other commission."""
        super().__init__(*args, **kwargs)
        rows = Activity.objects.filter(pk__in=[one.pk for one in activities]).order_by("title")
        self.fields["activity"].queryset = rows  # type: ignore[attr-defined]
