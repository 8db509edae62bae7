"""How large a region is meant to be."""

REGION_RESIDENTS = 100_000
FEWEST, MOST = 70_000, 130_000


def is_far_from_aim(residents: int) -> bool:
    """Say whether a region is much smaller or larger than the hundred thousand it aims at."""
    return not FEWEST <= residents <= MOST
