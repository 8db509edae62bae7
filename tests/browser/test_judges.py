"""Proof that the judges of pages see a fault: one is put in a good page, and only that is found."""

import pytest

from tests.browser.watch import PHONE, START

pytestmark = pytest.mark.browser
PUT = """([html, style, where]) => {
  const part = document.createElement('div');
  part.innerHTML = html;
  Object.assign(part.firstElementChild.style, style);
  document.querySelector(where).append(part);
}"""
INSIDE = "main .ws-wrap:last-child"
PALE = {"color": "#999999", "backgroundColor": "#bbbbbb"}


@pytest.fixture(scope="module")
def good():
    """Remember in which looks the good page was judged."""
    return set()


@pytest.fixture
def put(bench, town, good):
    """Give a function that puts something in a good page, seen by everybody."""

    def put_in(html, *, width=1280, scheme="light", where=INSIDE, **style):
        bench.become(town.cookies("outsider", "nl"), width, scheme)
        bench.page.goto(START)
        if (width, scheme) not in good:
            assert bench.judge() == []
            good.add((width, scheme))
        bench.page.evaluate(PUT, [html, style, where])

    return put_in


def kinds(faults):
    """Give the first two words of each: who says it, and which rule."""
    return {" ".join(fault.split(":")[0].split()[:2]) for fault in faults}


def axe(faults):
    """Give the rules of axe alone."""
    return {kind for kind in kinds(faults) if kind.startswith("axe")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pale_words_are_seen_in_light_and_dark_by_both_ways_of_judging(put, bench, scheme):
    put("<p>Bijna niet te lezen</p>", scheme=scheme, **PALE)
    assert axe(bench.judge()) == {"axe color-contrast"}
    assert kinds(bench.judge_colours()) == {"axe color-contrast"}


def test_words_that_are_pale_in_the_dark_only_are_seen_when_the_window_is_turned(put, bench):
    put("<p>Donker op donker</p>", width=PHONE, color="#333333")
    assert bench.judge() == []
    bench.look(1280, "dark")
    assert kinds(bench.judge_colours()) == {"axe color-contrast"}


@pytest.mark.parametrize("where", ["header", "footer"])
def test_pale_words_around_a_page_are_seen_though_all_else_there_is_known(put, bench, where):
    put("<p>Bijna niet te lezen</p>", where=where, **PALE)
    assert axe(bench.judge()) == {"axe color-contrast"}


def test_what_is_around_a_page_is_known_in_one_look_alone(put, bench):
    put("<p>Donker op donker</p>", where="footer", color="#333333")
    assert bench.judge() == []
    bench.look(1280, "dark")
    assert axe(bench.judge()) == {"axe color-contrast"}


def test_a_button_that_is_too_small_is_seen(put, bench):
    put("<div><button>a</button><button>b</button></div>")
    small = "for (const one of document.querySelectorAll('main .ws-wrap:last-child button'))"
    bench.page.evaluate(small + " one.style.cssText = 'all: unset; font-size: 8px';")
    assert axe(bench.judge()) == {"axe target-size"}


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<input type='text' name='x'>", "axe label"),
        ("<button type='button'></button>", "axe button-name"),
        ("<a href='/'></a>", "axe link-name"),
        ("<img src='/static/icons/mark.svg'>", "axe image-alt"),
        ("<h6>Te diep</h6>", "axe heading-order"),
        ("<main>Nog een</main>", "axe landmark-no-duplicate-main"),
        ("<ul><p>Geen punt</p></ul>", "axe list"),
    ],
)
def test_a_part_that_is_made_wrong_is_seen(put, bench, html, rule):
    put(html)
    assert rule in axe(bench.judge())


def test_the_other_judge_sees_a_field_without_a_name_too(put, bench):
    put("<input type='text' name='x'>")
    assert any(fault.startswith("sniffer WCAG2AA") for fault in bench.judge())


@pytest.mark.parametrize("first", [1280, PHONE])
def test_what_sticks_out_of_a_phone_is_seen(put, bench, first):
    put("<p>Breed</p>", width=first, minWidth="500px")
    bench.look(PHONE, "light")
    assert [fault.rsplit(":", 1)[0] for fault in bench.fits()] == ["scrolls sideways on a phone"]


def test_a_script_that_complains_is_heard(put, bench):
    put("<p>Stil</p>")
    bench.page.evaluate("console.error('au')")
    assert bench.judge() == ["console: au"]


def test_asking_somebody_else_is_stopped_by_the_page_and_noticed(put, bench):
    put("<p>Stil</p>")
    bench.page.evaluate("fetch('http://127.0.0.1:9/x').catch(() => null)")
    assert any("violates the following Content Security Policy" in said for said in bench.judge())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("role", "path"), [("outsider", "/weg/"), ("resident", "/werkplek/")])
def test_a_page_that_is_not_there_has_no_faults(language, role, path, town, bench):
    bench.become(town.cookies(role, language), PHONE, "light")
    assert bench.page.goto(path).status == 404
    assert bench.judge() == []
