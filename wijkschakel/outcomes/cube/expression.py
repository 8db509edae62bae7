"""The counting, said once in Ibis: the same integers from Spark, DuckDB and others.

Only count, filter, join and group by: engines differ in rounding, in medians, in how they count
what is different. People are counted by grouping twice.
"""

from typing import Any

Table = Any  # ibis.expr.types.Table
WHO = ("area", "grp")  # belongs to a person, so people add up over it


def located(events: Table, persons: Table) -> Table:
    """Put area and group beside each event; events of unknown people are in no count."""
    return events.join(persons, "person").select("person", *WHO, "week", "theme", "code")


def answers(found: Table) -> Table:
    """Count events per area, group, week, theme and answer: n int64."""
    return found.group_by([*WHO, "week", "theme", "code"]).agg(n=found.count())


def once(table: Table, *keys: str) -> Table:
    """Give each person with these keys once, and how often: times int64."""
    return table.group_by(["person", *WHO, *keys]).agg(times=table.count())


def people(once_: Table, *keys: str) -> Table:
    """Count people per area, group and these keys: people int64."""
    return once_.group_by([*WHO, *keys]).agg(people=once_.count())


def by_theme_ever(seen: Table) -> Table:
    """Count people per area, group and theme over all weeks."""
    return people(seen, "theme")


def ever(seen: Table) -> Table:
    """Count people per area and group over all weeks and themes."""
    return people(once(seen))
