"""The two conversations with a device that keeps a key: making one, and showing one."""

from typing import Any

from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from wijkschakel.people.models import Account, Passkey
from wijkschakel.web.common import signin
from wijkschakel.web.common.http import Request

ADDING = "passkey.adding"
SHOWING = "signin.passkey"


class NotRecognised(Exception):
    """The device answered something that is not, or no longer, a key of ours."""


def _server(request: Request) -> Fido2Server:
    """Make a server for the address the visitor sees; a key works there and nowhere else."""
    host = request.get_host()
    origin = f"{request.scheme}://{host}"
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=host.rsplit(":", 1)[0], name="Wijkschakel"),
        verify_origin=lambda asked: asked == origin,
    )


def ask_to_make(request: Request, account: Account) -> dict[str, Any]:
    """Begin making a key: what the browser passes to the device."""
    name = str(account.person)
    options, state = _server(request).register_begin(
        user=PublicKeyCredentialUserEntity(id=account.pk.bytes, name=name, display_name=name),
        credentials=[_credential(passkey) for passkey in account.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[ADDING] = state
    return dict(options)


def read_made(request: Request, answer: Any) -> tuple[str, str]:
    """Check the device's answer and give number and public part of the new key.

    :raises NotRecognised: it does not belong to the question, or was answered before.
    """
    state = request.session.pop(ADDING, None)
    try:
        made = _server(request).register_complete(state, answer).credential_data
        if made is None:
            raise NotRecognised
        CoseKey.parse(made.public_key)
        return websafe_encode(made.credential_id), websafe_encode(bytes(made))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotRecognised from error


def ask_to_show(request: Request) -> dict[str, Any]:
    """Begin signing in: any key of this site will do."""
    options, state = _server(request).authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    signin.keep_on_the_way_in(request, SHOWING, state)
    return dict(options)


def read_shown(request: Request, answer: Any) -> Passkey:
    """Check the device's answer and give the key of an account that may sign in.

    :raises NotRecognised: unknown key, wrong signature, another site, or answered before.
    """
    state = request.session.pop(SHOWING, None)
    try:
        passkey = (
            Passkey.objects.select_related("account__person")
            .filter(credential_id=answer["id"], account__is_active=True)
            .first()
        )
        if passkey is None:
            raise NotRecognised
        _server(request).authenticate_complete(state, [_credential(passkey)], answer)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotRecognised from error
    return passkey


def _credential(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(passkey.public_part))
