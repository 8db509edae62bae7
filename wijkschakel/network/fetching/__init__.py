"""Gets pages of others over the open internet, and of nobody inside.

Plain Python. An address is looked up once and the connection goes to exactly the address that
was checked, again for each redirect; what comes back is held to a size and a time.
"""

from wijkschakel.network.fetching.addresses import Target, safe_target
from wijkschakel.network.fetching.errors import NotChanged, NotFetched
from wijkschakel.network.fetching.pages import Fetched, Limits, fetch

__all__ = [
    "Fetched",
    "Limits",
    "NotChanged",
    "NotFetched",
    "Target",
    "fetch",
    "safe_target",
]
