"""Organisations where staff may sign in, as the settings write them: a list in JSON."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY = re.compile(r"[a-z0-9-]{1,40}")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
NEEDED = ("key", "name", "issuer", "client_id", "client_secret")
LISTS = ("domains", "second_step")


@dataclass(frozen=True)
class Provider:
    """One organisation that says who somebody is, by OpenID Connect."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    domains: tuple[str, ...] = ()
    trusts_email: bool = False
    second_step: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """Where the door of the organisation stands."""
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.issuer))


def read_providers(text: str) -> dict[str, Provider]:
    """Read the organisations; empty text is none.

    :raises ImproperlyConfigured: something is missing or unknown; the secret is never shown.
    """
    if not text.strip():
        return {}
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise ImproperlyConfigured("WIJKSCHAKEL_OIDC is no JSON") from error
    if not isinstance(rows, list):
        raise ImproperlyConfigured("WIJKSCHAKEL_OIDC must be a list of organisations")
    found = [_read(row, number) for number, row in enumerate(rows, start=1)]
    if len({one.key for one in found}) < len(found) or len({one.issuer for one in found}) < len(
        found
    ):
        raise ImproperlyConfigured("WIJKSCHAKEL_OIDC names a key or an issuer twice")
    return {one.key: one for one in found}


def _read(row: object, number: int) -> Provider:
    place = f"WIJKSCHAKEL_OIDC, organisation {number}"
    known = set(Provider.__dataclass_fields__)
    if not isinstance(row, dict) or set(row) - known:
        raise ImproperlyConfigured(f"{place}: only {', '.join(sorted(known))} are known")
    for name in NEEDED:
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise ImproperlyConfigured(f"{place}: {name} is missing")
    for name in LISTS:
        words = row.get(name, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ImproperlyConfigured(f"{place}: {name} must be a list of words")
    if not isinstance(row.get("trusts_email", False), bool):
        raise ImproperlyConfigured(f"{place}: trusts_email must be true or false")
    if not KEY.fullmatch(row["key"]):
        raise ImproperlyConfigured(f"{place}: key may hold small letters, digits and dashes")
    if not is_safe(row["issuer"]):
        raise ImproperlyConfigured(f"{place}: issuer must be an address with https://")
    lists = {name: tuple(word.lower() for word in row.get(name, [])) for name in LISTS}
    return Provider(**row | lists)


def is_safe(address: str) -> bool:
    """Say whether an address is https, or this machine itself."""
    parts = urlsplit(address)
    if parts.username or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
