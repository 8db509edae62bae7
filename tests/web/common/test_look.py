"""The look: contrast computed from the tokens, themes of one file, small files."""

import re
from pathlib import Path

import brotli
import pytest
import tinycss2
from django.contrib.staticfiles import finders

from wijkschakel.web.common.checks import theme_exists

WEB = Path(__file__).parents[3] / "wijkschakel" / "web"
CSS = WEB / "static" / "css"
DIST = WEB / "static" / "dist"
TOKENS = CSS / "tokens.css"
THEMES = sorted((CSS / "themes").glob("*.css"))

# Text on its ground: at least 4.5 to 1.
TEXT = [
    *[(text, ground) for text in ("ink", "ink-soft") for ground in ("paper", "surface", "sunken")],
    *[("ink", f"{name}-tint") for name in ("action", "sun", "brick", "leaf")],
    *[("ink-soft", f"{name}-tint") for name in ("action", "sun", "brick", "leaf")],
    *[(f"on-{name}", name) for name in ("action", "action-deep", "sun", "brick", "desk-bar")],
    *[(f"on-{name}-tint", f"{name}-tint") for name in ("action", "sun", "brick", "leaf")],
    *[("action", f"{name}") for name in ("paper", "surface", "sunken", "brick-tint")],
    *[("action", f"{name}-tint") for name in ("action", "sun", "leaf")],
    *[("brick", ground) for ground in ("paper", "surface", "brick-tint")],
    *[("ink", sky) for sky in ("art-sky", "art-dusk", "art-night")],
    *[("ink-soft", sky) for sky in ("art-sky", "art-dusk", "art-night")],
    ("paper", "ink"),
    *[("map-label", f"map-{ground}") for ground in ("land", "block", "park")],
]
# What one must see to use the page: at least 3 to 1.
GRAPHICS = [
    *[("line-strong", ground) for ground in ("paper", "surface", "sunken")],
    *[("focus", ground) for ground in ("paper", "surface", "sunken", "sun-tint", "action-tint")],
    *[("action", ground) for ground in ("paper", "surface")],
    ("lamp-frame", "art-pane-lit"),
    ("leaf", "leaf-tint"),
    ("brick", "brick-tint"),
    ("sun-deep", "sun-tint"),
]
Scheme = dict[str, str]


def declarations(rules: list, scheme: str, found: dict[str, Scheme]) -> None:
    """Collect the tokens of :root, the light ones and those for a dark scheme."""
    for rule in rules:
        if rule.type == "qualified-rule":
            for part in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True):
                if part.type == "declaration" and part.name.startswith("--ws-"):
                    value = tinycss2.serialize(part.value).strip()
                    found[scheme][part.name.removeprefix("--ws-")] = value
        elif rule.type == "at-rule" and rule.content is not None:
            words = tinycss2.serialize(rule.prelude)
            if "prefers-contrast" in words:
                continue
            inner = tinycss2.parse_rule_list(rule.content, skip_whitespace=True, skip_comments=True)
            declarations(inner, "dark" if "dark" in words else scheme, found)


def tokens(*files: Path) -> dict[str, Scheme]:
    """Read token files one after the other; a later one wins, as in a browser."""
    found: dict[str, Scheme] = {"light": {}, "dark": {}}
    for file in files:
        rules = tinycss2.parse_stylesheet(
            file.read_text(), skip_whitespace=True, skip_comments=True
        )
        declarations(rules, "light", found)
    return {"light": found["light"], "dark": found["light"] | found["dark"]}


def luminance(colour: str) -> float:
    """Say how light a colour is, as WCAG computes it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LOOKS = [(None, "light"), (None, "dark")] + [
    (theme, scheme) for theme in THEMES for scheme in ("light", "dark")
]


def values_of(theme: Path | None, scheme: str) -> Scheme:
    return tokens(TOKENS, *([theme] if theme else []))[scheme]


def test_the_measure_of_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("theme", "scheme"), LOOKS)
def test_text_can_be_read_on_its_ground(theme, scheme):
    value = values_of(theme, scheme)
    weak = {
        f"{text} on {ground}": round(ratio, 2)
        for text, ground in TEXT
        if (ratio := contrast(value[text], value[ground])) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize(("theme", "scheme"), LOOKS)
def test_controls_and_focus_can_be_seen(theme, scheme):
    value = values_of(theme, scheme)
    weak = {
        f"{shape} on {ground}": round(ratio, 2)
        for shape, ground in GRAPHICS
        if (ratio := contrast(value[shape], value[ground])) < 3
    }
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda file: file.stem)
def test_a_theme_sets_only_tokens_that_exist(theme):
    own, known = tokens(theme), tokens(TOKENS)
    assert own["light"].keys() - known["light"].keys() == set()
    assert own["dark"].keys() - known["light"].keys() == set()


@pytest.mark.parametrize("theme", THEMES, ids=lambda file: file.stem)
def test_a_theme_that_changes_a_colour_does_so_in_the_dark_too(theme):
    found: dict[str, Scheme] = {"light": {}, "dark": {}}
    sheet = tinycss2.parse_stylesheet(theme.read_text(), skip_whitespace=True, skip_comments=True)
    declarations(sheet, "light", found)
    only_light = {
        name
        for name, value in found["light"].items()
        if value.startswith("#") and name not in found["dark"]
    }
    assert only_light == set()


def test_every_token_that_is_read_exists_and_every_token_is_read():
    sources = [*CSS.rglob("*.css")]
    read = {
        token for file in sources for token in re.findall(r"var\(--ws-([\w-]+)", file.read_text())
    }
    known = set(tokens(TOKENS)["light"])
    local = {
        token
        for file in sources
        if file != TOKENS and file not in THEMES
        for token in re.findall(r"--ws-([\w-]+):", file.read_text())
    }
    assert read - known - local == set()
    steps = {str(step) for step in range(1, 10)}  # a scale has no gaps, read or not
    assert known - read - steps == set()


def plain_classes(file: Path) -> set[str]:
    """List the classes that a sheet styles everywhere, outside any condition."""
    rules = tinycss2.parse_stylesheet(file.read_text(), skip_whitespace=True, skip_comments=True)
    selectors = (
        selector.strip()
        for rule in rules
        if rule.type == "qualified-rule"
        for selector in re.sub(r"\([^)]*\)", "", tinycss2.serialize(rule.prelude)).split(",")
    )
    return {selector for selector in selectors if re.fullmatch(r"\.ws-[\w-]+", selector)}


def test_a_page_does_not_style_the_class_of_another():
    """One page with its own `.ws-steps` would change the steps of every other page."""
    homes: dict[str, list[str]] = {}
    for file in CSS.rglob("*.css"):
        if file != TOKENS and file not in THEMES:
            for name in plain_classes(file):
                homes.setdefault(name, []).append(file.name)
    shared = {".ws-cols--wide", ".ws-tag"}  # a variant of the agenda; long words in base
    twice = {name: sorted(files) for name, files in homes.items() if len(files) > 1}
    assert {name: files for name, files in twice.items() if name not in shared} == {}


def test_colours_live_in_the_tokens_only():
    """Paper is the exception: it has no theme and no dark."""
    own = re.compile(r"#[0-9a-f]{3,8}\b", re.IGNORECASE)
    left_out = re.compile(r"url\([^)]*\)|/\*.*?\*/|\.pa-[^{}]*{[^}]*}", re.DOTALL)
    coloured = {
        file.name: colours
        for file in CSS.rglob("*.css")
        if not file.name.startswith(("print", "tokens"))
        and file not in THEMES
        and (colours := own.findall(left_out.sub("", file.read_text())))
    }
    assert coloured == {}


def size(*files: Path) -> int:
    """Give the size of files as they travel: compressed with brotli."""
    return sum(len(brotli.compress(file.read_bytes())) for file in files)


@pytest.fixture
def built() -> Path:
    """Give the built files; set-up makes them."""
    if not (DIST / "css" / "wijkschakel.css").exists():
        pytest.fail("The front-end files are not built. Run: npm run build")
    return DIST


def test_the_style_sheet_stays_small(built):
    assert size(built / "css" / "wijkschakel.css", *built.glob("css/themes/*.css")) <= 25_000


def test_the_letters_stay_small(built):
    assert sum(file.stat().st_size for file in built.glob("fonts/*.woff2")) <= 60_000


def test_a_first_visit_stays_under_a_hundred_kilobytes(built, client, db):
    page = client.get("/onderdelen/")
    files = [
        built / "css" / "wijkschakel.css",
        built / "js" / "wijkschakel.js",
        Path(str(finders.find("django_htmx/htmx-2.min.js"))),
    ]
    latin = next(built.glob("fonts/*latin-wght*.woff2")).stat().st_size
    assert size(*files) + latin + len(brotli.compress(page.content)) <= 100_000


def test_our_own_javascript_stays_under_three_hundred_lines():
    files = (WEB / "static" / "js").glob("*.js")
    assert sum(len(file.read_text().splitlines()) for file in files) <= 300


def test_a_theme_without_a_file_is_refused_at_the_start(settings):
    settings.THEME = "wijkschakel"
    assert theme_exists() == []
    settings.THEME = "nergens"
    assert [error.id for error in theme_exists()] == ["web.E001"]
