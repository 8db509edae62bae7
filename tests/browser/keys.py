"""Somebody who has no mouse."""

from playwright.sync_api import Page

MOST_TABS = 120
SAY = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const label = here.labels?.length ? here.labels[0].innerText : '';
  const by = (here.getAttribute('aria-labelledby') || '').split(' ')
    .map(id => document.getElementById(id)?.innerText || '').join(' ');
  const look = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  return {
    name: (by.trim() || here.getAttribute('aria-label') || label || here.innerText
      || here.value || '').replace(/\\s+/g, ' ').trim(),
    isSeen: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0
      || look.boxShadow !== 'none',
    isInside: box.bottom > 0 && box.top < innerHeight,
  };
}"""


class Keys:
    """Walks a page with Tab, and notices when the focus cannot be seen."""

    def __init__(self, page: Page) -> None:
        """Start at the top."""
        self.page = page
        self.unseen: list[str] = []

    def walk_to(self, words: str) -> str:
        """Press Tab until something with these words has the focus; give its whole name."""
        passed = []
        for _number in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(SAY)
            if here is None:
                continue
            passed.append(here["name"])
            if not (here["isSeen"] and here["isInside"]):
                self.unseen.append(here["name"])
            if words.lower() in here["name"].lower():
                return here["name"]
        raise AssertionError(f"no key leads to {words!r}: {passed}")

    def press(self, key: str = "Enter") -> None:
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type where the focus is."""
        self.page.keyboard.type(words)
