"""Paths: taking one's path along, wiping it, and how long it is kept."""

from wijkschakel.paths.privacy.keeping import erase, retention
from wijkschakel.paths.privacy.taking import export

__all__ = ["erase", "export", "retention"]
