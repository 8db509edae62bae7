"""Printed products: accessible PDF, on the sheet that was promised, with nobody on them."""

import datetime as dt
import io
import re

import pikepdf
import pytest

from tests.factories import activities, paper, places
from wijkschakel.base import clock
from wijkschakel.web.common.paper import fetching, ink
from wijkschakel.web.desk.paper import making

pytestmark = pytest.mark.django_db
TEN = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
KINDS = ["agenda", "flyer", "invitation", "hanger", "poster"]
LONG = "Samen wandelen langs het water met koffie na afloop voor iedereen " * 7
ARABIC = "نمشي معا في الحي ونشرب القهوة بعد ذلك"
NS = "http://www.aiim.org/pdfua/ns/id/"


def product_of(kind, district, **changes):
    """Ask for a product, with words when it needs these."""
    if kind == "invitation":
        changes["invitation"] = paper.make_invitation(district=district)
    return paper.make_product(kind=kind, district=district, **changes)


def made(kind, district, **changes):
    """Make a product and open it."""
    return pikepdf.open(io.BytesIO(making.make(product_of(kind, district, **changes), TEN).pdf))


@pytest.fixture(scope="module")
def kept():
    """Give what was printed before: the same product is not printed again to look at it twice."""
    return {}


@pytest.fixture
def printed(district, kept):
    """Give a function: a kind in, a product with two activities out, printed once."""

    def open_it(kind):
        if kind not in kept:
            fill(district, 2)
            kept[kind] = making.make(product_of(kind, district), TEN).pdf
        return pikepdf.open(io.BytesIO(kept[kind]))

    return open_it


def fonts(pdf):
    """Give the descriptions of all fonts of a file."""
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
    ]


def text_of(pdf):
    """Give the letters of a file, read by way of its own tables of letters."""
    found = []
    for page in pdf.pages:
        tables = {
            name: read_table(font.ToUnicode.read_bytes().decode())
            for name, font in page.Resources.Font.items()
        }
        letters = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                letters = tables[str(operands[0])]
            elif str(operator) in ("TJ", "Tj"):
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        found += [
                            letters.get(raw[i : i + 2].hex(), "") for i in range(0, len(raw), 2)
                        ]
    return "".join(found)


def read_table(table):
    """Read which letters stand behind the numbers of a font."""
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", table)
    return {number.lower(): bytes.fromhex(text).decode("utf-16-be") for number, text in pairs}


@activities.found_together()
def fill(district, count):
    """Plan activities on the days of this week."""
    for number in range(count):
        activity = activities.make_activity(district=district, title=f"Breien {number}")
        activities.make_session(
            activity=activity, starts_at=TEN + dt.timedelta(hours=1 + number * 3)
        )


@pytest.mark.parametrize("kind", KINDS)
def test_a_product_is_accessible(printed, kind):
    pdf = printed(kind)
    with pdf.open_metadata() as facts:
        assert facts[f"{{{NS}}}part"] == "1"
        assert facts["dc:title"]
    root = pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert root.StructTreeRoot.K[0].S == "/Document"
    assert str(root.Lang) == "nl"


@pytest.mark.parametrize("kind", KINDS)
def test_letters_come_along(printed, kind):
    pdf = printed(kind)  # what is in it is there as long as it is open
    held = fonts(pdf)
    assert held
    assert all("/FontFile2" in one or "/FontFile3" in one for one in held)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_tells_something_says_so(printed, kind):
    """Every figure has words; drawings are no figures."""
    pdf = printed(kind)
    figures = [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
    ]
    assert figures
    assert all("camera" in str(one.Alt) for one in figures)


@pytest.mark.parametrize("kind", ["flyer", "invitation", "hanger", "poster"])
@pytest.mark.parametrize(
    "name", ["Lindewijk", "Sint-Pietersoord-Zuidwest en de Aarlanderveensestraat " * 2]
)
def test_one_sheet_is_one_sheet(kind, name):
    district = places.make_district(name=name[:120].strip())
    fill(district, 40)
    assert len(made(kind, district).pages) == 1


@pytest.mark.parametrize("kind", ["flyer", "poster"])
@pytest.mark.parametrize(
    ("title", "language"), [(LONG, "nl"), (ARABIC, "ar"), ("A", "nl"), ("W" * 500, "nl")]
)
def test_any_title_fits(district, kind, title, language):
    activity = activities.make_activity(
        district=district,
        title=title[:500],
        language=language,
        summary="Kom je ook? " * 20,
        venue=places.make_venue(district=district, name="Buurthuis " * 11),
    )
    for week in range(3):
        activities.make_session(activity=activity, starts_at=TEN + dt.timedelta(days=1 + week))
    assert len(made(kind, district, activity=activity).pages) == 1


def test_the_text_can_be_read_again(district):
    fill(district, 3)
    text = text_of(made("agenda", district))
    assert "Deze week in" in text
    assert "Breien 2" in text
    assert "088 000 12 34" in text


def test_forty_things_all_stand_on_the_agenda(district):
    fill(district, 40)
    text = text_of(made("agenda", district))
    assert [number for number in range(40) if f"Breien {number}" not in text] == []


def test_the_agenda_is_in_the_language_that_was_chosen(district):
    fill(district, 1)
    assert str(made("agenda", district, language="en").Root.Lang) == "en"


def test_no_letter_on_the_agenda_is_smaller_than_fourteen_points(district):
    fill(district, 5)
    sizes = set()
    for page in made("agenda", district).pages:
        # WeasyPrint writes lengths in CSS pixels, scaled by 0.75 on the page.
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                sizes.add(float(operands[1]))
    assert round(min(sizes) * 0.75, 2) >= 14


def test_nobody_of_a_list_stands_on_paper(district, fatma):
    fill(district, 1)
    session = activities.make_session(
        activity=activities.make_activity(district=district, title="Zang"),
        starts_at=TEN + dt.timedelta(hours=4),
    )
    activities.make_lead(session.activity, fatma, shows_name=True)
    activities.make_enrolment(session=session, person=fatma)
    for kind in KINDS:
        assert "Fatma" not in text_of(made(kind, district, activity=session.activity))


def test_the_six_words_stand_on_every_card(district):
    product = product_of("invitation", district)
    text = text_of(pikepdf.open(io.BytesIO(making.make(product, TEN).pdf)))
    assert [text.count(word) >= 4 for word in product.invitation.words.split()] == [True] * 6


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x.png",
        "https://127.0.0.1/x.png",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "drawing:../../x",
        "data:image/png;base64,AAAA",
    ],
)
def test_nothing_else_than_our_own_is_fetched(address):
    with pytest.raises(fetching.NotOurs):
        fetching.fetch(address)


def test_letters_are_unpacked_once():
    fetching.unpacked.cache_clear()
    file = next(fetching.folder().glob("fonts/*.woff2"))
    first, again = (fetching.fetch(file.as_uri()).read() for _time in range(2))
    assert (first[:4], again) == (b"\0\1\0\0", first)  # TrueType, as it is used
    assert fetching.unpacked.cache_info().misses == 1


def test_a_file_beside_our_folder_is_not_ours():
    with pytest.raises(fetching.NotOurs):
        fetching.fetch(fetching.folder().as_uri() + "/../../settings.py")


def test_an_address_in_a_title_is_text_and_is_not_fetched(district, monkeypatch):
    asked = []
    real = fetching.fetch

    def note(url):
        asked.append(url)
        return real(url)

    note._fail_on_errors = False
    monkeypatch.setattr(fetching, "fetch", note)
    title = (
        '<img src="http://example.org/spy.png"> <link rel="stylesheet" href="http://example.org/">'
    )
    activity = activities.make_activity(district=district, title=title, summary=title)
    pdf = made("flyer", district, activity=activity)
    assert [url for url in asked if "example.org" in url] == []
    assert 'src="http://example.org/spy.png"' in text_of(pdf)


@pytest.mark.parametrize("name", sorted(ink.DRAWINGS))
def test_every_drawing_has_its_colours_inside(name):
    drawn = ink.draw(name)
    used = set(re.findall(r'class="(a-[a-z0-9-]+)"', drawn))
    style = drawn[: drawn.index("</style>")]
    assert [one for one in sorted(used) if f".{one}{{" not in style] == []


def test_now_is_the_moment_of_the_task(district, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: TEN)
    fill(district, 1)
    assert "woensdag 4 maart" in text_of(made("agenda", district))


def test_turkish_and_polish_letters_are_printed_from_the_file_that_has_them(district):
    activity = activities.make_activity(district=district, title="Komşularla sąsiadów")
    pdf = made("flyer", district, activity=activity)
    names = {str(font.FontName).partition("+")[2] for font in fonts(pdf)}
    assert any(name.startswith("Atkinson-Hyperlegible-Next-Extended") for name in names)
