"""Languages to choose from, and their names."""

from wijkschakel.base.languages import NAMES, language_name

# Languages to choose from: those people here speak most.
SPOKEN = ("nl", "en", "ar", "tr", "pl", "uk", "fr", "es", "ti", "fa", "so", "ber", "nsi")

__all__ = ["NAMES", "SPOKEN", "language_name"]
