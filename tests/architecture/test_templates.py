"""Templates: each is used, none holds script or style, every word is translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, name, python_files, tree

pytestmark = pytest.mark.once
FOLDER = PACKAGE / "web" / "templates"
CODE = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", re.DOTALL)
CLASSES = re.compile(r"{%\s*block body_class\s*%}.*?{%\s*endblock\s*%}", re.DOTALL)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
ELEMENTS = re.compile(r"<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r"\b(?:alt|aria-label|aria-description|placeholder|title|label)=\"([^\"]*)\"")
INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[a-z][^>]*\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "address with script": re.compile(r"javascript:", re.IGNORECASE),
}
# What needs no translation: the name of the house, a language in its own words, a unit, a sign.
AS_IT_IS = {"Wijkschakel", "Nederlands", "English", "NL", "EN", "km", "PIN"}


def templates() -> list[Path]:
    """List all templates."""
    return sorted(file for file in FOLDER.rglob("*") if file.suffix in (".html", ".txt", ".xml"))


def component(file: Path) -> str:
    """Give the tag of a component: components/form/field.html is <c-form.field>."""
    inside = file.relative_to(FOLDER / "components").with_suffix("")
    return "c-" + ".".join(inside.parts).replace("_", "-").removesuffix(".index")


def is_used(file: Path, quoted: set[str], tags: set[str]) -> bool:
    """Say whether some page, component or view names this template."""
    place = file.relative_to(FOLDER).as_posix()
    if re.fullmatch(r"(?:errors/)?[45]\d\d\.html", place):  # asked for by status
        return True
    return place in quoted or (place.startswith("components/") and component(file) in tags)


def words_left(text: str) -> list[str]:
    """Give the words that would stand on the page in one language only."""
    text = CLASSES.sub(" ", TRANSLATED.sub(" ", CODE.sub(" ", text)))
    text = TAGS.sub(" ", text)
    spoken = SPOKEN.findall(text)
    text = re.sub(r"<(svg|code|kbd)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"&\w+;|&#\d+;", " ", ELEMENTS.sub(" ", text))
    words = re.findall(r"[^\W\d_]{2,}", " ".join([text, *spoken]))
    return [word for word in words if word not in AS_IT_IS]


def test_every_template_is_used():
    templates_text = "\n".join(file.read_text() for file in templates())
    python_text = "\n".join(file.read_text() for file in python_files())
    quoted = set(re.findall(r"(?<=[\"'])[\w./-]+(?=[\"'])", templates_text + python_text))
    tags = set(re.findall(r"<(c-[\w.-]+)(?=[\s/>])", templates_text))
    assert [name(file) for file in templates() if not is_used(file, quoted, tags)] == []


@pytest.mark.parametrize("what", INLINE)
def test_nothing_is_written_inline(what):
    inline = [name(file) for file in templates() if INLINE[what].search(file.read_text())]
    assert inline == []


def test_every_word_on_a_page_is_translated():
    left = {
        name(file): words
        for file in templates()
        if file.suffix == ".html"
        and file.parent.name != "gallery"  # shows invented data, in the language of the data
        and (words := words_left(file.read_text()))
    }
    assert left == {}


def test_the_guard_sees_a_word_without_translation():
    page = '<p class="a">{% translate "Dag" %} Welkom {{ name }}</p><img alt="Een huis">'
    assert words_left(page) == ["Welkom", "Een", "huis"]


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("script", "<script>x()</script>"),
        ("style attribute", '<p class="a" style="color:red">'),
        ("event attribute", '<button type="submit" onclick="x()">'),
        ("event attribute", '<div hx-on:click="x()">'),
    ],
)
def test_the_guard_sees_what_is_inline(what, line):
    assert INLINE[what].search(line) is not None


def test_the_guard_lets_a_file_of_script_pass():
    assert INLINE["script"].search('<script src="/static/x.js" defer></script>') is None


def test_counted_words_are_never_asked_for_without_a_count():
    """A catalogue keeps counted words apart: asked for plainly they stay Dutch."""
    catalogue = (PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po").read_text()
    counted = set(re.findall(r'^msgid "(.+)"\nmsgid_plural', catalogue, re.MULTILINE))
    plain = re.compile(
        r"{%\s*blocktranslate(?![^%]*\bcount\b)[^%]*%}(.*?){%\s*endblocktranslate"
        r'|{%\s*translate "([^"]+)"|\b_\(\s*"([^"]+)"\s*\)',
        re.DOTALL,
    )
    found = []
    for file in [*templates(), *python_files()]:
        for groups in plain.findall(file.read_text()):
            said = re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", "".join(groups).strip())
            if re.sub(r"\s*\n\s*", " ", said) in counted:
                found.append((name(file), said))
    assert counted
    assert found == []


def test_words_in_code_go_through_a_name_that_is_searched_for_words():
    """The search for words knows `_`, `gettext_lazy` and the like; under another name none is."""
    found = [
        f"{name(file)}: {one.name} as {one.asname}"
        for file in python_files()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.asname and (one.asname != "_" or not one.name.startswith("gettext"))
    ]
    assert found == []


def test_words_that_are_read_with_the_file_wait_for_the_language_of_the_page():
    """A label of a form that is translated while the file is read stays in that language."""
    found = [
        f"{name(file)}:{line}" for file in python_files() for line in _translated_early(tree(file))
    ]
    assert found == []
    early = ast.parse("from django.utils.translation import gettext as _\nclass F:\n x = _('a')")
    assert list(_translated_early(early)) == [3]


def _translated_early(module: ast.Module) -> Iterator[int]:
    at_once = {
        one.asname or one.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.name in ("gettext", "ngettext", "pgettext", "npgettext")
    }
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in at_once:
            yield called.lineno
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue  # that is done when somebody asks for the page
        waiting.extend(ast.iter_child_nodes(node))
