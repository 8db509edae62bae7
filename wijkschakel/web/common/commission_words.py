"""What is asked for in plain words: figures as they were, how far it is, what weighs."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.funding.models import Bid, Commission, CommissionFigure
from wijkschakel.funding.queries import following
from wijkschakel.funding.queries.following import Carried
from wijkschakel.web.common import words

NOT_FOUND, ASKED, WAITS = "unserved_needs", "asked", "open"
ENDED = ("not_awarded", "finished")
# The light is on where something can be done.
TAGS = {"open": "sun", "running": "action", "not_awarded": "brick"}


def figure_sentence(topic: str, code: str, number: int | None) -> str:
    """Say a published figure; one that was kept back stays so."""
    told = {"n": number, "what": figure_title(topic, code)}
    if number is None:
        return _("%(what)s: te weinig om iets te zeggen") % told
    return _counted(topic, code, number) % told


def _counted(topic: str, code: str, n: int) -> str:
    if code == NOT_FOUND:
        return ngettext(
            "Minstens %(n)s keer vond iemand nog niets",
            "Minstens %(n)s keer vond iemand nog niets",
            n,
        )
    if topic != ASKED:
        return ngettext("%(n)s mens wil: %(what)s", "%(n)s mensen willen: %(what)s", n)
    if code == WAITS:
        return ngettext("%(n)s mens wacht nog op hulp", "%(n)s mensen wachten nog op hulp", n)
    return ngettext("%(n)s mens vroeg om hulp", "%(n)s mensen vroegen om hulp", n)


def figure_title(topic: str, code: str) -> str:
    """Name what a published figure counts."""
    if code == NOT_FOUND:
        return _("Wat mensen niet vonden")
    if topic == ASKED:
        return _("Wie nog wacht op hulp") if code == WAITS else _("Wie om hulp vroeg")
    heading = topic.removeprefix("need-")
    return str(dict(Commission.Heading.choices).get(heading, topic))


def figures_of(commission: Commission) -> list[tuple[CommissionFigure, str]]:
    """Give the figures of a commission, each with its sentence."""
    rows = sorted(commission.figures.all(), key=lambda row: row.pk)
    return [(row, figure_sentence(row.topic, row.code, row.number)) for row in rows]


def stage_word(stage: str) -> str:
    """Name how far it is, in a word or two."""
    return {
        "draft": _("in de maak"),
        "open": _("staat open"),
        "closed": _("gesloten, we kiezen"),
        "awarded": _("gekozen"),
        "not_awarded": _("niemand gekozen"),
        "running": _("loopt"),
        "finished": _("klaar"),
    }[stage]


def stage_sentence(commission: Commission, now: dt.datetime) -> str:
    """Say how far it is, and what comes next."""
    stage, moment = commission.stage(now), words.when(commission.bids_until, now)
    if stage in ("awarded", "running") and commission.starts_on > timezone.localdate(now):
        day = words.day(commission.starts_on, now)
        return _("Er is gekozen. Het begint op %(day)s.") % {"day": day}
    return {
        "draft": _("Dit is nog in de maak. Niemand anders ziet het."),
        "open": _("Een voorstel doen kan tot %(moment)s.") % {"moment": moment},
        "closed": _("Voorstellen doen kan niet meer. We lezen en kiezen nu."),
        "awarded": _("Er is gekozen. Wie het doet, zegt nog waar je heen kunt."),
        "not_awarded": _("Er is niemand gekozen. De vraag van mensen staat nog open."),
        "running": _("Dit loopt nu. Je kunt erheen."),
        "finished": _("Dit is klaar. We keken samen terug."),
    }[stage]


def weighs(codes: Iterable[str]) -> list[str]:
    """Say what weighs."""
    known = dict(Commission.Weighs.choices)
    return [str(known[code]) for code in codes if code in known]


def how_much(moments: int, places: int) -> str:
    """Say how often and for how many: 12 keer, 20 plekken per keer."""
    often = ngettext("%(n)s keer", "%(n)s keer", moments) % {"n": moments}
    room = ngettext("%(n)s plek per keer", "%(n)s plekken per keer", places) % {"n": places}
    return f"{often}, {room}"


def told(row: Commission, now: dt.datetime) -> dict[str, Any]:
    """Give what every page about one commission says of it."""
    stage = row.stage(now)
    return {
        "row": row,
        "stage": stage,
        "stage_word": stage_word(stage),
        "sentence": stage_sentence(row, now),
        "how_much": how_much(row.moments, row.places),
        "where": where_of(row),
        "weighs": weighs(row.weighs),
        "figures": figures_of(row),
        "tag": TAGS.get(stage, ""),
    }


def progress(
    row: Commission, chosen: Collection[Bid], carried: Collection[Carried]
) -> dict[str, Any]:
    """Put what was asked, promised and done beside each other: things, never people."""
    done = following.together(carried)
    promised = sum(bid.moments for bid in chosen)
    return {
        "chosen": chosen,
        "done": done,
        "percent": min(100, round(100 * done.moments / promised)) if promised else 0,
        "asked_places": row.moments * row.places,
        "promised": {
            "moments": promised,
            "places": sum(bid.all_places for bid in chosen),
        },
    }


@dataclass(frozen=True)
class Row:
    """A commission in a list."""

    commission: Commission
    stage: str
    word: str
    where: str
    note: str

    @property
    def tag(self) -> str:
        """Give the kind of its tag: light where something can be done."""
        return TAGS.get(self.stage, "")


def where_of(commission: Commission) -> str:
    """Name the districts; without any it is the whole region."""
    names = [district.name for district in commission.districts]
    return ", ".join(names) or commission.region.name


def rows_of(commissions: Iterable[Commission], now: dt.datetime) -> list[Row]:
    """Give commissions as rows of a list."""
    return [
        Row(
            one, stage := one.stage(now), stage_word(stage), where_of(one), stage_sentence(one, now)
        )
        for one in commissions
    ]
