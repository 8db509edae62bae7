"""Keeping what was not found without a person, and making needs of it that things answer."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Activity
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.base.models import SearchWord
from wijkschakel.base.text import stems
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Neighbourhood
from wijkschakel.support.models import Need, NeedAnswer, UnservedNeed
from wijkschakel.support.rules import masking, shipped

State = UnservedNeed.State
SALT = "wijkschakel.support.unserved"
MOST_NEEDS = 5
MOST_WORDS = 60


class NothingSaid(Refused):
    """No word is left that tells what was looked for."""

    def __init__(self) -> None:
        super().__init__(_("Zeg in een paar woorden wat je zoekt. Er is niets bewaard."))


class AlreadyDone(Refused):
    """A colleague was first."""

    def __init__(self) -> None:
        super().__init__(_("Een collega deed dit net. Er is niets veranderd. Kijk nog eens."))


class EnoughNeeds(Refused):
    """An activity that answers everything answers nothing."""

    def __init__(self) -> None:
        super().__init__(
            _("Kies hooguit %(n)s behoeften. Er is niets veranderd.") % {"n": MOST_NEEDS}
        )


def key_of(text: str) -> str:
    """Give a keyed hash of what a text asks, whatever the order and the endings of its words."""
    roots = sorted({stems.light(word) for word in stems.words(text.replace(masking.GAP, " "))})
    return salted_hmac(SALT, " ".join(roots), algorithm="sha256").hexdigest()


def masked(text: str) -> str:
    """Give own words as they may be kept: without what could point to a person."""
    words = [stems.fold(match.group()) for match in masking.WORD.finditer(text[:2000])]
    words = list(dict.fromkeys(words))[:MOST_WORDS]
    return masking.mask(text, names=names_among(words), ordinary=_ordinary_among(words))


def names_among(words: Collection[str]) -> set[str]:
    """Give which of these words are names: from our list, and of who lives here."""
    found = set(shipped.given_names() & set(words))
    said = {form for word in words for form in (word, word.capitalize())}
    rows = Person.objects.filter(Q(given_name__in=said) | Q(family_name__in=said))
    for given, family in rows.values_list("given_name", "family_name")[:MOST_WORDS]:
        found |= {stems.fold(given), stems.fold(family)} & set(words)
    return found


def _ordinary_among(words: Collection[str]) -> set[str]:
    """Give which of these words stand in what there is to find here, so that they are no names."""
    return set(SearchWord.objects.filter(text__in=words).values_list("text", flat=True))


@transaction.atomic
def keep_unserved(
    *,
    text: str,
    district: District,
    neighbourhood: Neighbourhood | None,
    source: str,
    by: Person | None,
    now: dt.datetime,
) -> UnservedNeed:
    """Keep what was looked for and not found; the same is counted once more.

    Only words, a neighbourhood and a day are kept. Who asked is not, also not in the journal.

    :raises NothingSaid: nothing is left when names and numbers are out.
    """
    kept = masked(text)
    if not masking.says_something(kept):
        raise NothingSaid
    today, key = timezone.localdate(now), key_of(kept)
    District.objects.select_for_update().only("pk").get(pk=district.pk)
    same = UnservedNeed.objects.filter(
        district=district, neighbourhood=neighbourhood, key=key, state=State.OPEN
    ).first()
    if same:
        UnservedNeed.objects.filter(pk=same.pk).update(count=F("count") + 1, last_on=today)
    else:
        same = UnservedNeed(
            district=district,
            neighbourhood=neighbourhood,
            text=kept,
            key=key,
            source=source,
            first_on=today,
            last_on=today,
        )
        same.save(force_insert=True)
    journal.record(action="keep_unserved_need", now=now, by=None)
    return same


@transaction.atomic
def note_need(
    *,
    title: str,
    theme: str,
    district: District,
    neighbourhood: Neighbourhood | None,
    source: str,
    by: Person | None,
    now: dt.datetime,
    unserved: Collection[UnservedNeed] = (),
) -> Need:
    """Make a need, perhaps out of what was not found.

    :raises AlreadyDone: somebody did something with one of these already.
    """
    rows = UnservedNeed.objects.select_for_update().filter(pk__in=[one.pk for one in unserved])
    locked = list(rows.filter(state=State.OPEN))
    if len(locked) != len(unserved):
        raise AlreadyDone
    need = Need(
        title=title,
        theme=theme,
        district=district,
        neighbourhood=neighbourhood,
        source=source,
        count=sum(one.count for one in locked) or 1,
        made_at=now,
        changed_at=now,
    )
    need.save(force_insert=True)
    rows.update(state=State.NOTED, need=need)
    journal.record(
        action="note_need", now=now, by=by, thing=need, details={"unserved": len(locked)}
    )
    return need


@transaction.atomic
def add_to_need(
    *, need: Need, unserved: Collection[UnservedNeed], by: Person, now: dt.datetime
) -> None:
    """Count what was not found with a need that is known.

    :raises AlreadyDone: somebody did something with one of these already.
    """
    rows = UnservedNeed.objects.select_for_update().filter(
        pk__in=[one.pk for one in unserved], district=need.district_id
    )
    locked = list(rows.filter(state=State.OPEN))
    if len(locked) != len(unserved):
        raise AlreadyDone
    rows.update(state=State.NOTED, need=need)
    more = sum(one.count for one in locked)
    Need.objects.filter(pk=need.pk).update(count=F("count") + more, changed_at=now)
    journal.record(action="add_to_need", now=now, by=by, thing=need, details={"more": more})


@transaction.atomic
def dismiss_unserved(*, unserved: Collection[UnservedNeed], by: Person, now: dt.datetime) -> None:
    """Put aside what is no need.

    :raises AlreadyDone: somebody did something with one of these already.
    """
    _move(unserved, State.OPEN, State.DISMISSED)
    journal.record(action="dismiss_unserved", now=now, by=by, details={"number": len(unserved)})


@transaction.atomic
def undo_dismissal(*, unserved: Collection[UnservedNeed], by: Person, now: dt.datetime) -> None:
    """Take back what was put aside.

    :raises AlreadyDone: it is not aside any more.
    """
    _move(unserved, State.DISMISSED, State.OPEN)
    journal.record(action="undo_dismissal", now=now, by=by, details={"number": len(unserved)})


def _move(unserved: Collection[UnservedNeed], before: str, after: str) -> None:
    rows = UnservedNeed.objects.filter(pk__in=[one.pk for one in unserved], state=before)
    if not unserved or rows.update(state=after) != len(unserved):
        raise AlreadyDone


@transaction.atomic
def set_need_state(*, need: Need, state: str, by: Person, now: dt.datetime) -> None:
    """Say that a need is served, or open again."""
    Need.objects.filter(pk=need.pk).update(state=state, changed_at=now)
    journal.record(action="set_need_state", now=now, by=by, thing=need, details={"state": state})


@transaction.atomic
def cite_needs(
    *, activity: Activity, needs: Collection[Need], by: Person | None, now: dt.datetime
) -> None:
    """Say which needs an activity is there for; what is not named is not any more.

    :raises EnoughNeeds: nothing is written.
    """
    wanted = {need.pk for need in needs if need.district_id == activity.district_id}
    if len(wanted) > MOST_NEEDS:
        raise EnoughNeeds
    Activity.objects.select_for_update().get(pk=activity.pk)
    mine = NeedAnswer.objects.filter(activity=activity)
    mine.exclude(need__in=wanted).delete()
    known = set(mine.values_list("need_id", flat=True))
    NeedAnswer.objects.bulk_create(
        NeedAnswer(need_id=pk, activity=activity, made_at=now)
        for pk in sorted(wanted - known, key=str)
    )
    journal.record(
        action="cite_needs", now=now, by=by, thing=activity, details={"needs": len(wanted)}
    )


def group_unserved(now: dt.datetime) -> dict[str, int]:
    """Put together every night what asks the same in other words: one word more or less."""
    merged = 0
    for district in District.objects.filter(unserved_need__state=State.OPEN).distinct().only("pk"):
        merged += _group(district)
    return {"unserved merged": merged}


@transaction.atomic
def _group(district: District) -> int:
    rows = UnservedNeed.objects.select_for_update().filter(district=district, state=State.OPEN)
    heads: list[tuple[object, frozenset[str], UnservedNeed]] = []
    merged = 0
    for row in rows.order_by("-count", "first_on", "pk"):
        roots = frozenset(stems.light(word) for word in stems.words(row.text))
        head = next(
            (
                one
                for hood, other, one in heads
                if hood == row.neighbourhood_id and _is_same(roots, other)
            ),
            None,
        )
        if head is None:
            heads.append((row.neighbourhood_id, roots, row))
            continue
        head.count += row.count
        head.first_on = min(head.first_on, row.first_on)
        head.last_on = max(head.last_on, row.last_on)
        head.save(update_fields=["count", "first_on", "last_on"])
        row.delete()
        merged += 1
    return merged


def _is_same(some: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether two questions share nearly all of their stems."""
    return bool(some) and (some == others or (len(some & others) >= 2 and len(some ^ others) <= 1))
