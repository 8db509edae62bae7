"""An event that is there twice counts once, the last of both; late ones in their own week."""

import pyarrow as pa
import pytest

from tests.outcomes import cubes
from wijkschakel.outcomes.cube import building, events, reading, refreshing

pytestmark = pytest.mark.once


@pytest.fixture
def region(tmp_path):
    """Give a region with a cube."""
    cubes.region(tmp_path)
    building.build(tmp_path)
    return tmp_path


def month_again(region, change):
    """Write the first month anew with what a function makes of its rows."""
    month = sorted(events.months(region))[0]
    file = events.months(region)[month]
    found = events.read(file, columns=events.EVENT)
    rows = [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]
    events.write_month(region, month, pa.Table.from_pylist(change(rows)))
    return month


def test_an_event_that_is_there_twice_counts_once_and_the_last_one_holds(region):
    before = reading.cells(region).to_pylist()
    month = month_again(region, lambda rows: rows + rows)
    assert refreshing.refresh(region) == []  # not a week is another
    assert reading.cells(region).to_pylist() == before

    month_again(region, lambda rows: [*rows, {**rows[0], "code": 7}])  # answered otherwise
    assert len(refreshing.refresh(region)) == 1
    file = events.months(region)[month]
    numbers = events.read(file, columns=("event",))["event"]
    assert len(set(numbers.tolist())) == len(numbers)
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()
    assert reading.cells(region).to_pylist() != before


def test_events_that_come_late_change_their_own_week_alone(region):
    before = reading.people(region)
    late = []

    def come(rows):
        late.append({**rows[-1], "event": 10**9, "theme": 3})
        return [*rows, *late]

    month_again(region, come)
    assert refreshing.refresh(region) == [late[0]["week"]]
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()
    assert reading.people(region) == before  # somebody who was there already
