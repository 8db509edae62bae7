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
    ArrangementTask,
)
from wijkschakel.support.models.colleagues import ColleagueQuestion, DirectoryEntry
from wijkschakel.support.models.guides import Guide, GuideChange, GuideTally, GuideVersion
from wijkschakel.support.models.jobs import Job, JobPath, JobSkill, JobStep, SkillTick
from wijkschakel.support.models.kinds import HelpKind
from wijkschakel.support.models.matches import Match, MatchStory, Worry
from wijkschakel.support.models.needs import Need, NeedAnswer, UnservedNeed
from wijkschakel.support.models.offers import Check, HelpOffer, OfferKind
from wijkschakel.support.models.plans import MatchPlan, PlannedMatch
from wijkschakel.support.models.referrals import CapacityQuestion, Referral, ReferralStep
from wijkschakel.support.models.requests import Helper, HelpPart, HelpRefusal, HelpRequest
from wijkschakel.support.models.tables import CareTable, TableAction, TableCase, TableMember

__all__ = [
    "Agreement",
    "AgreementTerm",
    "AgreementVersion",
    "Arrangement",
    "ArrangementInvite",
    "ArrangementParty",
    "ArrangementTask",
    "CapacityQuestion",
    "CareTable",
    "Check",
    "ColleagueQuestion",
    "DirectoryEntry",
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
    "Job",
    "JobPath",
    "JobSkill",
    "JobStep",
    "Match",
    "MatchPlan",
    "MatchStory",
    "Need",
    "NeedAnswer",
    "OfferKind",
    "PlannedMatch",
    "Referral",
    "ReferralStep",
    "Signature",
    "SkillTick",
    "TableAction",
    "TableCase",
    "TableMember",
    "UnservedNeed",
    "Worry",
]
