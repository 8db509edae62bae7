"""Forms about a service: everything for who keeps it, the likely mistakes for who suggests."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Service
from wijkschakel.activities.models.services import WEEKDAYS
from wijkschakel.activities.queries.service_facts import Facts
from wijkschakel.activities.queries.services import Names
from wijkschakel.activities.rules import services as rules
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District, Venue
from wijkschakel.web.common.languages import NAMES, SPOKEN

LONG, SHORT = 5000, 1000
MOST_PHONES = 5
YES_NO = [("", _("Weet ik niet")), ("ja", _("Ja")), ("nee", _("Nee"))]
TOO_LONG = _("Deze tekst is te lang. Kort hem in.")
DAYS = [(f"time_{day}", str(day), name) for day, name in WEEKDAYS]


def _text(label: Any, length: int, **more: Any) -> forms.CharField:
    """Make a field for words; a long one gets room."""
    attrs = {"dir": "auto"}
    widget = (
        forms.Textarea(attrs=attrs | {"rows": 3}) if length >= SHORT else forms.TextInput(attrs)
    )
    more.setdefault("required", False)
    more.setdefault("error_messages", {})
    more["error_messages"] |= {"max_length": TOO_LONG}
    return forms.CharField(label=label, max_length=length, widget=widget, **more)


def _number(label: Any) -> forms.IntegerField:
    words = dict.fromkeys(("invalid", "min_value", "max_value"), _("Vul een leeftijd in."))
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=120, error_messages=words
    )


class SuggestionForm(forms.Form):
    """What a reader may say is wrong: how to reach it, when it is open, what it costs."""

    name = _text(_("Naam"), 200, required=True, error_messages={"required": _("Vul de naam in.")})
    summary = _text(_("In één zin"), 300)
    phones = _text(
        _("Telefoon"), SHORT, help_text=_("Elk nummer op een eigen regel. Mag met (uitleg).")
    )
    email = forms.EmailField(
        label=_("Mailadres van de dienst"),
        required=False,
        error_messages={"invalid": _("Dit mailadres klopt niet.")},
    )
    url = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=600,
        assume_scheme="https",
        error_messages={"invalid": _("Dit adres klopt niet. Een voorbeeld: www.buurt.nl.")},
    )
    time_0 = _text(_("Maandag"), 100)
    time_1 = _text(_("Dinsdag"), 100)
    time_2 = _text(_("Woensdag"), 100)
    time_3 = _text(_("Donderdag"), 100)
    time_4 = _text(_("Vrijdag"), 100)
    time_5 = _text(_("Zaterdag"), 100)
    time_6 = _text(_("Zondag"), 100)
    is_by_appointment = forms.BooleanField(label=_("Alleen op afspraak"), required=False)
    price = forms.DecimalField(
        label=_("Wat kost het?"),
        help_text=_("In euro. Gratis? Vul 0 in. Weet je het niet? Laat leeg."),
        required=False,
        min_value=0,
        max_value=10000,
        decimal_places=2,
        localize=True,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_decimal_places", "max_digits"),
            _("Vul een bedrag in. Een voorbeeld: 2,50."),
        ),
    )
    price_note = _text(_("Over de prijs"), 300)
    who_for = _text(_("Voor wie is het?"), SHORT)
    documents_needed = _text(_("Wat neem je mee?"), SHORT)
    how_to_join = _text(_("Hoe kom je er? Wat doe je eerst?"), SHORT)

    TEXTS: tuple[str, ...] = (
        "name", "summary", "email", "url", "price_note", "who_for", "documents_needed",
        "how_to_join", "is_by_appointment",
    )  # fmt: skip

    def __init__(self, *args: Any, facts: Facts | None = None, **settings: Any) -> None:
        if facts is not None:
            settings["initial"] = self.start(facts) | settings.get("initial", {})
        super().__init__(*args, **settings)
        self.before = facts or {}

    def start(self, facts: Facts) -> dict[str, Any]:
        """Give what stands in the fields at first."""
        cents = facts["price_cents"]
        kept: dict[str, Any] = {name: facts[name] for name in self.TEXTS}
        kept["price"] = (
            None if cents is None else (cents // 100 if cents % 100 == 0 else cents / 100)
        )
        kept["phones"] = "\n".join(
            f"{rules.say_phone(number)} ({note})" if note else rules.say_phone(number)
            for number, note in facts["phones"]
        )
        return kept | {field: facts["times"].get(day, "") for field, day, _name in DAYS}

    def clean_phones(self) -> list[list[str]]:
        """Give the numbers as they are kept, each once."""
        found: dict[str, list[str]] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["phones"].splitlines())):
            text, _sign, note = line.partition("(")
            try:
                number = rules.read_phone(text)
            except rules.NotAPhone as error:
                raise ValidationError(
                    _("Dit nummer klopt niet: %(line)s") % {"line": line[:40]}
                ) from error
            found[number] = [number, note.rstrip(") ")[:120]]
        if len(found) > MOST_PHONES:
            raise ValidationError(_("Kies hooguit vijf nummers."))
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        """Read the hours of each day."""
        times = {}
        for field, day, _name in DAYS:
            try:
                if said := rules.write_spans(rules.read_spans(self.cleaned_data.get(field, ""))):
                    times[day] = said
            except rules.NotATime:
                self.add_error(field, _("Schrijf het zo: 9:00-12:00, 13:00-17:00."))
        self.cleaned_data["times"] = times
        return self.cleaned_data

    def facts(self) -> Facts:
        """Give what was filled in, by the names of facts."""
        kept = self.cleaned_data
        found = {name: _plain(kept[name]) for name in self.TEXTS}
        price = kept["price"]
        found["price_cents"] = None if price is None else int(price * 100)
        return found | {"phones": kept["phones"], "times": kept["times"]}


def _plain(value: Any) -> Any:
    """Write the ends of lines in one way, so that nothing seems changed that is not."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class ServiceForm(SuggestionForm):
    """Everything that is said of a service."""

    kind = forms.ChoiceField(label=_("Waar gaat het over?"), choices=Service.Kind.choices)
    description = _text(_("Wat kun je verwachten?"), LONG)
    is_formal = forms.BooleanField(
        label=_("Dit is van een organisatie met mensen in dienst."), required=False
    )
    spoken = forms.MultipleChoiceField(
        label=_("Welke talen spreken jullie?"),
        choices=[(code, NAMES[code]) for code in SPOKEN],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    age_from = _number(_("Leeftijd vanaf"))
    age_to = _number(_("Leeftijd tot en met"))
    needs_referral = forms.ChoiceField(
        label=_("Is een verwijzing nodig?"), choices=YES_NO, required=False
    )
    venue = forms.ModelChoiceField(
        label=_("Waar is het?"),
        queryset=Venue.objects.none(),
        required=False,
        empty_label=_("Op geen vaste plek"),
        error_messages={"invalid_choice": _("Kies een plek uit de lijst.")},
    )
    is_checked = forms.BooleanField(
        label=_("Ik keek alles na. Het klopt."), required=False, initial=True
    )

    TEXTS = (*SuggestionForm.TEXTS, "kind", "description", "is_formal", "age_from", "age_to")

    def __init__(self, *args: Any, district: District, **settings: Any) -> None:
        super().__init__(*args, **settings)
        venues = Venue.objects.filter(district__municipality=district.municipality_id)
        self.fields["venue"].queryset = venues.only("name").order_by("name")  # type: ignore[attr-defined]

    def start(self, facts: Facts) -> dict[str, Any]:
        """Give what stands in the fields at first."""
        places = facts["places"]
        return super().start(facts) | {
            "spoken": facts["spoken"],
            "needs_referral": {True: "ja", False: "nee", None: ""}[facts["needs_referral"]],
            "venue": places[0][0] if places else None,
        }

    def clean(self) -> dict[str, Any]:
        """Check the ages as well."""
        kept = super().clean()
        youngest, oldest = kept.get("age_from"), kept.get("age_to")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_to", _("Dit is lager dan de leeftijd vanaf."))
        return kept

    def facts(self) -> Facts:
        """Give what was filled in; other places, and languages we do not ask for, stay."""
        kept = self.cleaned_data
        known = [code for code in self.before.get("spoken", []) if code not in SPOKEN]
        return super().facts() | {
            "spoken": [*kept["spoken"], *known],
            "needs_referral": {"ja": True, "nee": False}.get(kept["needs_referral"]),
            "places": self._places(kept["venue"]),
        }

    def _places(self, venue: Venue | None) -> list[list[str]]:
        known: list[list[str]] = self.before.get("places", [])
        chosen = str(venue.pk) if venue else ""
        notes = dict(known)
        others = [row for row in known[1:] if row[0] != chosen]
        return [[chosen, notes.get(chosen, "")], *others] if chosen else others


class DeskServiceForm(ServiceForm):
    """What only the desk decides: whose it is, and for which people."""

    organisation = forms.ModelChoiceField(
        label=_("Van welke organisatie?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Van geen organisatie"),
    )
    reach = forms.ChoiceField(label=_("Voor welk gebied?"), choices=Service.Reach.choices)

    TEXTS = (*ServiceForm.TEXTS, "reach")

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        known = Organisation.objects.only("name").order_by("name")
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]

    def offer(self, names: Names) -> None:
        """Offer what was read for the page already."""
        for name, rows in (("organisation", names.organisations), ("venue", names.venues)):
            field: Any = self.fields[name]
            field.choices = [("", field.empty_label), *rows]

    def start(self, facts: Facts) -> dict[str, Any]:
        """Give what stands in the fields at first."""
        return super().start(facts) | {"organisation": facts["organisation"] or None}

    def facts(self) -> Facts:
        """Give what was filled in."""
        chosen = self.cleaned_data["organisation"]
        return super().facts() | {"organisation": str(chosen.pk) if chosen else ""}
