"""What somebody brought from elsewhere, ready to show; and the form for the file."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import CarriedRecord
from wijkschakel.upkeep.carrying import MOST_BYTES, path_in
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.uploads import TOO_LARGE

MOST_SHOWN = 50
WORDS: dict[str, Promise] = {
    "family_name": _("je achternaam"),
    "phone": _("je telefoon"),
    "birth_year": _("je geboortejaar"),
    "likes": _("wat je leuk vindt"),
    "brings": _("wat je kunt brengen"),
}
STATES: dict[str, Promise] = {"waiting": _("op de wachtlijst"), "left": _("afgemeld")}
TOO_LARGE_WORDS = _("Dit bestand is te groot. Kies het bestand dat je meekreeg.")


class FileForm(forms.Form):
    """The file that somebody took along elsewhere."""

    file = forms.FileField(
        label=_("Je bestand"),
        help_text=_("Het heet meestal wijkschakel.json."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        allow_empty_file=True,
        error_messages={"required": _("Kies eerst je bestand.")},
    )
    too_large = False

    @classmethod
    def of(cls, request: Request) -> "FileForm":
        """Make the form of a request."""
        if request.method != "POST":
            return cls()
        form = cls(request.POST, request.FILES)
        form.too_large = bool(request.META.get(TOO_LARGE))
        if form.too_large:
            form.fields["file"].error_messages["required"] = TOO_LARGE_WORDS
        return form

    def clean_file(self) -> Any:
        """Refuse before reading what no person can have."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE_WORDS)
        return file

    @property
    def raw(self) -> bytes:
        """Give what is in the file."""
        content: bytes = self.cleaned_data["file"].read()
        return content


@dataclass(frozen=True)
class Was:
    """One thing somebody did elsewhere."""

    title: str
    at: dt.datetime
    note: str | Promise


@dataclass(frozen=True)
class Brought:
    """A brought file in words. Everything in it is text of others: it is shown as text only."""

    record: CarriedRecord
    fills: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def parts(self) -> list[Mapping[str, Any]]:
        """The part of the file, and the parts that were carried in it."""
        return list(_flat(json.loads(self.record.content)))

    @cached_property
    def has_path(self) -> bool:
        """Say whether a path comes along. What is in it is nobody's to read here."""
        return bool(path_in(self.record))

    @property
    def places(self) -> list[str]:
        """The districts somebody lived in, as the files say."""
        told = [part["rooms"]["people"]["district"] for part in self.parts]
        return [place for place in dict.fromkeys(told) if place]

    @property
    def words_of_fills(self) -> list[str]:
        """What is filled in here, because it was still empty."""
        return [str(WORDS[name]) for name in (self.fills or self.record.filled) if name in WORDS]

    @cached_property
    def did(self) -> list[Was]:
        """What somebody took part in and led, the last first."""
        found = [_was(row) for part in self.parts for row in _rows(part)]
        return sorted(found, key=lambda one: (one.at, one.title), reverse=True)

    @property
    def shown(self) -> list[Was]:
        """As many as anybody reads."""
        return self.did[:MOST_SHOWN]


def _flat(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield part
    for earlier in part["earlier"]:
        yield from _flat(earlier)


def _rows(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    done = part["rooms"]["activities"]
    for row in [*done["enrolments"], *done["leads"]]:
        if row.get("starts_at") or row.get("since"):
            yield row


def _was(row: Mapping[str, Any]) -> Was:
    at = dt.datetime.fromisoformat(row.get("starts_at") or row["since"])
    note: str | Promise = STATES.get(row.get("state") or "", "")
    if "since" in row:
        note = _("hier hielp je organiseren")
    elif row.get("was_there"):
        note = _("je was er")
    return Was(row["activity"] or "", at, note)
