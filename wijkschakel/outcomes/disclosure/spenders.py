"""When a sum of money may be told, and of which districts beside that of the region. Plain Python.

Money is of initiatives, activities and organisations, but in a line may lie the pay of one person.
So a sum is told when neither one nor two spent too much of it (the dominance rule, which tells
nothing of two); and when also whoever carries some of them, and so knows what those spent, cannot
tell one of the others from it. A sum of nothing tells of nobody. Where a sum is told together with
a part of it, the rest is a sum as well. Where a region is told together with some of its districts,
the others together are a sum as well: when that may not be told the smallest others are kept back
too. A district that another region tells of is never among those.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from wijkschakel.outcomes.disclosure import primary
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE

Parts = Sequence["Part"]
Rule = Callable[["Parts"], bool]
Sums = Mapping[str, Parts]  # the sums that follow from what is told of one area, by name


@dataclass(frozen=True)
class Part:
    """What one spender brought to a sum, and who carries that spender."""

    spender: Hashable
    amount: int
    carriers: frozenset[Hashable] = frozenset()
    people: int = 0  # so many were paid at least; only where it is about work


def may_tell(parts: Parts) -> bool:
    """Say whether the sum tells of nobody. Of nothing it may be told: that is no sum."""
    merged = _merged(parts)
    if not merged:
        return True
    amounts = [part.amount for part in merged]
    if primary.is_dominated(amounts):
        return False
    carriers = {carrier for part in merged for carrier in part.carriers}
    return all(_keeps_apart(merged, carrier) for carrier in carriers)


def _merged(parts: Parts) -> list[Part]:
    """Join what one spender brought."""
    found: dict[Hashable, Part] = {}
    for part in parts:
        if part.amount:
            known = found.get(part.spender, Part(part.spender, 0))
            found[part.spender] = Part(
                part.spender, known.amount + part.amount, known.carriers | part.carriers,
                max(known.people, part.people),
            )  # fmt: skip
    return list(found.values())


def _keeps_apart(parts: Parts, carrier: Hashable) -> bool:
    """Say whether somebody who knows the own part knows none of the others by it."""
    others = sorted(part.amount for part in parts if carrier not in part.carriers)
    return bool(others) and 100 * sum(others[:-1]) >= primary.CLOSE_PERCENT * others[-1]


def may_tell_of_work(parts: Parts) -> bool:
    """Say whether hours of paid work tell of nobody: also of ten people or more.

    A line knows how many people were paid, not who. Of each spender the largest number of one line
    counts: the same people may stand in the next line.
    """
    merged = _merged(parts)
    people = sum(part.people for part in merged)
    return not merged or (people >= FEWEST_PEOPLE and may_tell(merged))


def told_areas(
    districts: Mapping[str, Sums],
    elsewhere: Collection[str],
    *,
    never: Collection[str] = (),
    of_work: bool = False,
) -> tuple[bool, set[str]]:
    """Say whether the region is told, and name the districts that are.

    :param districts: of each district the sums that follow from what is told of it.
    :param elsewhere: districts that another region tells of too.
    :param never: districts that are kept back for another reason.
    """
    rule = may_tell_of_work if of_work else may_tell
    told = {
        code for code, sums in districts.items()
        if code not in never and all(map(rule, sums.values()))
    }  # fmt: skip
    kept = _kept(districts, told, elsewhere, rule)
    if kept is None or not _together(districts, list(districts), rule):
        return False, told
    return True, told - kept


def _kept(
    districts: Mapping[str, Sums], told: set[str], elsewhere: Collection[str], rule: Rule
) -> set[str] | None:
    """Name what is kept back beside a region that is told; None when that cannot be."""
    there = {code for code, sums in districts.items() if any(map(_merged, sums.values()))}
    kept = there - told
    if kept & set(elsewhere):
        return None
    more = sorted((there & told) - set(elsewhere), key=lambda code: (_size(districts[code]), code))
    while not _together(districts, kept, rule):
        if not more:
            return None
        kept.add(more.pop(0))
    return kept


def _size(sums: Sums) -> int:
    return sum(part.amount for parts in sums.values() for part in parts)


def _together(districts: Mapping[str, Sums], codes: Collection[str], rule: Rule) -> bool:
    """Say whether the sums of these districts together tell of nobody."""
    names = {name for code in codes for name in districts[code]}
    return all(rule([part for code in codes for part in districts[code][name]]) for name in names)
