"""Own indicators, packs and measurements, the timeline."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from wijkschakel.paths import rules
from wijkschakel.paths.models import CheckIn, DiaryLine, Indicator, Measurement, Pack, Path
from wijkschakel.paths.queries.goals import Mark, marks_of
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.places.models import District

Moment = Measurement.Moment
# Asked at any time, or by a programme: no moment of the path itself.
NOT_OF_THE_PATH = (Moment.LOOSE, Moment.P_START, Moment.P_END)
SIX = "six-marks"
SHOWN = 24


@dataclass(frozen=True)
class Own:
    """An own indicator with its last marks."""

    indicator: Indicator
    words: str
    marks: list[Mark]

    @property
    def last(self) -> Mark | None:
        """Give the newest mark."""
        return self.marks[-1] if self.marks else None


@dataclass(frozen=True)
class Answered:
    """A measurement with its answers."""

    measurement: Measurement
    answers: dict[str, int]


@dataclass(frozen=True)
class Line:
    """A line of the timeline: what was written, or what follows from the path."""

    at: dt.datetime
    kind: str
    words: str
    picture: str = ""
    meant: str = ""
    pk: uuid.UUID | None = None


def indicators_of(path: Path, opened: Opened | None = None) -> list[Own]:
    """Give the own indicators with a year of marks: what counts most first, laid aside last."""
    opened = opened or Opened()
    recent = CheckIn.objects.order_by("at", "pk")
    rows = path.indicators.prefetch_related(Prefetch("check_ins", recent))
    found = [
        Own(row, opened.text(row, "words"), marks_of(row.check_ins.all(), opened)[-SHOWN:])
        for row in rows.order_by("-weight", "made_at", "pk")
    ]
    return sorted(found, key=lambda own: own.indicator.retired_at is not None)


def packs_for(district: District | None) -> dict[str, instruments.Pack]:
    """Give the packs that are asked here: those that come along, and those of the district."""
    found = dict(shipped.instruments_shipped())
    if district is not None:
        rows = Pack.objects.filter(
            kind=Pack.Kind.INSTRUMENT, district=district, retired_at__isnull=True
        )
        for row in rows.order_by("key"):
            found[row.key] = instruments.read_pack(row.content)
    return found


def find_pack(key: str, district: District | None) -> instruments.Pack | None:
    """Give one pack."""
    return packs_for(district).get(key)


def find_pack_at(key: str, version: int) -> instruments.Pack | None:
    """Give a pack as it was asked then, also one that is asked no more."""
    own = shipped.instruments_shipped().get(key)
    if own is not None and own.version == version:
        return own
    row = Pack.objects.filter(kind=Pack.Kind.INSTRUMENT, key=key, version=version).first()
    return instruments.read_pack(row.content) if row else None


def measurements_of(path: Path, pack: str = "") -> list[Answered]:
    """Give measurements, the oldest first."""
    rows = path.measurements.filter(Q(pack=pack) if pack else Q()).order_by("at", "pk")
    opened = Opened()
    found = []
    for row in rows:
        content = opened.content(row, "answers")
        if content:
            found.append(Answered(row, {name: int(code) for name, code in content.items()}))
    return found


def code_of(row: Measurement, item: str) -> int | None:
    """Give the answer to one question of a measurement; None when it was skipped or is unread."""
    code = Opened().content(row, "answers").get(item)
    return code if isinstance(code, int) else None


def radar_of(rows: Sequence[Answered]) -> tuple[Answered | None, Answered | None]:
    """Give the last six marks and those of about half a year before, of the same version."""
    six = [one for one in rows if one.measurement.pack == SIX]
    if not six:
        return None, None
    last = six[-1]
    same = [one for one in six[:-1] if one.measurement.version == last.measurement.version]
    return last, (same[0] if same else None)


def due_moment(path: Path, rows: Sequence[Answered], now: dt.datetime) -> str:
    """Say whether the shared questions are for now: start, three, six or twelve months."""
    done = {
        one.measurement.moment: True
        for one in rows
        if one.measurement.moment not in NOT_OF_THE_PATH
    }
    return rules.due_moment(timezone.localdate(path.made_at), timezone.localdate(now), done)


def timeline(
    path: Path, before: dt.datetime, size: int = 40, opened: Opened | None = None
) -> list[Line]:
    """Give what I did, gave and felt, the newest first; check-ins with words are in it."""
    opened = opened or Opened()
    lines = []
    for row in path.diary.filter(at__lt=before).order_by("-at", "pk")[:size]:
        part = opened.content(row)
        words, picture = part.get("words", ""), part.get("picture", "")
        lines.append(Line(row.at, row.kind, words, picture, part.get("meant", ""), row.pk))
    felt = CheckIn.objects.filter(ambition__path=path, at__lt=before).order_by("-at", "pk")
    for mark in marks_of(felt[:size], opened):
        if mark.words or mark.picture:
            lines.append(Line(mark.at, DiaryLine.Kind.FELT, mark.words, mark.picture))
    lines.sort(key=lambda line: line.at, reverse=True)
    return lines[:size]
