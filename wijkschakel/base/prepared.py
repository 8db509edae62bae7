"""A question that the ORM writes once, and that is asked again with other values.

Writing a large question takes the ORM longer than the database takes to answer it. What is kept is
the text of the question, never a value or an answer: nobody sees what somebody else asked.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Values = Mapping[str, Any]
NEVER = dt.datetime(1901, 1, 1, tzinfo=dt.UTC)


class Things(NamedTuple):
    """How a row becomes an object with what hangs on it, as the ORM does it."""

    model: type[Model]
    names: list[str]
    begin: int
    end: int
    related: list[Any]
    notes: Mapping[str, int]

    def build(self, row: list[Any], alias: str) -> Any:
        """Make the object of one row."""
        made = self.model.from_db(alias, self.names, row[self.begin : self.end])
        for each in self.related:
            each.populate(row, made)
        for name, place in self.notes.items():
            setattr(made, name, row[place])
        return made


class Written(NamedTuple):
    """The text of a question, what goes in where, and how each column becomes what we use."""

    sql: str
    slots: list[tuple[str | None, Any]]
    columns: Mapping[int, tuple[list[Callable[..., Any]], Any]]
    things: Things | None


class Prepared:
    """One question with named values; each value goes in as it is, not calculated with."""

    def __init__(self, write: Callable[..., QuerySet[Any, Any]]) -> None:
        """Take the function that writes it: named values in, a queryset out."""
        self._write = write
        self._written: dict[Any, Written] = {}

    def ask(self, model: type[Model], **values: Any) -> list[tuple[Any, ...]]:
        """Give the rows as `values_list` would; equal values below each other are one object.

        :param model: of which the rows are: it says which database is asked.
        """
        rows, written, connection = self._rows(model, values)
        return [tuple(row) for row in _converted(rows, written, connection, is_shared=True)]

    def things(self, model: type[Model], **values: Any) -> list[Any]:
        """Give objects, with what `select_related` and `annotate` of the question hang on them."""
        rows, written, connection = self._rows(model, values)
        if written.things is None:
            raise TypeError("this question asks for columns, not for objects")
        build, alias = written.things.build, connection.alias
        return [build(row, alias) for row in _converted(rows, written, connection)]

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
        query = asked.query
        compiler = query.get_compiler(connection=connection)
        sql, found = compiler.as_sql()
        names = {_as_in(connection, mark): name for name, mark in marks.items()}
        slots = [(names.get(value), value) for value in found]
        if lost := set(marks) - {name for name, _value in slots}:
            raise ValueError(f"not in the question as they are: {', '.join(sorted(lost))}")
        columns = compiler.get_converters([column for column, _sql, _name in compiler.select])
        is_of_objects = asked._iterable_class is ModelIterable
        things = _things(compiler, connection.alias) if is_of_objects else None
        return Written(sql, slots, columns, things)


def _things(compiler: Any, alias: str) -> Things:
    """Keep what the ORM knows of the columns of objects."""
    kinds = compiler.klass_info
    begin, end = kinds["select_fields"][0], kinds["select_fields"][-1] + 1
    names = [column.target.attname for column, _sql, _name in compiler.select[begin:end]]
    related = get_related_populators(kinds, compiler.select, alias)  # type: ignore[call-arg]
    return Things(kinds["model"], names, begin, end, related, compiler.annotation_col_map)


def _converted(
    rows: list[tuple[Any, ...]], written: Written, connection: Any, *, is_shared: bool = False
) -> Iterator[list[Any]]:
    """Give each row with what the fields make of it.

    :param is_shared: what is equal in the row before is not made anew: of rows of one thing with
        many below it only what differs.
    """
    columns = [(place, *column) for place, column in written.columns.items()]
    before: tuple[Any, ...] = ()
    made: list[Any] = []
    for found in rows:
        row = list(found)
        for place, converters, column in columns:
            value = row[place]
            if before and value == before[place]:
                row[place] = made[place]
                continue
            for convert in converters:
                value = convert(value, column, connection)
            row[place] = value
        if is_shared:
            before, made = found, row
        yield row


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
