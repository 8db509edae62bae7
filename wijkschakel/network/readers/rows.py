"""Rows of text files with columns, whatever sign stands between them."""

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from wijkschakel.network.readers.files import Limits, Notes, Source, UnreadableFile, read_lines

SIGNS = ";\t,|"
SAMPLE = 40
MOST_LINES_IN_A_CELL = 200


def csv_rows(path: Source, limits: Limits, notes: Notes) -> Iterator[list[str]]:
    """Give the rows of a CSV file one by one."""
    lines = read_lines(path, limits, notes)
    start = list(itertools.islice(lines, SAMPLE))
    sign = between(start)
    reader = csv.reader(itertools.chain(start, lines), delimiter=sign)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(
                f"{path.name}: line {reader.line_num} cannot be read as a table ({error}). "
                "Perhaps a quotation mark is never closed."
            ) from error
        if any(text.count("\n") > MOST_LINES_IN_A_CELL for text in row):
            raise UnreadableFile(
                f"{path.name}: before line {reader.line_num} a quotation mark is never closed."
            )
        if len(row) > limits.columns:
            notes.add(f"{path.name}: more than {limits.columns} columns; the rest is not read.")
            row = row[: limits.columns]
        yield row


def between(lines: list[str]) -> str:
    """Find the sign between the columns: the one that most lines have equally often.

    Titles above a table have no such sign, and a text may hold many commas.
    """
    whole = re.sub(r'"(?:[^"]|"")*"', "", "".join(lines))
    best, most = ",", 0
    for sign in SIGNS:
        counts = Counter(line.count(sign) for line in whole.splitlines() if line.strip())
        counts.pop(0, None)
        if counts:
            (count, times) = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
            if (weight := times * min(count, 40)) > most:
                best, most = sign, weight
    return best
