"""A telephone in software: makes keys and shows them, as the standard asks of a real one."""

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN = "http://testserver"
Flag = AuthenticatorData.FLAG


class Device:
    """Holds one key."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.number = secrets.token_bytes(32)
        self.owner = b""

    def _client(self, kind: str, options: dict[str, Any], origin: str) -> bytes:
        said = {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": origin}
        return json.dumps(said).encode()

    def make(self, options: dict[str, Any], origin: str = ORIGIN) -> str:
        """Answer the question to make a key."""
        self.owner = options["publicKey"]["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.number, public)
        client = self._client("webauthn.create", options, origin)
        data = AuthenticatorData.create(
            hashlib.sha256(options["publicKey"]["rp"]["id"].encode()).digest(),
            Flag.UP | Flag.UV | Flag.AT,
            0,
            credential,
        )
        made = AttestationObject.create("none", data, {})
        return self._answer(clientDataJSON=client, attestationObject=bytes(made))

    def show(
        self, options: dict[str, Any], origin: str = ORIGIN, flags: Flag = Flag.UP | Flag.UV
    ) -> str:
        """Answer the question to show the key."""
        client = self._client("webauthn.get", options, origin)
        site = options["publicKey"]["rpId"]
        data = bytes(AuthenticatorData.create(hashlib.sha256(site.encode()).digest(), flags, 1))
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _answer(self, **parts: bytes) -> str:
        number = websafe_encode(self.number)
        response = {name: websafe_encode(part) for name, part in parts.items()}
        return json.dumps(
            {"id": number, "rawId": number, "type": "public-key", "response": response}
        )
