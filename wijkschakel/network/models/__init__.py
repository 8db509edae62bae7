"""Imports with their rows, feeds that are followed, and where things come from."""

from wijkschakel.network.models.imports import (
    Import,
    ImportRow,
    Upload,
)
from wijkschakel.network.models.sources import (
    Format,
    Kind,
    Origin,
    Source,
)

__all__ = [
    "Format",
    "Import",
    "ImportRow",
    "Kind",
    "Origin",
    "Source",
    "Upload",
]
