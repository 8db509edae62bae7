"""Text that is encrypted in the database: AES-GCM, bound to its row and its field."""

import base64
import os
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

NONCE_BYTES = 12
KEY_BYTES = 32


class CannotDecrypt(Exception):
    """The key is gone, or the text was moved to another row or field."""


class Sealed(str):
    """Ciphertext as it stands in the database, not yet opened."""

    __slots__ = ()


class WrongKey(Exception):
    """A key of WIJKSCHAKEL_FIELD_KEYS is not a key; the key itself is never in the message."""


@cache
def _ciphers(keys: tuple[str, ...]) -> dict[str, AESGCM]:
    return dict(_cipher(key) for key in keys)


def _cipher(key: str) -> tuple[str, AESGCM]:
    name, _, secret = key.partition(":")
    try:
        raw = base64.b64decode(secret, validate=True)
    except ValueError:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise WrongKey(
            f"key {name!r} of WIJKSCHAKEL_FIELD_KEYS must be {KEY_BYTES} bytes in base64; "
            "make one with: wijkschakel rotate_keys --new-key"
        )
    return name, AESGCM(raw)


def first_key() -> str:
    """Give the name of the key that encrypts."""
    return next(iter(_keyring()))


def _keyring() -> dict[str, AESGCM]:
    return _ciphers(tuple(settings.FIELD_KEYS))


def seal(text: str, place: str) -> str:
    """Encrypt `text` with the first key, bound to `place` ("table.column:primary key")."""
    name, cipher = next(iter(_keyring().items()))
    nonce = os.urandom(NONCE_BYTES)
    body = cipher.encrypt(nonce, text.encode(), place.encode())
    return f"{name}:{base64.b64encode(nonce + body).decode()}"


def unseal(sealed: str, place: str) -> str:
    """Decrypt what `seal` made at the same `place`.

    :raises CannotDecrypt: when the key is unknown, or place or text differ.
    """
    name, _, body = sealed.partition(":")
    try:
        raw = base64.b64decode(body)
        return (
            _keyring()[name].decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
        )
    except (KeyError, InvalidTag, ValueError) as error:
        raise CannotDecrypt(
            f"{place} cannot be read: its key {name!r} is not in WIJKSCHAKEL_FIELD_KEYS, "
            "or the text was moved or changed"
        ) from error


class _Opener:
    """Opens the text when it is asked for, and keeps it open on that instance."""

    def __init__(self, field: "EncryptedTextField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = instance.__dict__[name] = unseal(value, self.field.place(instance))
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """A text field whose column holds ciphertext. The primary key must be known before saving."""

    def place(self, instance: models.Model) -> str:
        """Say where this text lives: what binds the ciphertext to its row and field."""
        return self.place_of(instance.pk)

    def place_of(self, number: object) -> str:
        """Say where the text of the row with this number lives."""
        return f"{self.model._meta.db_table}.{self.column}:{number}"

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        """Put the opener on the model."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opener(self))

    def from_db_value(
        self, value: str | None, expression: object, connection: object
    ) -> str | None:
        """Keep ciphertext sealed until somebody asks for the text."""
        return Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Give the column what it must hold: ciphertext, or empty."""
        value = model_instance.__dict__.get(self.attname)
        if not value or isinstance(value, Sealed):
            return value
        return Sealed(seal(str(value), self.place(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        """Let ciphertext and empty values through; searching in encrypted text is refused."""
        if not value or isinstance(value, Sealed):
            return value
        raise TypeError("encrypted text cannot be searched or updated in bulk; save the instance")
