"""The lasting addresses of public things: by these others know them."""

import uuid

from django.conf import settings


def activity(number: uuid.UUID) -> str:
    """Give the address of an activity."""
    return f"{settings.BASE_URL}/activiteit/{number}/"


def session(number: uuid.UUID) -> str:
    """Give the address of a session."""
    return f"{settings.BASE_URL}/bijeenkomst/{number}/"


def organisation(number: uuid.UUID) -> str:
    """Give the address of an organisation."""
    return f"{settings.BASE_URL}/organisaties/{number}/"


def service(number: uuid.UUID) -> str:
    """Give the address of a service."""
    return f"{settings.BASE_URL}/wie-helpt/{number}/"


def group(number: uuid.UUID) -> str:
    """Give the address of a closed group, for its members."""
    return f"{settings.BASE_URL}/groep/{number}/"


def hour(number: uuid.UUID) -> str:
    """Give the address of a consultation hour."""
    return f"{settings.BASE_URL}/spreekuur/{number}/"


def district(code: str) -> str:
    """Give the address of a district."""
    return f"{settings.BASE_URL}/wijk/{code}/"


def lesson(number: uuid.UUID) -> str:
    """Give the address of a lesson."""
    return f"{settings.BASE_URL}/leren/{number}/"
