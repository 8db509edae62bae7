"""Reading pages in tests: parts by id, what a part would make of the page."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}
# What differs from answer to answer, or only says where the focus goes.
FLEETING = re.compile(
    r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"| data-hx-swap-oob="true"| autofocus'
)


class _Finder(HTMLParser):
    """Finds where an element with an id begins and ends."""

    def __init__(self, wanted: str, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.wanted, self.depth, self.begin, self.end = wanted, 0, -1, -1
        self.lines = [0]
        for line in source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.feed(source)

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notice the element, and count what opens inside it."""
        if self.begin < 0 and dict(attrs).get("id") == self.wanted:
            self.begin, self.tag, self.depth = self._here(), tag, 1
        elif self.begin >= 0 and self.end < 0 and tag == self.tag:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        """Notice where it closes."""
        if self.begin >= 0 and self.end < 0 and tag == self.tag:
            self.depth -= 1
            if self.depth == 0:
                self.end = self._here() + len(f"</{tag}>")


def part(page: str, name: str) -> str:
    """Give the element with this id."""
    finder = _Finder(name, page)
    assert finder.end > 0, f"no element #{name}"
    return page[finder.begin : finder.end]


def swapped(page: str, answer: str, *names: str) -> str:
    """Put the elements of an answer in the place of those in the page, as htmx does."""
    for name in names:
        page = page.replace(part(page, name), part(answer, name))
    return steady(page)


def steady(page: str) -> str:
    """Take out what differs every time."""
    return FLEETING.sub("", page)


def form_key(page: str) -> str:
    """Give the key of the form of a guest."""
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found
    return found[1]
