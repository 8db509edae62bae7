"""Every write that an import makes, through the actions of the rooms below."""

from wijkschakel.network.actions.areas import AreaReport, import_areas

__all__ = ["AreaReport", "import_areas"]
