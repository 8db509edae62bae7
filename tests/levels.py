"""How much is tried: enough for every day, or all of it before a release.

Both levels run every test. A test that goes through very many cases, or draws them by chance, has
two sizes; what it proves is the same. `make thorough` asks for all of it.
"""

import os

THOROUGH = os.environ.get("WIJKSCHAKEL_TEST_THOROUGH") == "1"
# What no database makes different runs on a second one every day too, one test in so many.
ONE_IN = 5


def size(everyday: int, thorough: int) -> int:
    """Give how many cases to try."""
    return thorough if THOROUGH else everyday
