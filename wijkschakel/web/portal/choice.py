"""What a visitor chose in the agenda: read from the address, written back into it.

Nothing in the address is ever refused: what is not understood is left out.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities import rules
from wijkschakel.activities.models import Activity
from wijkschakel.activities.queries import Near, Wish
from wijkschakel.places.models import District
from wijkschakel.web.common import dates
from wijkschakel.web.common.languages import NAMES, language_name

Point = tuple[float, float]
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
    "bewoners": (_("Door bewoners"), "people"),
    "informeel": (_("Van de buurt zelf"), "hand"),
    "formeel": (_("Van een organisatie"), "home"),
}
AUDIENCES = {
    "kinderen": Activity.Audience.CHILDREN,
    "jongeren": Activity.Audience.YOUNG,
    "ouders": Activity.Audience.PARENTS,
    "ouderen": Activity.Audience.OLDER,
    "vrouwen": Activity.Audience.WOMEN,
    "mannen": Activity.Audience.MEN,
    "mantelzorgers": Activity.Audience.CARERS,
    "geheugen": Activity.Audience.MEMORY,
    "nieuw": Activity.Audience.NEWCOMERS,
    "studenten": Activity.Audience.STUDENTS,
    "werkenden": Activity.Audience.WORKERS,
}
# Minutes of walking.
WALKS = {"5": 5, "10": 10, "15": 15, "20": 20, "30": 30}


def _known(value: str, choices: Iterable[str]) -> str:
    return value if value in choices else ""


@dataclass(frozen=True)
class Choice:
    """What was chosen."""

    span: str = USUAL_SPAN
    themes: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    words: str = ""
    audience: str = ""
    spoken: str = ""
    walk: str = ""
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
            audience=_known(query.get("voor", ""), AUDIENCES),
            spoken=_known(query.get("taal", ""), NAMES),
            walk=_known(query.get("lopen", ""), WALKS),
            words=" ".join(query.get("zoek", "").replace("\0", " ").split())[:WORDS_LENGTH],
            district=query.get("wijk", "")[:10],
            shown=min(max(number, STEP), MOST),
        )

    def times(self, now: dt.datetime) -> dates.Span:
        """Give the stretch of time that was chosen."""
        return SPANS[self.span].span(now)

    def wish(self, now: dt.datetime, district: District | None, here: Point | None = None) -> Wish:
        """Say it in the words of the activities; `here` is where walking is counted from."""
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
            only_resident_run="bewoners" in self.flags,
            only_informal="informeel" in self.flags,
            only_formal="formeel" in self.flags,
            audience=AUDIENCES[self.audience] if self.audience else "",
            spoken=self.spoken,
            near=Near(here, rules.metres_within(WALKS[self.walk])) if here and self.walk else None,
            only_beginning=span.start > now,
        )

    @property
    def query(self) -> str:
        """Write the choice as the end of an address, starting with a question mark, or empty."""
        pairs = [("wanneer", self.span)] if self.span != USUAL_SPAN else []
        pairs += [("wat", name) for name in self.themes]
        pairs += [(name, "ja") for name in FLAGS if name in self.flags]
        named = {"voor": self.audience, "taal": self.spoken, "lopen": self.walk}
        named |= {"zoek": self.words, "wijk": self.district}
        pairs += [(name, value) for name, value in named.items() if value]
        pairs += [("toon", str(self.shown))] if self.shown != STEP else []
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything but the time was chosen."""
        named = (self.themes, self.flags, self.words, self.audience, self.spoken, self.walk)
        return any(named)

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
        return found + self._without_lists()

    def _without_lists(self) -> list[tuple[str, "Choice"]]:
        """Give each thing that was chosen from a list: its words, and the choice without it."""
        found: list[tuple[str, Choice]] = []
        if self.audience:
            found.append((str(AUDIENCES[self.audience].label), replace(self, audience="")))
        if self.spoken:
            found.append((language_name(self.spoken), replace(self, spoken="")))
        if self.walk:
            words = gettext("%(n)s minuten lopen") % {"n": WALKS[self.walk]}
            found.append((words, replace(self, walk="")))
        return found
