"""Takes over a package for tests."""

import copy
import datetime as dt
from typing import Any

from django.utils import timezone

from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_district
from wijkschakel.activities.actions import programmes
from wijkschakel.activities.models import Initiative
from wijkschakel.activities.queries import packages

CODE = "wijkschakel.kleine-stappen"


def content(**changes: Any) -> dict[str, Any]:
    """Give what stands in a package, to be changed at will."""
    found = packages.find_content(CODE, 1)
    assert found is not None
    return copy.deepcopy(found) | changes


def adopt(**changes: Any) -> Initiative:
    """Take over ten weeks of moving, from a week after MOMENT."""
    values: dict[str, Any] = {"content": content(), "owner": None, "now": MOMENT}
    values |= changes
    first = timezone.localdate(values["now"]) + dt.timedelta(days=7)
    values.setdefault("choice", programmes.Choice(first, dt.time(10), "nl"))
    values["district"] = values.get("district") or make_district()
    values["by"] = values.get("by") or make_person()
    return programmes.adopt_package(**values)
