"""Definitions written before the figures, promises on them, what was published, who objected."""

from wijkschakel.outcomes.models.definitions import Definition, Promise
from wijkschakel.outcomes.models.releases import Build, Objection, PublishedTable
from wijkschakel.outcomes.models.studies import Study, StudyConsent, StudyExport

__all__ = [
    "Build",
    "Definition",
    "Objection",
    "Promise",
    "PublishedTable",
    "Study",
    "StudyConsent",
    "StudyExport",
]
