"""Drafts and withdrawn lessons go after a year, not a day earlier; what is read stays."""

import datetime as dt

import pytest

from tests.factories.lessons import make_lesson
from tests.factories.people import MOMENT
from wijkschakel.learning import privacy
from wijkschakel.learning.models import Lesson

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
YEAR = 365 * DAY


@pytest.mark.parametrize(
    "state",
    [{"state": "draft"},
     {"state": "withdrawn", "withdrawn_at": MOMENT, "why_withdrawn": "Dubbel."}],
)  # fmt: skip
def test_it_goes_after_a_year_and_not_a_day_earlier(state):
    stays = make_lesson()
    make_lesson(**state)
    assert privacy.retention(MOMENT + YEAR - DAY) == {"lessons": 0}
    assert privacy.retention(MOMENT + YEAR + DAY) == {"lessons": 1}
    assert list(Lesson.objects.all()) == [stays]
