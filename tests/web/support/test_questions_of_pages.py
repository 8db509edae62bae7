"""Pages with suggestions ask the database as often for one helper as for thirty."""

import pytest

from tests.factories import helping as make
from tests.factories import people
from tests.web.desk.counting import questions
from tests.web.support.test_helping import page, town  # noqa: F401

TEAM = [("along", ()), ("letters", ()), ("groceries", ())]


@pytest.mark.parametrize("rows", [1, 3, 30])
@pytest.mark.parametrize("parts", [1, 3])
def test_who_fits_takes_ten_questions_at_most(town, visit, rows, parts):  # noqa: F811
    asked = make.make_request(town.fatma, parts=TEAM[:parts], is_direct=True, now=town.now)
    for number in range(rows - 1):
        other = people.make_person(given_name=f"Buur {number}", district=town.district)
        make.make_offer(other, "along", "letters", "groceries", now=town.now)
        make.make_check(other)
    noor, fatma = visit(town.noor), visit(town.fatma)
    desk, own = f"/werkplek/hulpvragen/{asked.pk}/", f"/hulp/vraag/{asked.pk}/"
    shown = page(noor.get(desk))
    assert shown.count("Vraag Jan") + shown.count("Vraag Buur") >= min(rows, 10)
    assert questions(lambda: noor.get(desk)) == 10
    fatma.get(own)
    assert questions(lambda: fatma.get(own)) == 10
