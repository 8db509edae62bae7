"""Rotating the keys of encrypted fields: every text is sealed again with the first key.

It goes in small steps and may be stopped and started at any moment: what carries the name of the
first key is done. Only when it says that nothing is left may an old key be taken away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps

from wijkschakel.base.fields import (
    CannotDecrypt,
    EncryptedTextField,
    Sealed,
    first_key,
    seal,
    unseal,
)


@dataclass
class Rotation:
    """What came of it: sealed again, and what no key opens."""

    resealed: int = 0
    unreadable: list[str] = field(default_factory=list)


def encrypted_fields() -> Iterator[EncryptedTextField]:
    """Give every encrypted field of every table."""
    for model in apps.get_models():
        for column in model._meta.local_fields:
            if isinstance(column, EncryptedTextField):
                yield column


def rotate(batch: int = 500) -> Rotation:
    """Seal every text again that does not carry the name of the first key."""
    rotation = Rotation()
    for column in encrypted_fields():
        last: object = None
        while rows := _old_rows(column, last, batch):
            for number, text in rows:
                _reseal(column, number, text, rotation)
            last = rows[-1][0]
    return rotation


def _old_rows(column: EncryptedTextField, last: object, batch: int) -> list[tuple[object, Sealed]]:
    name = column.attname
    rows = column.model._default_manager.exclude(
        **{f"{name}__startswith": Sealed(f"{first_key()}:")}
    ).exclude(**{name: ""})
    if last is not None:
        rows = rows.filter(pk__gt=last)
    return list(rows.order_by("pk").values_list("pk", name)[:batch])


def _reseal(column: EncryptedTextField, number: object, text: Sealed, rotation: Rotation) -> None:
    """Seal one text again; what somebody changed meanwhile carries the new key already."""
    place = column.place_of(number)
    try:
        plain = unseal(text, place)
    except CannotDecrypt:
        rotation.unreadable.append(place)
        return
    same = column.model._default_manager.filter(pk=number, **{column.attname: text})
    rotation.resealed += same.update(**{column.attname: Sealed(seal(plain, place))})
