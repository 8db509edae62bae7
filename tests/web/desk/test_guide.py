"""The guide at the desk: changed screen by screen, by two at once, undone and put online."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.factories.activities import make_activity, make_session
from tests.factories.guides import leaf, make_guide, make_tree, question
from tests.factories.hours import make_hour
from tests.factories.people import grant_role, make_person
from tests.factories.places import make_district, make_region
from tests.factories.services import make_service
from tests.web.desk.counting import questions
from wijkschakel.base import clock
from wijkschakel.people.models import RoleGrant
from wijkschakel.support.actions import guides
from wijkschakel.support.models import Guide, GuideChange, GuideTally, GuideVersion
from wijkschakel.support.queries import guides as queries
from wijkschakel.support.rules import tree
from wijkschakel.support.rules.tree import Target, TargetKind

pytestmark = pytest.mark.django_db
WALK = make_tree(question("start", "koffie", "taal", text="Wat zoek je?"), leaf("koffie"),
                 leaf("taal"))  # fmt: skip


@pytest.fixture
def desk(visit, noor):
    """Give the coordinator's browser."""
    return visit(noor)


@pytest.fixture
def draft(district, noor):
    """Give a version in the making beside the one that is online."""
    version = make_guide(district, whole=WALK, now=clock.now())
    return guides.start_draft(guide=version.guide, by=noor, now=clock.now())


def filled(page, **changes):
    """Give the form of a screen as a browser would send it, with changes."""
    form = {}
    for field in re.finditer(r'<input[^>]* name="([^"]+)"[^>]*>', page):
        value = re.search(r' value="([^"]*)"', field[0])
        form[field[1]] = value[1] if value else ""
    for name, body in re.findall(
        r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.S
    ):
        form[name] = body.strip()
    for name, body in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        form[name] = chosen[1] if chosen else ""
    return form | changes


def address(version, screen="start"):
    """Give the address of the form of a screen."""
    return reverse("desk:edit_guide", args=[version.pk, screen])


def form_of(desk, version, screen="start", **changes):
    """Open the form of a screen."""
    return filled(desk.get(address(version, screen)).content.decode(), **changes)


def screens(version):
    """Give the tree as it is kept now."""
    return queries.tree_of(GuideVersion.objects.get(pk=version.pk))


def test_saving_a_form_as_it_was_opened_changes_nothing(desk, draft):
    for key in WALK.nodes:
        assert desk.post(address(draft, key), form_of(desk, draft, key)).status_code == 302
    assert screens(draft) == WALK


def test_a_question_gets_other_words_and_another_order(desk, draft):
    form = form_of(desk, draft, text_nl="Waar heb je zin in?", place_1="2", place_2="1")
    assert desk.post(address(draft), form).status_code == 302
    start = screens(draft).first
    assert start.text["nl"] == "Waar heb je zin in?"
    assert [answer.to for answer in start.answers] == ["taal", "koffie"]


def test_a_new_answer_makes_a_new_screen_to_fill_in(desk, draft):
    form = form_of(desk, draft, nl_3="Iets met dieren", to_3="+question", verder="nieuw")
    response = desk.post(address(draft), form)
    assert response["Location"] == address(draft, "iets-met-dieren")
    assert screens(draft).nodes["iets-met-dieren"].kind == "question"


def test_an_answer_without_words_is_taken_away(desk, draft):
    desk.post(address(draft), form_of(desk, draft, nl_2=""))
    assert [answer.to for answer in screens(draft).first.answers] == ["koffie"]


def test_an_end_gets_something_to_do(desk, draft):
    form = form_of(desk, draft, "koffie", what_2="services:meeting", by_2="inloop", person="hour")
    assert desk.post(address(draft, "koffie"), form).status_code == 302
    node = screens(draft).nodes["koffie"]
    assert (node.targets[1].topic, node.targets[1].words, node.person) == (
        "meeting", "inloop", "hour",
    )  # fmt: skip


def test_who_is_second_sees_both_and_nothing_is_lost(desk, draft):
    first = form_of(desk, draft, text_nl="Van de eerste")
    second = form_of(desk, draft, text_nl="Van de tweede")
    assert desk.post(address(draft), first).status_code == 302
    response = desk.post(address(draft), second)
    page = response.content.decode()
    assert response.status_code == 422
    assert ("Van de eerste" in page, "Van de tweede" in page) == (True, True)
    assert screens(draft).first.text["nl"] == "Van de eerste"
    assert desk.post(address(draft), filled(page)).status_code == 302
    assert screens(draft).first.text["nl"] == "Van de tweede"
    kept = [row.content["nodes"][0]["text"]["nl"] for row in GuideChange.objects.order_by("pk")]
    assert kept == ["Wat zoek je?", "Van de eerste"]


def test_two_people_on_two_screens_do_not_meet(desk, draft):
    one, other = form_of(desk, draft, "koffie"), form_of(desk, draft, "taal")
    assert desk.post(address(draft, "koffie"), one | {"text_nl": "A"}).status_code == 302
    assert desk.post(address(draft, "taal"), other | {"text_nl": "B"}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"text_nl": ""}, ""),
        ({"text_nl": "x" * 10_000}, "x" * 10_000),
        ({"to_1": "weg"}, ""),
        ({"to_1": "start"}, ""),
        ({"icon": "<script>"}, ""),
        ({"place_1": "99"}, ""),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(desk, draft, changes, kept):
    response = desk.post(address(draft), form_of(desk, draft, nl_1="Mijn antwoord", **changes))
    page = response.content.decode()
    assert (response.status_code, "Mijn antwoord" in page, kept in page) == (422, True, True)
    assert screens(draft) == WALK


def test_scripts_stay_text(desk, draft):
    desk.post(address(draft), form_of(desk, draft, text_nl="<script>alert(1)</script> \u202eom"))
    for name, *parts in (("guide_version",), ("edit_guide", "start"), ("publish_guide",),
                         ("preview_guide", "start")):  # fmt: skip
        page = desk.get(reverse(f"desk:{name}", args=[draft.pk, *parts])).content.decode()
        assert "<script>alert" not in page


def test_what_was_taken_out_comes_back(desk, draft):
    desk.post(reverse("desk:remove_guide_screen", args=[draft.pk, "taal"]))
    assert "taal" not in screens(draft).nodes
    page = desk.get(reverse("desk:guide_version", args=[draft.pk])).content.decode()
    seen = re.search(r'name="revisie" value="(\d+)"', page)[1]
    undo = reverse("desk:undo_guide", args=[draft.pk])
    assert desk.post(undo, {"revisie": seen}).status_code == 302
    assert screens(draft) == WALK
    assert desk.post(undo, {"revisie": seen}).status_code == 422


def test_the_first_screen_cannot_be_taken_out(desk, draft):
    assert (
        desk.post(reverse("desk:remove_guide_screen", args=[draft.pk, "start"])).status_code == 422
    )


def test_a_guide_that_leaves_people_standing_does_not_go_online(desk, draft):
    desk.post(reverse("desk:remove_guide_screen", args=[draft.pk, "taal"]))
    publish = reverse("desk:publish_guide", args=[draft.pk])
    page = desk.get(publish).content.decode()
    assert "twee antwoorden of meer" in page
    assert desk.post(publish, {"revisie": "2"}).status_code == 422
    assert GuideVersion.objects.get(pk=draft.pk).state == "draft"


def test_what_changed_since_it_was_looked_over_stops_it(desk, draft):
    publish = reverse("desk:publish_guide", args=[draft.pk])
    seen = re.search(r'name="revisie" value="(\d+)"', desk.get(publish).content.decode())[1]
    desk.post(address(draft), form_of(desk, draft, text_nl="Net nog anders"))
    assert desk.post(publish, {"revisie": seen}).status_code == 422
    for forged in ("", "-1", "x", "9" * 50):
        assert desk.post(publish, {"revisie": forged}).status_code == 422


def test_putting_online_shows_what_changes_and_keeps_the_old_version(desk, draft):
    online = GuideVersion.objects.get(state="published")
    desk.post(address(draft), form_of(desk, draft, text_nl="Anders gezegd"))
    publish = reverse("desk:publish_guide", args=[draft.pk])
    page = desk.get(publish).content.decode()
    assert ("Wat zoek je?" in page, "Anders gezegd" in page) == (True, True)
    seen = re.search(r'name="revisie" value="(\d+)"', page)[1]
    assert desk.post(publish, {"revisie": seen}).status_code == 302
    online.refresh_from_db()
    assert (online.state, online.content) == ("old", tree.write_tree(WALK))
    with pytest.raises(guides.NoDraft):
        guides.remove_node(draft=draft, key="taal", by=draft.guide, now=clock.now())


def test_a_district_gets_a_copy_of_the_guide_for_all(visit, noor, district):
    make_guide(whole=WALK, for_all=True, now=clock.now())
    desk = visit(noor)
    response = desk.post(reverse("desk:copy_guide"), {"wijk": str(district.pk)})
    made = Guide.objects.get(district=district)
    assert response["Location"] == reverse("desk:guide_version", args=[made.versions.get().pk])
    assert (made.copied_from.district, queries.tree_of(made.versions.get())) == (None, WALK)
    again = desk.post(reverse("desk:copy_guide"), {"wijk": str(district.pk)})
    assert (again.status_code, Guide.objects.count()) == (422, 2)
    elsewhere = desk.post(reverse("desk:copy_guide"), {"wijk": str(make_district().pk)})
    assert elsewhere.status_code == 404


def test_the_guide_for_all_is_for_who_coordinates_everywhere(visit, noor):
    version = make_guide(whole=WALK, for_all=True, now=clock.now())
    page = reverse("desk:guide_version", args=[version.pk])
    assert visit(noor).get(page).status_code == 404
    everywhere = make_person(given_name="Els")
    grant_role(everywhere, RoleGrant.Role.COORDINATOR, None)
    assert visit(everywhere).get(page).status_code == 200


@pytest.mark.parametrize("number", [2, 3, 6])
def test_looking_over_and_publishing_take_ten_questions_at_most(visit, noor, district, number):
    ends = [f"eind{one}" for one in range(number)]
    targets = (Target(TargetKind.ACTIVITIES, "talk", "koffie"), Target(TargetKind.HOURS))
    leaves = [leaf(key, targets=targets) for key in ends]
    whole = make_tree(question("start", *ends), *leaves)
    draft = guides.start_draft(
        guide=make_guide(district, whole=whole, now=clock.now()).guide, by=noor, now=clock.now()
    )
    node = leaf(ends[0], text="Anders", targets=targets)
    seen = tree.digest(whole.get(ends[0]))
    guides.save_node(draft=draft, node=node, seen=seen, fresh={}, by=noor, now=clock.now())
    for key in ends:
        GuideTally.objects.create(version=draft, node=key, helped=1)
        make_session(activity=make_activity(district=district, theme="talk"),
                     starts_at=clock.now() + dt.timedelta(days=1))  # fmt: skip
        make_service(district=district)
        make_hour(district=district)
    maria = make_person()
    grant_role(maria, RoleGrant.Role.COORDINATOR, make_region(district))
    pages = [
        reverse(f"desk:{name}", args=[draft.pk]) for name in ("guide_version", "publish_guide")
    ]
    for browser in (visit(noor), visit(maria)):
        for page in pages:
            browser.get(page)
            assert questions(lambda of=browser, path=page: of.get(path)) <= 10
    assert (
        reverse("desk:undo_guide", args=[draft.pk]) in visit(maria).get(pages[0]).content.decode()
    )


def test_who_coordinates_another_region_does_not_edit_it(visit, draft):
    sam, region = make_person(), make_region(make_district())
    grant_role(sam, RoleGrant.Role.COORDINATOR, region)
    assert visit(sam).get(reverse("desk:guide_version", args=[draft.pk])).status_code == 404
