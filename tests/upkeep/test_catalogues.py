"""Catalogues are compiled without gettext, and what is missing in them is named."""

import gettext
import shutil

import polib
import pytest

from wijkschakel.upkeep import catalogues

pytestmark = pytest.mark.once


def catalogue(*entries):
    """Make a catalogue."""
    made = polib.POFile()
    made.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    made.extend(entries)
    return made


def word(msgid, msgstr="", **more):
    """Make one entry."""
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


PLURAL = {"msgid_plural": "%(n)s plekken", "msgstr_plural": {0: "%(n)s place", 1: "%(n)s places"}}


@pytest.mark.parametrize(
    ("given", "complaints"),
    [
        ([word("Ik doe mee", "I'll join")], []),
        ([], ["missing: 'Ik doe mee'"]),
        ([word("Ik doe mee")], ["not translated: 'Ik doe mee'"]),
        ([word("Ik doe mee", "I'll join", flags=["fuzzy"])], ["fuzzy: 'Ik doe mee'"]),
        ([word("Ik doe mee", "I'll join"), word("Weg", "Gone")], ["left over: 'Weg'"]),
        (
            [word("Ik doe mee", "I'll join"), word("Oud", "Old", obsolete=True)],
            ["left over: 'Oud'"],
        ),
        (
            [word("Ik doe mee", "I'll join", msgctxt="menu")],
            ["left over: 'Ik doe mee'", "missing: 'Ik doe mee'"],
        ),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_named(given, complaints):
    assert catalogues.compare(catalogue(word("Ik doe mee")), catalogue(*given)) == complaints


@pytest.mark.parametrize(
    ("msgstr", "is_fine"),
    [("%(name)s joins", True), ("Somebody joins", False), ("%(nam)s joins", False)],
)
def test_placeholders_must_be_the_same(msgstr, is_fine):
    needed = catalogue(word("%(name)s doet mee"))
    complaints = catalogues.compare(needed, catalogue(word("%(name)s doet mee", msgstr)))
    assert (complaints == []) is is_fine


def test_every_plural_form_needs_its_translation():
    needed = catalogue(word("%(n)s plek", msgid_plural="%(n)s plekken"))
    half = PLURAL | {"msgstr_plural": {0: "%(n)s place", 1: ""}}
    assert catalogues.compare(needed, catalogue(word("%(n)s plek", **PLURAL))) == []
    assert catalogues.compare(needed, catalogue(word("%(n)s plek", **half))) == [
        "not translated: '%(n)s plek'"
    ]


def test_a_compiled_catalogue_is_read_by_gettext(tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = catalogue(
        word("Ik doe mee", "I'll join"),
        word("Misschien", "Perhaps", flags=["fuzzy"]),
        word("%(n)s plek", **PLURAL),
    )
    source.save(str(folder / "django.po"))
    assert catalogues.compile_all(tmp_path) == [folder / "django.mo"]
    english = gettext.translation("django", tmp_path, ["en"])
    assert english.gettext("Ik doe mee") == "I'll join"
    assert english.gettext("Misschien") == "Misschien"
    assert english.ngettext("%(n)s plek", "%(n)s plekken", 3) == "%(n)s places"


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_words_are_found_in_code_and_templates(tmp_path):
    package = tmp_path / "house"
    (package / "templates").mkdir(parents=True)
    (package / "views.py").write_text('from x import gettext as _\n_("Vol")\n')
    (package / "templates" / "a.html").write_text(
        '{% translate "Dag" %}'
        "{% blocktranslate trimmed %}\nHallo {{ name }}\n{% endblocktranslate %}"
    )
    found = catalogues.extract(package, "en")
    assert sorted(entry.msgid for entry in found) == ["Dag", "Hallo %(name)s", "Vol"]


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_words_in_code_and_templates_are_found(tmp_path):
    house = tmp_path / "house"
    (house / "templates").mkdir(parents=True)
    (house / "words.py").write_text(
        'say = _("Ik doe mee")\nmany(ngettext("%(n)s plek", "%(n)s plekken", 2))'
    )
    (house / "templates" / "page.html").write_text('{% load i18n %}{% translate "Waar is dit?" %}')
    found = {(entry.msgid, entry.msgid_plural) for entry in catalogues.extract(house, "en")}
    assert found == {("Ik doe mee", ""), ("%(n)s plek", "%(n)s plekken"), ("Waar is dit?", "")}


def test_collecting_keeps_what_is_translated_and_leaves_the_new_and_the_old_out():
    needed = catalogue(word("Nieuw"), word("%(n)s plek", **PLURAL), word("Ik doe mee"))
    given = catalogue(word("Weg", "Gone"), word("Ik doe mee", "I join in"))
    made = catalogues.collect(needed, given)
    assert [(entry.msgid, entry.msgstr) for entry in made] == [
        ("%(n)s plek", ""),
        ("Ik doe mee", "I join in"),
        ("Nieuw", ""),
    ]
    assert made[0].msgstr_plural == {0: "", 1: ""}
