"""How an initiative grows: one stage after the other, never past one."""

STAGES = ("question", "group", "initiative", "programme")


def next_stage(stage: str) -> str:
    """Give the stage that comes after this one; empty when it is fully grown."""
    place = STAGES.index(stage) + 1
    return STAGES[place] if place < len(STAGES) else ""


def floors(stage: str) -> list[bool]:
    """Say of each stage, from the first, whether its light is on."""
    return [STAGES.index(stage) >= place for place in range(len(STAGES))]
