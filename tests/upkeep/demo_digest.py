"""One number for everything in the tables, to compare two fillings."""

import hashlib
import json

from django.apps import apps
from django.db import models

# A PIN is hashed at once in a test, and with care where a fixture fills.
NOT_COMPARED = {"pin_hash"}
ROOMS = ("places", "people", "activities", "support", "funding", "paths", "learning", "base")


def _told(row: models.Model) -> str:
    """Give a row as text, with encrypted text opened and without numbers of the database."""
    kept = {
        field.name: str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.name not in NOT_COMPARED
        and (
            isinstance(getattr(field, "target_field", field), models.UUIDField)
            or not (field.primary_key or field.is_relation)
        )
    }
    return json.dumps([row._meta.label, kept], sort_keys=True)


def digest() -> str:
    """Give one number for all rows of the rooms, in whatever order they were written."""
    rows = [
        _told(row)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        for row in model._default_manager.all()
    ]
    return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()
