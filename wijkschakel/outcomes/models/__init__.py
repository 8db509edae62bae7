"""Definitions written before the figures, promises on them, what was published, who objected."""

from wijkschakel.outcomes.models.definitions import Definition, FocusArea, Promise
from wijkschakel.outcomes.models.releases import Build, Objection, PublishedTable
from wijkschakel.outcomes.models.studies import Study, StudyConsent, StudyExport

__all__ = [
    "Build",
    "Definition",
    "FocusArea",
    "Objection",
    "Promise",
    "PublishedTable",
    "Study",
    "StudyConsent",
    "StudyExport",
]
