"""Every write that an import makes, through the actions of the rooms below."""

from wijkschakel.network.actions.areas import AreaReport, import_areas
from wijkschakel.network.actions.at_once import (
    ActivityReport,
    ImportReport,
    ServiceReport,
    as_json,
    import_activities,
    import_news,
    import_services,
    source_name,
    undo_import,
)
from wijkschakel.network.actions.fetches import FetchRefused, fetch_page
from wijkschakel.network.actions.reading import READERS

__all__ = [
    "READERS",
    "ActivityReport",
    "AreaReport",
    "FetchRefused",
    "ImportReport",
    "ServiceReport",
    "as_json",
    "fetch_page",
    "import_activities",
    "import_areas",
    "import_news",
    "import_services",
    "source_name",
    "undo_import",
]
