"""What pages read of imports and sources."""

from wijkschakel.network.queries.imports import (
    RowWish,
    earlier_imports,
    failed_runs,
    find_import,
    find_source,
    origins_of,
    rows_of,
    sources_in,
)

__all__ = [
    "RowWish",
    "earlier_imports",
    "failed_runs",
    "find_import",
    "find_source",
    "origins_of",
    "rows_of",
    "sources_in",
]
