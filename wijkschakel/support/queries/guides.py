"""Which guide holds here, which version somebody walks, and what own words lead to."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from wijkschakel.base.search import asking, synonyms
from wijkschakel.base.text import stems
from wijkschakel.places.models import District, RegionDistrict
from wijkschakel.support.models import Guide, GuideChange, GuideVersion
from wijkschakel.support.rules import checking, entering, tree
from wijkschakel.support.rules.entering import Asked
from wijkschakel.support.rules.tree import Node, Tree

State = GuideVersion.State


def find_online(district: District | None) -> GuideVersion | None:
    """Give the guide that is online in a district: its own, else the one for all."""
    own = Q(guide__district=district) if district else Q(pk=None)
    rows = GuideVersion.objects.filter(own | Q(guide__district=None), state=State.PUBLISHED)
    found = sorted(rows.select_related("guide"), key=lambda row: row.guide.district_id is None)
    return found[0] if found else None


def find_walked(version_id: uuid.UUID) -> GuideVersion | None:
    """Give a version that anyone may walk: online, or online before; never one in the making."""
    rows = GuideVersion.objects.exclude(state=State.DRAFT).select_related("guide__district")
    return rows.defer("guide__district__boundary").filter(pk=version_id).first()


def newer_than(version: GuideVersion) -> GuideVersion | None:
    """Give the version that took the place of this one."""
    if version.state != State.OLD:
        return None
    return GuideVersion.objects.filter(guide=version.guide_id, state=State.PUBLISHED).first()


def tree_of(version: GuideVersion) -> Tree:
    """Read the content of a version."""
    return tree.read_tree(version.content)


def entries(text: str, whole: Tree, district_codes: Collection[str] = ()) -> list[Node]:
    """Give the screens that answer own words; synonyms of the desk are understood."""
    words = asking.words_of(text)
    groups = synonyms.meant(words, district_codes) if words else []
    asked = [
        Asked(
            word,
            tuple(
                other
                for group in groups
                if stems.light(word) in {stems.light(one) for one in group if " " not in one}
                for other in group
            ),
        )
        for word in words
    ]
    return entering.best(whole, asked)


def guides_for(districts: Collection[uuid.UUID]) -> list[Guide]:
    """Give the guides of these districts and the one for all, with their versions."""
    rows = Guide.objects.filter(Q(district__in=districts) | Q(district=None))
    related = rows.select_related("district").defer("district__boundary")
    return list(related.prefetch_related("versions").order_by("district__name", "pk"))


def find_draft(version_id: uuid.UUID, regions: Sequence[uuid.UUID] = ()) -> GuideVersion | None:
    """Give any version, for who edits it; `is_changed` says whether there is something to undo.

    :param regions: in which of these its district lies is read along, and of no other region.
    """
    inside = RegionDistrict.objects.filter(district=OuterRef("guide__district"))
    lies = {
        f"in_{place}": Exists(inside.filter(region=region)) for place, region in enumerate(regions)
    }
    changes = GuideChange.objects.filter(version=OuterRef("pk"))
    rows = GuideVersion.objects.select_related("guide__district").defer("guide__district__boundary")
    version = rows.annotate(is_changed=Exists(changes), **lies).filter(pk=version_id).first()
    if version and version.guide.district and regions:
        version.guide.district._prefetched_objects_cache = {  # type: ignore[attr-defined]
            "memberships": [
                RegionDistrict(region_id=region, district=version.guide.district)
                for place, region in enumerate(regions)
                if getattr(version, f"in_{place}")
            ]
        }
    return version


def is_changed(version: Any) -> bool:
    """Say of a version that `find_draft` gave whether it was changed since it was begun."""
    return bool(version.is_changed)


def find_guide(guide_id: uuid.UUID) -> Guide | None:
    """Give a guide."""
    rows = Guide.objects.select_related("district").defer("district__boundary")
    return rows.filter(pk=guide_id).first()


@dataclass(frozen=True)
class Difference:
    """How one screen differs: new, gone or other words."""

    key: str
    kind: str
    before: Node | None
    after: Node | None


def differences(old: Tree | None, new: Tree) -> list[Difference]:
    """Give what differs between two versions, screen by screen."""
    before = old.nodes if old else {}
    found = [
        Difference(key, "changed" if key in before else "new", before.get(key), node)
        for key, node in new.nodes.items()
        if before.get(key) != node
    ]
    gone = [key for key in before if key not in new.nodes]
    return found + [Difference(key, "gone", before[key], None) for key in gone]


def helped(version: GuideVersion) -> dict[str, tuple[int, int]]:
    """Give per end how often it helped, and how often not."""
    rows = version.tallies.order_by("node").values_list("node", "helped", "not_helped")
    return {node: (yes, no) for node, yes, no in rows}


__all__ = [
    "Difference",
    "checking",
    "differences",
    "entries",
    "find_draft",
    "find_guide",
    "find_online",
    "find_walked",
    "guides_for",
    "helped",
    "is_changed",
    "newer_than",
    "tree_of",
]
