"""Papers sent round to cells, once papers and the tree are in."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from chibo.documents.actions import Circulating, circulate_papers
from chibo.imports.actions.replaying import Replay
from chibo.imports.actions.replaying_meetings import lines_by
from chibo.imports.workbook.reading import Line


def circulate_again(replay: Replay) -> None:
    cells = lines_by(replay, "circulated_to", "circulation")
    lines = [
        line
        for line in replay.contents["circulations"]
        if replay.made(line, "paper", "organisation")
    ]
    replay.many(lines, partial(_circulations, replay, cells))


def _circulations(
    replay: Replay, cells: Mapping[str, Sequence[Line]], lines: Sequence[Line]
) -> list[Any]:
    asked = [
        Circulating(
            replay.papers[line["paper"]],
            replay.organisations[line["organisation"]],
            line["audience"],
            [
                replay.organisations[one["cell"]].pk
                for one in cells.get(line["key"], ())
                if replay.made(one, "cell")
            ],
            line["asked_on"],
            line["due_on"],
            line["remark"] or "",
            (line["withdrawn_on"], line["withdraw_reason"] or "") if line["withdrawn_on"] else None,
            line.ref,
        )
        for line in lines
    ]
    return circulate_papers(asked, by=replay.by)
