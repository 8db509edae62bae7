"""A district that begins like another takes its questions along; they wait for its residents."""

import pytest
from django.urls import reverse

from tests.factories.people import MOMENT, grant_role, make_person
from tests.paths.test_rules import text_of
from wijkschakel.activities.models import DistrictBeginning
from wijkschakel.paths.actions import packs
from wijkschakel.paths.models import Pack
from wijkschakel.paths.queries import following as queries

pytestmark = pytest.mark.django_db
PAGE = "/werkplek/vragen-van-hier/"


@pytest.fixture
def theirs(elsewhere):
    """Sam's district asks questions of its own."""
    coordinator = make_person(district=elsewhere)
    grant_role(coordinator, "coordinator", elsewhere)
    return packs.publish_pack(
        text=text_of(), kind="instrument", district=elsewhere, agreed_on=MOMENT.date(),
        by=coordinator, now=MOMENT,
    )  # fmt: skip


def test_questions_come_along_and_go_online_when_residents_agree(
    visit, noor, sam, theirs, district, elsewhere
):
    desk = visit(noor)
    form = {"district": str(district.pk), "source": str(elsewhere.pk), "take": ["questions"]}
    looked = desk.post(reverse("desk:begin_district"), form | {"kijk": "1"})
    assert "1 vragenlijst of gesprekskaart" in looked.text
    assert desk.post(reverse("desk:begin_district"), form).status_code == 302
    assert DistrictBeginning.objects.get().taken == {"questions": 1}
    taken = Pack.objects.get(district=district)
    assert (taken.wording_hash, taken.taken_from) == (theirs.wording_hash, theirs)
    assert theirs.key not in queries.packs_for(district)
    assert "Uit Havenwijk" in desk.get(PAGE).text
    agree = reverse("desk:agree_pack", args=[taken.pk])
    assert visit(sam).post(agree, {"agreed_on": "2026-01-02"}).status_code == 404
    for wrong in ("", "2999-01-01", "gisteren"):
        desk.post(agree, {"agreed_on": wrong})
    assert theirs.key not in queries.packs_for(district)
    desk.post(agree, {"agreed_on": "2026-01-02"})
    assert theirs.key in queries.packs_for(district)
    assert "meegekomen uit Havenwijk" in desk.get(PAGE).text


def test_the_same_name_never_asks_other_words(noor, theirs, district, elsewhere):
    assert packs.take_packs(district=district, source=elsewhere, by=noor, now=MOMENT) == 1
    assert packs.take_packs(district=district, source=elsewhere, by=noor, now=MOMENT) == 0
    other = text_of(words="Anders").replace("version = 1", "version = 2")
    with pytest.raises(packs.NotAPack):
        packs.publish_pack(
            text=other, kind="instrument", district=district, agreed_on=None, by=noor, now=MOMENT
        )
    assert not Pack.objects.filter(version=2).exists()
