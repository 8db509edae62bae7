"""Files and functions stay small enough to read."""

import statistics

from tests.architecture.house import functions, name, python_files, tracked_files

FILE_LINES = 400
FUNCTION_LINES = 40
MEDIAN_LINES = 10


def test_no_file_passes_its_budget():
    sources = [file for file in tracked_files() if file.suffix in (".py", ".html", ".css", ".js")]
    too_long = {
        name(file): lines
        for file in sources
        if "migrations" not in file.parts
        and (lines := len(file.read_text().splitlines())) > FILE_LINES
    }
    assert too_long == {}


def test_no_function_passes_its_budget():
    too_long = {
        f"{name(file)}:{function.name}": lines
        for file in python_files()
        for function in functions(file)
        if (lines := function.end_lineno - function.lineno + 1) > FUNCTION_LINES
    }
    assert too_long == {}


def test_the_median_function_is_short():
    lengths = [
        function.end_lineno - function.lineno + 1
        for file in python_files()
        for function in functions(file)
    ]
    assert statistics.median(lengths) < MEDIAN_LINES
