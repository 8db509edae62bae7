"""The keys under which it is told what was spent, in the counts of a year.

Each has `:<quarter>` behind it, and `:<district>` before that when it is of a district. Euros are
whole euros, hours whole hours. A key that is not there was not told.
"""

SPENT = "spent"  # by initiatives, activities and organisations; also there when it says nothing
INFORMAL = "spent_informal"  # by residents; the rest is by organisations
CARE = "spent_care"  # by organisations of care; the rest is about health
NEAR = "spent_near"  # with shops and organisations of the district, and its residents
HOURS = "paid_hours"  # paid work by residents of the district
KEYS = (SPENT, INFORMAL, CARE, NEAR, HOURS)
EUROS = (SPENT, INFORMAL, CARE, NEAR)


def key(name: str, quarter: str, district: str = "") -> str:
    """Name what is told of a quarter, of the region or of a district."""
    return ":".join(part for part in (name, district, quarter) if part)
