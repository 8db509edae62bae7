"""Log lines that say where something broke and never what somebody typed.

The message of an exception may hold words of a person: a value that did not fit, a row that was
refused. So of an exception only the kind is written, and the lines of code it went through.
"""

import logging
import traceback
from types import TracebackType

Trouble = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Write the frames and the kind of an exception, and of those behind it; no messages."""

    def formatException(self, ei: Trouble) -> str:  # noqa: N802  # name of the library
        """Write an exception."""
        lines: list[str] = []
        error = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines.append("".join(traceback.format_tb(error.__traceback__)).rstrip())
            lines.append(type(error).__name__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(line for line in lines if line)
