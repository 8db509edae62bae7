"""The booklet Mijn pad: large type, tagged PDF (PDF/UA-1). Only the task worker lays it out."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from wijkschakel.paths.models import Booklet
from wijkschakel.paths.queries import following, goals, talking
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.web.common.paper.laying import lay_out


def facts_of(booklet: Booklet, now: dt.datetime) -> dict[str, Any]:
    """Give what stands in the booklet."""
    person = booklet.person
    path = goals.find_path(person)
    whole = goals.whole_path(path, now) if path else None
    opened = Opened()
    own = following.indicators_of(path, opened) if path else []
    lines = following.timeline(path, now, 30, opened) if path else []
    return {
        "title": _("Mijn pad"),
        "fit": 0,
        "person": person,
        "whole": whole,
        "own": own,
        "lines": lines,
        "cards": talking.cards_of(path, now) if path else [],
        "slips": talking.slips_of(path, opened) if path else [],
        "unreadable": opened.unreadable + (whole.unreadable if whole else 0),
        "language": booklet.language,
        "flow": "rtl" if translation.get_language_bidi() else "ltr",
        "phone": (person.district.contact_phone if person.district else "") or settings.HELP_PHONE,
        "scale": range(11),
        "now": now,
    }


def make(booklet: Booklet, now: dt.datetime) -> bytes:
    """Lay out the booklet."""
    with translation.override(booklet.language):
        page = render_to_string("paper/path.html", facts_of(booklet, now))
        return lay_out(page).write_pdf(pdf_variant="pdf/ua-1")
