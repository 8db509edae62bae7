"""What a visitor chose in the agenda: read from the address, written back into it.

Nothing in the address is ever refused: what is not understood is left out.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity
from wijkschakel.activities.queries import Wish
from wijkschakel.places.models import District
from wijkschakel.web.common import dates

STEP = 40
MOST = 400
WORDS_LENGTH = 80


@dataclass(frozen=True)
class Period:
    """A time to choose: the word on the chip, how a sentence begins with it, and when it is."""

    chip: Promise | str
    opening: Promise | str
    span: Callable[[dt.datetime], dates.Span]


SPANS = {
    "vandaag": Period(_("Vandaag"), _("Vandaag"), dates.today),
    "morgen": Period(_("Morgen"), _("Morgen"), dates.tomorrow),
    "week": Period(_("Deze week"), _("Deze week"), dates.seven_days),
    "weekend": Period(_("Weekend"), _("Dit weekend"), dates.weekend),
    "maand": Period(_("Deze maand"), _("Deze maand"), dates.four_weeks),
}
USUAL_SPAN = "week"
THEMES = {
    "bewegen": Activity.Theme.MOVE,
    "eten": Activity.Theme.EAT,
    "praten": Activity.Theme.TALK,
    "maken": Activity.Theme.MAKE,
    "leren": Activity.Theme.LEARN,
    "muziek": Activity.Theme.MUSIC,
    "groen": Activity.Theme.GREEN,
    "hulp": Activity.Theme.HELP,
}
# Name in the address, words on the chip, pictogram.
FLAGS: dict[str, tuple[Promise | str, str]] = {
    "gratis": (_("Gratis"), "money"),
    "plek": (_("Er is plek"), "window"),
    "rolstoel": (_("Rolstoel kan mee"), "wheelchair"),
    "binnen": (_("Binnen"), "home"),
}


@dataclass(frozen=True)
class Choice:
    """What was chosen."""

    span: str = USUAL_SPAN
    themes: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    words: str = ""
    district: str = ""
    shown: int = STEP

    @classmethod
    def read(cls, query: QueryDict) -> "Choice":
        """Read the address; strange values count as not chosen."""
        span = query.get("wanneer", "")
        shown = query.get("toon", "")
        number = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 5 else STEP
        return cls(
            span=span if span in SPANS else USUAL_SPAN,
            themes=tuple(name for name in THEMES if name in query.getlist("wat")),
            flags=frozenset(name for name in FLAGS if query.get(name) == "ja"),
            words=" ".join(query.get("zoek", "").replace("\0", " ").split())[:WORDS_LENGTH],
            district=query.get("wijk", "")[:10],
            shown=min(max(number, STEP), MOST),
        )

    def times(self, now: dt.datetime) -> dates.Span:
        """Give the stretch of time that was chosen."""
        return SPANS[self.span].span(now)

    def wish(self, now: dt.datetime, district: District | None) -> Wish:
        """Say it in the words of the activities."""
        span = self.times(now)
        return Wish(
            start=span.start,
            end=span.end,
            district=district,
            themes=tuple(THEMES[name] for name in self.themes),
            words=self.words,
            only_free="gratis" in self.flags,
            only_step_free="rolstoel" in self.flags,
            only_indoors="binnen" in self.flags,
            only_room="plek" in self.flags,
            only_beginning=span.start > now,
        )

    @property
    def query(self) -> str:
        """Write the choice as the end of an address, starting with a question mark, or empty."""
        pairs = [("wanneer", self.span)] if self.span != USUAL_SPAN else []
        pairs += [("wat", name) for name in self.themes]
        pairs += [(name, "ja") for name in FLAGS if name in self.flags]
        pairs += [("zoek", self.words)] if self.words else []
        pairs += [("wijk", self.district)] if self.district else []
        pairs += [("toon", str(self.shown))] if self.shown != STEP else []
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything but the time was chosen."""
        return bool(self.themes or self.flags or self.words)

    def more(self) -> "Choice":
        """Show the next rows too."""
        return replace(self, shown=min(self.shown + STEP, MOST))

    def wider(self) -> list[tuple[str, "Choice"]]:
        """Give each choice that could be dropped: its words, and what is chosen without it."""
        found: list[tuple[str, Choice]] = []
        if self.words:
            found.append((f"“{self.words}”", replace(self, words="")))
        if self.themes:
            names = ", ".join(str(THEMES[name].label) for name in self.themes)
            found.append((names, replace(self, themes=())))
        found += [
            (str(FLAGS[name][0]), replace(self, flags=self.flags - {name}))
            for name in FLAGS
            if name in self.flags
        ]
        return found
