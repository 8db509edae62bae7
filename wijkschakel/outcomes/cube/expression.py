"""The counting, said once in Ibis: the same integers from DuckDB, Spark and others.

Only count, integer sums, filter, join and group by: engines differ in rounding, in medians, in how
they count what is different. People are counted by grouping twice.
"""

from typing import Any

Table = Any  # ibis.expr.types.Table
Who = tuple[str, ...]
WHO: Who = ("area", "grp")  # belongs to a person, so people add up over it


def located(events: Table, persons: Table, who: Who = WHO, number: str = "person") -> Table:
    """Put area and group beside each event; events of unknown people are in no count.

    `who`: the columns that say where somebody belongs; one that stands for both does as well.
    `number`: the column that names a person from here on; a short one is hashed sooner.
    """
    found = events.join(persons, "person")
    return found.select(found[number].name("person"), *who, "week", "theme", "code")


def answers(found: Table, who: Who = WHO) -> Table:
    """Count events per area, group, week, theme and answer: n int64."""
    return found.group_by([*who, "week", "theme", "code"]).agg(n=found.count())


def once(table: Table, *keys: str, who: Who = WHO) -> Table:
    """Give each person with these keys once, and how often: times int64."""
    return table.group_by(["person", *who, *keys]).agg(times=table.count())


def people(once_: Table, *keys: str, who: Who = WHO) -> Table:
    """Count people per area, group and these keys: people int64."""
    return once_.group_by([*who, *keys]).agg(people=once_.count())


def together(seen: Table, who: Who = WHO) -> Table:
    """Add up in how many weeks a person was seen in a theme; who was in none is gone."""
    added = seen.group_by(["person", *who, "theme"]).agg(times=seen.times.sum())
    return added.filter(added.times > 0)


def by_theme_ever(seen: Table, who: Who = WHO) -> Table:
    """Count people per area, group and theme over all weeks."""
    return people(seen, "theme", who=who)


def ever(seen: Table, who: Who = WHO) -> Table:
    """Count people per area and group over all weeks and themes."""
    return people(once(seen, who=who), who=who)
