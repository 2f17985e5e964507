import re
from pathlib import Path

from tests.habits.source import name_of, templates

INLINE = {
    "style=": re.compile(r"\sstyle\s*="),
    "<style>": re.compile(r"<style\b"),
    "inline script": re.compile(r"<script(?![^>]*(\ssrc=|type=\"application/json\"))"),
    "on…=": re.compile(
        r"\son(?:click|dblclick|change|input|submit|load|error|focus|blur|key\w+|mouse\w+|pointer\w+)\s*="
    ),
    "javascript:": re.compile(r"javascript:", re.IGNORECASE),
    "from another machine": re.compile(r"(?:src|href)=[\"'](?:https?:)?//"),
    "blocktranslate without trimmed": re.compile(r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)"),
}
VIETNAMESE = re.compile(
    r"[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE
)
# They show the parts with invented data, to whoever writes pages.
PATTERN_PAGES = {"sample.html", "sample_paper.html"}
NOT_TEXT = re.compile(
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}"
    r"|{%\s*comment.*?{%\s*endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->",
    re.DOTALL,
)


def found(kind: re.Pattern[str], path: Path) -> list[str]:
    text = path.read_text()
    return [
        f"{name_of(path)}:{text[: hit.start()].count(chr(10)) + 1}" for hit in kind.finditer(text)
    ]


def test_templates_hold_no_style_no_script_and_no_foreign_address() -> None:
    spots = {
        name: [spot for path in templates() for spot in found(kind, path)]
        for name, kind in INLINE.items()
    }

    assert spots == {name: [] for name in INLINE}


def test_every_vietnamese_word_goes_through_translate() -> None:
    bare = [
        f"{name_of(path)}: {line.strip()[:60]}"
        for path in templates()
        if path.name not in PATTERN_PAGES
        for line in NOT_TEXT.sub("", path.read_text()).splitlines()
        if VIETNAMESE.search(line)
    ]

    assert bare == []
