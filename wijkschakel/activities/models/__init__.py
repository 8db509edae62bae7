"""Activity, session, enrolment, who leads; and the other things a neighbourhood offers."""

from wijkschakel.activities.models.activities import Activity, Lead
from wijkschakel.activities.models.afterwards import Feedback, FreePlace, ReminderWish, RoleWish
from wijkschakel.activities.models.debates import Debate, LiveQuestion, QuestionSupport
from wijkschakel.activities.models.hours import (
    Appointment,
    ConsultationHour,
    HourChange,
    HourHost,
)
from wijkschakel.activities.models.posts import Comment, Post, PostReport
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

__all__ = [
    "Activity",
    "Appointment",
    "Comment",
    "ConsultationHour",
    "Debate",
    "Enrolment",
    "Feedback",
    "FreePlace",
    "HourChange",
    "HourHost",
    "Lead",
    "LiveQuestion",
    "OpeningTime",
    "Phone",
    "Post",
    "PostReport",
    "QuestionSupport",
    "ReminderWish",
    "RoleWish",
    "SavedSearch",
    "Series",
    "SeriesEnrolment",
    "Service",
    "ServiceEditor",
    "ServicePlace",
    "ServiceSuggestion",
    "ServiceVersion",
    "Session",
    "SuggestionApproval",
]
