"""Text longer than a cell holds, cut into rows and put together again."""

from collections.abc import Iterator

# What a cell of a sheet holds at most, with room to spare.
_LONGEST = 30_000


def pieces_of(text: str) -> Iterator[str]:
    """At least one piece. None begins or ends with a space: reading a cell strips it."""
    at = 0
    while len(text) - at > _LONGEST:
        cut = at + _LONGEST
        while text[cut - 1].isspace() or text[cut].isspace():
            cut -= 1
        yield text[at:cut]
        at = cut
    yield text[at:]
