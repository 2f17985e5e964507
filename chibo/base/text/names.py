"""People's names: finding them while typing, and putting them in the order of a Vietnamese roll."""

import re

from chibo.base.text.letters import clean, fold, syllable

_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_AFTER_THE_ALPHABET = 99

WordKey = tuple[list[int], int]


def given_name(full_name: str) -> str:
    """'An' of 'Nguyễn Văn An'."""
    return clean(full_name).rpartition(" ")[2]


def family_and_middle(full_name: str) -> str:
    """'Nguyễn Văn' of 'Nguyễn Văn An'."""
    return clean(full_name).rpartition(" ")[0]


def name_sort_key(full_name: str) -> tuple[list[int], int, list[WordKey]]:
    """Given name first, then family and middle names from the left; letters before tones."""
    letters, tone = _word_key(given_name(full_name))
    return (
        letters,
        tone,
        [_word_key(word) for word in family_and_middle(full_name).split()],
    )


def name_sort_text(full_name: str) -> str:
    """The order of `name_sort_key` as text for an indexed column.

    Two digits a letter, closed by two digits of tone that are lower than any letter: digits sort
    alike under every collation, so SQLite and PostgreSQL agree whatever the locale of the server.
    """
    words = [given_name(full_name), *family_and_middle(full_name).split()]
    return "".join(map(_word_text, words))


def text_sort_key(text: str) -> list[tuple[int, list[int] | int, int]]:
    """For names of places and other words: from the left, word by word, letters before tones; a number
    by its value and before any letter, so that "Nà Bó 2" stands before "Nà Bó 10"."""
    words = re.findall(r"[0-9]+|[^\W\d]+", clean(text))
    return [(0, int(word), 0) if word.isdigit() else (1, *_word_key(word)) for word in words]


def matches(query: str, name: str) -> bool:
    """Every word of the query begins some word of the name, in order.

    A plain query ignores marks; a query with any mark respects them, wherever they are placed.
    """
    return _matched_words(query, name) is not None


def highlight(query: str, name: str) -> list[tuple[str, bool]]:
    """The name in pieces, each with whether the query found it; joined they give the name back."""
    found = _matched_words(query, name) or set()
    pieces = re.findall(r"\S+|\s+", clean(name))
    return _joined([(piece, position in found) for position, piece in enumerate(pieces)])


def _joined(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    joined: list[tuple[str, bool]] = []
    for piece, found in pieces:
        if joined and not found and not joined[-1][1]:
            joined[-1] = (joined[-1][0] + piece, False)
        else:
            joined.append((piece, found))
    return joined


def _matched_words(query: str, name: str) -> set[int] | None:
    """Positions in `words, spaces, words, …` of the words found; None if one is not found."""
    wanted = clean(query).lower()
    begins = _begins_plainly if wanted == fold(wanted) else _begins_with_marks
    words = iter(enumerate(clean(name).lower().split()))
    found = set()
    for want in wanted.split():
        position = next((at for at, word in words if begins(want, word)), None)
        if position is None:
            return None
        found.add(position * 2)
    return found


def _begins_plainly(want: str, word: str) -> bool:
    return fold(word).startswith(want)


def _begins_with_marks(want: str, word: str) -> bool:
    letters, tone = syllable(want)
    word_letters, word_tone = syllable(word)
    unfinished = tone == 0 and word_letters != letters
    return word_letters.startswith(letters) and (tone == word_tone or unfinished)


def _word_key(word: str) -> WordKey:
    letters, tone = syllable(word)
    return [_ALPHABET.get(letter, _AFTER_THE_ALPHABET) for letter in letters], tone


def _word_text(word: str) -> str:
    ranks, tone = _word_key(word)
    return "".join(str(min(rank + 10, _AFTER_THE_ALPHABET)) for rank in ranks) + f"0{tone}"
