"""In which languages an activity is told."""

from collections.abc import Sequence

from wijkschakel.activities.models import Activity, ActivityTranslation

Told = Activity | ActivityTranslation


def translations_of(activity: Activity) -> list[ActivityTranslation]:
    """Give every other language, in a fixed order."""
    return list(activity.translations.order_by("language"))


def told_in(
    activity: Activity, others: Sequence[ActivityTranslation], wanted: Sequence[str]
) -> Told:
    """Give the text in the first wanted language that there is, else as it was written."""
    texts: dict[str, Told] = {one.language: one for one in others}
    texts[activity.language] = activity
    return next((texts[code] for code in wanted if code in texts), activity)
