"""Programmes at the desk: look first, take over, undo, read a file of another city."""

import datetime as dt
import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.hours import make_hour
from tests.factories.initiatives import make_ask, make_initiative, make_label
from tests.factories.places import make_district, make_venue
from tests.factories.programmes import CODE, adopt, content
from wijkschakel.activities.models import Activity, Blueprint, DistrictBeginning, Initiative
from wijkschakel.base import clock

pytestmark = pytest.mark.django_db


def form(where, **changes):
    day = timezone.localdate() + dt.timedelta(days=7)
    start = {"district": str(where.pk), "first_on": day.isoformat(), "clock": "10:00"}
    return start | {"heard": "Bewegen met anderen"} | changes


def test_a_package_is_taken_over_and_undone(visit, noor, district):
    browser = visit(noor)
    address = reverse("desk:package", args=[CODE, 1])
    assert "Waar sta je nu?" in browser.get(address).content.decode()
    venue = make_venue(district=district)
    assert browser.post(address, form(district)).status_code == 422  # in which neighbourhood?
    assert browser.post(address, form(district, venue=str(venue.pk), heard="")).status_code == 422
    assert not Initiative.objects.exists()
    answer = browser.post(address, form(district, venue=str(venue.pk)))
    parts = Activity.objects.filter(initiative__isnull=False)
    assert parts.count() == parts.filter(need_answer__need__title="Bewegen met anderen").count() > 0
    one = Initiative.objects.get()
    assert answer["Location"] == reverse("desk:programme", args=[one.pk])
    page = browser.get(answer["Location"]).content.decode()
    assert 'class="ws-undo"' in page
    browser.post(reverse("desk:discard_programme", args=[one.pk]))
    assert not Initiative.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"first_on": "2001-01-01"}, {"first_on": "9999-12-31"}, {"first_on": "x"}, {"clock": "25:00"},
     {"district": "x"}, {"district": ""}, {"venue": "elsewhere"}],
)  # fmt: skip
def test_what_cannot_be_is_asked_again(visit, noor, district, elsewhere, changes):
    if "venue" in changes:
        changes = {"venue": str(make_venue(district=elsewhere).pk)}
    answer = visit(noor).post(reverse("desk:package", args=[CODE, 1]), form(district, **changes))
    assert answer.status_code == 422
    assert not Initiative.objects.exists()


def test_a_package_nobody_has_is_not_there(visit, noor):
    assert visit(noor).get(reverse("desk:package", args=["x.y", 1])).status_code == 404


def upload(data):
    file = io.BytesIO(data)
    file.name = "pakket.json"
    return {"file": file}


def test_a_file_of_another_city_is_read_and_bad_ones_are_not(visit, noor):
    address = reverse("desk:read_package")
    for data in (b"", b"\x00\xff", b"{}", b"x" * 300_000, json.dumps(content()).encode()):
        assert visit(noor).post(address, upload(data)).status_code == 422
    assert not Blueprint.objects.exists()
    other = content(id="elders.iets", text=content()["text"])
    other["text"]["nl"]["name"] = "<script>alert(1)</script>"
    answer = visit(noor).post(address, upload(json.dumps(other).encode()))
    assert answer.status_code == 302
    assert "<script>alert" not in visit(noor).get(answer["Location"]).content.decode()


def test_passing_on_gives_a_file(visit, noor, district):
    one = adopt(district=district, by=noor, now=clock.now())
    answer = visit(noor).get(reverse("desk:pass_on_programme", args=[one.pk]))
    assert json.loads(answer.content)["id"] == f"{CODE}.{district.code.lower()}"


def test_beginning_a_district_shows_first_what_comes_along(visit, noor, district):
    source = make_district(name="Oostwijk")
    make_initiative(district=source, name="Ruilkast")
    address = reverse("desk:begin_district")
    asked = {"district": str(district.pk), "source": str(source.pk), "take": ["initiatives"]}
    looked = visit(noor).post(address, asked | {"kijk": "1"})
    assert (looked.status_code, "1 initiatief" in looked.content.decode()) == (200, True)
    assert not DistrictBeginning.objects.exists()
    assert visit(noor).post(address, asked).status_code == 302
    page = visit(noor).get(f"{reverse('portal:network')}?wijk={source.code}").content.decode()
    assert f"{district.name} begon zoals deze wijk" in page
    assert visit(noor).post(address, asked).status_code == 422


@pytest.mark.parametrize("changes", [{"take": []}, {"take": ["people"]}, {"source": "x"}])
def test_beginning_with_something_else_is_refused(visit, noor, district, changes):
    source = make_district()
    asked = {"district": str(district.pk), "source": str(source.pk), "take": ["labels"]} | changes
    assert visit(noor).post(reverse("desk:begin_district"), asked).status_code == 422
    assert not DistrictBeginning.objects.exists()


def test_a_label_goes_on_things_of_the_own_district_only(visit, noor, district):
    here, there = make_initiative(district=district), make_initiative()
    label = make_label("Meedoen Oost")
    address = reverse("desk:label", args=[label.slug])
    for thing, status in ((here, 302), (there, 404)):
        assert visit(noor).post(address, {"ding": f"initiative:{thing.pk}"}).status_code == status
    hour = make_hour(district=district)
    assert visit(noor).post(address, {"ding": f"hour:{hour.pk}"}).status_code == 302
    assert hour.title in visit(noor).get(address).content.decode()
    label.uses.filter(kind="hour").delete()
    for odd in ("", "x", "person:1", f"person:{here.pk}", "initiative:x"):
        assert visit(noor).post(address, {"ding": odd}).status_code == 404
    assert [use.thing_id for use in label.uses.all()] == [here.pk]
    visit(noor).post(address, {"ding": f"initiative:{here.pk}", "af": "1"})
    assert not label.uses.exists()


def test_small_needs_of_the_own_district_stand_at_the_desk(visit, noor, district):
    make_ask(make_initiative(district=district), what="Een droge plek")
    make_ask(make_initiative(), what="Iets van elders")
    page = visit(noor).get(reverse("desk:small_needs")).content.decode()
    assert ("Een droge plek" in page, "Iets van elders" in page) == (True, False)
