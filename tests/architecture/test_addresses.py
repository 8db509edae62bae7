"""Every address has an access decision and stands in the permission matrix, row by row."""

import re
from collections import Counter

from tests.architecture.house import PACKAGE
from tests.web.matrix import ROLES, addresses, is_word, rows

KNOWN = ("public", "signed_in", "role:")
ANSWERS = {"200", "204", "302", "303", "400", "403", "404", "405", "410", "422"}


def test_every_address_has_a_name():
    assert [address.route for address in addresses() if not address.pattern.name] == []


def test_every_name_of_an_address_is_used_once():
    counts = Counter(address.name for address in addresses())
    assert [name for name, times in counts.items() if times > 1] == []


def test_every_address_has_an_access_decision():
    undecided = [
        f"{address.name} ({address.access})"
        for address in addresses()
        if not str(address.access or "").startswith(KNOWN)
    ]
    assert undecided == []


def test_every_address_stands_in_the_matrix():
    written = {row.name for row in rows()}
    assert sorted({address.name for address in addresses()} - written) == []


def test_every_address_that_a_page_or_view_names_is_there():
    """A link in a part that is seldom shown breaks a page only then."""
    there = {address.name for address in addresses()}
    named = re.compile(r'(?:\{% url|reverse\(|redirect\()\s*"([a-z_]+:[a-z_]+)"')
    files = [file for file in (PACKAGE / "web").rglob("*") if file.suffix in (".html", ".py")]
    lost = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in files
        for name in named.findall(file.read_text(encoding="utf-8"))
        if name not in there
    }
    assert lost == set()


def test_every_row_of_the_matrix_is_an_address():
    there = {address.name for address in addresses()}
    assert sorted({row.name for row in rows()} - there) == []


def test_every_kind_that_an_address_takes_stands_in_the_matrix():
    """One kind may work while another breaks: who walks one of them sees nothing."""
    left_out = []
    for address in addresses():
        for part in address.pattern.pattern.converters.values():
            if not is_word(part):
                continue
            for method in {row.method for row in rows() if row.name == address.name}:
                walked = {r.kind for r in rows() if (r.name, r.method) == (address.name, method)}
                gone = set(part.regex.split("|")) - walked
                left_out += [f"{method} {address.name} {word}" for word in sorted(gone)]
    assert left_out == []


def test_every_row_stands_in_the_matrix_once():
    counts = Counter((row.url, row.method) for row in rows())
    assert [row for row, times in counts.items() if times > 1] == []


def test_every_cell_is_filled_in():
    empty = [
        f"{row.file}: {row.url} {row.method} {role} {row.cells[role]!r}"
        for row in rows()
        for role in ROLES
        if row.cells[role] not in ANSWERS
    ]
    assert empty == []


def test_a_way_of_asking_is_get_or_post():
    assert {row.method for row in rows()} - {"GET", "POST"} == set()
