"""A page that is watched: what it asks, what it complains of, and what the judges find."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request

from tests import levels

PHONE = 360
# A page that everybody may see.
START = "/toegankelijk/"
PACKAGES = Path(__file__).resolve().parent.parent.parent / "node_modules"
# What changes with the width of the window and with light and dark.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The head, the menu and the foot are the larger part of most pages. How they look is judged once
# for all pages on which they are made alike, in this width and these colours; the rest that is
# asked of them is asked on every page. The browser keeps what it saw as long as the window is open.
KNOWS = """(() => {
  let known = [];
  for (const name of ['color-contrast', 'target-size']) {
    const rule = axe._audit.getRule(name), matches = rule.matches;
    rule.matches = (node, ...more) => !known.some(part => part.contains(node))
      && matches.call(rule, node, ...more);
  }
  const words = />[^<]+</g, values = / (value|href|action)="[^"]*"/g;
  window.lookAround = () => {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const look = [innerWidth, dark, document.body.className].join(' ');
    const told = part => look + part.outerHTML.replace(words, '><').replace(values, '');
    const parts = [...document.body.children].filter(part => !part.matches('main'));
    const names = new Map(parts.map(part => [part, told(part)]));
    known = parts.filter(part => sessionStorage.getItem(names.get(part)));
    return () => names.forEach(name => sessionStorage.setItem(name, 'judged'));
  };
  window.forget = () => { known = []; };
})()"""
ASK_AXE = """const askAxe = async (rules, without, isEnough) => {
  const off = Object.fromEntries(without.map(rule => [rule, {enabled: false}]));
  const wanted = {runOnly: rules, rules: off, resultTypes: ['violations'], preload: false};
  const keep = isEnough ? lookAround() : forget();
  const found = (await axe.run(document, wanted)).violations;
  if (isEnough && !without.length && !found.length) keep();
  const where = v => v.nodes.slice(0, 3).map(n => n.html).join(' | ');
  return found.map(v => `axe ${v.id}: ${where(v)}`);
}"""
ASK_SNIFFER = """const askSniffer = () => new Promise((resolve, reject) => {
  HTMLCS.process('WCAG2AA', document, () => resolve(
    HTMLCS.getMessages().filter(m => m.type === HTMLCS.ERROR)
      .map(m => `sniffer ${m.code}: ${m.msg} ${(m.element.outerHTML || '').slice(0, 200)}`)
  ), reject);
})"""
# All in one question: each costs a way to the browser and back.
ASK_BOTH = f"""async asked => {{
  {ASK_AXE};
  {ASK_SNIFFER};
  const found = [...await askAxe(...asked), ...await askSniffer()];
  return [found, document.documentElement.scrollWidth];
}}"""
ASK_COLOURS = f"""async asked => {{
  {ASK_AXE};
  return askAxe(...asked);
}}"""


@cache
def judges() -> str:
    """Give the source of axe, which knows what it saw, and of HTML_CodeSniffer."""
    files = ("axe-core/axe.min.js", "html_codesniffer/build/HTMLCS.js")
    axe, sniffer = ((PACKAGES / file).read_text() for file in files)
    return ";\n".join((axe, KNOWS, sniffer))


class Watched:
    """A page with its complaints."""

    def __init__(self, page: Page, address: str) -> None:
        """Start watching."""
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.width, self.scheme = 0, ""
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def become(self, cookies: list[Any], width: int, scheme: str) -> None:
        """Let somebody else sit down at this window; what was fetched before is kept."""
        self.page.context.clear_cookies()
        self.page.context.add_cookies(cookies)
        self.begin(width, scheme)

    def begin(self, width: int, scheme: str) -> None:
        """Forget the page before; the next comes in a window that looks so."""
        self.complaints.clear()
        self.look(width, scheme)

    def look(self, width: int, scheme: str) -> None:
        """Change the window; the page stays."""
        if self.width != width:
            self.page.set_viewport_size({"width": width, "height": 800})
        if self.scheme != scheme:
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        self.width, self.scheme = width, scheme

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
        found, wide = self.page.evaluate(ASK_BOTH, [AXE_RULES, without, not levels.THOROUGH])
        return [*found, *self._sticks_out(wide), *self.complaints]

    def judge_colours(self) -> list[str]:
        """Ask once more what another width and light or dark can change, and nothing else."""
        found: list[str] = self.page.evaluate(ASK_COLOURS, [COLOUR_RULES, [], False])
        return [*found, *self.fits()]

    def fits(self) -> list[str]:
        """Say when a narrow phone must scroll sideways; what is wide needs not fit."""
        if self.width > PHONE:
            return []
        return self._sticks_out(self.page.evaluate("document.documentElement.scrollWidth"))

    def _sticks_out(self, wide: int) -> list[str]:
        if self.width > PHONE or wide <= PHONE:
            return []
        return [f"scrolls sideways on a phone: {wide} px"]
