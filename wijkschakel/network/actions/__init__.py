"""Every write that an import makes, through the actions of the rooms below."""

from wijkschakel.network.actions.activities import (
    READERS,
    ActivityReport,
    import_activities,
    source_name,
    undo_import,
)
from wijkschakel.network.actions.areas import AreaReport, import_areas

__all__ = [
    "READERS",
    "ActivityReport",
    "AreaReport",
    "import_activities",
    "import_areas",
    "source_name",
    "undo_import",
]
