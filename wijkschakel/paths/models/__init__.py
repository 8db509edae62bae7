"""What somebody wants, does, follows and shares."""

from wijkschakel.paths.models.following import (
    Booklet,
    CheckIn,
    DiaryLine,
    Indicator,
    Measurement,
    Mode,
    Pack,
)
from wijkschakel.paths.models.goals import (
    Ambition,
    CheckInCard,
    Heading,
    Need,
    Path,
    Reminder,
    Step,
    StepDay,
)
from wijkschakel.paths.models.learning import CourseRecord, QuestionOffer
from wijkschakel.paths.models.together import (
    Conversation,
    ConversationNote,
    ConversationPartner,
    Moment,
    Share,
    SupportNote,
)

__all__ = [
    "Ambition",
    "Booklet",
    "CheckIn",
    "CheckInCard",
    "Conversation",
    "ConversationNote",
    "ConversationPartner",
    "CourseRecord",
    "DiaryLine",
    "Heading",
    "Indicator",
    "Measurement",
    "Mode",
    "Moment",
    "Need",
    "Pack",
    "Path",
    "QuestionOffer",
    "Reminder",
    "Share",
    "Step",
    "StepDay",
    "SupportNote",
]
