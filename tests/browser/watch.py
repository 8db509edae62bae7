"""A page that is watched: what it asks, what it complains of, and what the judges find."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request

PHONE = 360
# A page that everybody may see.
START = "/toegankelijk/"
PACKAGES = Path(__file__).resolve().parent.parent.parent / "node_modules"
# What changes with the width of the window and with light and dark.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = """async ([rules, without]) => {
  const off = Object.fromEntries(without.map(rule => [rule, {enabled: false}]));
  const wanted = {runOnly: rules, rules: off, resultTypes: ['violations'], preload: false};
  const found = await axe.run(document, wanted);
  const where = v => v.nodes.slice(0, 3).map(n => n.html).join(' | ');
  return found.violations.map(v => `axe ${v.id}: ${where(v)}`);
}"""
ASK_SNIFFER = """() => new Promise((resolve, reject) => {
  HTMLCS.process('WCAG2AA', document, () => resolve(
    HTMLCS.getMessages().filter(m => m.type === HTMLCS.ERROR)
      .map(m => `sniffer ${m.code}: ${m.msg} ${(m.element.outerHTML || '').slice(0, 200)}`)
  ), reject);
})"""


@cache
def judges() -> str:
    """Give the source of axe and of HTML_CodeSniffer."""
    files = ("axe-core/axe.min.js", "html_codesniffer/build/HTMLCS.js")
    return ";\n".join((PACKAGES / file).read_text() for file in files)


class Watched:
    """A page with its complaints."""

    def __init__(self, page: Page, address: str) -> None:
        """Start watching."""
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self._width, self._scheme = 0, ""
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def become(self, cookies: list[Any], width: int, scheme: str) -> None:
        """Let somebody else sit down at this window; what was fetched before is kept."""
        self.complaints.clear()
        self.page.context.clear_cookies()
        self.page.context.add_cookies(cookies)
        self.look(width, scheme)

    def look(self, width: int, scheme: str) -> None:
        """Change the window; the page stays."""
        if self._width != width:
            self.page.set_viewport_size({"width": width, "height": 800})
        if self._scheme != scheme:
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        self._width, self._scheme = width, scheme

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:")):
            self.complaints.append(f"asks somebody else: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        # The browser repeats the status of a page that was meant to be 422 or 404.
        expected = "the server responded with a status of 4" in message.text
        own_page = message.location.get("url") == self.page.url
        if message.type in ("error", "warning") and not (expected and own_page):
            self.complaints.append(f"console: {message.text}")

    def judge(self, *, colours: bool = True) -> list[str]:
        """Ask both judges, and whether the page fits a narrow phone."""
        without = [] if colours else COLOUR_RULES
        found: list[str] = self.page.evaluate(ASK_AXE, [AXE_RULES, without])
        found += self.page.evaluate(ASK_SNIFFER)
        return [*found, *self.fits(), *self.complaints]

    def judge_colours(self) -> list[str]:
        """Ask once more what another width and light or dark can change, and nothing else."""
        return [*self.page.evaluate(ASK_AXE, [COLOUR_RULES, []]), *self.fits()]

    def fits(self) -> list[str]:
        """Say when a narrow phone must scroll sideways; what is wide needs not fit."""
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if self._width > PHONE or wide <= PHONE:
            return []
        return [f"scrolls sideways on a phone: {wide} px"]
