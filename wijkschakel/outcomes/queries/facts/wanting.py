"""What people want, ask and answer: needs, own goals, help, feelings, the shared questions."""

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from wijkschakel.base.fields import CannotDecrypt
from wijkschakel.outcomes.queries.facts import moving
from wijkschakel.outcomes.queries.facts.found import Found
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.countable import ASKED, ASKED_IN, GET_BY, GOALS, HEADINGS
from wijkschakel.paths.models import (
    Ambition,
    Measurement,
    Need,
    Pack,
    Step,
)
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.places.models import Region
from wijkschakel.support.models import HelpRequest, MatchStory

STATES = {"reached": "reached", "active": "busy", "resting": "resting", "let_go": "let_go"}
WENT = {"good": 0, "mixed": 1, "not_good": 2}  # numbers of countable.FACES
TEN = tuple(range(11))
# Asked apart from the shared set, by own choice; counted like it.
ALSO_COUNTED = {pack for pack, _ in ASKED_IN.values()}


def read(found: Found, region: Region) -> None:
    """Read it all."""
    _needs(found, region)
    _goals(found, region)
    _steps(found, region)
    _asked(found, region)
    _helpers(found, region)
    _answers(found, region)


def _needs(found: Found, region: Region) -> None:
    rows = Need.objects.filter(path__person__district__regions=region).exclude(
        state=Need.State.LET_GO, changed_at__lt=found.span.begin
    )
    for person, heading, made in rows.order_by("made_at", "pk").values_list(
        "path__person", "heading", "made_at"
    ):
        if heading in HEADINGS and found.is_known(made):
            found.state(f"need-{heading}", person, made, 0)


def _goals(found: Found, region: Region) -> None:
    rows = Ambition.objects.filter(path__person__district__regions=region).filter(
        Q(state=Ambition.State.ACTIVE) | Q(changed_at__gte=found.span.begin)
    )
    for person, state, made, changed in rows.order_by("made_at", "pk").values_list(
        "path__person", "state", "made_at", "changed_at"
    ):
        if found.is_known(made):
            if changed >= found.span.end:  # how it stood in a year that is over
                state = Ambition.State.ACTIVE
            found.state("goals", person, made, GOALS.index(STATES[state]))


def _steps(found: Found, region: Region) -> None:
    """Give how the goal stands of who took an activity as a step towards it."""
    rows = Step.objects.filter(
        ambition__path__person__district__regions=region, activity__isnull=False,
    ).filter(Q(state=Step.State.DOING) | Q(ended_at__gte=found.span.begin))  # fmt: skip
    for person, activity, state, changed, made in rows.order_by("made_at", "pk").values_list(
        "ambition__path__person", "activity", "ambition__state", "ambition__changed_at", "made_at"
    ):
        if found.is_known(made):
            stood = Ambition.State.ACTIVE if changed >= found.span.end else state
            found.state(f"step-{activity}", person, made, int(stood != Ambition.State.REACHED))


def _asked(found: Found, region: Region) -> None:
    """Give what became of the newest request; who took the consent back is not counted."""
    rows = HelpRequest.objects.filter(
        district__regions=region, consent_withdrawn_at__isnull=True
    ).exclude(ended_at__lt=found.span.begin)
    for person, state, how, asked, changed in rows.order_by("asked_at", "pk").values_list(
        "person", "state", "ended_how", "asked_at", "changed_at"
    ):
        became = "open" if changed >= found.span.end else _became(state, how)
        if became and found.is_known(asked):
            found.state("asked", person, asked, ASKED.index(became))


def _became(state: str, how: str) -> str:
    if state == HelpRequest.State.TOGETHER:
        return "together"
    helped = state == HelpRequest.State.CLOSED and how == HelpRequest.Ended.HELPED
    if helped or state == HelpRequest.State.MATCHED:
        return "met"
    gone = {HelpRequest.Ended.ELSEWHERE, HelpRequest.Ended.NOT_NEEDED}
    return "" if how in gone else "open"


def _helpers(found: Found, region: Region) -> None:
    rows = MatchStory.objects.filter(
        side=MatchStory.Side.HELPER, match__offer__district__regions=region,
        told_at__gte=found.span.begin, told_at__lt=found.span.end,
    )  # fmt: skip
    for person, went, told in rows.order_by("told_at", "pk").values_list(
        "match__offer__person", "went", "told_at"
    ):
        if went in WENT and found.is_known(told):
            found.state("satisfied-helpers", person, told, WENT[went], periods.quarter_of(told))


@dataclass(frozen=True)
class Answered:
    """One measurement, opened."""

    person: uuid.UUID
    pack: str
    version: int
    wording: str
    moment: str
    at: dt.datetime
    codes: dict[str, int]


def answered(region: Region, begin: dt.datetime, end: dt.datetime) -> Iterator[Answered]:
    """Give every measurement of people of a region, the oldest first; unreadable ones are not.

    Nor are answers to what is asked for oneself, unless the resident said that they may count.
    """
    asking = [key for key, pack in shipped.instruments_shipped().items() if pack.asks_to_count]
    rows = Measurement.objects.filter(
        ~Q(pack__in=asking) | Q(is_counted=True),
        path__person__district__regions=region, at__gte=begin, at__lt=end,
    ).select_related("path")  # fmt: skip
    for row in rows.order_by("at", "pk").iterator():
        try:
            codes = json.loads(row.answers or "{}")
        except (CannotDecrypt, ValueError):
            continue
        yield Answered(
            row.path.person_id, row.pack, row.version, row.wording_hash, row.moment, row.at,
            {item: code for item, code in codes.items() if type(code) is int},
        )  # fmt: skip


def shared_packs(region: Region) -> dict[tuple[str, str], instruments.Pack]:
    """Give the packs of the shared set by name and wording: only those answers are added up."""
    packs = list(shipped.instruments_shipped().values())
    rows = Pack.objects.filter(kind=Pack.Kind.INSTRUMENT).filter(
        Q(district__regions=region) | Q(district__isnull=True)
    )
    packs += [instruments.read_pack(row.content) for row in rows.distinct().order_by("made_at")]
    return {(pack.id, pack.wording_hash): pack for pack in packs if _is_counted(pack)}


def _is_counted(pack: instruments.Pack) -> bool:
    return pack.in_shared_set or pack.id in ALSO_COUNTED


def good_codes(pack: instruments.Pack | None, item: instruments.Item) -> frozenset[int]:
    """Give which answers to a question are good; nothing where that was not agreed.

    Of a mark from 0 to 10, seven or more is good.
    """
    if pack and pack.id in ALSO_COUNTED and item.codes == TEN:
        return frozenset(range(7, 11))
    return pack.good.get(item.id, frozenset()) if pack and pack.scoring == "share" else frozenset()


def _answers(found: Found, region: Region) -> None:
    """Give the last answer of each in a quarter; another wording counts from the next one on."""
    packs = shared_packs(region)
    for one in answered(region, found.span.begin, found.span.end):
        if not found.is_known(one.at):
            continue
        quarter = periods.quarter_of(one.at)
        if one.pack == GET_BY[0] and GET_BY[1] in one.codes:
            found.state("get-by", one.person, one.at, int(one.codes[GET_BY[1]] != 1))
        pack = packs.get((one.pack, one.wording))
        for item in pack.items if pack else ():
            key = (f"answers-{one.pack}.{item.id}", quarter)
            if one.codes.get(item.id) not in item.codes:
                continue
            if found.versions.setdefault(key, one.wording) != one.wording:
                continue
            found.codes[key] = (item.codes, good_codes(pack, item))
            code = one.codes[item.id]
            if key[0] == moving.KNOWS and moving.note_answer(found, one.person, one.at, code):
                continue
            found.state(key[0], one.person, one.at, code, quarter)
