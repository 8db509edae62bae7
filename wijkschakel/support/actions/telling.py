"""Telling somebody about a request or a match: a word on the site and, with an address, a letter.

Nothing here names the other person, or says what was asked.
"""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import letters
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Person


def tell(
    person: Person, say: Callable[[], str], *, key: str, link: str, by: Person | None,
    now: dt.datetime,
) -> None:  # fmt: skip
    """Tell it, in the language of the person. The same key is never mailed twice."""
    with translation.override(people_queries.screen_language(person)):
        text = say()
    notices.give_notice(person=person, text=text, by=by, now=now, link=link)

    def write() -> tuple[str, list[str]]:
        return text, [text, _("Kijk hier: %(url)s") % {"url": f"{settings.BASE_URL}{link}"}]

    letters.send(person, key, write, now)
