"""Pages with suggestions ask the database as often for one helper as for thirty."""

import pytest

from tests.factories import helping as make
from tests.factories import people, places
from tests.web.desk.counting import questions
from tests.web.support.test_helping import page, town  # noqa: F401
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import RoleGrant

TEAM = [("along", ()), ("letters", ()), ("groceries", ())]


@pytest.mark.parametrize(("rows", "parts"), [(1, 1), (3, 3), (30, 3)])
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
    assert questions(lambda: noor.get(desk)) == 9
    fatma.get(own)
    assert questions(lambda: fatma.get(own)) == 10


def test_who_coordinates_a_region_asks_no_more(town, visit):  # noqa: F811
    region = places.make_region(town.district)
    maria = people.make_person(given_name="Maria")
    people.grant_role(maria, RoleGrant.Role.COORDINATOR, region)
    page_of = f"/werkplek/hulpvragen/{make.make_request(town.fatma, now=town.now).pk}/"
    browser = visit(maria)
    assert "Vraag Jan" in page(browser.get(page_of))
    assert questions(lambda: browser.get(page_of)) == 9
    assert JournalEntry.objects.filter(by=maria.pk, action="read_help_request").exists()
