"""Files of others: encodings, limits, compression."""

import gzip
import zlib

import pytest

from wijkschakel.network.readers.files import Limits, Notes, UnreadableFile, read_lines

HEADER = "regio;naam;aantal_inwoners\n"


def lines_of(path, limits=None):
    notes = Notes()
    return list(read_lines(path, limits or Limits(), notes)), notes.sentences


def write(tmp_path, data, name="cijfers.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_name_with_accents_is_read_in_every_usual_encoding(tmp_path, encoding):
    text = HEADER + "GM0150;Sint Annaland é ë \u2019t Höfke;12\n"
    path = write(tmp_path, text.encode(encoding))
    assert "".join(lines_of(path)[0]) == text


def test_a_file_that_is_windows_1252_says_so(tmp_path):
    path = write(tmp_path, (HEADER + "GM0150;Höfke;12\n").encode("cp1252"))
    assert lines_of(path)[1] == ["cijfers.csv: not UTF-8; read as Windows-1252."]


def test_mixed_encodings_are_read_line_by_line_and_said(tmp_path):
    data = HEADER.encode() + "GM0001;Höfke;1\n".encode() + "GM0002;Höfke;2\n".encode("cp1252")
    lines, notes = lines_of(write(tmp_path, data))
    assert [line.split(";")[1] for line in lines[1:]] == ["Höfke", "Höfke"]
    assert notes == [
        "cijfers.csv: mixed encodings. Most lines are UTF-8; 1 were read as Windows-1252 "
        "(line 3). Check the names in them."
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04rest", "a zip archive or a spreadsheet"),
        (b"%PDF-1.7", "this is a PDF"),
        (HEADER.encode() + b"GM0150;a\x00b;1\n", "line 2 holds a NUL byte"),
        (HEADER.encode() + b"GM0150;\x81\x8d;1\n", "line 2 is neither UTF-8 nor Windows-1252"),
        (b"\xff\xfea\x00\n\x00\x00\xd8", "is not the UTF-16 text"),
        (gzip.compress(HEADER.encode() * 5000)[:-30], "cut off or damaged"),
        (gzip.compress(HEADER.encode())[:-8] + b"\0" * 8, "cut off or damaged"),
    ],
    ids=["empty", "zip", "pdf", "nul", "neither", "utf16", "cut off", "checksum"],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, data, words):
    with pytest.raises(UnreadableFile, match=words):
        lines_of(write(tmp_path, data))


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(UnreadableFile, match=r"weg\.csv: cannot be opened"):
        lines_of(tmp_path / "weg.csv")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        lines_of(tmp_path)


def test_a_packed_file_is_unpacked_on_the_way(tmp_path):
    path = write(tmp_path, gzip.compress(HEADER.encode()), "cijfers.csv.gz")
    assert lines_of(path)[0] == [HEADER]


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(1024 * 1024 * 1024)
    with pytest.raises(UnreadableFile, match="1024 MB is more than 512 MB"):
        lines_of(path)


def test_a_packed_file_larger_than_the_limit_is_refused_on_the_way(tmp_path):
    path = write(tmp_path, gzip.compress(HEADER.encode() * 10_000))
    with pytest.raises(UnreadableFile, match="more than 0 MB of text"):
        lines_of(path, Limits(file_bytes=100_000))


def test_a_bomb_is_recognised_by_how_much_it_swells(tmp_path):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"a;b;c\n" * 175_000
    data = b"".join(packer.compress(block) for _turn in range(21)) + packer.flush()
    with pytest.raises(UnreadableFile, match="swells more than 200 times"):
        lines_of(write(tmp_path, data))


def test_an_endless_line_is_refused(tmp_path):
    path = write(tmp_path, HEADER.encode() + b"x" * 300)
    with pytest.raises(UnreadableFile, match="line 2 is longer than 200 characters"):
        lines_of(path, Limits(line_characters=200))


def test_a_million_columns_are_refused_as_columns(tmp_path):
    path = write(tmp_path, b"kolom," * 1_000_000 + b"einde\nGM0150\n")
    with pytest.raises(UnreadableFile, match="more than 5000 is not read"):
        lines_of(path)
