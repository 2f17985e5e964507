"""Marks of headings: I- / 1. / a)."""

from collections.abc import Sequence

from chibo.base.papers.blocks import Block, Heading

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# Points follow the Vietnamese alphabet without ă, â, ê, ô, ơ, ư: … c, d, đ, e, g, h …
POINTS = "abcdđeghiklmnopqrstuvxy"


def roman(number: int) -> str:
    """4 -> "IV"."""
    letters = ""
    for value, letter in ROMAN:
        letters, number = letters + letter * (number // value), number % value
    return letters


def point(number: int) -> str:
    """5 -> "đ"; past "y" they double: "aa"."""
    times, place = divmod(number - 1, len(POINTS))
    return POINTS[place] * (times + 1)


def heading_marks(blocks: Sequence[Block], patterns: tuple[str, str, str]) -> list[str]:
    """One mark per block, empty for what carries none; a heading restarts the levels below it."""
    counts = [0, 0, 0]
    marks = []
    for block in blocks:
        if not isinstance(block, Heading) or not block.numbered:
            marks.append("")
            continue
        place = block.level - 1
        counts[place:] = [counts[place] + 1] + [0] * (2 - place)
        marks.append(patterns[place].format((roman, str, point)[place](counts[place])))
    return marks
