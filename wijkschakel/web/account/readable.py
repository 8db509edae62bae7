"""What we keep about a person, as parts with a heading that anybody can read."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from wijkschakel.web.account.codes import CODED, CODES, LABELS

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Part:
    """A heading with a text below it, or with further parts."""

    label: str
    text: str
    parts: tuple["Part", ...]


def label(key: str) -> str:
    """Give the heading of a field; one we forgot is still readable."""
    return str(LABELS.get(key) or key.replace("_", " ").capitalize())


def say(key: str, value: object) -> str:
    """Write one value: a moment as a date and a time, true as yes, a code as a word."""
    if key in CODED:
        return str(CODES.get(str(value)) or str(value).replace("_", " "))
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    text = str(value)
    if MOMENT.match(text):
        moment = timezone.localtime(dt.datetime.fromisoformat(text))
        return formats.date_format(moment, "DATETIME_FORMAT")
    if DAY.fullmatch(text):
        return formats.date_format(dt.date.fromisoformat(text), "DATE_FORMAT")
    return text


def parts_of(content: object) -> tuple[Part, ...]:
    """Turn what an export tells into parts; what is empty is left out."""
    return tuple(_parts(content))


def _parts(content: object) -> Iterator[Part]:
    if isinstance(content, dict):
        triples = [(str(key), label(str(key)), value) for key, value in content.items()]
    elif isinstance(content, list):
        triples = [("", str(number), value) for number, value in enumerate(content, start=1)]
    else:
        return
    for key, heading, value in triples:
        if value in (None, "", [], {}):
            continue
        if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
            yield Part(heading, ", ".join(say(key, item) for item in value), ())
        elif isinstance(value, dict | list):
            yield Part(heading, "", parts_of(value))
        else:
            yield Part(heading, say(key, value), ())
