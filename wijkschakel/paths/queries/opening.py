"""Opening what is encrypted: what no key opens is said, and nothing else on the page is lost."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from wijkschakel.base.fields import CannotDecrypt


@dataclass
class Opened:
    """Counts what could not be read on a page."""

    unreadable: int = 0
    seen: set[str] = field(default_factory=set)

    def text(self, row: models.Model, name: str) -> str:
        """Give the words of a field; empty, and counted, when no key opens them."""
        try:
            return str(getattr(row, name) or "")
        except CannotDecrypt:
            place = f"{row._meta.label}:{row.pk}:{name}"
            if place not in self.seen:
                self.seen.add(place)
                self.unreadable += 1
            return ""

    def content(self, row: models.Model, name: str = "content") -> dict[str, Any]:
        """Give the parts of an encrypted JSON field."""
        text = self.text(row, name)
        found = json.loads(text) if text else {}
        return found if isinstance(found, dict) else {}
