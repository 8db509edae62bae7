"""FHIR: the one address under which our own names stand, for every room that writes FHIR."""

OWN = "urn:wijkschakel:fhir"
