"""How many questions it takes to bring many things in."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wijkschakel.activities.models import Service
from wijkschakel.base.models import JournalEntry
from wijkschakel.network import actions


@pytest.mark.django_db
def test_more_new_services_ask_hardly_more_questions(district, tmp_path):
    now = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
    asked = {}
    for number in (20, 180):
        table = tmp_path / f"{number}.csv"
        rows = [
            f"Buurthuis {number} {row},buurthuis,{52.25 + row / 9000:.5f},6.16"
            for row in range(number)
        ]
        table.write_text("\n".join(["naam,soort,lat,lon", *rows]), encoding="utf-8")
        with CaptureQueriesContext(connection) as questions:
            report = actions.import_services(
                path=table, form="csv", district=district, language="nl", by=None, now=now
            )
        assert report.new == number
        asked[number] = len(questions)
        lines = JournalEntry.objects.filter(action="create_service")
        assert lines.count() == Service.objects.count()
    assert asked[180] < 2 * asked[20]
