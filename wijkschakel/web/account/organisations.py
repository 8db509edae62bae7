"""The conversation with an organisation that says who somebody is (OpenID Connect).

Code flow with PKCE, state and nonce. Nothing is fetched before somebody presses the button, and
nothing that is fetched is believed before it is checked.
"""

import datetime as dt
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkschakel.base.errors import Refused
from wijkschakel.base.providers import Provider, is_safe
from wijkschakel.web.common import signin
from wijkschakel.web.common.http import Request

ASKED = "signin.organisation"
WAITS = dt.timedelta(minutes=10)
LEEWAY_SECONDS = 60
SECONDS_AT_MOST = 10
BYTES_AT_MOST = 256 * 1024
SIGNATURES = ["RS256", "ES256"]
SCOPE = "openid email profile"


class OrganisationAway(Refused):
    """The organisation does not answer, is slow, or says something that cannot be read."""

    def __init__(self, name: str) -> None:
        words = _("%(name)s antwoordt nu niet. Probeer het straks, of kies een andere manier.")
        super().__init__(words % {"name": name})


class NotBelieved(Refused):
    """What came back does not belong to the question, or is not signed by the organisation."""

    def __init__(self, name: str) -> None:
        words = _("Het antwoord van %(name)s klopt niet. Je bent niet ingelogd. Begin opnieuw.")
        super().__init__(words % {"name": name})


class SaidNo(Refused):
    """The organisation did not let the person in, or the person turned back."""

    def __init__(self, name: str) -> None:
        words = _("Je bent niet ingelogd bij %(name)s. Probeer het nog eens, of kies iets anders.")
        super().__init__(words % {"name": name})


@dataclass(frozen=True)
class Told:
    """What an organisation told about somebody, after every check."""

    issuer: str
    subject: str
    email: str
    in_two_steps: bool


def return_address(organisation: Provider) -> str:
    """Give our address that the organisation sends people back to."""
    return settings.BASE_URL + reverse("account:organisation_back", args=[organisation.key])


def ask(request: Request, organisation: Provider, next_page: str) -> str:
    """Begin: remember the question in the session and give the address of the door there.

    :raises OrganisationAway: it does not answer.
    """
    doors = _discover(organisation)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _part in range(3))
    with _line(organisation) as line:
        address, _state = line.create_authorization_url(
            doors["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
    kept = {
        "key": organisation.key,
        "state": state,
        "nonce": nonce,
        "verifier": verifier,
        "next": next_page,
        "until": (request.now + WAITS).isoformat(),
    }
    signin.keep_on_the_way_in(request, ASKED, kept)
    return str(address)


def asked(request: Request, organisation: Provider) -> dict[str, str]:
    """Give the question that this answer belongs to; each counts once.

    :raises NotBelieved: there is none, it is too old, or the answer is to another question.
    """
    kept: dict[str, str] = request.session.pop(ASKED, None) or {}
    state = request.GET.get("state", "")
    if kept.get("key") != organisation.key or not state.isascii():
        raise NotBelieved(organisation.name)
    is_late = request.now > dt.datetime.fromisoformat(kept["until"])
    if is_late or not hmac.compare_digest(kept["state"], state):
        raise NotBelieved(organisation.name)
    if request.GET.get("iss", organisation.issuer) != organisation.issuer:
        raise NotBelieved(organisation.name)
    return kept


def hear(request: Request, organisation: Provider, kept: Mapping[str, str]) -> Told:
    """Fetch who it is with the code that came back.

    :raises SaidNo: the organisation did not let the person in.
    :raises OrganisationAway: it does not answer.
    :raises NotBelieved: what it says is not right.
    """
    code = request.GET.get("code", "")
    if not code or "error" in request.GET:
        raise SaidNo(organisation.name)
    doors = _discover(organisation)
    answer = _fetch_token(organisation, doors["token_endpoint"], code, kept["verifier"])
    token = answer.get("id_token")
    keys = _get_json(organisation, doors["jwks_uri"])
    if not isinstance(token, str):
        raise NotBelieved(organisation.name)
    claims = _check(organisation, token, keys, kept["nonce"], request.now)
    return _told(organisation, claims)


def _line(organisation: Provider) -> Any:
    """Open a line to the organisation: no redirects, no proxies, little time, few bytes."""
    from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415  # slow import

    from wijkschakel.web.account.careful import Careful  # noqa: PLC0415  # slow import

    line = OAuth2Session(
        organisation.client_id,
        organisation.client_secret,
        scope=SCOPE,
        redirect_uri=return_address(organisation),
        code_challenge_method="S256",
    )
    line.trust_env = False
    line.max_redirects = 0
    careful = Careful(seconds=SECONDS_AT_MOST, most=BYTES_AT_MOST)
    line.mount("https://", careful)
    line.mount("http://", careful)
    return line


def _get_json(organisation: Provider, address: str) -> dict[str, Any]:
    from requests import RequestException  # noqa: PLC0415  # slow import

    try:
        with _line(organisation) as line:
            response = line.request("GET", address, withhold_token=True)
            response.raise_for_status()
            found = response.json()
    except (RequestException, ValueError) as error:
        raise OrganisationAway(organisation.name) from error
    if not isinstance(found, dict):
        raise OrganisationAway(organisation.name)
    return found


def _discover(organisation: Provider) -> dict[str, str]:
    """Ask where the doors of the organisation are; one that calls itself otherwise is no match."""
    address = organisation.issuer.rstrip("/") + "/.well-known/openid-configuration"
    found = _get_json(organisation, address)
    if found.get("issuer") != organisation.issuer:
        raise NotBelieved(organisation.name)
    doors = {
        name: found.get(name, "")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    }
    for door in doors.values():
        is_local = isinstance(door, str) and door.startswith("http://")
        if not isinstance(door, str) or not is_safe(door):
            raise NotBelieved(organisation.name)
        if is_local and organisation.issuer.startswith("https://"):
            raise NotBelieved(organisation.name)
    return doors


def _fetch_token(organisation: Provider, address: str, code: str, verifier: str) -> dict[str, Any]:
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415  # slow import
    from requests import RequestException  # noqa: PLC0415  # slow import

    try:
        with _line(organisation) as line:
            return dict(line.fetch_token(address, code=code, code_verifier=verifier))
    except AuthlibBaseError as error:
        raise NotBelieved(organisation.name) from error
    except (RequestException, ValueError, TypeError, KeyError, AttributeError) as error:
        raise OrganisationAway(organisation.name) from error


def _check(
    organisation: Provider, token: str, keys: dict[str, Any], nonce: str, now: dt.datetime
) -> dict[str, Any]:
    """Check the signature and every claim of what the organisation says."""
    from joserfc import jwt  # noqa: PLC0415  # slow import
    from joserfc.errors import JoseError  # noqa: PLC0415  # slow import
    from joserfc.jwk import KeySet  # noqa: PLC0415  # slow import

    must_be = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": organisation.issuer},
        aud={"essential": True, "value": organisation.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        public = [key for key in keys.get("keys", []) if key.get("kty") in ("RSA", "EC")]
        claims = jwt.decode(token, KeySet.import_key_set({"keys": public}), SIGNATURES).claims
        must_be.validate(claims)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotBelieved(organisation.name) from error
    audience, party = claims["aud"], claims.get("azp")
    several = isinstance(audience, list) and len(audience) > 1
    if (several or party is not None) and party != organisation.client_id:
        raise NotBelieved(organisation.name)
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise NotBelieved(organisation.name)
    return dict(claims)


def _told(organisation: Provider, claims: Mapping[str, Any]) -> Told:
    """Keep the address only when it is proven, and one of the organisation."""
    email = claims.get("email")
    is_proven = organisation.trusts_email or claims.get("email_verified") is True
    address = email.strip().lower() if isinstance(email, str) and is_proven else ""
    domain = address.rpartition("@")[2]
    if organisation.domains and domain not in organisation.domains:
        address = ""
    said = claims.get("amr") if isinstance(claims.get("amr"), list) else []
    ways = {str(way).lower() for way in [*(said or []), claims.get("acr", "")]}
    return Told(
        issuer=organisation.issuer,
        subject=claims["sub"],
        email=address,
        in_two_steps=bool(ways & set(organisation.second_step)),
    )
