"""The yearly report: the same published figures on paper, made once by the worker."""

import io
import re

import pikepdf
import pytest
from django.template.loader import render_to_string

from tests.factories import outcomes as make
from tests.factories import places
from wijkschakel.outcomes.queries import published
from wijkschakel.web.insight import claims, shelves, words, year

pytestmark = pytest.mark.django_db
ADDRESS = "/cijfers/regio/hazelrode/jaar/"


@pytest.fixture
def region(district, settings, tmp_path):
    settings.VAR = tmp_path
    region = places.make_region(district, name="Hazelrode", slug="hazelrode")
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 112})
    make.publish_claim(region)
    return region


def _make(client, region):
    client.post(f"{ADDRESS}maak/")
    year.make_report.func(str(region.pk), "2026", "nl")
    return client.get(f"{ADDRESS}jaarverslag.pdf")


def test_the_pdf_is_tagged_and_made_once(client, region, tmp_path):
    assert client.get(f"{ADDRESS}jaarverslag.pdf").status_code == 404
    pdf = _make(client, region)
    assert pdf["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(pdf.content)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "nl"
        assert "pdfuaid" in opened.Root.Metadata.read_bytes().decode()
    assert [file.suffix for file in (tmp_path / "reports").iterdir()] == [".pdf"]
    assert "Download het jaarverslag" in client.get(ADDRESS).content.decode()


def test_every_picture_on_paper_has_words_behind_it(client, region):
    make.make_definition(None, key="perceived-health")
    roles = {("hazelrode", "all"): 112, ("hazelrode", "visitor"): 80, ("hazelrode", "lead"): 32}
    make.publish_table(region, "role", roles, name="by_answer")
    with pikepdf.open(io.BytesIO(_make(client, region).content)) as opened:
        figures = [
            one
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        said = [str(one.get("/Alt", "")) for one in figures]
    assert "71 van de 100" in said
    assert any("Van 62 naar 68 van de 100" in words for words in said)
    assert all(said)


def test_other_figures_are_another_report(client, region, tmp_path):
    _make(client, region)
    make.publish_table(region, "taking-part", {("hazelrode", "all"): 130})
    assert client.get(f"{ADDRESS}jaarverslag.pdf").status_code == 404
    _make(client, region)
    assert len(list((tmp_path / "reports").iterdir())) == 1


def test_a_report_that_is_being_made_is_not_asked_twice(client, region, tmp_path):
    client.post(f"{ADDRESS}maak/")
    assert "wordt gemaakt" in client.get(ADDRESS).content.decode()
    busy = list((tmp_path / "reports").glob("*.busy"))
    made = busy[0].stat().st_mtime_ns
    client.post(f"{ADDRESS}maak/")
    assert busy[0].stat().st_mtime_ns == made


def test_without_figures_nothing_is_made(client, district, settings, tmp_path):
    settings.VAR = tmp_path
    places.make_region(district, slug="leeg")
    client.post("/cijfers/regio/leeg/jaar/maak/")
    assert not (tmp_path / "reports").exists()


def test_a_funder_reads_the_whole_row_on_screen_and_on_paper(client, region):
    make.make_definition(None, key="perceived-health")
    [told] = claims.told(published.shelf(region), "2026", [])
    wanted = [told.range, str(told.claim.pairs), told.dropped, told.smallest, told.compared,
              told.grade_short]  # fmt: skip
    assert words.UNKNOWN not in wanted
    page = client.get(ADDRESS).content.decode()
    row = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[1]
    cells = [" ".join(cell.split()) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
    assert cells[2:] == wanted
    paper = render_to_string("paper/year.html", year.facts_of(_opened(region)))
    row = re.search(r"<tbody>(.*?)</tbody>", paper, re.DOTALL)[1]
    assert re.findall(r"<td>(.*?)</td>", row)[2:] == wanted


def test_the_report_begins_with_what_was_promised_and_what_is_not_known(client, region):
    paper = render_to_string("paper/year.html", year.facts_of(_opened(region)))
    first = paper.index("In het kort")
    assert first < paper.index("Wat we beloofden") < paper.index("Alle cijfers op een rij")
    brief = paper[first : paper.index("</section>", first)]
    assert "112 mensen deden dit jaar mee." in brief
    assert "Wat we niet weten:" in brief
    assert "Geen personen." in brief


def _opened(region):
    shelf = published.shelf(region)
    return shelves.Opened(region, shelf, "2026", ["2026"])
