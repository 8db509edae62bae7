"""Commissions, bids on them, what was decided, and by which activities it is delivered."""

from wijkschakel.funding.models.awards import Award, AwardPart, Delivery
from wijkschakel.funding.models.bids import Bid
from wijkschakel.funding.models.commissions import (
    Commission,
    CommissionDistrict,
    CommissionFigure,
)

__all__ = [
    "Award",
    "AwardPart",
    "Bid",
    "Commission",
    "CommissionDistrict",
    "CommissionFigure",
    "Delivery",
]
