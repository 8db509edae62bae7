"""Person, account, organisation, membership, role, consent, delegate, paper card."""

from wijkschakel.people.models.carried import CarriedRecord
from wijkschakel.people.models.invitations import InvitationCode
from wijkschakel.people.models.keys import (
    Account,
    CalendarLink,
    ExternalIdentity,
    PaperCard,
    Passkey,
)
from wijkschakel.people.models.parties import Membership, NetworkMember, Organisation, RoleGrant
from wijkschakel.people.models.person import Notice, Person
from wijkschakel.people.models.steps import RecoveryCode, SecondStep
from wijkschakel.people.models.trust import Consent, Delegate, EmergencyAccess

__all__ = [
    "Account",
    "CalendarLink",
    "CarriedRecord",
    "Consent",
    "Delegate",
    "EmergencyAccess",
    "ExternalIdentity",
    "InvitationCode",
    "Membership",
    "NetworkMember",
    "Notice",
    "Organisation",
    "PaperCard",
    "Passkey",
    "Person",
    "RecoveryCode",
    "RoleGrant",
    "SecondStep",
]
