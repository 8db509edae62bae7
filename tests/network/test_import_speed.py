"""How long it takes to bring the real events in."""

import datetime as dt

import pytest

from tests.network.real_data import DATA, needs
from wijkschakel.network import actions


@needs("toronto-events")
@pytest.mark.django_db
def test_all_events_come_in(district):
    report = actions.import_activities(
        path=DATA / "toronto-events" / "all.jsonld", form="schemaorg", district=district,
        language="en", by=None, now=dt.datetime.now(dt.UTC),
    )  # fmt: skip
    assert report.new > 800
