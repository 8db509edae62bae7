"""A question that the ORM writes once, and that is asked again with other values.

Writing a large question takes the ORM longer than the database takes to answer it. What is kept is
the text of the question, never a value or an answer: nobody sees what somebody else asked.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Values = Mapping[str, Any]
NEVER = dt.datetime(1901, 1, 1, tzinfo=dt.UTC)


class Written(NamedTuple):
    """The text of a question, what goes in where, and how each column becomes what we use."""

    sql: str
    slots: list[tuple[str | None, Any]]
    columns: Mapping[int, tuple[list[Callable[..., Any]], Any]]
    things: Callable[[tuple[Any, ...]], Any] | None


class Prepared:
    """One question with named values; each value goes in as it is, not calculated with."""

    def __init__(self, write: Callable[..., QuerySet[Any, Any]]) -> None:
        """Take the function that writes it: named values in, a queryset out."""
        self._write = write
        self._written: dict[Any, Written] = {}

    def ask(self, model: type[Model], **values: Any) -> list[tuple[Any, ...]]:
        """Give the rows as `values_list` would.

        :param model: of which the rows are: it says which database is asked.
        """
        rows, written, connection = self._rows(model, values)
        return [_row_of_ours(connection, written, row) for row in rows]

    def ask_whole(self, model: type[Model], **values: Any) -> list[Any]:
        """Give what is found as the ORM would: whole things, with those that are selected along."""
        rows, written, connection = self._rows(model, values)
        if written.things is None:
            raise ValueError("a question for some columns gives no whole things")
        return [written.things(_row_of_ours(connection, written, row)) for row in rows]

    def ask_plainly(self, model: type[Model], **values: Any) -> list[tuple[Any, ...]]:
        """Give the rows as the database has them: numbers and texts, for questions with many."""
        return self._rows(model, values)[0]

    def _rows(
        self, model: type[Model], values: Values
    ) -> tuple[list[tuple[Any, ...]], Written, Any]:
        connection = connections[model._default_manager.all().db]
        shape = (connection.vendor, *((name, type(value)) for name, value in values.items()))
        if shape not in self._written:
            self._written[shape] = self._compile(connection, values)
        written = self._written[shape]
        given = {name: _as_in(connection, value) for name, value in values.items()}
        with connection.cursor() as cursor:
            filled = [given[name] if name else fixed for name, fixed in written.slots]
            cursor.execute(written.sql, filled)
            return list(cursor.fetchall()), written, connection

    def _compile(self, connection: Any, values: Values) -> Written:
        marks = {
            name: _mark(place, value) for place, (name, value) in enumerate(values.items(), start=1)
        }
        asked = self._write(**marks)
        compiler = asked.query.get_compiler(connection=connection)
        sql, found = compiler.as_sql()
        names = {_as_in(connection, mark): name for name, mark in marks.items()}
        slots = [(names.get(value), value) for value in found]
        if lost := set(marks) - {name for name, _value in slots}:
            raise ValueError(f"not in the question as they are: {', '.join(sorted(lost))}")
        columns = compiler.get_converters([column for column, _sql, _name in compiler.select])
        whole = issubclass(asked._iterable_class, ModelIterable)
        return Written(sql, slots, columns, _makes_things(compiler) if whole else None)


def _makes_things(compiler: Any) -> Callable[[tuple[Any, ...]], Any]:
    """Give what makes a thing of a row, as the ORM does."""
    whole, using = compiler.klass_info, compiler.using
    model, places = whole["model"], whole["select_fields"]
    its_own = slice(places[0], places[-1] + 1)
    names = [column.target.attname for column, _sql, _name in compiler.select[its_own]]
    along = get_related_populators(whole, compiler.select, using)  # type: ignore[call-arg]

    def make(row: tuple[Any, ...]) -> Any:
        thing = model.from_db(using, names, row[its_own])
        for related in along:
            related.populate(row, thing)
        return thing

    return make


def _mark(place: int, value: object) -> Any:
    """Give a value of the same kind that nobody else uses, to find it back in the question."""
    match value:
        case float():
            return -918273.5 - place
        case int():
            return 31_000 + place  # small enough for the smallest column
        case uuid.UUID():
            return uuid.UUID(int=place)
        case dt.datetime():
            return NEVER + dt.timedelta(days=place)
        case dt.date():
            return NEVER.date() + dt.timedelta(days=place)
        case str():
            return f"\u2016{place}\u2016"
    raise TypeError(f"cannot be in a prepared question: {type(value).__name__}")


def _as_in(connection: Any, value: object) -> Any:
    if isinstance(value, uuid.UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _row_of_ours(connection: Any, written: Written, row: tuple[Any, ...]) -> tuple[Any, ...]:
    known = written.columns
    return tuple(_as_ours(connection, known.get(place), value) for place, value in enumerate(row))


def _as_ours(connection: Any, column: Any, value: object) -> Any:
    for convert in column[0] if column else ():
        value = convert(value, column[1], connection)
    return value
