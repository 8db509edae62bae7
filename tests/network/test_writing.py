"""Calendars are written so that every line is read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.network.writers import calendar, plain

pytestmark = pytest.mark.once


@given(st.text(max_size=400))
def test_a_folded_line_is_short_and_unfolds_to_itself(text):
    line = calendar.escaped(text)
    folded = calendar.folded(line)
    assert max(len(piece.encode()) for piece in folded.split("\r\n")) <= 75
    assert folded.replace("\r\n ", "") == line


@given(st.text(max_size=400))
def test_escaped_text_never_begins_a_line_of_its_own(text):
    escaped = calendar.escaped(text)
    assert escaped.splitlines() in ([], [escaped])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Kom **erbij**!\n\nMet soep.", "Kom erbij!\nMet soep."),
        ("<script>alert(1)</script>Dag", "<script>alert(1)</script>Dag"),
        ("- soep\n- brood", "soep\nbrood"),
        ("a\x00b\x0bc", "a\ufffdb\nc"),
    ],
)
def test_markdown_becomes_plain_words(written, read):
    assert plain.text(written) == read
