"""A key that is missing, or put away half-way: a clear sentence, no fault, and nothing is lost."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.base.test_fields import NEW, OLD
from tests.factories.paths import make_check_in, make_goal, make_step
from wijkschakel.base import clock
from wijkschakel.paths.actions import following, paper
from wijkschakel.paths.models import Ambition, Booklet, CheckIn, Indicator, Path, Step
from wijkschakel.web.path import paper as making
from wijkschakel.web.path import tasks

pytestmark = pytest.mark.django_db
SENTENCE = "Er is niets weg. De beheerder moet een sleutel terugzetten."


@pytest.fixture
def goal(fatma, settings):
    """A goal of before; then the first key is a new one, and the old one is gone too early."""
    settings.FIELD_KEYS = [OLD]
    made = make_goal(fatma, words="Met de oude sleutel", reached="Twee buren", now=clock.now())
    make_step(made, now=clock.now())
    following.pick_indicator(path=made.path, words="Rust", by=fatma, now=clock.now())
    settings.FIELD_KEYS = [NEW, OLD]
    make_check_in(made, 6, words="Half-weg", now=clock.now())
    settings.FIELD_KEYS = [NEW]
    return Ambition.objects.select_related("path__person").get()


def sealed():
    """Give every sealed text as it stands in the database."""
    kinds = {Ambition: "words reached", Path: "strengths", Indicator: "words", Step: "words",
             CheckIn: "content"}  # fmt: skip
    return {
        (kind.__name__, row["pk"]): row
        for kind, names in kinds.items()
        for row in kind.objects.values("pk", *names.split())
    }


def test_the_pages_of_a_path_say_it_and_show_what_can_be_read(visit, fatma, goal):
    before, me = sealed(), visit(fatma)
    for name, args in (("show", []), ("goal", [goal.pk])):
        page = me.get(reverse(f"path:{name}", args=args))
        assert (page.status_code, SENTENCE in page.content.decode()) == (200, True)
        assert "Half-weg" in page.content.decode()
    names = ["begin", "step", "timeline", "indicators", "questions", "shares", "talks"]
    for name in [*names, "moments", "take_along"]:
        args = [goal.pk] if name == "step" else []
        assert me.get(reverse(f"path:{name}", args=args)).status_code == 200, name
    assert sealed() == before


def test_what_cannot_be_read_is_never_written_over(visit, fatma, goal, settings):
    before, me = sealed(), visit(fatma)
    own = Indicator.objects.get()
    assert me.get(reverse("path:words", args=[goal.pk])).status_code == 503
    for name, args, form in (
        ("words", [goal.pk], {"words": "Nieuw", "revision": "1", "reached": ""}),
        ("indicator", [own.pk], {"words": "Nieuw", "revision": "1", "weight": "1"}),
    ):
        answer = me.post(reverse(f"path:{name}", args=args), form)
        page = answer.content.decode()
        assert (answer.status_code, SENTENCE in page, 'value="Nieuw"' in page) == (503, True, True)
    assert sealed() == before
    settings.FIELD_KEYS = [NEW, OLD]
    assert "Met de oude sleutel" in me.get(reverse("path:show")).content.decode()


def test_the_files_to_take_along_are_not_made_by_half(visit, fatma, goal, settings, tmp_path):
    me = visit(fatma)
    answers = [
        me.post(reverse("account:take_along"), {"form": "json"}),
        me.post(reverse("account:take_along"), {"form": "html"}),
        me.get(reverse("path:fhir")),
    ]
    assert [one.status_code for one in answers] == [503] * 3
    assert all(SENTENCE in one.content.decode() for one in answers)
    with pytest.raises(CommandError, match="Een sleutel ontbreekt"):
        call_command("export_person", str(fatma.pk), to=tmp_path / "file.json")
    assert list(tmp_path.iterdir()) == []
    settings.FIELD_KEYS = [NEW, OLD]
    answer = me.post(reverse("account:take_along"), {"form": "json"})
    assert "Met de oude sleutel" in answer.content.decode()


def test_the_booklet_says_what_it_lacks_and_one_that_no_key_opens_is_made_anew(
    visit, fatma, goal, settings
):
    me, now = visit(fatma), clock.now()
    made = paper.order_booklet(
        person=fatma, language="nl", hand_over=lambda number: None, by=fatma, now=now
    )
    assert making.facts_of(made, now)["unreadable"] == 4
    tasks.make_booklet.func(str(made.pk))
    assert Booklet.objects.get().state == "ready"
    assert me.get(reverse("path:booklet")).status_code == 200
    settings.FIELD_KEYS = [OLD]
    lost = me.get(reverse("path:booklet"))
    assert (lost.status_code, SENTENCE in lost.content.decode()) == (503, True)
    settings.FIELD_KEYS = [NEW, OLD]
    assert making.facts_of(Booklet.objects.get(), now)["unreadable"] == 0
