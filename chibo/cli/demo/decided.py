"""What came of meetings in Mường Sang: resolutions with their numbers, points given by the committee above,
photos of the paper book."""

import struct
import zlib
from collections.abc import Sequence
from datetime import date, timedelta

from chibo.cli.demo.communes import Commune
from chibo.meetings.actions.photos import attach_photos
from chibo.meetings.actions.resolutions import issue_resolution
from chibo.meetings.actions.scoring import score_meeting
from chibo.meetings.models import Meeting, State
from chibo.meetings.queries.facts import suggestions
from chibo.meetings.queries.sheet import criteria, sheet_on

_TERM = "2025-2030"
_FROM, _OTHERS_FROM = date(2026, 7, 1), date(2026, 10, 1)
# A page of the paper book as a small grey picture: white, a line a row of the book, a margin.
_WIDE, _HIGH, _ROW, _MARGIN = 420, 594, 22, 48


def decide(commune: Commune, held: Sequence[Meeting]) -> None:
    """The first cell's last months, and October of the next cells."""
    cells = [cell.pk for cell in commune.cells.values() if cell.dissolved_on is None]
    approved = [
        one
        for one in held
        if one.kind == "regular" and one.state == State.APPROVED and one.held_on >= _FROM
    ]
    own = [one for one in approved if one.organisation_id == cells[0]]
    october = [one for one in approved if one.held_on >= _OTHERS_FROM]
    others = [one for one in october if one.organisation_id in cells[1:5]]
    for meeting in sorted([*own, *others], key=lambda one: one.held_on):
        day = meeting.held_on + timedelta(days=2)
        issue_resolution(meeting, day, _TERM, by=commune.office)
    for meeting in [own[-1], *others[:2]]:
        _score_above(meeting, commune)
    last = next(one for one in reversed(held) if one.organisation_id == cells[0])
    for meeting, page in ((own[-1], 41), (last, 44)):
        words = f"Trang {page} sổ biên bản"
        attach_photos(meeting, [page_of_the_book(page)], by=commune.office, words=words)


def _score_above(meeting: Meeting, commune: Commune) -> None:
    """What the books know, and the most but for chairing."""
    sheet = sheet_on(meeting.held_on)
    if sheet is None:
        return
    lines = [line for one in criteria(sheet) for line in one.lines]
    known = suggestions(meeting, lines)
    points: dict[str, int | None] = {}
    for line in lines:
        fact = known.get(line.key)
        given = line.choices[int(line.criterion == "chairing")][0]
        points[line.key] = given if fact is None or fact.points is None else fact.points
    score_meeting(meeting, points, {}, by=commune.office, by_committee=True)


def page_of_the_book(number: int) -> bytes:
    """A PNG of a ruled page with strokes where somebody wrote."""
    rows = b"".join(b"\0" + _row(at, number) for at in range(_HIGH))
    head = struct.pack(">IIBBBBB", _WIDE, _HIGH, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _row(at: int, number: int) -> bytes:
    line, within = divmod(at, _ROW)
    row = bytearray([250 if within else 190] * _WIDE)
    row[_MARGIN] = 150
    if 8 <= within <= 17 and 2 <= line < 22:
        end = _WIDE - 40 - (line * number * 37) % 190
        for x in range(_MARGIN + 12, end):
            word = (x * 7 + line * 53 + number) % 61 < 47
            if word and (x * x + within * 29 + line * 13) % 11 < 3:
                row[x] = 70
    return bytes(row)


def _chunk(kind: bytes, data: bytes) -> bytes:
    sum_of = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + sum_of
