"""Compiling the inner loops of the network. Needs numba.

A compiled function counts who refers to an array each time it takes one out of `Graph`, which
took nine tenths of the time of a search. These functions neither make nor keep arrays, and their
caller holds them all the while, so that nothing has to be counted. Numba has a switch for that
which it does not document; where a version lacks it, the same code runs without, slower.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit
from numba.core.options import DefaultOptions

Function = TypeVar("Function", bound=Callable[..., Any])
_UNCOUNTED = {"_nrt": False} if hasattr(DefaultOptions, "_nrt") else {}


def bare(function: Function) -> Function:
    """Compile a function that makes no arrays and gives none back."""
    return njit(function, cache=True, **_UNCOUNTED)
