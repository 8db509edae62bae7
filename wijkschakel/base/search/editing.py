"""Changing the groups of synonyms: at the desk, with who and when in the journal."""

import datetime as dt
import re

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.base.journal import Somebody
from wijkschakel.base.models import JournalEntry, SynonymForm, SynonymGroup
from wijkschakel.base.search import shipped, synonyms
from wijkschakel.base.search.synonyms import Group

MOST_WORDS, LONGEST_WORD, LONGEST_NOTE = 40, 60, 200
BETWEEN = re.compile(r"[,;\n\r]+")


class TooFewWords(Refused):
    """A group needs words that mean the same, so two at least."""

    def __init__(self) -> None:
        super().__init__(_("Schrijf minstens twee woorden, met een komma ertussen."))


class TooManyWords(Refused):
    """More words than people can look over."""

    def __init__(self) -> None:
        super().__init__(
            _("Dat is te veel. Neem hooguit %(n)s woorden, van hooguit 60 letters.")
            % {"n": MOST_WORDS}
        )


class ChangedMeanwhile(Refused):
    """Somebody else changed the same group."""

    def __init__(self, words: str) -> None:
        super().__init__(
            _(
                "Iemand anders paste deze groep net aan. Nu staat er: %(words)s. "
                "Wat jij schreef, staat er nog. Kijk het na en bewaar nog een keer."
            )
            % {"words": words}
        )


def read_words(text: str) -> list[str]:
    """Read words with commas or lines between them; each once.

    :raises TooFewWords: fewer than two. TooManyWords: more, or longer, than can be kept.
    """
    parts = (" ".join(part.replace("\0", " ").split()) for part in BETWEEN.split(text))
    words = list(dict.fromkeys(part for part in parts if shipped.roots(part)))
    if len(words) < 2:
        raise TooFewWords
    if len(words) > MOST_WORDS or max(map(len, words)) > LONGEST_WORD:
        raise TooManyWords
    return words


@transaction.atomic
def add_group(
    *, words: str, note: str, by: Somebody, now: dt.datetime, district_code: str = ""
) -> SynonymGroup:
    """Make a group of words that mean the same."""
    group = SynonymGroup(
        words=read_words(words), note=note[:LONGEST_NOTE], district_code=district_code,
        changed_at=now,
    )  # fmt: skip
    group.save(force_insert=True)
    return _after("add_synonyms", group, by, now)


@transaction.atomic
def change_group(
    *, name: str, version: int, words: str, note: str, by: Somebody, now: dt.datetime
) -> SynonymGroup:
    """Change a group; one that came with the software gets a row that takes its place.

    :param version: of what was looked at; 0 is as it came.
    :raises ChangedMeanwhile: it was changed since.
    """
    fresh = read_words(words)
    row = _locked(name, version)
    row.words, row.note, row.is_off = fresh, note[:LONGEST_NOTE], False
    return _write("change_synonyms", row, by, now)


@transaction.atomic
def take_away(*, name: str, version: int, by: Somebody, now: dt.datetime) -> SynonymGroup:
    """Let a group no longer count; it can be put back.

    :raises ChangedMeanwhile: it was changed since it was looked at.
    """
    row = _locked(name, version)
    row.is_off = True
    return _write("take_synonyms_away", row, by, now)


@transaction.atomic
def put_back(*, name: str, by: Somebody, now: dt.datetime) -> SynonymGroup | None:
    """Let a group that was taken away count again; None when there is no such group."""
    row = SynonymGroup.objects.select_for_update().filter(_off(name)).first()
    if row is None:
        return None
    row.is_off = False
    return _write("put_synonyms_back", row, by, now)


def _off(name: str) -> Q:
    return synonyms.named(name) & Q(is_off=True)


def _locked(name: str, version: int) -> SynonymGroup:
    row = SynonymGroup.objects.select_for_update().filter(synonyms.named(name)).first()
    if row is None:
        group = shipped.groups()[name]
        row, _made = SynonymGroup.objects.get_or_create(
            base_key=name,
            defaults={"words": list(group.words), "version": 0, "changed_at": EPOCH},
        )
    if row.version != version:
        raise ChangedMeanwhile(", ".join(row.words))
    return row


EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _write(action: str, row: SynonymGroup, by: Somebody, now: dt.datetime) -> SynonymGroup:
    row.version += 1
    row.changed_at = now
    row.save()
    return _after(action, row, by, now)


def _after(action: str, row: SynonymGroup, by: Somebody, now: dt.datetime) -> SynonymGroup:
    row.forms.all().delete()
    forms = sorted({root for word in row.words for root in shipped.roots(word)})
    SynonymForm.objects.bulk_create(SynonymForm(group=row, form=form) for form in forms)
    journal.record(action=action, now=now, by=by, thing=row, details={"words": len(row.words)})
    return row


def last_change(group: Group) -> JournalEntry | None:
    """Give the line that tells who changed a group last, and when."""
    if group.row is None:
        return None
    kind = SynonymGroup._meta.label_lower
    lines = JournalEntry.objects.filter(object_kind=kind, object_id=str(group.row))
    return lines.order_by("-at", "pk").first()
