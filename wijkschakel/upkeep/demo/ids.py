"""Numbers that come out the same every time: from a seed and a name."""

import random
import uuid

ROOT = uuid.UUID("6d1f0f3e-52e5-5c62-9a0e-99010000a2e1")
# Codes of municipalities that do not exist: the town, and what grows around it.
CODES = ("GM9901", "GM9902", "GM9903", "GM9904")


def demo_id(kind: str, key: object, seed: int | None = None) -> uuid.UUID:
    """Give the number of one thing. Without a seed it is the same in every demonstration."""
    start = "" if seed is None else f"{seed}:"
    return uuid.uuid5(ROOT, f"{start}{kind}:{key}")


def dice(seed: int, purpose: str) -> random.Random:
    """Give a source of chance of its own, so that one part never shifts another."""
    return random.Random(f"hazelrode:{seed}:{purpose}")


def random_id(chance: random.Random) -> uuid.UUID:
    """Give a number quickly, where there are very many."""
    return uuid.UUID(int=chance.getrandbits(128), version=4)
