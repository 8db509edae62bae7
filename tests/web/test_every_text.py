"""Whatever people type: on no page, in no table, feed or calendar does it become more than text.

Every text in the whole database is made hostile, and every address that gives something is asked.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import models, transaction

from tests.web.matrix import asked, rows
from tests.web.world import World
from wijkschakel.activities.models import Spending
from wijkschakel.funding.models import Award

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCRIPT = "<script>boe()</script>"
# For a table, an attribute, a page, a calendar and a header of a letter, in that order.
HOSTILE = f"=\"'>{SCRIPT}\r\nX-BOE: 1\r\nEND:VCALENDAR\u202e"
SHORTEST = len(SCRIPT) + 4
# Written by the software itself, or checked to be one of a few.
CODES = {
    "action", "ages", "area_code", "base_key", "code", "credential", "digest", "district_code",
    "document", "email_hash", "etag", "facets", "form", "guest_key", "image", "indicator", "issuer",
    "key", "kind", "language", "last_error", "last_modified", "link", "node", "object_id",
    "object_kind", "page", "password", "pin_hash", "public_part", "salt", "secret", "source_id",
    "stays_because", "subject", "text_version", "token_hash", "wanted", "words_index",
}  # fmt: skip
CODES_OF = {
    "base.OutgoingMail", "base.SearchDocument", "people.CarriedRecord", "activities.PublicItem",
    "people.Consent.purpose", "activities.SavedSearch", "activities.ServiceEditor.email",
    "activities.Spending.why_back", "funding.Award.why_returned", "learning.Lesson.why_withdrawn",
}  # fmt: skip
# The database refuses to change them; what people type in them is hostile in the world itself.
NEVER_CHANGE = {"base.JournalEntry", "outcomes.Definition", "outcomes.PublishedTable"}
ROLES = ("coordinator_own", "resident", "organiser", "safeguarding", "administrator", "outsider")


def typed_fields(model: type[models.Model]) -> Iterator[Any]:
    """Give the fields of a model in which people type."""
    for field in model._meta.concrete_fields:
        name = f"{model._meta.label}.{field.name}"
        is_text = isinstance(field, models.CharField | models.TextField)
        is_checked = isinstance(field, models.URLField | models.EmailField | models.SlugField)
        if not is_text or is_checked or field.choices or field.unique or field.name in CODES:
            continue
        is_short = field.max_length is not None and field.max_length < SHORTEST
        if not is_short and not {model._meta.label, name} & CODES_OF:
            yield field


def hostile(value: Any, field: Any) -> str:
    """Give hostile words; what has a shape keeps it, with hostile words where sentences were."""
    shape = field.help_text.split()[0].strip(":") if field.help_text else ""
    if shape in ("TOML", "base64"):
        return str(value)
    if shape == "JSON":
        return json.dumps(_hostile_inside(json.loads(value))) if value else ""
    return HOSTILE[: field.max_length]


def _hostile_inside(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {key: _hostile_inside(inner) for key, inner in thing.items()}
    if isinstance(thing, list):
        return [_hostile_inside(inner) for inner in thing]
    return HOSTILE if isinstance(thing, str) and " " in thing else thing


def make_hostile() -> int:
    """Put hostile words in every text there is; give in how many."""
    count = 0
    for model in apps.get_models():
        fields = list(typed_fields(model)) if model.__module__.startswith("wijkschakel") else []
        if not fields or model._meta.label in NEVER_CHANGE:
            continue
        for row in model._default_manager.all():
            for field in fields:
                setattr(row, field.attname, hostile(getattr(row, field.attname), field))
                count += 1
            row.save(update_fields=[field.attname for field in fields])
    return count


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Give a neighbourhood with one of everything, in which every text is hostile."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = World()
        for url in asked():
            made.path(url)
        assert make_hostile() > 150
        # Only what was taken back or sent back has a reason.
        assert Spending.objects.exclude(taken_back_at=None).update(why_back=HOSTILE)
        assert Award.objects.exclude(returned_at=None).update(why_returned=HOSTILE)
        yield made
        transaction.set_rollback(True)


def faults(kind: str, text: str) -> list[str]:
    """Name what became more than text in an answer of this kind."""
    found = []
    if SCRIPT in text and "json" not in kind and "calendar" not in kind and "csv" not in kind:
        found.append("a script")
    if "csv" in kind:
        cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
        found += (
            ["a formula"] if any(cell.lstrip("\ufeff").startswith("=") for cell in cells) else []
        )
    if "calendar" in kind:
        found += ["a line"] if {"X-BOE: 1", "X-BOE:1"} & set(text.splitlines()) else []
        found += ["an end"] if text.count("\nEND:VCALENDAR") != 1 else []
    if "json" in kind:
        json.loads(text)
    if "xml" in kind:
        ElementTree.fromstring(text)  # noqa: S314 our own words
    return found


def test_hostile_words_stay_words_on_every_page_and_in_every_file(world):
    visitors = {role: world.visitor(role) for role in ROLES}
    found, kinds = [], set()
    for row in rows():
        role = next((role for role in ROLES if row.cells[role] == "200"), None)
        if row.method != "GET" or role is None:
            continue
        response = visitors[role].get(world.path(row.url))
        kind = response.headers.get("Content-Type", "").split(";")[0]
        kinds.add(kind.rsplit("/")[-1])
        if response.status_code >= 500:
            found.append(f"{row.url}: {response.status_code}")
        elif "pdf" not in kind and "zip" not in kind and "image" not in kind:
            content = (
                b"".join(response.streaming_content) if response.streaming else response.content
            )
            found += [f"{row.url}: {fault}" for fault in faults(kind, content.decode())]
    assert found == []
    assert kinds >= {"html", "csv", "calendar", "json"}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/html", f"<p>{HOSTILE}</p>"),
        ("text/csv", f'a,"{SCRIPT}"\n"=1+1",b\n'),
        ("text/calendar", "BEGIN:VCALENDAR\nSUMMARY:a\nX-BOE: 1\nEND:VCALENDAR\n"),
        ("text/calendar", "BEGIN:VCALENDAR\nSUMMARY:a\nEND:VCALENDAR\nEND:VCALENDAR\n"),
    ],
)
def test_the_judge_sees_what_became_more_than_text(kind, text):
    assert faults(kind, text) != []
