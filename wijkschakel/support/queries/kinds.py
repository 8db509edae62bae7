"""Kinds of help as they hold here: what comes along, and what a coordinator changed."""

from collections.abc import Mapping

from django.utils.translation import get_language

from wijkschakel.support.models import HelpKind
from wijkschakel.support.rules import kinds as rules
from wijkschakel.support.rules.kinds import HelpKindSaid


def all_kinds() -> dict[str, HelpKindSaid]:
    """Give every kind by code, in the order of the groups; in one question."""
    found = dict(rules.shipped()) | {row.code: _said(row) for row in HelpKind.objects.all()}
    order = {group: place for place, group in enumerate(rules.GROUPS)}
    return dict(sorted(found.items(), key=lambda item: order[item[1].group]))


def _said(row: HelpKind) -> HelpKindSaid:
    names = {"nl": row.name_nl} | ({"en": row.name_en} if row.name_en else {})
    examples = tuple(line.strip() for line in row.examples.splitlines() if line.strip())
    return HelpKindSaid(row.code, row.group, row.icon, row.risk, names, examples, row.is_active)


def active_kinds() -> dict[str, HelpKindSaid]:
    """Give the kinds that can be asked and offered now."""
    return {code: kind for code, kind in all_kinds().items() if kind.is_active}


def find_kind(code: str) -> HelpKindSaid | None:
    """Give one kind, as it holds here."""
    return all_kinds().get(code)


def offered_from(text: str, kinds: Mapping[str, HelpKindSaid]) -> list[HelpKindSaid]:
    """Give at most three kinds that answer own words best."""
    words = rules.index(kind for kind in kinds.values() if kind.is_active)
    return [kinds[code] for code in rules.best(text, words)]


def name_of(kinds: Mapping[str, HelpKindSaid], code: str) -> str:
    """Say a kind in the language of now; a kind that is gone is said by its code."""
    kind = kinds.get(code)
    return kind.name(get_language() or "nl") if kind else code
