"""What the neighbourhood needs, and the guide to who can help."""

from wijkschakel.support.models.guides import Guide, GuideChange, GuideTally, GuideVersion
from wijkschakel.support.models.needs import Need, NeedAnswer, UnservedNeed

__all__ = [
    "Guide",
    "GuideChange",
    "GuideTally",
    "GuideVersion",
    "Need",
    "NeedAnswer",
    "UnservedNeed",
]
