"""Our own small drawings: the mark, seats, a lamp. SVG text without one style attribute."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

HIDDEN = 'aria-hidden="true" focusable="false"'
MOST_SEATS = 20


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


@lru_cache(maxsize=2048)
def seats(taken: int, capacity: int) -> SafeString:
    """Draw each place as a window, lit when free; more than twenty in proportion."""
    shown = min(capacity, MOST_SEATS)
    dark = taken if capacity <= MOST_SEATS else round(taken * MOST_SEATS / capacity)
    if capacity > MOST_SEATS and taken < capacity:
        dark = min(dark, MOST_SEATS - 1)
    dark = min(dark, shown)
    full = "".join(f"M{15 * n} 0h10v16H{15 * n}z" for n in range(dark))
    free = "".join(f"M{15 * n + 0.75:g} .75h8.5v14.5h-8.5z" for n in range(dark, shown))
    bars = "".join(f"M{15 * n + 5} 1v14" for n in range(dark, shown))
    width = max(15 * shown - 5, 1)
    inner = f'<path class="t" d="{full}"/>' if full else ""
    if free:
        inner += f'<path class="f" d="{free}"/><path class="fb" d="{bars}"/>'
    return svg("ws-seats", f"0 0 {width} 16", inner, f' width="{width}" height="16"')


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
