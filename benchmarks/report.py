"""The lines of a measurement, and how they are shown."""

from dataclasses import dataclass

RIVAL = "beste van vier"


@dataclass(frozen=True)
class Line:
    """One figure: ours, the rival's, and the bar we set ourselves."""

    what: str
    ours: float
    unit: str
    bar: float | None = None
    rival: str = ""
    is_exact: bool = False

    @property
    def is_reached(self) -> bool:
        """Say whether the bar was reached: at most, or exactly."""
        if self.bar is None:
            return True
        return self.ours == self.bar if self.is_exact else self.ours <= self.bar

    @property
    def told_bar(self) -> str:
        """Write the bar."""
        if self.bar is None:
            return ""
        return f"{'=' if self.is_exact else '≤'} {number(self.bar)} {self.unit}"


def number(value: float) -> str:
    """Write a number as short as it is clear."""
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"


def show(lines: list[Line]) -> None:
    """Print a table in Markdown."""
    rows = [("wat", "Wijkschakel", "grens", RIVAL, "")]
    rows += [
        (
            line.what,
            f"{number(line.ours)} {line.unit}",
            line.told_bar,
            line.rival,
            "" if line.bar is None else "ja" if line.is_reached else "NEE",
        )
        for line in lines
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for place, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(f"| {' | '.join(cells)} |")
        if not place:
            print(f"|{'|'.join('-' * (width + 2) for width in widths)}|")
