"""Makes invitations and printed products for tests."""

import datetime as dt
import itertools
from typing import Any

from tests.factories.people import MOMENT
from tests.factories.places import make_district
from wijkschakel.activities.models import PrintedProduct
from wijkschakel.people.models import InvitationCode

_number = itertools.count(1)
_words = ("lamp", "brood", "fiets", "wolk", "stoel", "appel", "boom", "kaas", "deur", "melk")


def make_invitation(**changes: Any) -> InvitationCode:
    """Make an invitation for a year, in a district of its own unless told otherwise."""
    number = next(_number)
    words = " ".join(_words[(number // 10**place) % 10] for place in range(6))
    values = {
        "words": words,
        "made_at": MOMENT,
        "ends_on": MOMENT.date() + dt.timedelta(days=365),
        "most_uses": 100,
    }
    values |= changes
    values["district"] = values.get("district") or make_district()
    return InvitationCode.objects.create(**values)


def make_product(**changes: Any) -> PrintedProduct:
    """Ask for a weekly agenda, in a district of its own unless told otherwise."""
    values = {"kind": "agenda", "ordered_at": MOMENT} | changes
    values["district"] = values.get("district") or make_district()
    return PrintedProduct.objects.create(**values)


def make_ready(**changes: Any) -> PrintedProduct:
    """Make a product that is ready."""
    values = {"state": "ready", "ready_at": MOMENT, "pdf": b"%PDF-1.7", "size": 8, "pages": 1}
    return make_product(**values | changes)
