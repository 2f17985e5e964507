"""Generated sentences: templates of an outline with the numbers put in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chibo.reports.content.pieces import Passage, Piece
from chibo.reports.content.saying import said
from chibo.reports.outlines import Passage as Template
from chibo.reports.outlines import Sentence
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Voice:
    """What sentences are made with: the numbers, and the words every template may use."""

    numbers: Numbers
    words: Mapping[str, str]


def generated(template: Template, voice: Voice) -> Passage:
    """The passage as the records have it; one reason is given once however many sentences lack."""
    pieces: list[Piece] = []
    reasons: list[str] = []
    for sentence in template.sentences:
        if not _asks_are_known(sentence, voice):
            continue
        found = _say(sentence, voice)
        if isinstance(found, str):
            reasons += [found] if found not in reasons else []
        else:
            pieces += [Piece(" "), *found] if pieces and found else found
    pieces += [Piece((" " if pieces or n else "") + reason) for n, reason in enumerate(reasons)]
    asked = tuple(piece.ask for piece in pieces if piece.ask)
    return Passage(template.key, tuple(pieces), prompt=template.free, asked=asked)


def asks_in(text: str, words: Mapping[str, str]) -> list[Ask]:
    return [Ask.parse(name) for name in PLACEHOLDER.findall(text) if name not in words]


def _asks_are_known(sentence: Sentence, voice: Voice) -> bool:
    texts = f"{sentence.text} {sentence.zero}"
    return all(voice.numbers.knows(ask) for ask in asks_in(texts, voice.words))


def _say(sentence: Sentence, voice: Voice) -> list[Piece] | str:
    """A sentence of why, when its leading number is not known yet."""
    lead = Ask.parse(sentence.about) if sentence.about else asks_in(sentence.text, voice.words)[0]
    reading = voice.numbers.reading(lead)
    if reading.value is None:
        return reading.reason
    if reading.value == 0 and (sentence.zero or sentence.hide_zero):
        return _filled(sentence.zero, voice) if sentence.zero else []
    return _filled(sentence.text, voice)


def _filled(text: str, voice: Voice) -> list[Piece]:
    """re.split with one group: words and placeholders alternate."""
    pieces: list[Piece] = []
    for place, part in enumerate(PLACEHOLDER.split(text)):
        if place % 2 == 0:
            pieces += [Piece(part)] if part else []
        elif part in voice.words:
            pieces.append(Piece(voice.words[part]))
        else:
            pieces += said(Ask.parse(part), voice.numbers)
    return pieces
