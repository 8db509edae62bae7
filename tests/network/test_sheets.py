"""Tables of organisations: whatever their columns are called, what is in them is found."""

import datetime as dt
import io
import time
import zipfile
from pathlib import Path

import pytest

from tests import levels
from tests.network.real_data import DATA, needs
from tests.network.workbooks import book, changed
from wijkschakel.network.readers import sheet_rows, sheet_services
from wijkschakel.network.readers.files import Carried, Notes, UnreadableFile
from wijkschakel.network.readers.sheet_rows import on_the_map
from wijkschakel.network.readers.sheet_words import FIELDS

SHEET = "xl/worksheets/sheet1.xml"


def csv(text, encoding="utf-8"):
    return Carried("sociale kaart.csv", text.encode(encoding))


def read(source, **options):
    notes = Notes()
    gathered = sheet_services.read_services(source, notes, **options)
    return list(gathered.services.values()), gathered, notes.sentences


def one(source, **options):
    (found,), _gathered, _notes = read(source, **options)
    return found


def fields(source):
    (table,) = sheet_rows.look_at(source, Notes())
    return [column.field for column in table.columns]


FEW = [
    ("names above, Dutch grid", "Naam;Soort;X;Y\nDe Molen;buurthuis;206500;473900\n"),
    ("turned round", "naam;soort;x;y\nDe Molen;buurthuis;473900;206500\n"),
    ("English, degrees", "name,type,lat,lon\nDe Molen,buurthuis,52.250734,6.141379\n"),
    ("degrees under x and y", "naam,type,x,y\nDe Molen,buurthuis,6.141379,52.250734\n"),
    ("decimal commas", "Naam;Categorie;Breedtegraad;Lengtegraad\n"
     "De Molen;buurthuis;52,250734;6,141379\n"),
    ("one column", "naam;soort;geometrie\nDe Molen;buurthuis;POINT (6.141379 52.250734)\n"),
    ("one column, the other order", "naam;soort;geo_point_2d\n"
     "De Molen;buurthuis;52.250734, 6.141379\n"),
    ("web map", "naam,soort,x,y\nDe Molen,buurthuis,683655.18,6845588.97\n"),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _name, text in FEW], ids=[name for name, _t in FEW])
def test_names_kinds_and_coordinates_are_a_useful_map(text):
    found = one(csv(text))
    (there,) = found.locations
    assert (found.name, found.terms, there.name) == ("De Molen", ("buurthuis",), "De Molen")
    assert (there.longitude, there.latitude) == pytest.approx((6.141379, 52.250734), abs=2e-5)


def test_without_titles_the_contents_tell_what_is_what():
    text = (
        "De Molen,buurthuis,52.25,6.16\nBieb,bibliotheek,52.26,6.17\n"
        "Kerk,kerk,52.27,6.18\nHuis,buurthuis,52.28,6.19\n"
    )
    assert fields(csv(text)) == ["name", "kind", "latitude", "longitude"]
    found, _gathered, _notes = read(csv(text))
    assert [(s.name, s.locations[0].latitude) for s in found][::3] == [
        ("De Molen", 52.25), ("Huis", 52.28),
    ]  # fmt: skip


def test_unknown_titles_are_made_up_for_by_contents():
    text = (
        "Aaa;Bbb;Ccc;Ddd;Eee\nJan Stichting;7411 AB;038 123 45 67;a@example.org;www.example.org\n"
    )
    assert fields(csv("Titel boven de tabel\n\n" + text)) == [
        "name", "postcode", "phone", "email", "url",
    ]  # fmt: skip


def test_all_that_a_resident_asks_is_found_under_its_dutch_title():
    found = one(csv(
        "Sociale kaart 2026;;;\n;;;\n"
        "Organisatie;Naam dienst;Omschrijving;Straat;Huisnr.;Postcode;Plaats;Tel.;E-mail;Website;"
        "Openingstijden;Kosten;Doelgroep;Talen;Meenemen;Rolstoeltoegankelijk;Gecontroleerd op\n"
        "Stichting Samen;Formulierenhulp;\"Wij lezen mee.\n\nOok op papier.\";Molenstraat;12;"
        "7411ab;Deventer;0570-12 34 56;Mail: hulp@example.org;www.example.org;"
        "di en do 9.30-12.00;gratis;Iedereen;Nederlands, Turks;paspoort, brieven;Ja;15-1-2026\n"
    ))  # fmt: skip
    assert (found.name, found.organisation) == ("Formulierenhulp", "Stichting Samen")
    assert (found.summary, found.description) == (
        "Wij lezen mee.",
        "Wij lezen mee.\n\nOok op papier.",
    )
    assert (found.email, found.url) == ("hulp@example.org", "https://www.example.org")
    assert [phone.number for phone in found.phones] == ["0570-12 34 56"]
    assert [(t.days, t.opens_at, t.closes_at) for t in found.times] == [
        (("TU", "TH"), dt.time(9, 30), dt.time(12, 0)),
    ]  # fmt: skip
    assert (found.price_cents, found.eligibility, found.languages) == (0, "Iedereen", ("nl", "tr"))
    assert found.required_documents == ("paspoort", "brieven")
    assert found.assured_date == dt.date(2026, 1, 15)
    (there,) = found.locations
    assert (there.street, there.postcode, there.town) == ("Molenstraat 12", "7411AB", "Deventer")
    assert there.accessibility == ("wheelchair",)


def test_a_guess_comes_with_how_sure_it_is_and_examples():
    (table,) = sheet_rows.look_at(csv("Naam;Mail;Iets\nHulp;a@example.org;12\n"), Notes())
    assert (table.sheet, table.header, table.row_count) == ("sociale kaart", 0, 1)
    name, mail, other = table.columns
    assert (name.field, name.confidence, name.examples) == ("name", 0.9, ("Hulp",))
    assert (mail.field, mail.confidence) == ("email", 0.99)
    assert (other.field, other.confidence) == ("", 0.0)


def test_contents_win_from_a_title_that_says_otherwise():
    text = "Naam;Adres;Telefoon\nHulp;a@example.org;038 123 45 67\nSoep;b@example.org;038 1234568\n"
    assert fields(csv(text)) == ["name", "email", "phone"]
    swapped = "Naam;Telefoon;Postcode\nHulp;7411 AB;038 123 45 67\nSoep;7412 CD;038 1234568\n"
    assert fields(csv(swapped)) == ["name", "postcode", "phone"]


def test_what_a_person_chooses_stands_above_the_guess():
    source = csv("Naam;Soort;Wat\nDe Molen;buurthuis;Koffie\n")
    found = one(source, chosen={0: "organisation", 2: "name", 1: "kind"})
    assert (found.name, found.organisation) == ("Koffie", "De Molen")
    assert one(source, chosen={0: "name"}).terms == ()
    with pytest.raises(UnreadableFile, match="no column with names"):
        read(source, chosen={1: "kind"})


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_sign_and_encoding_is_read(sign, encoding):
    lines = [["Naam", "Omschrijving", "Plaats"], ["Café Höfke", '"Koffie, thee; en\nmeer"', "Ede"]]
    text = "\r\n".join(sign.join(line) for line in lines)
    found = one(csv(text, encoding))
    assert (found.name, found.description) == ("Café Höfke", "Koffie, thee; en\nmeer")


def test_mixed_encodings_are_read_and_said():
    data = "naam;plaats\nHöfke;Ede\n".encode() + "Café;Ede\n".encode("cp1252")
    found, _gathered, notes = read(Carried("a.csv", data))
    assert [s.name for s in found] == ["Höfke", "Café"]
    assert notes[0].startswith("a.csv: mixed encodings")


def test_every_row_that_is_not_taken_says_why():
    text = (
        "naam;plaats\nHulp;Ede\n;Ede\nHulp;Ede\n\n;\nnaam;plaats\n***;Ede\nSoep;Ede;te;veel\nLes\n"
    )
    found, gathered, _notes = read(csv(text))
    assert [s.name for s in found] == ["Hulp", "Soep", "Les"]
    assert [(r.source_id, r.reason) for r in gathered.rejected] == [
        ("line 3", "no name"), ("line 4", "the same as line 2"),
        ("line 8", "a name without letters"),
    ]  # fmt: skip


def test_formulas_never_come_through():
    found, gathered, _notes = read(csv(
        'naam;omschrijving;telefoon;website\n"=HYPERLINK(""http://x"";""klik"")";@SOM(1+1);'
        '+31 6 12345678;=1+1\n+cmd|calc;-2+3;-;#REF!\n'
    ))  # fmt: skip
    assert [(s.name, s.description, s.url) for s in found] == [
        ('HYPERLINK("http://x";"klik")', "SOM(1+1)", ""), ("cmd|calc", "-2+3", ""),
    ]  # fmt: skip
    assert found[0].phones[0].number == "+31 6 12345678"
    assert list(gathered.remarks) == ["a formula, or one that went wrong; only its text is kept"]


def test_a_point_that_is_nowhere_is_left_out_and_said():
    found, gathered, _notes = read(csv("naam;lat;lon\nHulp;999;6\nSoep;0;0\nLes;;\n"))
    assert [s.locations for s in found] == [(), (), ()]
    assert gathered.remarks == {"a point that is not on earth; left out": 2}


@pytest.mark.parametrize("pair", [(None, 1.0), (0.0, 0.0), (1e9, 1e9), (400_000.0, 100.0)])
def test_what_is_no_point_gives_none(pair):
    assert on_the_map(*pair) is None


CHECKED = dt.date(2026, 1, 15)
ROWS = [
    ("Naam", "Soort", "Gecontroleerd op", "Kosten", "Van", "Tot", "Dag"),
    ("De Molen", "buurthuis", CHECKED, 2.5, dt.time(9, 30), dt.time(12), "dinsdag"),
]


def test_a_workbook_is_read_with_its_days_times_and_numbers():
    found = one(book(*ROWS))
    assert (found.name, found.terms, found.price_cents) == ("De Molen", ("buurthuis",), 250)
    assert found.assured_date == dt.date(2026, 1, 15)
    assert [(t.days, t.opens_at, t.closes_at) for t in found.times] == [
        (("TU",), dt.time(9, 30), dt.time(12, 0)),
    ]  # fmt: skip


def test_days_written_as_numbers_are_days():
    found = one(book(("Naam", "Gecontroleerd op"), ("De Molen", 46037)))
    assert found.assured_date == dt.date(2026, 1, 15)


def test_cells_merged_downwards_hold_for_every_row():
    rows = [("Organisatie", "Naam"), ("Samen", "Hulp"), (None, "Soep"), (None, "Les"), ("Los", "x")]
    found, _gathered, _notes = read(book(*rows, merge=["A2:A4"]))
    assert [s.organisation for s in found] == ["Samen", "Samen", "Samen", "Los"]


def test_titles_above_the_titles_are_stepped_over():
    rows = [("Sociale kaart van de wijk",), (), ("Naam", "Plaats"), ("Hulp", "Ede")]
    found = one(book(*rows, merge=["A1:F1"]))
    assert (found.name, found.locations) == ("Hulp", ())


def test_hidden_sheets_are_not_read_and_several_are():
    more = [("Koffie", [("Naam",), ("Inloop",)]), ("Geheim", [("Naam",), ("Niet voor jou",)]),
            ("Leeg", []), ("Uitleg", [("12",), ("13",)])]  # fmt: skip
    source = book(("Naam",), ("Hulp",), title="Geld", also=more, hidden=["Geheim"])
    found, _gathered, notes = read(source)
    assert [(s.name, s.terms) for s in found] == [("Hulp", ("Geld",)), ("Inloop", ("Koffie",))]
    assert notes == ["tabel.xlsx: the sheet 'Geheim' is hidden; not read."]
    assert one(source, sheet="Koffie").name == "Inloop"


def test_a_formula_gives_the_value_that_was_computed():
    source = changed(book(("Naam", "Kosten"), ("Hulp", 7)), SHEET, lambda data: data.replace(
        b"<v>7</v>", b"<f>3+4</f><v>7</v>"))  # fmt: skip
    assert one(source).price_cents == 700


def test_a_file_that_lies_about_its_size_is_read_whole():
    source = changed(book(("Naam",), ("Hulp",), ("Soep",)), SHEET, lambda data: data.replace(
        b'ref="A1:A3"', b'ref="A1:A1"'))  # fmt: skip
    assert [s.name for s in read(source)[0]] == ["Hulp", "Soep"]


def test_ten_thousand_columns_are_cut_and_said():
    found, _gathered, notes = read(csv("naam" + ";kkk" * 9_999 + "\nHulp" + ";x" * 9_999))
    assert ([s.name for s in found], notes) == (
        ["Hulp"], ["sociale kaart.csv: more than 200 columns; the rest is not read."],
    )  # fmt: skip
    wide = book(["Naam"] + ["k"] * 9_999, ["Hulp"] + ["x"] * 9_999)
    assert ([s.name for s in read(wide)[0]], read(wide)[2]) == (
        ["Hulp"], ["tabel.xlsx: more than 200 columns; the rest is not read."],
    )  # fmt: skip


def test_more_rows_than_we_read_are_cut_and_said():
    found, gathered, notes = read(
        csv("naam;plaats\n" + "Hulp;Ede\n" * levels.size(60_000, 1_000_000))
    )
    assert (len(found), len(gathered.rejected)) == (1, 49_998)
    assert notes == ["sociale kaart.csv: more than 50000 rows; the rest is not read. "
                     "Split the table into smaller ones."]  # fmt: skip


def test_a_row_far_away_costs_nothing():
    far = b'<row r="999999999"><c r="ZZZ999999999"><v>1</v></c></row></sheetData>'
    source = changed(
        book(("Naam",), ("Hulp",)), SHEET, lambda data: data.replace(b"</sheetData>", far)
    )
    started = time.process_time()
    assert [s.name for s in read(source)[0]] == ["Hulp"]
    assert time.process_time() - started < 2


def test_a_gigabyte_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.write(b"naam;plaats\n")
        file.truncate(1024 * 1024 * 1024)
    with pytest.raises(UnreadableFile, match=r"1024 MB is more than 64 MB\. Split the table"):
        read(path)


def bomb():
    return changed(
        book(("Naam",)), "xl/worksheets/sheet1.xml", lambda data: data + b" " * 70_000_000
    )


def with_definitions(name):
    start = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    return changed(book(("Naam",)), name, lambda data: start + data)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Carried("a.csv", b""), "the file is empty"),
        (Carried("a.csv", b"1;2\n3;4\n"), "no column with names"),
        (Carried("a.csv", b"naam;x\n\"nooit dicht" + b"a" * 200_000), "quotation mark"),
        (Carried("a.csv", b"naam;x\n\"nooit dicht" + b"\na;b" * 300), "quotation mark"),
        (Carried("a.csv", b"naam;x\nHulp\x00;y\n"), "NUL byte"),
        (Carried("a.xls", b"\xd0\xcf\x11\xe0oud"), "an old spreadsheet"),
        (Carried("a.xlsx", b"PK\x03\x04kapot"), "is damaged"),
        (Carried("a.xlsx", book(("Naam",)).data[:-200]), "is damaged"),
        (changed(book(("Naam",)), SHEET, lambda data: data[:-40]), "is damaged"),
        (changed(book(("Naam",)), "xl/workbook.xml", lambda data: b"<"), "is damaged"),
        (bomb(), "a sheet of 66 MB; that is no table"),
        (with_definitions(SHEET), "definitions that a spreadsheet never has"),
        (with_definitions("xl/workbook.xml"), "definitions that a spreadsheet never has"),
    ],
    ids=["empty", "no names", "open quote", "open quote of lines", "nul", "old", "broken",
         "cut off", "cut sheet", "no workbook", "bomb", "entities", "entities in the book"],
)  # fmt: skip
def test_a_table_that_cannot_be_read_says_why(source, words):
    with pytest.raises(UnreadableFile, match=words):
        read(source)


def test_a_zip_that_is_no_workbook_says_so():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("foto.jpg", b"x")
    with pytest.raises(UnreadableFile, match="a zip, but no spreadsheet"):
        read(Carried("a.xlsx", out.getvalue()))


def test_many_rows_are_quick():
    many = levels.size(4_000, 20_000)
    rows = "".join(
        f"Dienst {n};soort {n % 9};Een omschrijving van de dienst;Straat {n};7411 AB;Deventer;"
        f"0570-12{n % 10000:04};a{n}@example.org;https://example.org/{n};ma-vr 9-17;52.2{n % 100};"
        "6.1\n"
        for n in range(many)
    )
    titles = "naam;soort;omschrijving;adres;postcode;plaats;telefoon;email;website;openingstijden;"
    titles += "lat;lon\n"
    started = time.process_time()
    found, _gathered, _notes = read(csv(titles + rows))
    assert len(found) == many
    assert time.process_time() - started < many / 3_300  # twice that of an idle machine


def test_every_word_for_a_column_is_used_by_a_reader():
    used = {"x", "y", "longitude", "latitude", "point", "house_number", "addition"}
    folder = Path(sheet_services.__file__).parent
    code = "".join(
        (folder / f"sheet_{name}.py").read_text() for name in ("services", "rows", "activities")
    )
    assert [name for name in FIELDS if name not in used and f'"{name}"' not in code] == []


@needs("nl-faq")
def test_a_real_workbook_of_another_kind_is_understood_or_told():
    source = DATA / "nl-faq" / "Corona_FAQ.xlsx"
    tables = sheet_rows.look_at(source, Notes())
    assert sum(table.row_count for table in tables) > 100


@needs("ohana-sample", "postcodes-nl")
def test_real_tables_are_read_as_they_are():
    found, gathered, _notes = read(DATA / "ohana-sample" / "data" / "sample-csv" / "locations.csv")
    assert (len(found), gathered.rejected) == (22, [])
    assert found[0].locations[0].latitude == 37.477227
