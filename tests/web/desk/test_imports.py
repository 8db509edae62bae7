"""Taking over what others made, at the desk: choose, correct, look, confirm, take back."""

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.network.servers import Service as Server
from wijkschakel.activities.models import Activity, Service
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.network.actions import sources, tasks
from wijkschakel.network.models import Import, ImportRow, Source, Upload

pytestmark = pytest.mark.django_db
TABLE = b"Wat,Rubriek,lat,lon\nDe Linde,Huisarts,52.2561,6.1602\n,Leeg,52.1,6.1\n"


@pytest.fixture
def desk(visit, noor):
    """Give the coordinator at the desk."""
    return visit(noor)


def send(desk, content=TABLE, **changes):
    values = {"kind": "services", "form": "csv", "name": "Gemeente Lindestad",
              "file": SimpleUploadedFile("kaart.csv", content)}  # fmt: skip
    response = desk.get("/werkplek/overnemen/")
    district = re.search(r'name="district" value="([^"]+)"', response.content.decode())
    values["district"] = district[1] if district else ""
    values |= changes
    return desk.post("/werkplek/overnemen/", {k: v for k, v in values.items() if v is not None})


def looked_at(desk, content=TABLE, **changes):
    """Send a table and say that the columns are right."""
    to = send(desk, content, **changes).url
    page = desk.get(to).content.decode()
    values = dict(
        re.findall(
            r'<select[^>]*name="(kolom_\d+)".*?<option value="(\w+)" selected', page, re.DOTALL
        )
    )
    response = desk.post(to, values)
    assert response.status_code == 302, page
    return response.url


def test_the_guess_of_the_columns_can_be_corrected(desk):
    to = send(desk).url
    page = desk.get(to).content.decode()
    assert "We zien 2 rijen" in page
    assert re.findall(r'<option value="(\w+)" selected', page) == [
        "name",
        "kind",
        "latitude",
        "longitude",
    ]
    wrong = desk.post(to, {"kolom_0": "", "kolom_1": "kind", "kolom_2": "latitude"})
    assert wrong.status_code == 422
    assert "Kies welke kolom de naam is." in wrong.content.decode()
    twice = desk.post(to, {"kolom_0": "name", "kolom_1": "name"})
    assert "Je koos twee keer hetzelfde." in twice.content.decode()
    right = desk.post(to, {"kolom_0": "kind", "kolom_1": "name"})
    assert right.status_code == 302
    assert ImportRow.objects.filter(outcome="new").values_list("title", flat=True)[0] == "Huisarts"


def test_looking_writes_nothing_and_says_what_it_would_become(desk):
    page = desk.get(looked_at(desk)).content.decode()
    assert Service.objects.count() == 0
    assert "Dit wordt het" in page
    assert "1 nieuw" in page
    assert "1 niet overgenomen" in page
    assert "Er staat geen naam bij." in page
    assert "1 plek op de kaart" in page


def test_after_yes_it_is_there_and_after_undo_it_is_gone(desk):
    to = looked_at(desk)
    assert desk.post(f"{to}ja/").status_code == 302
    service = Service.objects.get()
    assert (service.name, service.kind) == ("De Linde", "health")
    assert Upload.objects.count() == 0
    again = desk.post(f"{to}ja/")
    assert again.status_code == 422
    assert desk.post(f"{to}terug/").status_code == 302
    assert Service.objects.count() == 0
    assert "Teruggedraaid" in desk.get(to).content.decode()
    assert desk.post(f"{to}terug/").status_code == 422
    done = JournalEntry.objects.filter(action__in=["do_import", "undo_import"])
    assert done.count() == 2


def test_no_leaves_nothing(desk):
    to = looked_at(desk)
    desk.post(f"{to}nee/")
    assert (Import.objects.count(), Upload.objects.count(), Service.objects.count()) == (0, 0, 0)


def test_what_was_sent_along_is_not_readable_in_the_database(desk):
    send(desk)
    assert b"De Linde" not in bytes(Upload.objects.get().sealed)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"file": None}, "Kies een bestand, of vul een webadres in."),
        ({"url": "https://example.org/x"}, "Kies een bestand of een webadres, niet allebei."),
        ({"form": "ics"}, "Dit past niet bij wat je overneemt."),
        ({"name": ""}, "Vul in van wie het is."),
        ({"file": None, "url": "geen adres"}, "Dit is geen webadres."),
        ({"file": None, "url": "http://127.0.0.1/x"}, "Daar halen we niets op."),
        ({"content": b"x" * (11 * 1024 * 1024)}, "Dit bestand is te groot."),
    ],
)  # fmt: skip
def test_a_wrong_form_is_refused_in_words_and_keeps_what_was_typed(desk, changes, words):
    values = dict(changes)
    response = send(desk, values.pop("content", TABLE), **values)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    if "name" not in changes:
        assert 'value="Gemeente Lindestad"' in page
    assert Import.objects.count() == 0


def workbook(fill):
    book = openpyxl.Workbook()
    fill(book.active)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_merged_cells_and_formulas_are_read_as_words(desk):
    def write(sheet):
        for row in [["Naam", "Soort"], ["Soep", "Eten"], ["Brood", None], ["Thee", "=1+1"]]:
            sheet.append(row)
        sheet.merge_cells("B2:B3")

    desk.get(looked_at(desk, workbook(write), form="xlsx", name="Lijst"))
    rows = {row.title: row.found["facts"]["kind"] for row in ImportRow.objects.all()}
    assert rows == {"Soep": "food", "Brood": "food", "Thee": "meeting"}


def test_ten_thousand_columns_have_a_clear_answer(desk):
    titles = ",".join(["naam", *(f"k{n}" for n in range(10_000))])
    to = send(desk, f"{titles}\nSoep\n".encode()).url
    page = desk.get(to).content.decode()
    assert page.count("<select") == 201 - 1
    values = {"kolom_0": "name"}
    page = desk.get(desk.post(to, values).url).content.decode()
    assert "Meer dan 200 rijen of kolommen. De rest is niet gelezen." in page


@pytest.mark.parametrize(
    ("content", "form", "kind", "words"),
    [
        (b"%PDF-1.7 x", "ics", "activities", "Dit soort bestand kunnen we niet lezen."),
        (b"", "ics", "activities", "Het bestand is leeg."),
        (b"hallo", "ics", "activities", "Dit is geen agenda."),
        (b"{", "hsds-json", "services", "Dit bestand is niet te lezen als JSON."),
        (b"hallo", "rss", "news", "Dit is geen nieuwsbron."),
        (b"hallo", "hsds-csv", "services", "Het bestand is beschadigd."),
    ],
)
def test_what_is_no_such_file_ends_in_a_sentence(desk, content, form, kind, words):
    to = send(desk, content, form=form, kind=kind).url
    page = desk.get(to).content.decode()
    assert words in page
    assert "Het lukte niet" in page
    assert Upload.objects.count() == 0


def test_a_zip_that_is_no_spreadsheet_ends_in_a_sentence(desk):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("x.txt", "x")
    to = send(desk, held.getvalue(), form="xlsx").url
    assert "Dit is een zip, geen rekenblad." in desk.get(to, follow=True).content.decode()


def test_many_rows_are_looked_at_and_taken_over_in_a_task(desk, settings):
    table = "naam,soort\n" + "".join(f"Plek {n},Huisarts\n" for n in range(250))
    to = looked_at(desk, table.encode())
    assert "250 rijen bekijken" in desk.get(to).content.decode()
    run = Import.objects.get()
    tasks.preview.call(str(run.pk), "")
    assert "250 nieuw" in desk.get(to).content.decode()
    desk.post(f"{to}ja/")
    assert "250 rijen overnemen" in desk.get(to).content.decode()
    tasks.take_over.call(str(run.pk), "")
    assert Service.objects.count() == 250
    assert "bladzijde 1 van 5" in desk.get(to).content.decode()


def test_rows_can_be_filtered_and_searched(desk):
    to = looked_at(desk)
    page = desk.get(f"{to}?toon=rejected").content.decode()
    assert "De Linde" not in page
    assert "De Linde" in desk.get(f"{to}?zoek=linde").content.decode()
    assert "Niets gevonden" in desk.get(f"{to}?zoek=zzz").content.decode()


@pytest.fixture
def there(settings):
    server = Server()
    settings.FETCH_HOSTS = server.allowed
    yield server
    server.close()


FEED = [{"@type": "Event", "@id": "1", "name": "Samen zingen", "startDate": "2030-06-01T18:00:00Z"}]


def test_an_address_can_be_followed_paused_and_looked_at_now(desk, there):
    when = (clock.now() + dt.timedelta(days=9)).isoformat()
    there.put("/feed", [FEED[0] | {"startDate": when}])
    words = {"kind": "activities", "form": "schemaorg", "file": None, "url": f"{there.base}/feed"}
    response = send(desk, is_followed="on", **words)
    assert response.status_code == 302
    assert Activity.objects.get().title == "Samen zingen"
    source = Source.objects.get()
    page = desk.get("/werkplek/overnemen/bronnen/").content.decode()
    assert "Gemeente Lindestad" in page
    there.put("/feed", b"", status=500)
    failed = desk.post(f"/werkplek/overnemen/bron/{source.pk}/nu/")
    assert failed.status_code == 422
    assert "meldt een fout (500)" in failed.content.decode()
    desk.post(f"/werkplek/overnemen/bron/{source.pk}/pauze/", {"pauze": "1"})
    assert desk.post(f"/werkplek/overnemen/bron/{source.pk}/nu/").status_code == 422
    assert "1 bron lukt niet" not in desk.get("/werkplek/overnemen/").content.decode()


def test_the_list_of_sources_costs_the_same_with_many(
    desk, noor, district, django_assert_max_num_queries
):
    for number in range(30):
        sources.follow_source(
            name=f"Bron {number}", url=f"https://example.org/{number}", kind="activities",
            form="ics", district=district, by=None, now=clock.now(),
        )  # fmt: skip
    with django_assert_max_num_queries(12):
        assert desk.get("/werkplek/overnemen/bronnen/").content.decode().count("Bron ") >= 30


def test_every_page_of_what_was_taken_over_says_from_whom_and_when(desk, client):
    to = looked_at(desk)
    desk.post(f"{to}ja/")
    page = client.get(f"/wie-helpt/{Service.objects.get().pk}/").content.decode()
    assert "Overgenomen van Gemeente Lindestad, laatst gezien vandaag" in page
