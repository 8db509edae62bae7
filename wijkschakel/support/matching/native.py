"""Compiling the inner loops. Needs numba, which is imported nowhere else in the product.

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

Function = TypeVar("Function", bound=Callable[..., Any])
ENGINE = Path(__file__).parent.parent
ROOMS = ("matching", "arranging")  # below ENGINE
_UNCOUNTED = {"_nrt": False} if hasattr(DefaultOptions, "_nrt") else {}


def bare(function: Function) -> Function:
    """Compile a function that makes no arrays and gives none back."""
    return njit(function, cache=True, **_UNCOUNTED)


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function."""
    return njit(function, cache=True)


def compiled_unchecked(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function that never divides by zero, so that this needs no check."""
    return njit(function, cache=True, error_model="numpy")


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
