"""Somebody who has no mouse: Tab to the next stop, look where they are, press a key."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

_MOST_STOPS = 250

# What the stop under the focus is called, as it is read aloud, and whether one sees that the focus is there.
_HERE = """() => {
  const at = document.activeElement;
  const labels = [...(at.labels ?? [])].map((one) => one.textContent).join(' ');
  const words = at.getAttribute('aria-label') || labels || at.textContent || at.title || '';
  const seen = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  const around = [at, at.nextElementSibling, at.parentElement].filter(Boolean);
  const box = at.getBoundingClientRect();
  return {
    words: words.replace(/\\s+/g, ' ').trim(), tag: at.tagName, kind: at.type ?? '', name: at.name ?? '',
    seen: around.some(seen), onScreen: box.bottom > 0 && box.top < innerHeight,
  };
}"""


class Hands:
    """Keys alone. `unseen` are stops where nothing shows the focus, or that lie off the screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []
        page.emulate_media(
            reduced_motion="reduce"
        )  # where one is is asked at once, not while it scrolls

    def to(self, words: str, *, tag: str = "", forward: bool = True) -> None:
        """Tab until the stop so called; the page is walked at most once."""
        passed = []
        for _stop in range(_MOST_STOPS):
            self.page.keyboard.press("Tab" if forward else "Shift+Tab")
            here = self.page.evaluate(_HERE)
            if here["tag"] == "BODY":
                continue
            if not here["seen"] or not here["onScreen"]:
                why = "off the screen" if here["seen"] else "no outline"
                path = urlsplit(self.page.url).path
                self.unseen.append(f"{path}: {here['tag']} {here['words'][:60]}: {why}")
            passed.append(here["words"][:40])
            if words in here["words"] and tag in ("", here["tag"]):
                return
        raise AssertionError(f"no stop called {words!r}; passed {passed}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def fill(self, label: str, words: str) -> None:
        self.to(label)
        self.type(words)

    def push(self, words: str, tag: str = "") -> None:
        """Enter on a link or a button, and wait for the page it leads to."""
        self.to(words, tag=tag)
        with self.page.expect_navigation():
            self.press("Enter")
        self.page.wait_for_load_state()
