"""The questions of a lesson: what is tried, what came of it, why it is withdrawn, who uses it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Initiative
from wijkschakel.learning import queries
from wijkschakel.learning.actions.lessons import CameOfIt, Told
from wijkschakel.learning.models import Lesson
from wijkschakel.learning.permissions import Party
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District

LONG = _("Dit is te lang. Kort het in.")
CHOSEN = {"required": _("Kies er een."), "invalid_choice": _("Kies uit de lijst.")}
FARTHEST = dt.timedelta(days=5 * 365)


def _text(label: Any, most: int, *, empty: Any = None, hint: Any = "", rows: int = 0) -> Any:
    """Make a field for words; with `empty` it is required, and that is what it says."""
    attrs: dict[str, Any] = {"dir": "auto"} | ({"rows": rows} if rows else {})
    return forms.CharField(
        label=label, max_length=most, required=bool(empty), help_text=hint,
        error_messages={"max_length": LONG} | ({"required": empty} if empty else {}),
        widget=forms.Textarea(attrs=attrs) if rows else forms.TextInput(attrs=attrs),
    )  # fmt: skip


def _radio(label: Any, choices: Any, hint: Any = "") -> Any:
    return forms.ChoiceField(
        label=label, choices=choices, help_text=hint, widget=forms.RadioSelect,
        error_messages=CHOSEN,
    )  # fmt: skip


class LessonForm(forms.Form):
    """What is tried, what is expected, until when; and where it belongs."""

    title = _text(
        _("Hoe heet je proef?"), 120, empty=_("Geef je proef een naam."),
        hint=_("Bijvoorbeeld: samen eten op de stoep."),
    )  # fmt: skip
    tries = _text(
        _("Wat proberen jullie?"), 4_000, empty=_("Vertel wat je probeert."), rows=5,
        hint=_("Schrijf geen namen van mensen op. Iedereen kan dit lezen."),
    )  # fmt: skip
    expects = _text(_("Wat verwacht je ervan?"), 2_000, empty=_("Schrijf wat je verwacht."), rows=3)
    until_on = forms.DateField(
        label=_("Tot wanneer probeer je het?"),
        help_text=_("Is het al voorbij? Kies dan de laatste dag."),
        error_messages={
            "required": _("Kies een dag."), "invalid": _("Kies de dag, zoals 3-5-2026."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    level = _radio(_("Bij wie verandert er iets?"), Lesson.Level.choices)
    block = _radio(_("Aan welke bouwsteen werk je?"), Lesson.Block.choices)
    principles = forms.MultipleChoiceField(
        label=_("Waar draagt het aan bij?"), choices=Lesson.Principle.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies er een of meer."), "invalid_choice": _("Kies uit de lijst."),
        },
    )  # fmt: skip
    initiative = forms.ModelChoiceField(
        Initiative.objects.none(), label=_("Over welk initiatief of programma gaat het?"),
        required=False, empty_label=_("Over geen ervan"), error_messages=CHOSEN,
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Wie vertelt het?"), required=False,
        empty_label=_("Ik, als bewoner"), error_messages=CHOSEN,
        help_text=_("Je naam staat er nooit bij."),
    )  # fmt: skip
    together = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Wie probeert het mee?"), required=False,
        widget=forms.CheckboxSelectMultiple, error_messages=CHOSEN,
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("In welke taal schrijf je?"), choices=settings.LANGUAGES, error_messages=CHOSEN
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(
        self, *args: Any, person: Person, district: District, now: dt.datetime, **kwargs: Any
    ) -> None:
        """Offer the organisations of who writes, and what there is in the district."""
        super().__init__(*args, **kwargs)
        self.today = timezone.localdate(now)
        offered: dict[str, Any] = {
            "organisation": people_queries.organisations_of(person, self.today),
            "initiative": queries.initiatives_around(district),
            "together": queries.organisations_around(district),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language()

    def clean_until_on(self) -> dt.date:
        """Refuse a year that nobody means."""
        day: dt.date = self.cleaned_data["until_on"]
        if abs(day - self.today) > FARTHEST:
            raise forms.ValidationError(_("Deze dag is ver weg. Kijk naar het jaar."))
        return day

    def told(self) -> Told:
        """Give what is tried."""
        return Told(**{name: value for name, value in self.cleaned_data.items() if name != "key"})

    @staticmethod
    def start_of(lesson: Lesson) -> dict[str, Any]:
        """Give what a lesson says now, to change it."""
        names = ("title", "tries", "expects", "until_on", "level", "block", "principles",
                 "initiative", "organisation", "language")  # fmt: skip
        along = [one.organisation_id for one in lesson.parties.all()]
        return {name: getattr(lesson, name) for name in names} | {"together": along}


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = _radio(
        _("Wat kwam eruit?"), Lesson.Outcome.choices,
        _("Lukte het niet? Dat is net zo welkom. Een ander hoeft het dan niet te proberen."),
    )  # fmt: skip
    came_of_it = _text(
        _("Vertel wat er gebeurde"), 4_000, empty=_("Vertel wat eruit kwam."), rows=5,
        hint=_("Schrijf geen namen van mensen op. Iedereen kan dit lezen."),
    )  # fmt: skip
    otherwise = _text(_("Wat zou je een volgende keer anders doen?"), 2_000, rows=3)
    useful_for = _text(
        _("Wie heeft hier iets aan?"), 300, hint=_("Bijvoorbeeld: wijken met veel nieuwe bewoners.")
    )

    def came(self) -> CameOfIt:
        """Give what came of it."""
        return CameOfIt(**self.cleaned_data)

    @staticmethod
    def start_of(lesson: Lesson) -> dict[str, Any]:
        """Give what was told before."""
        names = ("outcome", "came_of_it", "otherwise", "useful_for")
        return {name: getattr(lesson, name) for name in names}


class WithdrawForm(forms.Form):
    """Why a lesson goes."""

    why = _text(
        _("Waarom trek je de les in?"), 300, empty=_("Schrijf er kort bij waarom."),
        hint=_("Dit blijft te lezen, voor wie de les gebruikt."),
    )  # fmt: skip


class UseForm(forms.Form):
    """Who does this too, and how."""

    party = forms.ChoiceField(label=_("Wie gebruikt dit ook?"), error_messages=CHOSEN)
    words = _text(
        _("Hoe gebruiken jullie het?"), 200, hint=_("Eén zin is genoeg. Geen namen van mensen.")
    )

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        """Offer for whom the visitor may say it."""
        super().__init__(*args, **kwargs)
        self.parties = {str(party.pk): party for party in parties}
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (number, party.name) for number, party in self.parties.items()
        ]

    @property
    def who(self) -> Party:
        """Give who does it too."""
        return self.parties[self.cleaned_data["party"]]
