"""Forms for taking over what others made."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkschakel.network.actions import READERS
from wijkschakel.network.models import Format, Kind
from wijkschakel.network.readers.files import Carried
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.uploads import MOST_BYTES, TOO_LARGE
from wijkschakel.web.desk.forms import DistrictField
from wijkschakel.web.desk.scope import Scope

TOO_LARGE_WORDS = _("Dit bestand is te groot. Tien megabyte kan. Knip het in delen.")
COLUMNS: dict[str, Promise] = {
    "": _("(niet gebruiken)"),
    "name": _("Naam"),
    "organisation": _("Organisatie"),
    "kind": _("Soort"),
    "summary": _("In één zin"),
    "description": _("Uitleg"),
    "place": _("Plek"),
    "street": _("Straat"),
    "house_number": _("Huisnummer"),
    "addition": _("Toevoeging"),
    "postcode": _("Postcode"),
    "town": _("Plaats"),
    "latitude": _("Breedtegraad"),
    "longitude": _("Lengtegraad"),
    "x": _("X op de kaart"),
    "y": _("Y op de kaart"),
    "point": _("Punt op de kaart"),
    "phone": _("Telefoon"),
    "email": _("Mailadres"),
    "url": _("Website"),
    "hours": _("Openingstijden"),
    "days": _("Dagen"),
    "opens": _("Begintijd"),
    "closes": _("Eindtijd"),
    "date": _("Datum"),
    "end_date": _("Laatste datum"),
    "languages": _("Talen"),
    "cost": _("Prijs"),
    "eligibility": _("Voor wie"),
    "documents": _("Wat neem je mee"),
    "accessible": _("Rolstoel"),
    "application": _("Hoe kom je er?"),
    "status": _("Is het er nog?"),
    "assured": _("Nagekeken op"),
    "id": _("Eigen nummer"),
}


class ImportForm(forms.Form):
    """A file or an address, what it is, and for which district."""

    kind = forms.ChoiceField(label=_("Wat neem je over?"), choices=Kind)
    form = forms.ChoiceField(label=_("Hoe is het geschreven?"), choices=Format)
    file = forms.FileField(
        label=_("Bestand"), required=False, allow_empty_file=True,
        help_text=_("Hooguit tien megabyte. We bewaren het niet."),
    )  # fmt: skip
    url = forms.URLField(
        label=_("Of een webadres"), required=False, max_length=600, assume_scheme="https",
        help_text=_("Van een agenda, een nieuwsbron of een lijst."),
        error_messages={"invalid": _("Dit is geen webadres. Kijk of het goed is overgenomen.")},
    )  # fmt: skip
    name = forms.CharField(
        label=_("Van wie is het?"), max_length=120,
        help_text=_("Deze naam staat straks bij alles wat je overneemt."),
        error_messages={"required": _("Vul in van wie het is.")},
    )  # fmt: skip
    is_followed = forms.BooleanField(
        label=_("Kijk elke nacht of er iets nieuws is (alleen bij een webadres)"), required=False
    )

    def __init__(self, *args: Any, scope: Scope, too_large: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.too_large = too_large
        self.fields["district"] = DistrictField(scope)

    @classmethod
    def of(cls, request: Request, scope: Scope) -> "ImportForm":
        """Make the form of a request."""
        if request.method != "POST":
            return cls(scope=scope)
        sent, files = request.POST, request.FILES  # reading them is what finds it too large
        return cls(sent, files, scope=scope, too_large=bool(request.META.get(TOO_LARGE)))

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and for a format that fits."""
        data = super().clean() or {}
        file, url = data.get("file"), data.get("url")
        if self.too_large or (file and file.size > MOST_BYTES):
            raise ValidationError({"file": TOO_LARGE_WORDS})
        if not file and not url and not self.errors.get("url"):
            raise ValidationError({"file": _("Kies een bestand, of vul een webadres in.")})
        if file and url:
            raise ValidationError({"url": _("Kies een bestand of een webadres, niet allebei.")})
        kind, form = data.get("kind"), data.get("form")
        fits = form in READERS.get(Kind(kind), []) if kind else False
        is_harvest = kind == Kind.ACTIVITIES and form == Format.OPENACTIVE and bool(url)
        if kind and form and not (fits or is_harvest):
            raise ValidationError({"form": _("Dit past niet bij wat je overneemt. Kies anders.")})
        if is_harvest and not data.get("is_followed"):
            raise ValidationError({"is_followed": _("Dit kan alleen elke nacht. Vink dat aan.")})
        return data

    @property
    def upload(self) -> Carried | None:
        """What was sent along."""
        file = self.cleaned_data["file"]
        return Carried(file.name[:120], file.read()) if file else None


class ColumnsForm(forms.Form):
    """What each column tells, guessed by us, corrected by a person."""

    def __init__(self, data: Mapping[str, Any] | None, *, guesses: Any) -> None:
        super().__init__(data)
        self.columns = guesses.columns
        for column in guesses.columns:
            self.fields[f"kolom_{column.index}"] = forms.ChoiceField(
                label=column.title or _("Kolom %(n)s") % {"n": column.index + 1},
                choices=list(COLUMNS.items()), required=False, initial=column.field,
                help_text=", ".join(column.examples),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for one column with names, and each word once."""
        data = super().clean() or {}
        chosen = [value for value in data.values() if value]
        if not {"name", "organisation"} & set(chosen):
            raise ValidationError(_("Kies welke kolom de naam is."))
        if len(chosen) != len(set(chosen)):
            raise ValidationError(_("Je koos twee keer hetzelfde. Elke keuze kan één keer."))
        return data

    @property
    def chosen(self) -> dict[int, str]:
        """Per column what was chosen."""
        return {c.index: self.cleaned_data[f"kolom_{c.index}"] for c in self.columns}
