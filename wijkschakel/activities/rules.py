"""When somebody may join, and what follows: plain Python."""


def has_room(*, taken: int, capacity: int | None, wanted: int = 1) -> bool:
    """Say whether `wanted` more people fit; no capacity means no limit."""
    return capacity is None or taken + wanted <= capacity
