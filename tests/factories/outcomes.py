"""Makes indicators, promises, studies, and published tables as the gateway writes them."""

import datetime as dt
import hashlib
import itertools
import json
from collections.abc import Mapping
from typing import Any

from tests.factories.people import MOMENT, make_organisation
from wijkschakel.outcomes.models import Definition, Promise, PublishedTable, Study
from wijkschakel.outcomes.rules.said import Claim
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region

AT = dt.datetime(2026, 11, 28, 3, 10, tzinfo=dt.UTC)
DIGEST = "0" * 64


def publish_body(region: Region, topic: str, period: str, name: str, body: str) -> PublishedTable:
    """Publish a body as it is."""
    row, _made = PublishedTable.objects.update_or_create(
        region=region,
        topic=topic,
        period=period,
        name=name,
        defaults={
            "body": body,
            "digest": hashlib.sha256(body.encode()).hexdigest(),
            "release": 1,
            "published_at": AT,
        },
    )
    return row


def publish_table(
    region: Region, topic: str, cells: Mapping[tuple[str, ...], int | str | None],
    period: str = "2026", name: str = "by_area",
) -> PublishedTable:  # fmt: skip
    """Publish cells: a number of people, a word, or None for what is kept back."""
    rows = [
        [*cell, said if isinstance(said, int) else None, said if isinstance(said, str) else None]
        for cell, said in cells.items()
    ]
    told = {"at": AT.date().isoformat(), "cells": rows, "definition": DIGEST, "release": 1}
    return publish_body(region, topic, period, name, json.dumps(told))


def make_claim(region: Region, **changes: Any) -> Claim:
    """Make a claim that health went from 62 to 68 of a hundred, compared with nobody."""
    values: dict[str, Any] = {
        "key": "perceived-health", "version": 1, "area": region.slug, "period": "2026",
        "at": AT.date().isoformat(), "definition": DIGEST, "unit": "share", "grade": "D",
        "verdict": "change", "reached": "not_reached", "goal": 0.25, "before": 0.62,
        "after": 0.68, "low": 0.63, "high": 0.73, "change": 0.10, "change_low": 0.02,
        "change_high": 0.18, "naive": 0.31, "pairs": 312, "dropped": 140, "smallest": 0.08,
    }  # fmt: skip
    return Claim(**values | changes)


def publish_claim(region: Region, name: str = "claim", **changes: Any) -> PublishedTable:
    """Publish a claim."""
    claim = make_claim(region, **changes)
    return publish_body(region, f"claim-{claim.key}", claim.period, name, claim.body())


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
    """Make a promise of 25 percent within two years, signed by a second person."""
    values = {
        "definition": definition,
        "organisation": make_organisation(),
        "baseline_from": dt.date(2026, 4, 1),
        "baseline_until": dt.date(2026, 6, 30),
        "reached_on": dt.date(2028, 6, 30),
        "made_at": MOMENT,
        "signed_at": MOMENT,
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
