"""Every write that an import makes, through the actions of the rooms below."""

from wijkschakel.network.actions.activities import (
    READERS,
    ActivityReport,
    import_activities,
    source_name,
    undo_import,
)
from wijkschakel.network.actions.areas import AreaReport, import_areas
from wijkschakel.network.actions.fetches import FetchRefused, fetch_page

__all__ = [
    "READERS",
    "ActivityReport",
    "AreaReport",
    "FetchRefused",
    "fetch_page",
    "import_activities",
    "import_areas",
    "source_name",
    "undo_import",
]
