"""A person's own words for a passage, in which numbers stay live.

Kept:    Kết nạp {admitted} đảng viên.       live
         Kết nạp {admitted:=5} đảng viên.    typed over: printed as typed, marked, needs a note
         Đã có {members:~trên 220} đảng viên.  a rough word, true as long as the number allows it
Edited:  Kết nạp [Kết nạp đảng viên: 4] đảng viên.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from chibo.base.figures import figure
from chibo.base.rules import Refusal
from chibo.base.text import clean, clean_lines
from chibo.reports.content.pieces import Passage, Piece
from chibo.reports.content.saying import said
from chibo.reports.content.sentences import PLACEHOLDER
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.names import numbered_names
from chibo.reports.queries.numbers import Numbers
from chibo.reports.wording import bounded, is_bound

TYPED, BOUND = ":=", ":~"
_BRACKETED = re.compile(r"\[([^\[\]]+): ?([^\[\]:]*)\]")
# Digits that are no figure: dates, years, ordinals, numbers of papers, "6 tháng".
_NO_FIGURE = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/(?:19|20)\d\d|ngày\s+\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d)"
    r"|\d+[-/](?-i:[A-ZĐ])[\wĐ./-]*|(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d"
    r"|(?:ngày|tháng|năm|quý|khóa|(?<!tổng )số|thứ|điều|khoản|chỉ thị|nghị quyết|giai đoạn)"
    r"\s+\d+(?:\s*[-–]\s*\d+)?(?![\d.,]*\d)|\d+\s+tháng\b",
    re.IGNORECASE,
)
_WRITTEN_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?")


class NumbersNeedANote(Refusal):
    """Numbers were set by hand and nobody said where they come from."""


@dataclass(frozen=True)
class Typed:
    """What was typed, as kept. `by_hand` says that a number in it no longer follows the records."""

    text: str
    by_hand: bool


def rendered(passage: Passage, text: str, note: str, numbers: Numbers) -> Passage:
    """The passage with a person's words instead of the generated ones."""
    pieces: list[Piece] = []
    problems: list[str] = []
    for place, part in enumerate(PLACEHOLDER.split(text)):
        if place % 2 == 0:
            pieces += [Piece(part)] if part else []
            continue
        found, problem = _placed(part, numbers)
        pieces += found
        problems += [problem] if problem else []
    problems += [_loose_problem(one, note) for one in loose_numbers(text, numbers)]
    return replace(passage, pieces=tuple(pieces), own=True, note=note, problems=tuple(problems))


def read_out(text: str, numbers: Numbers) -> str:
    """Kept words as a reader meets them."""
    return rendered(Passage("", ()), text, "", numbers).text


def named_only(text: str) -> str:
    """Kept words without their report: a live number says which it is, "[Kết nạp đảng viên]"; one set by
    hand also how it was written."""
    return PLACEHOLDER.sub(lambda match: f"[{_called(match[1])}]", text)


def _called(part: str) -> str:
    for sign in (TYPED, BOUND):
        name, found, written = part.partition(sign)
        if found:
            return f"{_called(name)}: {written}"
    try:
        return str(figure(Ask.parse(part).figure).label)
    except Refusal:  # an app that is no longer installed
        return part


def loose_numbers(text: str, numbers: Numbers) -> list[str]:
    """Numbers written in the words themselves. Dates, years, numbers of papers and of places' names are none."""
    words = PLACEHOLDER.sub(" ", text)
    if not _WRITTEN_NUMBER.search(_NO_FIGURE.sub(" ", words)):
        return []
    for name in numbered_names(numbers.branch):
        words = words.replace(name, " ")
    return _WRITTEN_NUMBER.findall(_NO_FIGURE.sub(" ", words))


def _loose_problem(written: str, note: str) -> str:
    if note:
        return _("Số {written} viết trong lời không lấy từ hồ sơ. Căn cứ: {note}.").format(
            written=written, note=note.rstrip(".")
        )
    return _("Số {written} viết trong lời không lấy từ hồ sơ và chưa ghi căn cứ.").format(
        written=written
    )


def _placed(part: str, numbers: Numbers) -> tuple[list[Piece], str]:
    for sign, placed in ((TYPED, _typed_over), (BOUND, _rough)):
        name, found, written = part.partition(sign)
        if found:
            return placed(said(Ask.parse(name), numbers)[0], written, part)
    ask = Ask.parse(part)
    if not numbers.knows(ask):
        return [Piece(_("chưa có số liệu"))], _("Số “{name}” không còn.").format(name=part)
    return said(ask, numbers), ""


def _typed_over(live: Piece, written: str, part: str) -> tuple[list[Piece], str]:
    problem = _("Số sửa tay {written} khác số trong hồ sơ: {label} {live}.").format(
        written=written, label=live.label, live=live.text
    )
    return [replace(live, text=written, stored=part, live=live.text)], problem


def _rough(live: Piece, written: str, part: str) -> tuple[list[Piece], str]:
    value = live.reading.value if live.reading else None
    if value is not None and bounded(written, value):
        return [replace(live, text=written, stored=part)], ""
    problem = _("Không còn nói được “{written}”: {label} là {live}.").format(
        written=written, label=live.label, live=live.text
    )
    return [live], problem


def for_editing(passage: Passage) -> str:
    return "".join(
        f"[{piece.label}: {piece.text}]" if piece.is_number else piece.text
        for piece in passage.pieces
    )


def from_editing(
    typed: str, passage: Passage, shown: str, labels: Mapping[str, Ask], numbers: Numbers
) -> Typed:
    """Read what came back from the form. `shown` is the text the person started from: a number still as
    it was shown stays what it was, whatever the records say by now. Raises Refusal."""
    kept = {(piece.label, piece.text): piece.stored for piece in passage.pieces if piece.ask}
    started = set(_BRACKETED.findall(shown))
    text = _BRACKETED.sub(
        lambda match: "{" + _meant(match[1], clean(match[2]), kept, started, labels, numbers) + "}",
        _without_braces(typed),
    )
    return Typed(text, _numbers_by_hand(text, numbers))


def _without_braces(typed: str) -> str:
    return clean_lines(typed).replace("{", "(").replace("}", ")")


def _meant(
    label: str,
    value: str,
    kept: Mapping[tuple[str, str], str],
    started: set[tuple[str, str]],
    labels: Mapping[str, Ask],
    numbers: Numbers,
) -> str:
    """The placeholder a bracket stands for."""
    if (label, value) in kept:
        return kept[label, value]
    if label not in labels:
        raise Refusal(
            _("Không có số nào tên “{label}” trong báo cáo này. Chọn tên trong danh sách.").format(
                label=label
            )
        )
    ask = labels[label]
    if not value or (label, value) in started:
        return str(ask)
    live = said(ask, numbers)[0]
    if value == live.text:
        return str(ask)
    if is_bound(value):
        return _true_bound(ask, value, live)
    return f"{ask}{TYPED}{value}"


def _true_bound(ask: Ask, words: str, live: Piece) -> str:
    value = live.reading.value if live.reading and not ask.form else None
    if value is None or not bounded(words, value):
        raise Refusal(
            _("Không nói được “{words}”: {label} là {live}.").format(
                words=words, label=live.label, live=live.text
            )
        )
    return f"{ask}{BOUND}{words}"


def _numbers_by_hand(text: str, numbers: Numbers) -> bool:
    """A live number was typed over, or one was written in the words."""
    typed_over = any(TYPED in name for name in PLACEHOLDER.findall(text))
    return typed_over or bool(loose_numbers(text, numbers))


def named(asks: Iterable[Ask], pieces: Iterable[Piece]) -> dict[str, Ask]:
    """Label → question, for every number a report may use in its sentences."""
    from chibo.reports.content.saying import label_of

    found = {label_of(ask): ask for ask in asks}
    return found | {piece.label: piece.ask for piece in pieces if piece.ask}
