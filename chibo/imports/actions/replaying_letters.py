"""Letters of introduction, once people, movements and leaves are in."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.letters import PLAIN
from chibo.members.actions.transfers.keeping import PastBox, PastLetter, keep_letters

_TEXTS = frozenset({"scope", "reason", "decision", "slip"})


def keep_all_letters(replay: Replay) -> None:
    """Every letter with its boxes; those taken back first, as only one may be on the way."""
    boxes: dict[str, list[Line]] = {}
    for line in replay.contents["letter_steps"]:
        if replay.made(line, "organisation"):
            boxes.setdefault(line["letter"], []).append(line)
    named = ("person", "issuer", "from_cell", "to_cell")
    lines = [line for line in replay.contents["letters"] if replay.made(line, *named)]
    movements = {line["key"]: line for line in replay.contents["movements"]}
    replay.many(lines, partial(_keep, replay, boxes, movements))


def _keep(
    replay: Replay,
    boxes: dict[str, list[Line]],
    movements: dict[str, Line],
    lines: Sequence[Line],
) -> list[Any]:
    letters = []
    for line in lines:
        moved = movements.get(line["movement"] or "")
        letters.append(
            PastLetter(
                replay.people[line["person"]],
                _facts(replay, line),
                [_box(replay, one) for one in boxes.get(line["key"], [])],
                (moved["kind"], moved["happened_on"]) if moved else None,
                line["closed_as"] or "",
                line.ref,
            )
        )
    return keep_letters(letters, by=replay.by)


def _facts(replay: Replay, line: Line) -> dict[str, Any]:
    plain = {name: line[name] or "" if name in _TEXTS else line[name] for name in PLAIN}
    return plain | {
        "issuer": replay.organisation(line, "issuer"),
        "from_cell": replay.organisation(line, "from_cell"),
        "to_cell": replay.organisation(line, "to_cell"),
        "closed_on": line["closed_on"],
        "close_reason": line["close_reason"] or "",
    }


def _box(replay: Replay, line: Line) -> PastBox:
    return PastBox(
        line["side"],
        line["name"],
        replay.organisation(line, "organisation"),
        line["acted_on"],
        line["note"] or "",
    )
