"""Groups of words for the same thing: what came with the software, as changed at the desk."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from wijkschakel.base.models import SynonymGroup
from wijkschakel.base.search import shipped
from wijkschakel.base.text import stems


@dataclass(frozen=True)
class Group:
    """A group as it counts now. `row` is what was changed at the desk, if anything was."""

    words: tuple[str, ...]
    key: str = ""
    note: str = ""
    district_code: str = ""
    row: uuid.UUID | None = None
    version: int = 0

    @property
    def name(self) -> str:
        """Name it in an address: its number, or the key of a group that came along."""
        return str(self.row) if self.row else self.key


def _group(row: SynonymGroup) -> Group:
    return Group(
        tuple(row.words), row.base_key or "", row.note, row.district_code, row.pk, row.version
    )


def everything() -> list[Group]:
    """Give all groups in alphabetical order of their first word."""
    rows = list(SynonymGroup.objects.all())
    replaced = {row.base_key for row in rows}
    found = [_group(row) for row in rows if not row.is_off]
    found += [
        Group(group.words, group.key)
        for group in shipped.groups().values()
        if group.key not in replaced
    ]
    return sorted(found, key=lambda group: (stems.fold(group.words[0]), group.name))


def find(name: str) -> Group | None:
    """Give the group with this name, also one that was taken away."""
    row = SynonymGroup.objects.filter(named(name)).first()
    if row:
        return _group(row)
    shipped_group = shipped.groups().get(name)
    return Group(shipped_group.words, shipped_group.key) if shipped_group else None


def named(name: str) -> Q:
    """Say which row has this name: a number, or the key of a group that came along."""
    try:
        return Q(pk=uuid.UUID(name))
    except ValueError:
        return Q(base_key=name)


def meant(
    words: Iterable[str], district_codes: Collection[str] | None = None
) -> list[tuple[str, ...]]:
    """Give the words of each group that has to do with one of these words."""
    roots = {stems.light(word) for word in words}
    keys = {key for root in roots for key in shipped.by_root().get(root, ())}
    rows = SynonymGroup.objects.filter(Q(forms__form__in=roots) | Q(base_key__in=keys))
    changed = list(rows.distinct().order_by("pk"))
    replaced = {row.base_key for row in changed}
    near = {"", *(district_codes or ())}
    found = [shipped.groups()[key].words for key in sorted(keys - replaced)]
    found += [
        tuple(row.words)
        for row in changed
        if not row.is_off and (district_codes is None or row.district_code in near)
    ]
    return found
