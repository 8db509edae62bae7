"""Ordering printed products at the desk: made by the worker, kept a week."""

import datetime as dt

import pytest
from django_tasks_db.models import DBTaskResult

from tests.factories import activities, paper
from tests.web.desk.counting import questions
from wijkschakel.activities import privacy
from wijkschakel.activities.models import PrintedProduct
from wijkschakel.base import clock
from wijkschakel.people.models import InvitationCode
from wijkschakel.web.desk.paper import making, tasks

pytestmark = pytest.mark.django_db
PAGE = "/werkplek/drukwerk/"
ORDER = PAGE + "maken/"
ALL = ["agenda", "flyer", "invitation", "hanger", "poster"]
DAY = dt.timedelta(days=1)


def order(visit, noor, district, **changes):
    """Order the agenda."""
    form = {"kinds": ["agenda"], "language": "nl", "district": district.pk} | changes
    return visit(noor).post(ORDER, form)


def work():
    """Do what waits for the worker."""
    for product in PrintedProduct.objects.filter(state="waiting").order_by("ordered_at", "pk"):
        tasks.make_product.call(str(product.pk))


def test_one_press_orders_all_five(visit, noor, district):
    assert order(visit, noor, district, kinds=ALL)["Location"] == PAGE
    assert sorted(PrintedProduct.objects.values_list("kind", flat=True)) == sorted(ALL)
    waiting = DBTaskResult.objects.filter(task_path__endswith="make_product")
    assert waiting.count() == 5


def test_what_the_worker_made_can_be_taken_along(visit, noor, district):
    order(visit, noor, district)
    work()
    product = PrintedProduct.objects.get()
    answer = visit(noor).get(f"{PAGE}{product.pk}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7")
    assert (product.state, product.done, product.size) == ("ready", 100, len(answer.content))


def test_the_page_says_what_waits_and_how_far_it_is(visit, noor, district):
    paper.make_product(district=district, ordered_at=clock.now())
    paper.make_product(
        district=district, kind="poster", state="busy", done=40, ordered_at=clock.now()
    )
    page = visit(noor).get(PAGE).content.decode()
    assert "Weekagenda wacht op de beurt" in page
    assert "Poster wordt gemaakt" in page
    assert 'aria-valuenow="40"' in page
    assert 'data-hx-trigger="every 1s"' in page


def test_a_page_on_which_all_is_ready_asks_no_more(visit, noor, district):
    paper.make_ready(district=district, ordered_at=clock.now())
    assert "every 1s" not in visit(noor).get(PAGE).content.decode()


def test_the_worker_tells_how_far_it_is(district, monkeypatch):
    told = []
    monkeypatch.setattr(tasks.paper, "note_progress", lambda product, done: told.append(done))
    tasks.make_product.call(str(paper.make_product(district=district).pk))
    assert told == sorted(told)
    assert len(told) >= 3


def test_what_did_not_work_says_so_and_is_not_lost(visit, noor, district, monkeypatch):
    product = paper.make_product(district=district, ordered_at=clock.now())

    def fail(*_, **__):
        raise OSError("no letters here")

    monkeypatch.setattr(making, "make", fail)
    with pytest.raises(OSError, match="no letters"):
        tasks.make_product.call(str(product.pk))
    assert "Maak het nog eens" in visit(noor).get(PAGE).content.decode()


def test_a_product_is_made_once(district):
    product = paper.make_ready(district=district)
    tasks.make_product.call(str(product.pk))
    product.refresh_from_db()
    assert bytes(product.pdf) == b"%PDF-1.7"


def test_nothing_chosen_is_refused(visit, noor, district):
    answer = order(visit, noor, district, kinds=[])
    assert answer.status_code == 422
    assert "Kies wat je wilt printen." in answer.content.decode()


def test_an_activity_of_elsewhere_is_refused(visit, noor, district, elsewhere):
    there = activities.make_activity(district=elsewhere)
    answer = order(visit, noor, district, kinds=["flyer"], activity=there.pk)
    assert (answer.status_code, PrintedProduct.objects.count()) == (422, 0)


def test_another_district_is_refused(visit, noor, elsewhere):
    answer = order(visit, noor, elsewhere)
    assert (answer.status_code, PrintedProduct.objects.count()) == (422, 0)


def test_too_much_at_once_is_refused_and_nothing_is_lost(visit, noor, district):
    for _number in range(18):
        paper.make_product(district=district, ordered_at=clock.now())
    answer = order(visit, noor, district, kinds=ALL)
    assert (answer.status_code, PrintedProduct.objects.count()) == (422, 18)
    assert "Er is niets verloren." in answer.content.decode()


def test_what_waits_since_yesterday_holds_up_nothing(visit, noor, district):
    for _number in range(20):
        paper.make_product(district=district, ordered_at=clock.now() - DAY)
    assert order(visit, noor, district).status_code == 302


def test_words_can_be_stopped(visit, noor, district):
    order(visit, noor, district, kinds=["invitation"])
    code = InvitationCode.objects.get()
    assert code.words in visit(noor).get(PAGE).content.decode()
    visit(noor).post(f"{PAGE}woorden/{code.pk}/stop/")
    assert code.words not in visit(noor).get(PAGE).content.decode()


def test_the_questions_do_not_grow_with_what_was_made(visit, noor, district):
    browser = visit(noor)
    counts = []
    for _round in (1, 3, 30):
        for _number in range(_round):
            paper.make_ready(
                district=district,
                ordered_at=clock.now(),
                activity=activities.make_activity(district=district),
            )
        browser.get(PAGE)
        counts.append(questions(lambda: browser.get(PAGE)))
    assert len(set(counts)) == 1
    assert counts[0] <= 10


def test_a_product_goes_after_a_week(district):
    paper.make_ready(district=district, ordered_at=clock.now() - 7 * DAY)
    paper.make_ready(district=district, ordered_at=clock.now() - 6 * DAY)
    assert privacy.retention(clock.now())["printed products"] == 1
    assert PrintedProduct.objects.count() == 1
