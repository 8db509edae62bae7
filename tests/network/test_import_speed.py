"""How long it takes to bring the real events in."""

import datetime as dt
import time

import pytest

from tests.network.real_data import DATA, needs
from wijkschakel.network import actions

MOST_SECONDS = 10


@needs("toronto-events")
@pytest.mark.django_db
def test_all_events_come_in_within_ten_seconds_of_work(district):
    before = time.process_time()
    report = actions.import_activities(
        path=DATA / "toronto-events" / "all.jsonld", form="schemaorg", district=district,
        language="en", by=None, now=dt.datetime.now(dt.UTC),
    )  # fmt: skip
    assert report.new > 800
    assert time.process_time() - before < MOST_SECONDS
