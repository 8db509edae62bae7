"""Every reason that a reader can give has a code and a sentence for a person."""

import ast

import pytest

from tests.architecture.house import PACKAGE
from wijkschakel.network import words
from wijkschakel.network.readers import files, reasons

READERS = PACKAGE / "network" / "readers"
# these read areas and figures, for a command only
OTHERS = {"areas.py", "tables.py", "geometry.py", "topojson.py", "live.py", "reasons.py"}
SAYING = {"reject": 1, "remark": 0, "Unusable": 0, "UnreadableFile": 0, "_Stop": 0, "add": 0}
# texts that only carry what was said elsewhere
CARRIED = {"x", "a part of it: x", "x: this is x."}


def said_as(node):
    """Give the texts that an expression may give; what is filled in is an x, or a number."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
        joined = ["".join(p if p is not None else fill for p in parts) for fill in ("x", "7")]
        return [joined]
    return []


def reasons_in_the_code():
    for file in sorted(READERS.glob("*.py")):
        if file.name in OTHERS:
            continue
        for call in ast.walk(ast.parse(file.read_text())):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            place = SAYING.get(name)
            if place is None or len(call.args) <= place:
                continue
            for text in said_as(call.args[place]):
                yield file.name, [text] if isinstance(text, str) else text


def test_every_reason_in_the_readers_has_a_code():
    found = list(reasons_in_the_code())
    assert len(found) > 90
    unknown = [
        (file, texts)
        for file, texts in found
        if not CARRIED & set(texts)
        and all(reasons.code_of(text)[0] == reasons.OTHER for text in texts)
    ]
    assert unknown == []


@pytest.mark.parametrize("what", files.ARCHIVES.values())
def test_every_other_kind_of_file_has_a_sentence(what):
    assert reasons.code_of(f"tabel.csv: this is {what}.")[0] == "other_file"


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert set(words.SENTENCES) == set(reasons.CODES)


@pytest.mark.parametrize("code", reasons.CODES)
def test_a_sentence_can_be_said_without_its_facts(code):
    sentence = words.say(code)
    assert sentence.endswith((".", "?"))
    assert "%(" not in sentence


def test_a_sentence_says_the_facts():
    assert words.sentence("the year 1890 cannot be right") == "Het jaar 1890 kan niet kloppen."
    assert words.sentence("the same as line 4") == "Dit is hetzelfde als regel 4."
    assert words.say("changed_here", {"fields": ["title", "times"]}).startswith(
        "Dit is hier veranderd: naam, openingstijden."
    )
