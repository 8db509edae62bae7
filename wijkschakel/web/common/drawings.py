"""Our own small drawings: the mark, seats, a lamp. SVG text without one style attribute."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

HIDDEN = 'aria-hidden="true" focusable="false"'
MOST_SEATS = 24
SEATS_IN_A_ROW = 12


def svg(css: str, box: str, inner: str, extra: str = "") -> SafeString:
    """Wrap shapes in an svg that screen readers skip; a word beside it says the same."""
    return mark_safe(  # noqa: S308 - our own drawings only
        f'<svg class="{css}" viewBox="{box}" {HIDDEN}{extra}>{inner}</svg>'
    )


MARK = (
    '<g class="ws-mark__l"><rect x="-18.5" y="-7.5" width="37" height="15" rx="7.5"'
    ' transform="translate(19.4 27.1) rotate(-40)"/></g>'
    '<g class="ws-mark__r"><rect x="-18.5" y="-7.5" width="37" height="15" rx="7.5"'
    ' transform="translate(44.6 27.1) rotate(40)"/></g>'
    '<path class="ws-mark__l" d="M35.3 20A7.5 7.5 0 0 1 32.62 25.75L26 31.3"/>'
    '<circle class="ws-mark__dot" cx="32" cy="47.5" r="7"/>'
)


@lru_cache(maxsize=16)
def mark(size: str = "") -> SafeString:
    """Draw the mark: two links make a roof, below it one resident."""
    css = f"ws-mark ws-mark--{size}" if size else "ws-mark"
    return svg(css, "0 0 64 64", MARK)


def _window(place: int, lit: bool) -> tuple[str, str]:
    """Give the outline of one window and, when it is lit, its bar."""
    x, y = 15 * (place % SEATS_IN_A_ROW), 21 * (place // SEATS_IN_A_ROW)
    if lit:
        return f"M{x + 0.75:g} {y + 0.75:g}h8.5v14.5h-8.5z", f"M{x + 5} {y + 1}v14"
    return f"M{x} {y}h10v16h-10z", ""


@lru_cache(maxsize=2048)
def seats(taken: int, capacity: int) -> SafeString:
    """Draw each place as a window, lit when free; more than two rows in proportion."""
    shown = min(capacity, MOST_SEATS)
    dark = min(taken, capacity) * shown // capacity
    full = "".join(_window(n, lit=False)[0] for n in range(dark))
    lit = [_window(n, lit=True) for n in range(dark, shown)]
    inner = f'<path class="t" d="{full}"/>' if full else ""
    if lit:
        inner += f'<path class="f" d="{"".join(shape for shape, _ in lit)}"/>'
        inner += f'<path class="fb" d="{"".join(line for _, line in lit)}"/>'
    width = 15 * min(shown, SEATS_IN_A_ROW) - 5
    height = 16 if shown <= SEATS_IN_A_ROW else 37
    return svg("ws-seats", f"0 0 {width} {height}", inner, f' width="{width}" height="{height}"')


@lru_cache(maxsize=512)
def progress_bar(done: int) -> SafeString:
    """Draw how far something is, in percent."""
    done = max(0, min(100, done))
    return svg(
        "ws-progress__bar",
        "0 0 100 10",
        f'<rect class="b" width="{done}" height="10"/>',
        ' preserveAspectRatio="none"',
    )


ROOF = svg(
    "ws-house__roof",
    "0 0 400 100",
    '<path class="a-roof2" d="M292 62V12h34v70z"/>'
    '<path class="h-front" d="M14 101 200 16 386 101z"/>'
    '<path class="a-roof2" d="M0 101 200 4l200 97h-30L200 22 30 101z"/>',
    ' preserveAspectRatio="none"',
)

LAMP_ON = mark_safe('<span class="ws-lamp" aria-hidden="true"></span>')
LAMP_OFF = mark_safe('<span class="ws-lamp ws-lamp--off" aria-hidden="true"></span>')


def chain(step: int, steps: int) -> SafeString:
    """Draw how far one is: each step is a link; the sentence beside it says the same."""
    links = "".join(
        f'<li class="{"is-done" if n < step else "is-now" if n == step else "is-next"}"></li>'
        for n in range(1, steps + 1)
    )
    return mark_safe(f'<ol class="ws-chain" aria-hidden="true">{links}</ol>')  # noqa: S308
