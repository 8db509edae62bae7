"""What was done for somebody in an hour of helping, in words: for the slip, the site, the desk."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Session
from wijkschakel.base.models import JournalEntry
from wijkschakel.people import queries
from wijkschakel.people.models import Delegate

DID: dict[str, Promise] = {
    "join_session": _("Aangemeld voor"),
    "leave_session": _("Afgemeld voor"),
    "wait_for_place": _("Op de wachtlijst gezet voor"),
    "give_consent": _("Toestemming gegeven"),
    "withdraw_consent": _("Toestemming gestopt"),
    "note_need": _("Een wens op je pad gezet"),
    "check_in": _("Een cijfer op je pad gezet"),
}


@dataclass(frozen=True)
class Done:
    """One thing that was done."""

    at: dt.datetime
    what: str | Promise
    title: str


@dataclass(frozen=True)
class Slip:
    """An hour of helping, with what was done in it."""

    delegate: Delegate
    lines: list[Done]

    @property
    def code(self) -> str:
        """The code in two parts, easy to read out."""
        code = self.delegate.code or ""
        return f"{code[:3]} {code[3:]}"


def make_slips(delegates: Iterable[Delegate]) -> list[Slip]:
    """Tell of each hour what was done: two questions, whatever their number."""
    delegates = list(delegates)
    done = queries.done_together(delegates)
    numbers = [
        entry.object_id
        for entries in done.values()
        for entry in entries
        if entry.object_kind == "activities.session"
    ]
    rows = Session.objects.filter(pk__in=numbers).values_list("pk", "activity__title")
    titles = {str(number): title for number, title in rows}
    return [
        Slip(delegate, [_done(entry, titles) for entry in done[delegate.pk]])
        for delegate in delegates
    ]


def _done(entry: JournalEntry, titles: Mapping[str, str]) -> Done:
    what = DID.get(entry.action, _("Iets ingevuld"))
    return Done(entry.at, what, titles.get(entry.object_id, ""))
