"""Translation catalogues: compiling them without gettext, and finding what is missing.

The words in the code are Dutch; the English catalogue must know every one of them.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
NOT_SEARCHED = shutil.ignore_patterns("static", "locale", "__pycache__", "migrations", "data")
Key = tuple[str, str]


def compile_all(folder: Path) -> list[Path]:
    """Turn every .po file into the .mo file that Django reads; fuzzy entries stay out."""
    compiled = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(target))
        compiled.append(target)
    return compiled


def extract(package: Path, language: str) -> polib.POFile:
    """Collect the words in code and templates, in a copy that is thrown away."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / package.name
        shutil.copytree(package, copy, ignore=NOT_SEARCHED)
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale", language]
        outside = {"DJANGO_SETTINGS_MODULE": "", "PYTHONPATH": ""}
        subprocess.run(command, cwd=copy, env=os.environ | outside, check=True, capture_output=True)
        catalogue = copy / "locale" / language / "LC_MESSAGES" / "django.po"
        return polib.pofile(str(catalogue), encoding="utf-8")


def _by_key(catalogue: polib.POFile) -> dict[Key, polib.POEntry]:
    return {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}


def collect(needed: polib.POFile, given: polib.POFile) -> polib.POFile:
    """Give the catalogue of the words that are needed, with the translations that are given.

    In the order of the words and without places in the code, so that two people who add words
    rarely touch the same line. A new word comes with an empty translation.
    """
    there = _by_key(given)
    made = polib.POFile(wrapwidth=100)
    made.metadata = given.metadata
    for key, entry in sorted(_by_key(needed).items(), key=lambda row: (row[0][1], row[0][0])):
        known = there.get(key)
        made.append(
            polib.POEntry(
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgstr=known.msgstr if known else "",
                msgstr_plural=known.msgstr_plural
                if known
                else dict.fromkeys(entry.msgstr_plural, ""),
                flags=[flag for flag in entry.flags if flag != "fuzzy"],
            )
        )
    return made


def compare(needed: polib.POFile, given: polib.POFile) -> list[str]:
    """Name what is missing, left over, fuzzy or different in its placeholders."""
    wanted, there = _by_key(needed), _by_key(given)
    complaints = [f"missing: {msgid!r}" for _, msgid in wanted.keys() - there.keys()]
    complaints += [f"left over: {msgid!r}" for _, msgid in there.keys() - wanted.keys()]
    complaints += [f"left over: {entry.msgid!r}" for entry in given.obsolete_entries()]
    for key in wanted.keys() & there.keys():
        complaints += _complaints(there[key])
    return sorted(complaints)


def _complaints(entry: polib.POEntry) -> Iterator[str]:
    if "fuzzy" in entry.flags:
        yield f"fuzzy: {entry.msgid!r}"
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not forms or not all(forms):
        yield f"not translated: {entry.msgid!r}"
        return
    known = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    for form in forms:
        used = set(PLACEHOLDER.findall(form))
        if used - known or (not entry.msgid_plural and used != known):
            yield f"other placeholders: {entry.msgid!r} {form!r}"
