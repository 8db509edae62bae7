"""OpenActive and news from a file, and services into a district that has many."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.services import make_service
from wijkschakel.activities.models import Activity, Post, Service

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
SERIES = {
    "@context": "https://openactive.io/",
    "@type": "SessionSeries",
    "@id": "https://example.org/s/1",
    "name": "Wandelvoetbal",
    "subEvent": [
        {
            "@type": "ScheduledSession",
            "startDate": "2099-05-01T10:00:00Z",
            "endDate": "2099-05-01T11:00:00Z",
        }
    ],
}
ITEM = {"kind": "SessionSeries", "id": "1", "modified": 5, "state": "updated", "data": SERIES}
GONE = {"kind": "SessionSeries", "id": "2", "modified": 6, "state": "deleted"}
PAGE = {"next": "https://example.org/feed?after=5", "items": [ITEM, GONE]}
RSS = """<rss version="2.0"><channel><title>Nieuws</title><item><guid>a1</guid>
<title>De brug is open</title><description>Je kunt er weer over.</description></item>
</channel></rss>"""


@pytest.fixture
def bring(tmp_path, district, capsys):
    def run(command, text, form, *words):
        path = tmp_path / "file"
        path.write_text(text)
        call_command(command, path, "--format", form, "--district", district.code, "--json", *words)
        return json.loads(capsys.readouterr().out)

    return run


@pytest.mark.parametrize("content", [PAGE, [PAGE, {"items": []}], [ITEM], SERIES])
def test_a_page_of_a_feed_several_pages_or_one_thing_is_read(bring, content):
    report = bring("import_activities", json.dumps(content), "rpde")
    assert (report["new"], report["sessions"], report["rejected"]) == (1, 1, [])
    assert Activity.objects.get().title == "Wandelvoetbal"
    assert bring("import_activities", json.dumps(content), "openactive")["unchanged"] == 1


@pytest.mark.parametrize("text", ["{", "[]", '{"items": []}', '"x"', "[" * 9000])
def test_what_is_no_feed_says_so_and_nothing_is_written(bring, text):
    with pytest.raises(CommandError):
        bring("import_activities", text, "rpde")
    assert not Activity.objects.exists()


def test_news_comes_from_a_file_and_goes_again(bring):
    assert bring("import_news", RSS, "rss")["news"] == 1
    assert Post.objects.get().title == "De brug is open"
    assert bring("import_news", RSS, "rss", "--undo")["news"] == 1
    assert not Post.objects.exists()


def test_a_table_comes_into_a_district_that_has_more_services_than_a_question_may_name(
    bring, district
):
    pattern = make_service(district=district, name="Buurthuis")
    names = [f.attname for f in Service._meta.concrete_fields if f.attname not in ("id", "name")]
    same = {name: getattr(pattern, name) for name in names}
    Service.objects.bulk_create(Service(**same, name=f"Plek {n}") for n in range(1100))
    table = "naam;soort;breedte;lengte\nDe Ark;kerk;52,25;6,15\n"
    report = bring("import_services", table, "csv")
    assert (report["new"], report["on_the_map"]) == (1, 1)
