"""Two people saved the same service: what each wrote is put side by side, nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import service_facts
from wijkschakel.activities.queries.service_facts import Difference, Facts


class VersionForm(forms.Form):
    """The version that was seen: a number in the form, not for people."""

    version = forms.IntegerField(min_value=1)


def seen_version(data: Mapping[str, Any]) -> int:
    """Give the version that stood on the page; 0 when somebody changed that number."""
    form = VersionForm(data)
    return int(form.cleaned_data["version"]) if form.is_valid() else 0


@dataclass(frozen=True)
class Meeting:
    """What to show when two people wrote: facts to go on with, and where they differ."""

    facts: Facts
    both: list[Difference]


def meet(service: Service, version: int, typed: Facts) -> Meeting:
    """Take over what only the other changed; keep what was typed where both did.

    In `both`, `before` is what the other wrote and `after` what was typed here.
    """
    current = service_facts.facts_of(service)
    seen = service_facts.find_facts(service, version) or {}
    facts = dict(current)
    contested = {}
    for name, value in typed.items():
        if name in seen and value == seen[name]:
            continue
        facts[name] = value
        if name not in seen or current[name] != seen[name]:
            contested[name] = value
    return Meeting(facts, service_facts.differences(current, contested))
