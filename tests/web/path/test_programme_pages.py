"""The pages of a bundle, an offer and a beginning ask a fixed number of questions."""

import pytest

from tests.factories.helping import make_request
from tests.factories.initiatives import make_ask, make_initiative
from tests.factories.paths import make_goal
from tests.factories.programmes import adopt
from tests.factories.rooms import make_means, make_use
from tests.web.portal.test_queries import MOST, count
from wijkschakel.base import clock

pytestmark = pytest.mark.django_db


def test_they_ask_no_more_for_many_than_for_one(visit, fatma, wil, noor, district):
    now = clock.now()
    programme = adopt(district=district, by=wil, now=now)
    request = make_request(fatma, now=now)
    initiative = make_initiative(wil, district=district)
    pages = [
        (fatma, f"/mijn-pad/programma/{programme.pk}/"),
        (fatma, "/mijn-pad/vragen/"),
        (fatma, f"/hulp/vraag/{request.pk}/beginnen/"),
        (noor, f"/werkplek/hulpvragen/{request.pk}/beginnen/"),
        (wil, f"/initiatief/{initiative.pk}/aanbod/"),
        (noor, "/werkplek/gratis-plekken/"),
        (noor, "/werkplek/aanbod/"),
        (noor, "/werkplek/vragen-van-hier/"),
        (noor, f"/werkplek/programma/{programme.pk}/"),
    ]

    def more():
        make_goal(fatma, now=now)
        ask = make_ask(initiative, kind="things")
        make_use(ask, make_means(fatma, district=district, state="open"))
        make_ask(programme)

    more()
    few = [count(visit(person), page) for person, page in pages]
    for _number in range(5):
        more()
    many = [count(visit(person), page) for person, page in pages]
    assert few == many
    assert {page: n for (_person, page), n in zip(pages, many, strict=True) if n > MOST} == {}
