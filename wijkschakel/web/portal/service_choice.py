"""What a visitor chose on the service map: read from the address, written back into it.

Nothing in the address is ever refused: what is not understood is left out.
"""

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Service
from wijkschakel.activities.queries.services import ServiceWish
from wijkschakel.places.models import District
from wijkschakel.web.common.languages import NAMES, language_name

STEP = 30
MOST = 300
WORDS_LENGTH = 80
KINDS = {
    "zorg": Service.Kind.HEALTH,
    "bewegen": Service.Kind.MOVING,
    "praten": Service.Kind.MIND,
    "ontmoeten": Service.Kind.MEETING,
    "eten": Service.Kind.FOOD,
    "geld": Service.Kind.MONEY,
    "recht": Service.Kind.LAW,
    "werk": Service.Kind.WORK,
    "leren": Service.Kind.LEARNING,
    "computer": Service.Kind.DIGITAL,
    "wonen": Service.Kind.HOME,
    "spullen": Service.Kind.THINGS,
    "gezin": Service.Kind.FAMILY,
    "mantelzorg": Service.Kind.CARING,
    "vervoer": Service.Kind.TRANSPORT,
}
# One word on the chip, so that a phone shows them all.
SHORT: dict[str, Promise | str] = {
    "zorg": _("Zorg"),
    "bewegen": _("Bewegen"),
    "praten": _("Praten"),
    "ontmoeten": _("Ontmoeten"),
    "eten": _("Eten"),
    "geld": _("Geld"),
    "recht": _("Brieven"),
    "werk": _("Werk"),
    "leren": _("Leren"),
    "computer": _("Computer"),
    "wonen": _("Klussen"),
    "spullen": _("Spullen"),
    "gezin": _("Gezin"),
    "mantelzorg": _("Mantelzorg"),
    "vervoer": _("Vervoer"),
}
# Name in the address, words on the chip, pictogram.
FLAGS: dict[str, tuple[Promise | str, str]] = {
    "open": (_("Nu open"), "window"),
    "gratis": (_("Gratis"), "money"),
    "zomaar": (_("Zo binnenlopen"), "door"),
    "rolstoel": (_("Rolstoel kan mee"), "wheelchair"),
    "informeel": (_("Van de buurt zelf"), "hand"),
    "formeel": (_("Van een organisatie"), "home"),
}
WALKS = {"5": 5, "10": 10, "15": 15, "20": 20, "30": 30}


@dataclass(frozen=True)
class ServiceChoice:
    """What was chosen."""

    kinds: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    words: str = ""
    spoken: str = ""
    walk: str = ""
    district: str = ""
    shown: int = STEP

    @classmethod
    def read(cls, query: QueryDict) -> "ServiceChoice":
        """Read the address; strange values count as not chosen."""
        shown = query.get("toon", "")
        number = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 5 else STEP
        spoken, walk = query.get("taal", ""), query.get("lopen", "")
        return cls(
            kinds=tuple(name for name in KINDS if name in query.getlist("soort")),
            flags=frozenset(name for name in FLAGS if query.get(name) == "ja"),
            words=" ".join(query.get("zoek", "").replace("\0", " ").split())[:WORDS_LENGTH],
            spoken=spoken if spoken in NAMES else "",
            walk=walk if walk in WALKS else "",
            district=query.get("wijk", "")[:10],
            shown=min(max(number, STEP), MOST),
        )

    def wish(self, now: dt.datetime, district: District | None) -> ServiceWish:
        """Say it in the words of the service map."""
        return ServiceWish(
            now=now,
            district=district,
            kinds=tuple(KINDS[name] for name in self.kinds),
            words=self.words,
            only_free="gratis" in self.flags,
            only_step_free="rolstoel" in self.flags,
            only_formal="formeel" in self.flags,
            only_informal="informeel" in self.flags,
            only_open="open" in self.flags,
            only_easy="zomaar" in self.flags,
        )

    @property
    def query(self) -> str:
        """Write the choice as the end of an address, starting with a question mark, or empty."""
        pairs = [("soort", name) for name in self.kinds]
        pairs += [(name, "ja") for name in FLAGS if name in self.flags]
        named = {"taal": self.spoken, "lopen": self.walk, "zoek": self.words, "wijk": self.district}
        pairs += [(name, value) for name, value in named.items() if value]
        pairs += [("toon", str(self.shown))] if self.shown != STEP else []
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything was chosen."""
        return bool(self.kinds or self.flags or self.words or self.spoken or self.walk)

    @property
    def has_more(self) -> bool:
        """Say whether something was chosen that stands in the part that folds."""
        return bool(self.flags or self.spoken or self.walk)

    def more(self) -> "ServiceChoice":
        """Show the next rows too."""
        return replace(self, shown=min(self.shown + STEP, MOST))

    def wider(self) -> list[tuple[str, "ServiceChoice"]]:
        """Give each choice that could be dropped: its words, and what is chosen without it."""
        found: list[tuple[str, ServiceChoice]] = []
        if self.words:
            found.append((f"“{self.words}”", replace(self, words="")))
        if self.kinds:
            names = ", ".join(str(KINDS[name].label) for name in self.kinds)
            found.append((names, replace(self, kinds=())))
        found += [
            (str(FLAGS[name][0]), replace(self, flags=self.flags - {name}))
            for name in FLAGS
            if name in self.flags
        ]
        if self.spoken:
            found.append((language_name(self.spoken), replace(self, spoken="")))
        if self.walk:
            said = gettext("%(n)s minuten lopen") % {"n": WALKS[self.walk]}
            found.append((said, replace(self, walk="")))
        return found
