"""The clean-data desk, once all its rules look at is in: a finding left as it is must be found here too."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from django.utils import timezone

from chibo.cleaning.actions.telling import ToldRight, ToldSweep, tell_confirmed, tell_sweep
from chibo.cleaning.models import Sweep
from chibo.cleaning.rules.checking import check
from chibo.cleaning.rules.declaring import Finding
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.cleaned import COUNTS
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch


def tell_cleaned(replay: Replay, top: Organisation | None) -> None:
    _sweeps(replay)
    lines = replay.contents["confirmed_findings"]
    if lines and top and not top.dissolved_on:
        _confirmed(replay, branch(top, timezone.localdate()), lines)


def _sweeps(replay: Replay) -> None:
    by_rule, by_cell = (_of_sweep(replay, f"data_sweep_{part}") for part in ("rules", "cells"))
    for line in replay.contents["data_sweeps"]:
        if replay.made(line, "organisation"):
            parts = by_rule[line["key"]], by_cell[line["key"]]
            replay.one(line, partial(_sweep, replay, line, *parts))


def _of_sweep(replay: Replay, sheet: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in replay.contents[sheet]:
        found[line["sweep"]].append(line)
    return found


def _sweep(replay: Replay, line: Line, rules: Sequence[Line], cells: Sequence[Line]) -> Sweep:
    told = ToldSweep(
        replay.organisations[line["organisation"]],
        line["swept_on"],
        line["who"] or "",
        {name: line[name] for name in COUNTS},
        {one["rule"]: one["count"] for one in rules},
        [
            [replay.organisations[one["cell"]].pk, one["members"], one["clean"]]
            for one in cells
            if one["cell"] in replay.organisations
        ],
        line.ref,
    )
    return tell_sweep(told, by=replay.by)


def _confirmed(replay: Replay, of: Branch, lines: Sequence[Line]) -> None:
    """Where a rule finds nothing (a number came masked, it was mended meanwhile) nothing is to be left."""
    found = {one.key: one for one in check(of).found}
    for line in lines:
        if not replay.made(line, "organisation", "person"):
            continue
        if finding := found.get(_key(replay, line)):
            replay.one(line, partial(_tell, replay, of, line, finding))
        else:
            replay.without_finding += 1


def _key(replay: Replay, line: Line) -> tuple[str, int | None, int | None]:
    person = replay.people.get(line["person"] or "")
    unit = replay.organisation(line, "organisation")
    return (line["rule"], person.pk if person else None, unit.pk if unit and not person else None)


def _tell(replay: Replay, of: Branch, line: Line, finding: Finding) -> None:
    told = ToldRight(finding, line["note"], line["confirmed_on"], line["who"] or "", line.ref)
    tell_confirmed(of, [told], by=replay.by)
