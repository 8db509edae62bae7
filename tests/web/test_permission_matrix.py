"""Every cell of the permission matrix, over HTTP; and proof that a hole would be seen."""

import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Q

from tests import databases, levels
from tests.web import album
from tests.web.matrix import ROLES, Address, Row, known, rows
from tests.web.walking import answer, neighbourhood, only_the_door
from tests.web.world import World

COORDINATORS = ("coordinator_own", "coordinator_other")
CLOSED = {"403", "404", "405"}
KNOWN = known()
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Give the prepared neighbourhood: made once, as every answer takes back what it changed."""
    with django_db_blocker.unblock(), neighbourhood() as made:
        yield made


def differences(
    world: World,
    asked: list[Row],
    roles: list[str] | None = None,
    seen: list[album.Picture] | None = None,
) -> Iterator[str]:
    """Walk the cells of these rows and name those that differ, one by one; keep what was seen."""
    for role in roles or ROLES:
        visitor = world.visitor(role)
        for row in asked:
            address = KNOWN[row.name]
            path, form = world.path(row.url), world.form(row.url)
            drawn = album.languages(row, role) if seen is not None else ()
            first = drawn[0] if drawn else settings.LANGUAGE_CODE
            with nullcontext() if drawn or drawn_anyhow(row, role) else only_the_door():
                response = answer(visitor, row.method, path, form, first)
            yield from differs(address, row, role, response)
            for language in drawn:
                if language != first:
                    response = answer(visitor, row.method, path, form, language)
                if one := album.picture(row, role, language, path, response):
                    seen.append(one)


def drawn_anyhow(row: Row, role: str) -> bool:
    """Say whether a page is drawn that is not kept."""
    if databases.ENGINE == "sqlite":
        return levels.THOROUGH
    return row.cells[role] in album.SHOWN  # parts of it may be asked of the database that late


def differs(address: Address, row: Row, role: str, response: Any) -> list[str]:
    """Compare one answer with its cell."""
    cell, status = row.cells[role], str(response.status_code)
    place = f"{row.method} {row.url} as {role}"
    if status != cell:
        return [f"{place}: {status}, the matrix says {cell}"]
    to_sign_in = status == "302" and response["Location"].startswith(settings.LOGIN_URL)
    if to_sign_in and role != "outsider":
        return [f"{place}: asked to sign in again"]
    if status == "302" and role == "outsider" and address.access != "public" and not to_sign_in:
        return [f"{place}: let through to {response['Location']}"]
    return []


@cache
def held_by(person: Any) -> set[str]:
    """Give the kinds of roles that somebody holds."""
    return {grant.role for grant in person.roles.all()}


def stopped_at_the_guard(world: World, address: Address, role: str) -> bool:
    """Say whether the page asks no more of the database than which roles the visitor holds."""
    person = world.people[role]
    kind, _, wanted = (address.access or "").partition(":")
    return bool(person and kind == "role" and not held_by(person) & set(wanted.split(",")))


def asked_elsewhere(world: World) -> dict[str, list[Row]]:
    """Give the cells for another database, which must understand what every page asks of it.

    Who may see what is not for the database to say, and was asked of everybody on SQLite. So one
    role is asked per kind of answer of a page, further than the guard; not always the same one.
    """
    asked: dict[str, list[Row]] = {role: [] for role in ROLES}
    for row in rows():
        inside = [role for role in ROLES if not stopped_at_the_guard(world, KNOWN[row.name], role)]
        start = zlib.crc32(f"{row.method} {row.url}".encode())
        turned = [inside[(start + number) % len(inside)] for number in range(len(inside))]
        kinds = {row.cells[role]: role for role in turned}
        if not levels.THOROUGH and kinds.keys() - CLOSED:
            # Who is refused asks the first part of what who is let in asks.
            kinds = {kind: role for kind, role in kinds.items() if kind not in CLOSED}
        for role in kinds.values():
            asked[role].append(row)
    return asked


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_every_cell_of_the_matrix_is_what_happens(world, role):
    """Walk all cells on SQLite, with an album; elsewhere one of each kind of answer."""
    if databases.ENGINE != "sqlite":
        assert list(differences(world, asked_elsewhere(world)[role], [role])) == []
        return
    seen: list[album.Picture] = []
    assert list(differences(world, list(rows()), [role], seen)) == []
    album.keep(role, seen)


@pytest.mark.once
def test_a_way_of_asking_that_is_not_in_the_matrix_is_closed(world):
    written = {(row.name, row.method) for row in rows()}
    missing = [
        Row("", row.url, method, {}, "")
        for row in {row.url: row for row in rows()}.values()
        for method in ("GET", "POST")
        if (row.name, method) not in written
    ]
    found = []
    for role, asked in asked_beside_the_matrix(world, missing).items():
        visitor = world.visitor(role)
        for row in asked:
            path = world.path(row.url)
            response = answer(visitor, row.method, path, world.form(row.url))
            if not is_closed(response, role):
                found.append(f"{row.method} {row.url} as {role}: {response.status_code}")
    assert found == []


def asked_beside_the_matrix(world: World, missing: list[Row]) -> dict[str, list[Row]]:
    """Give who asks what is not in the matrix.

    The guard is asked before the way of asking, and knows no more than roles. So every day one of
    those who are stopped there asks for all of them, not always the same one; all others ask.
    """
    asked: dict[str, list[Row]] = {role: [] for role in ROLES}
    for row in missing:
        stopped = [role for role in ROLES if stopped_at_the_guard(world, KNOWN[row.name], role)]
        turn = zlib.crc32(f"{row.method} {row.url}".encode())
        one = stopped[turn % len(stopped)] if stopped else ""
        for role in ROLES:
            if levels.THOROUGH or role == one or role not in stopped:
                asked[role].append(row)
    return asked


def is_closed(response: Any, role: str) -> bool:
    """Say whether nothing is to be had here."""
    if role == "outsider" and response.status_code == 302:
        return response["Location"].startswith(settings.LOGIN_URL)
    return str(response.status_code) in CLOSED


GUARDED = [address for address in KNOWN.values() if address.access != "public"]


@pytest.mark.once
@pytest.mark.parametrize("address", GUARDED, ids=[address.name for address in GUARDED])
def test_a_page_without_its_guard_is_noticed(world, address, monkeypatch):
    asked = [row for row in rows() if row.name == address.name]
    unguarded = address.view.__wrapped__
    unguarded.access = address.access
    monkeypatch.setattr(address.pattern, "callback", unguarded)
    assert any(differences(world, asked))


@pytest.mark.once
def test_roles_given_to_everybody_are_noticed(world, monkeypatch):
    everything = [
        grant for person in world.people.values() if person for grant in person.roles.all()
    ]
    monkeypatch.setattr("wijkschakel.web.common.middleware._roles", lambda request: everything)
    by_role = {address.name for address in GUARDED if address.access.startswith("role:")}
    asked = [row for row in rows() if row.name in by_role]
    assert not asked or any(differences(world, asked))


@pytest.mark.once
def test_a_role_that_holds_everywhere_is_noticed(world, monkeypatch):
    monkeypatch.setattr("wijkschakel.places.permissions.covers", lambda grant, district: True)
    monkeypatch.setattr("wijkschakel.web.desk.scope._inside", lambda grants: Q())
    asked = [
        row for row in rows() if row.cells["coordinator_own"] != row.cells["coordinator_other"]
    ]
    assert not asked or any(differences(world, asked))
