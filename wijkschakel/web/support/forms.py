"""The questions of asking and offering help: few on a screen, in plain words."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.support.actions.offers import Offered
from wijkschakel.support.actions.requests import Asked
from wijkschakel.support.matching import times
from wijkschakel.support.models import HelpOffer, HelpRequest
from wijkschakel.support.rules import helping as rules
from wijkschakel.support.rules.kinds import HelpKindSaid
from wijkschakel.web.common import helping
from wijkschakel.web.common.languages import NAMES, SPOKEN

PICKED = forms.CheckboxSelectMultiple
AREA = {"rows": 3, "dir": "auto"}


def _many(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=PICKED, help_text=help_text,
        error_messages={"invalid_choice": _("Kies iets uit de lijst.")},
    )  # fmt: skip


def _languages() -> list[tuple[str, Any]]:
    return [(code, NAMES[code]) for code in SPOKEN]


def bits_of(days: list[str], parts: list[str]) -> int:
    """Pack days and parts of the day; nothing chosen is the whole week."""
    wanted = [f"{day}-{part}" for day in days or times.DAYS for part in parts or times.PARTS]
    return times.bits(wanted)


def days_and_parts(blocks: int) -> dict[str, list[str]]:
    """Unpack blocks into days and parts of the day; the whole week is nothing chosen."""
    names = [name.split("-") for name in times.names(blocks)]
    days = [day for day in times.DAYS if any(day == one for one, _part in names)]
    parts = [part for part in times.PARTS if any(part == one for _day, one in names)]
    return {
        "days": days if len(days) < len(times.DAYS) else [],
        "parts": parts if len(parts) < len(times.PARTS) else [],
    }


class WhenMixin(forms.Form):
    """When it suits, in which languages, and what one likes."""

    days = _many(_("Op welke dagen?"), list(helping.DAYS.items()), _("Niets kiezen is ook goed."))
    parts = _many(_("Wanneer op de dag?"), list(helping.PARTS.items()))
    languages = _many(_("Welke talen spreek je?"), [])
    interests = _many(_("Wat vind je leuk?"), list(helping.INTERESTS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = _languages()  # type: ignore[attr-defined]

    def spoken(self, first: str) -> list[str]:
        """Give the languages, the one that the person likes best first."""
        chosen = self.cleaned_data["languages"]
        return sorted(chosen, key=lambda code: code != first) or [first]


class AskForm(WhenMixin):
    """What somebody asks, over four screens; what was said before goes along hidden."""

    STEPS = {
        1: ("person", "strengths", "words"),
        2: ("kind", "also"),
        3: ("rhythm", "days", "parts"),
        4: ("interests", "languages", "helpers", "is_direct"),
    }
    strengths = forms.CharField(
        label=_("Wat kun je goed, of doe je graag?"),
        help_text=_("Daar zoeken we iemand bij. Bijvoorbeeld: ik kook graag."),
        required=False, max_length=rules.LONGEST, widget=forms.Textarea(attrs={**AREA, "rows": 2}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Wat zou je fijn vinden?"),
        help_text=_("Vertel het zoals je wilt. Je hoeft niet te zeggen waarom."),
        max_length=rules.LONGEST,
        error_messages={
            "required": _("Vertel in een paar woorden wat je fijn zou vinden."),
            "max_length": _("Dit is te lang. Kort het in tot 1000 letters."),
        },
        widget=forms.Textarea(attrs=AREA),
    )
    kind = forms.ChoiceField(
        label=_("Wat past het best?"), widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat het best past."), "invalid_choice": _("Kies uit de lijst."),
        },
    )  # fmt: skip
    also = _many(_("Heb je nog iets nodig?"), [])
    rhythm = forms.ChoiceField(
        label=_("Hoe vaak?"), choices=HelpRequest.Rhythm.choices, widget=forms.RadioSelect,
        initial=HelpRequest.Rhythm.ONCE, required=False,
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip
    helpers = _many(
        _("Wie mag je helpen?"), list(helping.HELPERS.items()),
        _("Kies je niets, dan mag iedereen."),
    )  # fmt: skip
    is_direct = forms.BooleanField(
        label=_("Laat mij zelf kiezen uit wie past."),
        help_text=_("Anders kijkt een coördinator eerst."), required=False,
    )  # fmt: skip
    person = forms.ChoiceField(label=_("Voor wie vraag je dit?"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        kinds: Mapping[str, HelpKindSaid],
        people: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        active = [kind for kind in kinds.values() if kind.is_active]
        named = [(kind.code, helping.kind_queries.name_of(kinds, kind.code)) for kind in active]
        self.fields["kind"].choices = named  # type: ignore[attr-defined]
        self.fields["also"].choices = named  # type: ignore[attr-defined]
        whom = [("", _("Voor mezelf")), *((str(one.pk), one.given_name) for one in people)]
        self.fields["person"].choices = whom  # type: ignore[attr-defined]

    def shown(self, step: int) -> list[forms.BoundField]:
        """Give the fields of a screen."""
        names = self.STEPS[step]
        has_people = len(self.fields["person"].choices) > 1  # type: ignore[attr-defined]
        return [self[name] for name in names if name != "person" or has_people]

    @property
    def for_whom(self) -> str:
        """Name whom this is asked for; nothing for oneself."""
        chosen = str(self["person"].value() or "")
        people = dict(self.fields["person"].choices)  # type: ignore[attr-defined]
        return str(people.get(chosen, "")) if chosen else ""

    def hidden(self, step: int = 0) -> list[tuple[str, str]]:
        """Give what was said on other screens, name by name, as it goes along."""
        found = []
        for name in self.fields:
            if name not in self.STEPS.get(step, ()):
                value = self[name].value()
                values = value if isinstance(value, list | tuple) else [value]
                found += [(name, str(one)) for one in values if one not in (None, "", False)]
        return found

    def mistakes(self, step: int) -> list[str]:
        """Give the fields up to a screen that have a mistake."""
        done = {name for number in range(1, step + 1) for name in self.STEPS[number]}
        return [name for name in self.errors if name in done]

    def complain_only_of(self, step: int) -> None:
        """Leave out complaints about screens that are not shown: they are still to come."""
        for name in [name for name in self.errors if name not in self.STEPS[step]]:
            del self.errors[name]

    def asked(self, first_language: str, asked_as: str) -> Asked:
        """Give what is asked."""
        said = self.cleaned_data
        parts = dict.fromkeys([said["kind"], *said["also"]])
        return Asked(
            words=said["words"],
            parts=[(kind, ()) for kind in parts],
            strengths=said["strengths"],
            interests=said["interests"],
            times=bits_of(said["days"], said["parts"]),
            rhythm=said["rhythm"] or HelpRequest.Rhythm.ONCE,
            languages=self.spoken(first_language),
            helpers=said["helpers"],
            is_direct=said["is_direct"],
            asked_as=asked_as,
        )

    @classmethod
    def initial_of(cls, request: HelpRequest) -> dict[str, Any]:
        """Give what was asked, to change it."""
        kinds = [part.kind for part in request.parts.all()]
        return {
            "words": request.words, "strengths": request.strengths, "rhythm": request.rhythm,
            "kind": kinds[0] if kinds else "", "also": kinds[1:],
            "languages": request.languages, "interests": request.interests,
            "helpers": request.helpers, "is_direct": request.is_direct,
            **days_and_parts(request.times),
        }  # fmt: skip


class KindsForm(forms.Form):
    """Which kinds of help, the one most liked first; and a few words for the coordinator."""

    first = forms.ChoiceField(
        label=_("Wat doe je het liefst?"),
        error_messages={
            "required": _("Kies wat je het liefst doet."),
            "invalid_choice": _("Kies uit de lijst."),
        },
    )  # fmt: skip
    kinds = _many(_("Wat wil je nog meer doen?"), [])
    words = forms.CharField(
        label=_("Wil je er iets bij vertellen?"), required=False, max_length=rules.LONGEST,
        help_text=_("Alleen de coördinator leest dit."), widget=forms.Textarea(attrs=AREA),
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(self, *args: Any, kinds: Mapping[str, HelpKindSaid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        labels = dict(helping.GROUPS)
        for kind in kinds.values():
            if kind.is_active:
                name = helping.kind_queries.name_of(kinds, kind.code)
                groups.setdefault(str(labels[kind.group]), []).append((kind.code, name))
        self.fields["first"].choices = [("", _("Kies")), *groups.items()]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = [row for rows in groups.values() for row in rows]  # type: ignore[attr-defined]

    def chosen(self) -> list[str]:
        """Give the kinds, the first one first."""
        said = self.cleaned_data
        return [said["first"], *(kind for kind in said["kinds"] if kind != said["first"])]


class OfferForm(WhenMixin, KindsForm):
    """What somebody likes to do for others."""

    helper = forms.ChoiceField(
        label=_("Je helpt als"), widget=forms.RadioSelect, initial="neighbour",
        choices=[(code, name) for code, name in helping.HELPERS.items() if code != "activity"],
        error_messages={"invalid_choice": _("Kies uit de lijst."),
                        "required": _("Kies hoe je helpt.")},
    )  # fmt: skip
    radius = forms.TypedChoiceField(
        label=_("Hoe ver wil je gaan?"), coerce=int, initial=2_000,
        choices=[(500, _("een paar straten")), (1_000, _("15 minuten lopen")),
                 (2_000, _("een half uur lopen")), (5_000, _("een eind fietsen")),
                 (10_000, _("de hele stad"))],
        error_messages={"invalid_choice": _("Kies uit de lijst."),
                        "required": _("Kies hoe ver je wilt gaan.")},
    )  # fmt: skip
    most = forms.IntegerField(
        label=_("Hoeveel mensen tegelijk, hooguit?"), min_value=1, max_value=rules.MOST_PER_HELPER,
        initial=1, help_text=_("We vragen je nooit meer. Eén is al veel."),
        error_messages={
            "required": _("Vul een getal in."), "invalid": _("Vul een getal in."),
            "min_value": _("Kies minstens 1."), "max_value": _("Kies hooguit 5."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["first", "kinds", "days", "parts", "radius", "most", "languages",
                           "interests", "helper", "words", "key"])  # fmt: skip

    def offered(self, first_language: str) -> Offered:
        """Give what is offered."""
        said = self.cleaned_data
        return Offered(
            kinds=self.chosen(),
            helper=said["helper"],
            words=said["words"],
            interests=said["interests"],
            times=bits_of(said["days"], said["parts"]),
            radius_m=said["radius"],
            languages=self.spoken(first_language),
            most=said["most"],
        )

    @classmethod
    def initial_of(cls, offer: HelpOffer) -> dict[str, Any]:
        """Give what was offered, to change it."""
        kinds = [one.kind for one in offer.kinds.all()]
        return {
            "first": kinds[0] if kinds else "", "kinds": kinds[1:], "helper": offer.helper,
            "words": offer.words, "interests": offer.interests, "radius": offer.radius_m,
            "languages": offer.languages, "most": offer.most, **days_and_parts(offer.times),
        }  # fmt: skip


class CloseForm(forms.Form):
    """How a request ended."""

    ended_how = forms.ChoiceField(
        label=_("Hoe ging het?"), choices=HelpRequest.Ended.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het ging."),
                        "invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip


class StoryForm(forms.Form):
    """How it went with the other."""

    went = forms.ChoiceField(
        label=_("Kies wat past"), widget=forms.RadioSelect,
        choices=[("good", _("goed")), ("mixed", _("gaat wel")), ("not_good", _("niet goed")),
                 ("not_met", _("we zagen elkaar nog niet"))],
        error_messages={"required": _("Kies hoe het gaat."),
                        "invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip
    has_tie = forms.BooleanField(label=_("Wij kennen elkaar nu."), required=False)
    words = forms.CharField(
        label=_("Wil je er iets over zeggen?"), help_text=_("De ander leest dit niet."),
        required=False, max_length=rules.LONGEST, widget=forms.Textarea(attrs={**AREA, "rows": 2}),
    )  # fmt: skip


class WorryForm(forms.Form):
    """What is not right."""

    words = forms.CharField(
        label=_("Wat is er aan de hand?"),
        help_text=_("Alleen de vertrouwenspersoon leest dit. De ander hoort niets."),
        max_length=rules.LONGEST,
        error_messages={"required": _("Vertel in een paar woorden wat er is.")},
        widget=forms.Textarea(attrs=AREA),
    )  # fmt: skip
