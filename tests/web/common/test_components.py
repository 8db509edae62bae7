"""What templates ask for exists: icons, scenes, classes; and components do what they say."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from wijkschakel.web.common import controls, drawings, icons, navigation, scenes, street

WEB = Path(__file__).parents[3] / "wijkschakel" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


def show(source: str, **context: object) -> str:
    """Render a piece of a template, with components."""
    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


def test_every_icon_that_a_template_names_exists():
    named = re.compile(
        r"{% (?:icon|picto) \"([\w-]+)\"|(?:^|\s)(?:icon|after|more_icon)=\"([a-z][\w-]*)\""
        r"|{% navlink \"[\w:]+\" \"([\w-]+)\""
    )
    missing = {
        f"{file.name}: {name}"
        for file in TEMPLATES
        for names in named.findall(file.read_text())
        if (name := "".join(names)) not in icons.NAMES
    }
    assert missing == set()


def test_every_scene_that_a_template_names_exists():
    named = re.compile(r"{% scene \"([\w-]+)\"")
    missing = {
        name
        for file in TEMPLATES
        for name in named.findall(file.read_text())
        if name not in scenes.SCENES
    }
    assert missing == set()


def test_every_class_of_ours_that_a_template_uses_is_drawn():
    sheets = "\n".join(file.read_text() for file in (WEB / "static" / "css").rglob("*.css"))
    drawn = set(re.findall(r"\.((?:ws|pa)-[\w-]+)", sheets))
    used = re.compile(r"class=\"([^\"]*)\"|css=\"([^\"]*)\"")
    unknown = {
        f"{file.relative_to(WEB / 'templates')}: {word}"
        for file in TEMPLATES
        for pair in used.findall(re.sub(r"{%.*?%}|{{.*?}}", " ", file.read_text()))
        for word in " ".join(pair).split()
        if re.fullmatch(r"(?:ws|pa)-[\w-]*\w", word) and word not in drawn
    }
    assert unknown == set()


@pytest.mark.parametrize("name", icons.NAMES)
def test_an_icon_is_silent_and_holds_no_style(name):
    for drawn in (icons.LINE[name], icons.DUO[name], icons.FLIPPED[name], icons.picto(name)):
        assert 'aria-hidden="true"' in drawn
        assert "style=" not in drawn


@pytest.mark.parametrize("name", scenes.SCENES)
def test_a_scene_is_silent_small_and_holds_no_style(name):
    drawn = scenes.scene(name)
    assert 'aria-hidden="true"' in drawn
    assert "style=" not in drawn
    assert len(drawn) < 4_500


def test_an_unknown_theme_of_an_activity_still_has_a_scene():
    assert scenes.scene("chess").split(">", 1)[1] == scenes.scene("talk").split(">", 1)[1]


def test_the_sky_of_a_scene_is_that_of_its_moment():
    evening = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)  # 17:00 in Amsterdam
    assert 'class="ws-scene ws-sky--dusk"' in show('{% scene "eat" moment %}', moment=evening)
    assert 'class="ws-scene"' in show('{% scene "eat" %}')


def test_more_windows_are_lit_in_the_evening_and_the_street_stays_small():
    noon, evening = street.street(11, 12), street.street(11, 18)
    assert len(noon) < 9_000
    lit = re.compile(r'class="a-lit" d="([^"]*)"')
    assert sum(map(len, lit.findall(evening))) > sum(map(len, lit.findall(noon)))


@pytest.mark.parametrize(
    ("month", "hour", "sky"),
    [
        (11, 3, "ws-sky--night"),
        (11, 8, "ws-sky--dusk"),
        (11, 12, ""),
        (11, 17, "ws-sky--dusk"),
        (11, 18, "ws-sky--night"),
        (6, 5, "ws-sky--dusk"),
        (6, 20, ""),
        (6, 22, "ws-sky--dusk"),
        (6, 23, "ws-sky--night"),
    ],
)
def test_the_sky_follows_the_hour_and_the_season(month, hour, sky):
    assert street.sky_at(month, hour) == sky


def windows(drawn: str) -> tuple[int, int]:
    """Count the dark and the lit windows of a drawing of seats."""
    return drawn.count("h10v16"), drawn.count("h8.5v14.5")


@pytest.mark.parametrize(
    ("taken", "capacity", "seen"),
    [
        (0, 1, (0, 1)),
        (1, 1, (1, 0)),
        (9, 12, (9, 3)),
        (14, 12, (12, 0)),
        (24, 24, (24, 0)),
        (99, 100, (23, 1)),
        (100, 100, (24, 0)),
        (0, 400, (0, 24)),
    ],
)
def test_a_free_place_is_a_lit_window_and_a_last_place_is_always_seen(taken, capacity, seen):
    assert windows(drawings.seats(taken, capacity)) == seen


class Everything(forms.Form):
    """One field of each kind."""

    line = forms.CharField(label="Naam", help_text="Zo noemen we je.")
    text = forms.CharField(label="Verhaal", widget=forms.Textarea, required=False)
    one = forms.ChoiceField(label="Waar?", choices=[("a", "Hier")])
    many = forms.MultipleChoiceField(
        label="Wanneer?", choices=[("m", "Ochtend")], widget=forms.CheckboxSelectMultiple
    )
    yes = forms.BooleanField(label="Ik kom echt")
    silent = forms.CharField(widget=forms.HiddenInput, required=False)


def field(name: str, **data: object) -> str:
    form = Everything(data) if data else Everything()
    return show('<c-field :field="field" />', field=form[name])


def test_a_field_ties_its_words_to_its_input():
    page = field("line")
    assert '<label class="utrecht-form-label" for="id_line">Naam' in page
    assert 'aria-describedby="id_line_helptext"' in page
    assert 'id="id_line_helptext"' in page


def test_a_field_with_an_error_says_so_beside_it_and_keeps_what_was_filled_in():
    page = field("one", one="b")
    assert "utrecht-form-field--invalid" in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_one_error"' in page
    assert 'id="id_one_error"' in page
    assert "Blijft staan" in field("text", text="Blijft staan")


def test_a_group_of_choices_is_a_group_with_a_name():
    page = field("many", many=["x"])
    assert "<fieldset" in page
    assert "<legend" in page
    assert page.count('id="id_many_error"') == 1


def test_a_field_that_may_stay_empty_says_so():
    assert "(mag leeg)" in field("text")
    assert "(mag leeg)" not in field("line")


def test_a_hidden_field_has_no_label():
    assert "<label" not in field("silent")


def test_the_summary_of_errors_links_to_each_field():
    page = show('<c-form-errors :form="form" />', form=Everything({"line": ""}))
    assert 'href="#id_line"' in page
    assert 'role="alert"' in page
    assert show('<c-form-errors :form="form" />', form=Everything()).strip() == ""


@pytest.mark.parametrize(
    ("level", "style"),
    [
        ("success", "ok"),
        ("info", "info"),
        ("warning", "warning"),
        ("error", "error"),
        ("?", "info"),
    ],
)
def test_a_message_of_any_level_has_a_look(level, style):
    page = controls.notice("<p>Dag</p>", level)
    assert f"utrecht-alert--{style}" in page
    assert ('role="alert"' in page) is (style == "error")


def test_a_button_passes_on_what_it_does_not_know():
    page = show('<c-button kind="primary" name="keuze" value="ja" disabled>Ja</c-button>')
    assert 'class="nl-button nl-button--primary"' in page
    assert 'name="keuze"' in page
    assert "disabled" in page


def test_words_of_residents_are_escaped_in_every_place():
    page = show(
        '<c-visit :title="t" url="/x/" :start="s" :now="s" :where="t">'
        "<c-tag>{{ t }}</c-tag></c-visit>"
        '<c-card :title="t">{{ t }}</c-card><c-person :name="t" :about="t" />'
        '<c-notice :title="t">{{ t }}</c-notice>{% notice "ok" %}{{ t }}{% endnotice %}',
        t="<script>alert(1)</script>",
        s=datetime(2026, 11, 24, tzinfo=UTC),
    )
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 10


def test_a_page_that_does_not_exist_is_not_in_the_menu():
    assert navigation.item(None, "nowhere:page", "home", "Nergens") == ""
    assert "Onderdelen" in navigation.item(None, "gallery:show", "home", "Onderdelen")


def test_our_own_look_needs_no_second_file():
    assert navigation.theme_link("wijkschakel") == ""
    assert "css/themes/gemeente" in navigation.theme_link("gemeente")
