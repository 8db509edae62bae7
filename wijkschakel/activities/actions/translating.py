"""Telling an activity in one more language."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import finding
from wijkschakel.activities.models import Activity, ActivityTranslation
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person


class SameLanguage(Refused):
    """It is told in that language already."""

    def __init__(self) -> None:
        super().__init__(_("In die taal staat het er al. Kies een andere taal."))


@transaction.atomic
def translate_activity(
    *, activity: Activity, language: str, title: str, summary: str, description: str, by: Person,
    now: dt.datetime,
) -> ActivityTranslation:  # fmt: skip
    """Keep what it is called and said in another language; what stood there is replaced.

    :raises SameLanguage: the activity itself is written in it.
    """
    if language == activity.language:
        raise SameLanguage
    told, _is_new = ActivityTranslation.objects.update_or_create(
        activity=activity,
        language=language,
        defaults={
            "title": title,
            "summary": summary,
            "description": description,
            "changed_at": now,
        },
    )
    finding.put_activities([activity], now)
    journal.record(
        action="translate_activity", now=now, by=by, thing=activity, details={"language": language}
    )
    return told


@transaction.atomic
def drop_translation(*, told: ActivityTranslation, by: Person, now: dt.datetime) -> None:
    """Take a language away again."""
    activity = told.activity
    journal.record(
        action="drop_translation", now=now, by=by, thing=activity,
        details={"language": told.language},
    )  # fmt: skip
    told.delete()
    finding.put_activities([activity], now)
