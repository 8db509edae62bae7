"""Opening pages as everybody, so that nothing of it stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template import loader

from tests.web import album
from tests.web.crowd import crowd
from tests.web.matrix import ROLES, Row, asked, rows
from tests.web.world import World


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back whatever happens inside; to who asks for a block of its own, this is none."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def neighbourhood() -> Iterator[World]:
    """Give the neighbourhood, with every address in it made, and take it back afterwards."""
    with taken_back():
        made = World()
        crowd(made)
        for url in asked():
            made.path(url)
        yield made


@contextmanager
def only_the_door() -> Iterator[None]:
    """Let a page be answered without being drawn: who is let in was decided before that."""
    drawn = loader.render_to_string
    loader.render_to_string = lambda *asked, **more: "<!doctype html>"
    try:
        yield
    finally:
        loader.render_to_string = drawn


def answer(visitor: Any, method: str, path: str, form: dict[str, Any], language: str = "") -> Any:
    """Ask once, and take back what it changed, also in the browser."""
    # What an answer sets replaces a cookie and changes none: a copy of the box is enough.
    cookies, before = dict(visitor.cookies), transaction.savepoint()
    if language:
        visitor.cookies.pop(settings.LANGUAGE_COOKIE_NAME, None)
        visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    try:
        return visitor.generic(method, path) if method == "GET" else visitor.post(path, form)
    finally:
        # A savepoint and no block: a reading is noted outside every block.
        transaction.savepoint_rollback(before)
        visitor.cookies.clear()
        dict.update(visitor.cookies, cookies)


def pictures(world: World, visitors: dict[str, Any], row: Row) -> list[album.Picture]:
    """Open a page as everybody to whom it is shown."""
    path, form = world.path(row.url), world.form(row.url)
    found = []
    for role in ROLES:
        for language in album.languages(row, role):
            response = answer(visitors[role], row.method, path, form, language)
            assert str(response.status_code) == row.cells[role], f"{row.url} as {role}"
            found.append(album.picture(row, role, language, path, response))
    return [one for one in found if one]


def whole_album() -> dict[tuple[str, str], list[album.Picture]]:
    """Give the album of this run, or walk for it."""
    if album.is_whole():
        return album.opened()
    with neighbourhood() as world:
        visitors = {role: world.visitor(role) for role in ROLES}
        return {(row.url, row.method): pictures(world, visitors, row) for row in rows()}
