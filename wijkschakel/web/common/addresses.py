"""Parts of addresses that are one of a few words."""

from collections.abc import Iterable

from django.urls.converters import StringConverter


def one_of(words: Iterable[str]) -> type[StringConverter]:
    """Make a part of an address that takes these words; the permission walk opens each of them."""
    return type("OneOf", (StringConverter,), {"regex": "|".join(words)})
