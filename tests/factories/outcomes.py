"""Makes indicators, promises and studies for tests."""

import datetime as dt
import itertools
from typing import Any

from tests.factories.people import MOMENT, make_organisation
from wijkschakel.outcomes.models import Definition, Promise, Study
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region

_number = itertools.count(1)


def make_definition(region: Region | None, **changes: Any) -> Definition:
    """Make an indicator that stands since the moment: who feels healthy."""
    values = {
        "key": f"gezond-{next(_number)}",
        "title": "Ervaren gezondheid",
        "words": "Wie zegt dat het goed gaat.",
        "counted": "feels_healthy",
        "among": "participants",
        "digest": "0" * 64,
        "registered_at": MOMENT,
    }
    return Definition.objects.create(region=region, **values | changes)


def make_promise(region: Region, definition: Definition, **changes: Any) -> Promise:
    """Make a promise of 25 percent within two years."""
    values = {
        "definition": definition,
        "organisation": make_organisation(),
        "baseline_from": dt.date(2026, 4, 1),
        "baseline_until": dt.date(2026, 6, 30),
        "reached_on": dt.date(2028, 6, 30),
        "made_at": MOMENT,
    }
    return Promise.objects.create(region=region, **values | changes)


def make_study(region: Region, researcher: Person | None = None, **changes: Any) -> Study:
    """Make a study that was proposed; `state` and a key make it run."""
    values = {
        "title": f"Wie eet er mee {next(_number)}",
        "purpose": "Weten wat samen eten doet.",
        "researcher": researcher,
        "columns": ["age_band", "health_start", "health_later"],
        "until_on": dt.date(2030, 1, 1),
        "made_at": MOMENT,
    }
    study = Study(region=region, **values | changes)
    study.save(force_insert=True)
    return study
