"""Links and paths in what people read lead somewhere."""

import re
from pathlib import Path

from tests.habits.source import HOUSE, ROOT

PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"]
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
# `chibo/members/rules.py`, `reports/views/page.py::page`, `cli/commands/`
PATH = re.compile(
    r"`((?:[a-z0-9_.-]+/)+(?:[a-z0-9_-]+\.(?:py|toml|csv|html|js|css)|[a-z0-9_-]+/))(?:::(\w+))?`"
)


def without_code(text: str) -> str:
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def anchors(page: Path) -> set[str]:
    named = re.findall(r'<a (?:id|name)="([^"]+)"', page.read_text())
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {*named, *(re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads)}


def test_links_lead_somewhere() -> None:
    lost = []
    for page in PAGES:
        for target in LINK.findall(without_code(page.read_text())):
            if "://" in target or target.startswith("mailto:"):
                continue
            place, _, anchor = target.partition("#")
            file = (page.parent / place).resolve() if place else page
            if not file.exists() or (anchor and anchor not in anchors(file)):
                lost.append(f"{page.relative_to(ROOT)}: {target}")

    assert lost == []


def is_there(page: Path, path: str, name: str) -> bool:
    """Written from the top of the checkout, from `chibo/`, from an app, or from the folder of the page."""
    apps = [one for one in HOUSE.iterdir() if one.is_dir()]
    found = [root / path for root in (ROOT, HOUSE, page.parent, *apps) if (root / path).exists()]
    if not name:
        return bool(found)
    return any(
        re.search(rf"^(def|class) {name}\b", file.read_text(), re.MULTILINE) for file in found
    )


def test_paths_of_the_house_exist() -> None:
    named = [(page, *found) for page in PAGES for found in PATH.findall(page.read_text())]

    assert len(named) > 100
    assert [
        f"{page.relative_to(ROOT)}: {path}::{name}"
        for page, path, name in named
        if not is_there(page, path, name)
    ] == []
