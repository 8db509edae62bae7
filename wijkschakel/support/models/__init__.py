"""What the neighbourhood needs, the guide to who can help, and help that finds each other."""

from wijkschakel.support.models.agreements import (
    Agreement,
    AgreementTerm,
    AgreementVersion,
    Signature,
)
from wijkschakel.support.models.arrangements import (
    Arrangement,
    ArrangementInvite,
    ArrangementParty,
)
from wijkschakel.support.models.guides import Guide, GuideChange, GuideTally, GuideVersion
from wijkschakel.support.models.kinds import HelpKind
from wijkschakel.support.models.matches import Match, MatchStory, Worry
from wijkschakel.support.models.needs import Need, NeedAnswer, UnservedNeed
from wijkschakel.support.models.offers import Check, HelpOffer, OfferKind
from wijkschakel.support.models.plans import MatchPlan, PlannedMatch
from wijkschakel.support.models.requests import Helper, HelpPart, HelpRefusal, HelpRequest

__all__ = [
    "Agreement",
    "AgreementTerm",
    "AgreementVersion",
    "Arrangement",
    "ArrangementInvite",
    "ArrangementParty",
    "Check",
    "Guide",
    "GuideChange",
    "GuideTally",
    "GuideVersion",
    "HelpKind",
    "HelpOffer",
    "HelpPart",
    "HelpRefusal",
    "HelpRequest",
    "Helper",
    "Match",
    "MatchPlan",
    "MatchStory",
    "Need",
    "NeedAnswer",
    "OfferKind",
    "PlannedMatch",
    "Signature",
    "UnservedNeed",
    "Worry",
]
