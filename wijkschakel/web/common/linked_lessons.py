"""Lessons in the words of schema.org. Nothing of persons: told by an organisation or a district."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import timezone

from wijkschakel.learning.models import Lesson
from wijkschakel.network.writers import addresses
from wijkschakel.web.common import linked_data


def lesson(one: Lesson) -> dict[str, Any]:
    """Say what was tried, what came of it, and who may use it."""
    here = addresses.lesson(one.pk)
    return {
        "@type": "LearningResource",
        "@id": here,
        "url": here,
        "name": one.title,
        "abstract": one.tries,
        "text": "\n\n".join(filter(None, (one.came_of_it, one.otherwise))),
        "learningResourceType": "les uit een proef",
        "creativeWorkStatus": one.get_outcome_display() if one.outcome else "Loopt nog",
        "inLanguage": one.language,
        "about": [one.get_block_display(), one.get_level_display(), *one.principle_names],
        "audience": {"@type": "Audience", "audienceType": one.useful_for}
        if one.useful_for
        else None,
        "author": linked_data.organisation(one.organisation)
        if one.organisation
        else linked_data.residents(one.district),
        "spatialCoverage": {"@type": "AdministrativeArea", "name": one.district.name},
        "datePublished": _moment(one.published_at),
        "dateModified": _moment(one.changed_at or one.published_at),
        "license": settings.OPEN_DATA_LICENCE,
        "isAccessibleForFree": True,
    }


def _moment(moment: dt.datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None
