"""Tables of figures, in the shapes that CBS, RIVM and StatLine give them."""

import pytest

from wijkschakel.network.readers.files import Limits, Notes, UnreadableFile
from wijkschakel.network.readers.tables import number, open_table, read_rows, read_value


def read(tmp_path, text, name="cijfers.csv", **options):
    path = tmp_path / name
    path.write_text(text)
    notes = Notes()
    table = open_table(path, Limits(), notes, **options)
    return table, list(read_rows(table, notes)), notes.sentences


def cells(rows):
    return [
        (row.code, c.indicator, c.year, c.ages, c.value, c.status)
        for row in rows
        for c in row.cells
    ]


def test_a_statline_table_of_rivm_is_understood(tmp_path):
    text = (
        "ID,Leeftijd,Marges,WijkenEnBuurten,Perioden,Gemeentenaam_1,SoortRegio_2,Codering_3,"
        "ErvarenGezondheidGoedZeerGoed_4,Roker_11\n"
        "1,20300,MW00000,WK015001,2020JJ00,Deventer,Wijk,WK015001,79.1,.\n"
        "2,80200,MW00000,WK015001,2016JJ00,Deventer,Wijk,WK015001,,20.4\n"
        "3,20300,MW00001,WK015001,2020JJ00,Deventer,Wijk,WK015001,75.0,1.0\n"
    )
    table, rows, notes = read(tmp_path, text)
    assert table.titles[table.code_column] == "WijkenEnBuurten"
    assert cells(rows) == [
        ("WK015001", "good_health", 2020, "18+", 79.1, "published"),
        ("WK015001", "smokes", 2020, "18+", None, "withheld"),
        ("WK015001", "good_health", 2016, "65+", None, "not_asked"),
        ("WK015001", "smokes", 2016, "65+", 20.4, "published"),
    ]
    assert rows[0].municipality_name == "Deventer"
    assert notes == ["cijfers.csv: 1 times: a margin of uncertainty, not the figure itself."]


def test_a_padded_table_with_semicolons_and_long_titles_is_understood(tmp_path):
    text = (
        '"Perioden";"Wijken en buurten";"Regiocode (gemeente, wijk, buurt) (code)";'
        '"Particuliere huishoudens (Aantal)";"SES-WOA/Totaalscore/Gemiddelde score (Getal)"\n'
        '"2019";"Molenkwartier";"WK036301  ";"    2900";"  -0.022"\n'
    )
    _table, rows, _notes = read(tmp_path, text)
    assert rows[0].name == "Molenkwartier"
    assert cells(rows) == [
        ("WK036301", "households", 2019, "", 2900.0, "published"),
        ("WK036301", "ses_score", 2019, "", -0.022, "published"),
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_sign_between_columns_is_found(tmp_path, sign):
    text = sign.join(["code", "aantal_inwoners"]) + "\n" + sign.join(["GM0150", "100"]) + "\n"
    assert len(cells(read(tmp_path, text)[1])) == 1


def test_years_at_the_end_of_titles_are_years_of_the_figures(tmp_path):
    text = "gwb,aantal_inwoners_2019,aantal_inwoners_2020\nBU01500101,710,720\n"
    assert cells(read(tmp_path, text)[1]) == [
        ("BU01500101", "residents", 2019, "", 710.0, "published"),
        ("BU01500101", "residents", 2020, "", 720.0, "published"),
    ]


def test_codes_are_found_by_what_they_are_not_by_their_title(tmp_path):
    text = "een,twee,Aantal inwoners\nDeventer,GM0150 ,99957\nZeist,gm0355,64000\n"
    table, rows, _notes = read(tmp_path, text)
    assert table.code_column == 1
    assert [row.code for row in rows] == ["GM0150", "GM0355"]


def test_a_code_with_a_year_in_front_gives_the_year(tmp_path):
    text = "JRSTATCODE,Aantal inwoners\n2020GM0003,11642\n"
    assert cells(read(tmp_path, text)[1]) == [
        ("GM0003", "residents", 2020, "", 11642.0, "published")
    ]


def test_an_age_group_in_words_is_understood_and_a_strange_one_is_said(tmp_path):
    text = (
        "leeftijdsgroep,code,Roker_1\n18plus,GM0150,20\n65 jaar of ouder,GM0150,9\npuber,GM0150,3\n"
    )
    _table, rows, notes = read(tmp_path, text)
    assert [(c[3], c[4]) for c in cells(rows)] == [("18+", 20.0), ("65+", 9.0)]
    assert notes == [
        "cijfers.csv: 1 times: an age group we do not know; the figures of the line are not used."
    ]


def test_columns_that_nobody_knows_are_named_and_kept_only_when_asked(tmp_path):
    text = "code,aantal_inwoners,aantal_egels,slogan\nGM0150,1,7,samen\n"
    table, _rows, _notes = read(tmp_path, text)
    assert [c.indicator for c in table.columns] == ["residents"]
    assert [title for title, _reason in table.skipped] == ["aantal_egels", "slogan"]
    table, _rows, _notes = read(tmp_path, text, all_columns=True)
    assert [c.indicator for c in table.columns] == ["residents", "aantal_egels"]
    assert table.skipped == [("slogan", "no numbers in it")]


def test_two_columns_that_tell_the_same_are_one(tmp_path):
    table, _rows, _notes = read(tmp_path, "code,aantal_inwoners,Aantal inwoners\nGM0150,1,2\n")
    assert len(table.columns) == 1
    assert table.skipped == [("Aantal inwoners", "tells the same as 'aantal_inwoners'")]


def test_lines_of_another_length_are_counted_and_used_as_far_as_they_go(tmp_path):
    text = "code,aantal_inwoners,mannen\nGM0150,1\nGM0151,1,2,3\n\nGM0152,4,5\n"
    _table, rows, notes = read(tmp_path, text)
    assert [row.code for row in rows] == ["GM0150", "GM0151", "GM0152"]
    assert notes == [
        "cijfers.csv: 1 times: 3 columns in the header, fewer in the line.",
        "cijfers.csv: 1 times: 3 columns in the header, more in the line.",
    ]


def test_a_number_that_cannot_be_is_not_used_and_counted(tmp_path):
    text = "code,Roker_1,aantal_inwoners\nGM0150,140,-3\nGM0151,12,=1+1\nGM0152,nan,inf\n"
    _table, rows, notes = read(tmp_path, text)
    assert [(c[0], c[1]) for c in cells(rows) if c[5] == "published"] == [("GM0151", "smokes")]
    assert notes == [
        "cijfers.csv: 1 times: no possible number in column 'Roker_1'; not used.",
        "cijfers.csv: 3 times: no possible number in column 'aantal_inwoners'; not used.",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zomaar wat tekst\nnog wat\n", "no columns found in the first line"),
        ("a,b\n1,2\n", "no column with CBS codes"),
        ("a,b\n", "no column with CBS codes"),
        ("code" + ",x" * 6000 + "\nGM0150\n", "6001 columns; more than 5000"),
        ('code,naam\nGM0150,"nooit gesloten\n' + "GM0151,x\n" * 30_000, "never closed"),
    ],
    ids=["prose", "no codes", "header only", "columns", "quotation mark"],
)
def test_a_table_that_is_none_says_why(tmp_path, text, words):
    with pytest.raises(UnreadableFile, match=words):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("12", 12.0), (" 12.5 ", 12.5), ("12,5", 12.5), ("1.234,5", 1234.5), ("-0.1", -0.1),
        ("\u22123", -3.0), ("1e3", 1000.0), ("1,2,3", None), ("inf", None), ("0x10", None),
        ("٣", None), ("1_000", None), ("1e999", None), ("", None), ("=1+1", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(word, value):
    assert number(word) == value


@pytest.mark.parametrize(
    ("word", "status"),
    [(".", "withheld"), ("x", "withheld"), ("-99997", "withheld"), ("-99999999", "withheld"),
     ("", "not_asked"), ("NA", "not_asked"), ("7", "published"), ("zeven", "unreadable")],
)  # fmt: skip
def test_what_is_missing_is_told_from_what_was_not_asked(word, status):
    assert read_value(word, "residents")[1] == status
