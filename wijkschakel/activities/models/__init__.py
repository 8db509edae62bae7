"""Activity, session, enrolment, who leads; and the other things a neighbourhood offers."""

from wijkschakel.activities.models.activities import Activity, Lead
from wijkschakel.activities.models.afterwards import Feedback, FreePlace, ReminderWish, RoleWish
from wijkschakel.activities.models.axes import Block, Level
from wijkschakel.activities.models.circles import CircleMessage
from wijkschakel.activities.models.debates import Debate, LiveQuestion, QuestionSupport
from wijkschakel.activities.models.groups import (
    ClosedGroup,
    GroupComing,
    GroupDate,
    GroupMember,
    GroupMessage,
)
from wijkschakel.activities.models.hours import (
    Appointment,
    ConsultationHour,
    HourChange,
    HourHost,
)
from wijkschakel.activities.models.initiatives import (
    Initiative,
    InitiativeParty,
    InitiativeStep,
    SupportAsk,
)
from wijkschakel.activities.models.labels import Label, LabelUse
from wijkschakel.activities.models.open_data import PublicCounter, PublicItem, PublicMark
from wijkschakel.activities.models.paper import PrintedProduct
from wijkschakel.activities.models.posts import Comment, Post, PostReport
from wijkschakel.activities.models.programmes import (
    Adoption,
    AdoptionNote,
    Blueprint,
    DistrictBeginning,
    Phase,
)
from wijkschakel.activities.models.rooms import KeyHolder, MeansOffer, OfferUse, Room, RoomBooking
from wijkschakel.activities.models.searches import SavedSearch
from wijkschakel.activities.models.series import Series, SeriesEnrolment
from wijkschakel.activities.models.service_care import (
    ServiceEditor,
    ServiceSuggestion,
    ServiceVersion,
    SuggestionApproval,
)
from wijkschakel.activities.models.services import OpeningTime, Phone, Service, ServicePlace
from wijkschakel.activities.models.sessions import Enrolment, Session
from wijkschakel.activities.models.spending import Spending
from wijkschakel.activities.models.translations import ActivityTranslation

__all__ = [
    "Activity",
    "ActivityTranslation",
    "Adoption",
    "AdoptionNote",
    "Appointment",
    "Block",
    "Blueprint",
    "CircleMessage",
    "ClosedGroup",
    "Comment",
    "ConsultationHour",
    "Debate",
    "DistrictBeginning",
    "Enrolment",
    "Feedback",
    "FreePlace",
    "GroupComing",
    "GroupDate",
    "GroupMember",
    "GroupMessage",
    "HourChange",
    "HourHost",
    "Initiative",
    "InitiativeParty",
    "InitiativeStep",
    "KeyHolder",
    "Label",
    "LabelUse",
    "Lead",
    "Level",
    "LiveQuestion",
    "MeansOffer",
    "OfferUse",
    "OpeningTime",
    "Phase",
    "Phone",
    "Post",
    "PostReport",
    "PrintedProduct",
    "PublicCounter",
    "PublicItem",
    "PublicMark",
    "QuestionSupport",
    "ReminderWish",
    "RoleWish",
    "Room",
    "RoomBooking",
    "SavedSearch",
    "Series",
    "SeriesEnrolment",
    "Service",
    "ServiceEditor",
    "ServicePlace",
    "ServiceSuggestion",
    "ServiceVersion",
    "Session",
    "Spending",
    "SuggestionApproval",
    "SupportAsk",
]
