"""Markdown of people becomes HTML that can do no harm."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.base.text.markdown import SCHEMES, TAGS, safe_html

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '![x](x "onerror=alert(1)")',
    '![" onerror="alert(1)](x)',
    '[x](https://x.example "\\" onmouseover=\\"alert(1)")',
    "[x](https://x.example/\"onmouseover='alert(1)')",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```" onload=alert(1)\nx\n```',
    "[x]: javascript:alert(1)\n\n[x]",
    "<style>@import 'https://x.example'</style>",
    "<form action=https://x.example><input name=pin></form>",
    "<base href=https://x.example>",
    "<meta http-equiv=refresh content=0;url=https://x.example>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<p style='background:url(https://x.example)'>",
    "\u003cscript\u003ealert(1)\u003c/script\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<x" * 5000,
    "[" * 5000,
    "> " * 5000 + "x",
    "* " * 3000,
    "**a" * 5000,
]


class Reader(HTMLParser):
    """Reads HTML as a browser does: which tags, which attributes."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]


def read(text):
    reader = Reader()
    reader.feed(safe_html(text))
    reader.close()
    return reader


def is_harmless(reader):
    schemes = {address.partition(":")[0].lower() for address in reader.addresses if ":" in address}
    return (
        reader.tags <= TAGS
        and reader.attributes <= {"href", "rel", "title"}
        and all(scheme in SCHEMES or "/" in scheme for scheme in schemes)
    )


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_a_known_attack_leaves_nothing_that_runs_or_calls_out(attack):
    assert is_harmless(read(attack))


@given(st.text(max_size=400))
def test_any_text_gives_harmless_html(text):
    assert is_harmless(read(text))


PIECES = st.sampled_from([*ATTACKS[:34], "\n\n", " ", "**", "`", "[", "](", ")", "<", ">", '"'])


@given(st.lists(PIECES, max_size=8))
def test_pieces_of_attacks_together_give_harmless_html(pieces):
    assert is_harmless(read("".join(pieces)))


def test_people_can_still_make_up_their_text():
    html = safe_html("# Kom je?\n\n**Samen** *eten*\n\n- soep\n- brood\n\n> graag\n\n~~vol~~")
    for part in (
        "<h3>Kom je?</h3>", "<strong>Samen</strong>", "<em>eten</em>", "<li>soep</li>",
        "<blockquote>", "<s>vol</s>",
    ):  # fmt: skip
        assert part in html


def test_a_link_tells_nobody_where_it_was_and_goes_where_it_says():
    html = safe_html("[de bieb](https://bieb.example/agenda?a=1&b=2)")
    assert html.strip() == (
        '<p><a href="https://bieb.example/agenda?a=1&amp;b=2" rel="noopener nofollow">'
        "de bieb</a></p>"
    )


def test_an_image_from_elsewhere_becomes_its_words():
    html = safe_html("![onze <tuin>](https://x.example/volg.png)")
    assert "x.example" not in html
    assert "onze &lt;tuin&gt;" in html


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_start_below_those_of_the_page(level):
    lowered = min(level + 2, 6)
    assert safe_html("#" * level + " Kop").strip() == f"<h{lowered}>Kop</h{lowered}>"


def test_a_line_end_stays_a_line_end():
    assert "<br>" in safe_html("een\ntwee")
