"""Check-ins, own indicators, measurements and the timeline."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base.errors import Refused
from wijkschakel.paths import rules
from wijkschakel.paths.actions import owning
from wijkschakel.paths.models import (
    Ambition,
    CheckIn,
    DiaryLine,
    Indicator,
    Measurement,
    Path,
    Reminder,
)
from wijkschakel.paths.rules import instruments
from wijkschakel.people.models import Person


class NoMark(Refused):
    """A check-in has a mark from 0 to 10."""

    def __init__(self) -> None:
        super().__init__(_("Kies een cijfer van 0 tot 10. Er is nog niets bewaard."))


class PackChanged(Refused):
    """The questions changed while somebody was answering."""

    def __init__(self) -> None:
        super().__init__(
            _("De vragen zijn net veranderd. Je antwoorden staan er nog. Kijk ze na, en bewaar "
              "dan opnieuw.")
        )  # fmt: skip


class WrongAnswer(Refused):
    """An answer that is none."""

    def __init__(self) -> None:
        super().__init__(_("Een van de antwoorden ken ik niet. Er is niets bewaard. Kies opnieuw."))


def content_of(**parts: object) -> str:
    """Write the encrypted part of a row: what is empty is left out."""
    kept = {name: value for name, value in parts.items() if value not in (None, "")}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


@transaction.atomic
def check_in(
    *,
    about: Ambition | Indicator,
    mark: int | None,
    by: Person,
    now: dt.datetime,
    words: str = "",
    picture: str = "",
    mode: str = "",
    once: str | None = None,
) -> CheckIn:
    """Note how close it is now; a sentence or a picture goes along.

    :param mode: how it was filled in; empty: by oneself, or together with `by`.
    :raises NoMark, NotYourPath: nothing is kept.
    """
    helper = owning.helper_of(about.path.person, by, now)
    return write_check_in(
        about, mark, words, picture, mode or owning.mode_of(helper), helper, by, now, once
    )


def write_check_in(
    about: Ambition | Indicator,
    mark: int | None,
    words: str,
    picture: str,
    mode: str,
    helper: Person | None,
    by: Person,
    now: dt.datetime,
    once: str | None,
) -> CheckIn:
    """Write it; the caller holds the transaction and the right to do so."""
    if not rules.is_mark(mark):
        raise NoMark
    same = about.check_ins.filter(once=once).first() if once else None
    if same is not None:
        return same
    made = CheckIn(
        ambition=about if isinstance(about, Ambition) else None,
        indicator=about if isinstance(about, Indicator) else None,
        content=content_of(mark=mark, words=rules.clean_words(words), picture=picture),
        mode=mode,
        helped_by=helper.pk if helper else None,
        once=once,
        at=now,
    )
    made.save(force_insert=True)
    if isinstance(about, Ambition):
        Reminder.objects.filter(ambition=about).update(sent=0)
    owning.note("check_in", about.path, made, by, now, {"mode": mode})
    return made


@transaction.atomic
def pick_indicator(
    *, path: Path, words: str, by: Person, now: dt.datetime, weight: int = 1
) -> Indicator:
    """Choose something to look at, in own words."""
    owning.helper_of(path.person, by, now)
    words = rules.clean_words(words)
    if not words:
        raise owning.NothingWritten
    if path.indicators.filter(retired_at__isnull=True).count() >= rules.MOST_INDICATORS:
        raise owning.EnoughOfThese
    made = Indicator(path=path, words=words, weight=min(3, max(1, weight)), made_at=now)
    made.save(force_insert=True)
    owning.note("pick_indicator", path, made, by, now)
    return made


@transaction.atomic
def change_indicator(
    *,
    indicator: Indicator,
    revision: int,
    by: Person,
    now: dt.datetime,
    words: str | None = None,
    weight: int | None = None,
    is_retired: bool | None = None,
) -> Indicator:
    """Word it anew, weigh it, lay it aside or take it up again.

    :raises ChangedElsewhere: another device was first.
    """
    owning.helper_of(indicator.path.person, by, now)
    rows = Indicator.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.get(pk=indicator.pk)
    if fresh.revision != revision:
        raise owning.ChangedElsewhere
    if words is not None:
        owning.read_first(fresh, "words")
        fresh.words = rules.clean_words(words)
        if not fresh.words:
            raise owning.NothingWritten
    if weight is not None:
        fresh.weight = min(3, max(1, weight))
    if is_retired is not None:
        fresh.retired_at = now if is_retired else None
    fresh.revision += 1
    fresh.save(update_fields=["words", "weight", "retired_at", "revision"])
    owning.note("change_indicator", indicator.path, fresh, by, now)
    return fresh


@transaction.atomic
def measure(
    *,
    path: Path,
    pack: instruments.Pack,
    asked_hash: str,
    answers: Mapping[str, object],
    by: Person,
    now: dt.datetime,
    mode: str = "",
    moment: str = Measurement.Moment.LOOSE,
    programme: uuid.UUID | None = None,
    once: str | None = None,
    is_counted: bool = False,
) -> Measurement:
    """Keep the answers to a pack as they were asked: version, wording, mode and moment.

    :param asked_hash: the wording that was on the screen.
    :param is_counted: the resident lets these answers count, where the pack asks that.
    :param programme: which one offered it, at its start or its end.
    :raises PackChanged: other words are asked now. WrongAnswer: a code that is no answer.
    """
    helper = owning.helper_of(path.person, by, now)
    if asked_hash != pack.wording_hash:
        raise PackChanged
    kept = _answers(pack, answers)
    same = path.measurements.filter(once=once).first() if once else None
    if same is not None:
        return same
    made = Measurement(
        path=path, pack=pack.id, version=pack.version, wording_hash=pack.wording_hash,
        mode=mode or owning.mode_of(helper), moment=moment, programme_id=programme,
        answers=json.dumps(kept, sort_keys=True), helped_by=helper.pk if helper else None,
        is_counted=is_counted and pack.asks_to_count, once=once, at=now,
    )  # fmt: skip
    made.save(force_insert=True)
    owning.note("measure", path, made, by, now, {"pack": pack.id, "version": pack.version})
    return made


def _answers(pack: instruments.Pack, answers: Mapping[str, object]) -> dict[str, int]:
    try:
        kept = instruments.clean_answers(pack, answers)
    except instruments.WrongPack as error:
        raise WrongAnswer from error
    if not kept:
        raise owning.NothingWritten
    return kept


@transaction.atomic
def count_no_more(*, path: Path, pack: str, by: Person, now: dt.datetime) -> None:
    """Take back that answers to these questions may count; they stay with the resident."""
    owning.helper_of(path.person, by, now)
    path.measurements.filter(pack=pack, is_counted=True).update(is_counted=False)
    owning.note("count_no_more", path, path, by, now, {"pack": pack})


@transaction.atomic
def write_line(
    *,
    path: Path,
    kind: str,
    words: str,
    by: Person,
    now: dt.datetime,
    picture: str = "",
    meant: str = "",
    once: str | None = None,
) -> DiaryLine:
    """Write what I did, gave or felt, and what it meant."""
    owning.helper_of(path.person, by, now)
    words = rules.clean_words(words)
    if not words and not picture:
        raise owning.NothingWritten
    same = path.diary.filter(once=once).first() if once else None
    if same is not None:
        return same
    made = DiaryLine(
        path=path,
        kind=kind,
        content=content_of(words=words, picture=picture, meant=rules.clean_words(meant)),
        once=once,
        at=now,
    )
    made.save(force_insert=True)
    owning.note("write_line", path, made, by, now, {"kind": kind})
    return made


@transaction.atomic
def throw_away(*, thing: CheckIn | Measurement | DiaryLine, by: Person, now: dt.datetime) -> None:
    """Throw one thing away: it was the resident's to keep."""
    path = thing.path if not isinstance(thing, CheckIn) else _path_of(thing)
    owning.helper_of(path.person, by, now)
    owning.note("throw_away", path, thing, by, now)
    thing.delete()


def _path_of(check: CheckIn) -> Path:
    about = check.ambition or check.indicator
    if about is None:
        raise CheckIn.DoesNotExist
    return about.path
