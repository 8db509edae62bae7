"""Compiling the inner loops. Needs numba, which is imported nowhere else in the product.

Compiling takes far longer than the sources are long, mostly for what Python needs to call a
function: taking a whole `Graph` apart. So what only compiled functions call is `inner`, without
that (called from Python it is plain Python), and few functions are not. Whatever is called with
another type of number is compiled once more, so numbers are passed on as int64.

A compiled function counts who refers to an array each time it takes one out of `Graph`, which
took nine tenths of the time of a search. `bare` functions neither make nor keep arrays, and their
caller holds them all the while, so that nothing has to be counted. Numba has a switch for that
which it does not document; where a version lacks it, the same code runs without, slower.

What was compiled is kept on disk. Numba looks whether the file of a function changed, not whether
those that it calls did; so all is kept in a folder that is named after the sources together.
"""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from numba import config, njit
from numba.core.options import DefaultOptions
from numba.extending import register_jitable

Function = TypeVar("Function", bound=Callable[..., Any])
ENGINE = Path(__file__).parent.parent
ROOMS = ("matching", "arranging")  # below ENGINE
_UNCOUNTED = {"_nrt": False} if hasattr(DefaultOptions, "_nrt") else {}
_KEPT = {"cache": True, "no_cfunc_wrapper": True}  # nobody calls them from C


def bare(function: Function) -> Function:
    """Compile a function that makes no arrays and gives none back."""
    return njit(function, **_KEPT, **_UNCOUNTED)


def compiled(function: Function) -> Function:
    """Compile a function."""
    return njit(function, **_KEPT)


def bare_inner(function: Function) -> Function:
    """Compile with its callers a function that makes no arrays and gives none back."""
    return register_jitable(**_KEPT, **_UNCOUNTED)(function)


def inner(function: Function) -> Function:
    """Compile a function with its callers."""
    return register_jitable(**_KEPT)(function)


def inner_unchecked(function: Function) -> Function:
    """Compile with its callers a function that never divides by zero, so needs no check."""
    return register_jitable(**_KEPT, error_model="numpy")(function)


def cache_folder(engine: Path, below: Path) -> Path:
    """Give the folder for what is compiled of these sources; what others left there goes."""
    known = hashlib.sha256()
    for source in sorted(path for room in ROOMS for path in (engine / room).glob("*.py")):
        known.update(source.name.encode() + b"\0" + source.read_bytes())
    folder = below / f"wijkschakel-{known.hexdigest()[:16]}"
    if not folder.exists():
        for old in below.glob("wijkschakel-*"):
            shutil.rmtree(old, ignore_errors=True)
    return folder


config.CACHE_DIR = str(
    cache_folder(ENGINE, Path(config.CACHE_DIR or Path(__file__).parent / "__pycache__"))
)
