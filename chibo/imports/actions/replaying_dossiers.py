"""Papers behind departures, cancelled decisions, noted months, and the paper dossiers of a workbook."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.events import LINES
from chibo.members.actions.cancelling import tell_cancelled
from chibo.members.actions.departing import (
    Papers,
    note_inactivity,
    tell_departure,
    withdraw_inactivity,
)
from chibo.members.actions.dossiers import (
    Finding,
    Shelf,
    check_dossiers,
    collect_sheets,
    lend_dossier,
    place_dossiers,
    return_dossier,
)
from chibo.members.models import CancelledMovement, Movement


def tell_events(replay: Replay) -> None:
    """What stands behind departures, what was cancelled, months noted by hand."""
    moves = {line["key"]: line for line in replay.contents["movements"]}
    for line in replay.contents["departures"]:
        move = moves.get(line["movement"])
        if move and replay.made(line, "person"):
            replay.one(line, partial(_departure, replay, line, move))
    for line in replay.contents["cancelled"]:
        if replay.made(line, "person", "from_cell", "to_cell", "paper", "cancelled_by"):
            replay.one(line, partial(_cancelled, replay, line))
    # Those taken back first: only one note a month counts.
    noted = sorted(replay.contents["inactivity"], key=lambda line: not line["withdrawn"])
    for line in noted:
        if replay.made(line, "person"):
            replay.one(line, partial(_noted, replay, line))


def _departure(replay: Replay, line: Line, move: Line) -> Any:
    person = replay.people[line["person"]]
    movement = Movement.objects.filter(
        person=person, kind=move["kind"], happened_on=move["happened_on"]
    ).last()
    if movement is None:
        raise Refusal(_("Không thấy biến động này của đồng chí."))
    texts: dict[str, Any] = {name: line[name] or "" for name in ("grounds", "cause", "certificate")}
    days = {name: line[name] for name in ("applied_on", "resolved_on", "notified_on")}
    evidence = [one for one in (line["evidence"] or "").split(LINES.strip()) if one.strip()]
    papers = Papers(**texts, **days, evidence=[one.strip() for one in evidence])
    return tell_departure(movement, papers, by=replay.by)


def _cancelled(replay: Replay, line: Line) -> Any:
    texts = ("from_status", "to_status", "outside_unit", "reason")
    row = CancelledMovement(
        person=replay.people[line["person"]],
        **{name: line[name] for name in ("kind", "happened_on", "cancelled_on", "cancel_reason")},
        **{name: line[name] or "" for name in texts},
        from_cell=replay.organisation(line, "from_cell"),
        to_cell=replay.organisation(line, "to_cell"),
        paper=replay.paper(line),
        cancelled_by=replay.papers[line["cancelled_by"]],
    )
    return tell_cancelled(row, by=replay.by)


def _noted(replay: Replay, line: Line) -> Any:
    told = note_inactivity(
        replay.people[line["person"]],
        line["month"],
        line["kind"],
        line["source"],
        by=replay.by,
        good_reason=line["good_reason"] or "",
    )
    if line["withdrawn"]:
        withdraw_inactivity(told, line["withdrawn"], by=replay.by)
    return told


def fill_dossiers(replay: Replay) -> None:
    """Each look in the order of days: a later one ends the earlier by itself."""
    days: dict[Any, list[Line]] = {}
    for line in sorted(replay.contents["dossier_items"], key=lambda line: line["started_on"]):
        if replay.made(line, "person"):
            days.setdefault(line["started_on"], []).append(line)
    for day, lines in days.items():
        replay.many(lines, partial(_looked, replay, day))
    for line in sorted(replay.contents["dossier_places"], key=lambda line: line["started_on"]):
        if replay.made(line, "person", "custodian"):
            replay.one(line, partial(_placed, replay, line))
    for line in sorted(replay.contents["dossier_loans"], key=lambda line: line["lent_on"]):
        if replay.made(line, "person"):
            replay.one(line, partial(_lent, replay, line))
    for line in replay.contents["supplements"]:
        if replay.made(line, "person"):
            replay.one(line, partial(_handed_in, replay, line))


def _looked(replay: Replay, day: Any, lines: Any) -> list[Any]:
    findings = [
        Finding(
            replay.people[line["person"]],
            line["document"],
            line["state"],
            place=line["place"] or "",
            note=line["note"] or "",
            **{name: line[name] for name in ("copies", "sheets", "dated_on")},
        )
        for line in lines
    ]
    made = check_dossiers(findings, day, by=replay.by)
    return made if len(made) == len(lines) else [*made, *[None] * (len(lines) - len(made))]


def _placed(replay: Replay, line: Line) -> Any:
    texts = ("outside_custodian", "cabinet", "shelf", "box", "handover")
    shelf = Shelf(
        replay.organisation(line, "custodian"), **{name: line[name] or "" for name in texts}
    )
    person = replay.people[line["person"]]
    return place_dossiers([person], shelf, line["started_on"], by=replay.by)


def _lent(replay: Replay, line: Line) -> Any:
    loan = lend_dossier(
        replay.people[line["person"]],
        line["borrower"],
        line["lent_on"],
        line["due_on"],
        by=replay.by,
        purpose=line["purpose"] or "",
        note=line["note"] or "",
    )
    if line["returned_on"]:
        return_dossier(loan, line["returned_on"], by=replay.by)
    return loan


def _handed_in(replay: Replay, line: Line) -> Any:
    return collect_sheets(
        [replay.people[line["person"]]],
        line["year"],
        line["collected_on"],
        by=replay.by,
        changes="\n".join(one.strip() for one in (line["changes"] or "").split(LINES.strip())),
    )
