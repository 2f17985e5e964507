"""Dues, once the tree and people are in: terms, what was declared, reliefs, receipts, remittances, rolls."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from chibo.dues.actions.charging import Told, tell_rolls
from chibo.dues.actions.collecting import Paid, cancel_payment, record_payments
from chibo.dues.actions.declaring import Declared, declare
from chibo.dues.actions.fund import NewEntry, cancel_entry, record_entries
from chibo.dues.actions.relieving import NewRelief, cancel_relief, grant_reliefs
from chibo.dues.actions.remitting import (
    Handed,
    NewTerms,
    cancel_remittance,
    confirm_remittances,
    remit,
    set_terms,
)
from chibo.imports.actions.replaying import Replay, citation
from chibo.imports.workbook.reading import Line


def tell_dues(replay: Replay) -> None:
    _terms(replay)
    lines = _made(replay, "dues_declarations", "person")
    replay.many(lines, partial(_declare, replay))
    _reliefs(replay)
    _payments(replay)
    _remittances(replay)
    _fund(replay)
    # Rolls last: nothing that was told before reckons them anew.
    replay.many(_made(replay, "dues_charges", "person", "cell"), partial(_tell, replay))


def _made(replay: Replay, sheet: str, *names: str) -> list[Line]:
    return [line for line in replay.contents[sheet] if replay.made(line, *names)]


def _terms(replay: Replay) -> None:
    for line in _made(replay, "dues_terms", "organisation"):
        told = NewTerms(line["started_on"], line["wage_zone"], line["keeps"], **citation(line))
        unit = replay.organisations[line["organisation"]]
        replay.one(line, partial(set_terms, unit, told, by=replay.by))


def _declare(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    given = [
        Declared(
            replay.people[line["person"]],
            line["category"] or "",
            line["started_on"],
            line["declared_on"],
            line["base"],
            line["pay"],
            line["by_hand"],
            line["hand_reason"] or "",
            line["volunteered"] or 0,
            line["volunteer_note"] or "",
            line.ref,
        )
        for line in lines
    ]
    return declare(given, by=replay.by)


def _reliefs(replay: Replay) -> None:
    lines = _made(replay, "dues_reliefs", "person")
    # What was cancelled makes room for what was decided after it.
    for line in (one for one in lines if one["cancelled_on"]):
        found = replay.one(line, partial(_grant, replay, [line]))
        if found:
            day, why = line["cancelled_on"], line["cancel_reason"] or ""
            replay.one(line, partial(cancel_relief, found[0], day, why, by=replay.by))
    replay.many([one for one in lines if not one["cancelled_on"]], partial(_grant, replay))


def _grant(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    given = [
        NewRelief(
            replay.people[line["person"]],
            line["kind"],
            line["started_on"],
            line["ended_on"],
            line["reason"] or "",
            case=line["case"] or "",
            percent=line["percent"],
            applied_on=line["applied_on"],
            cut_reason=line["cut_reason"] or "",
            ref=line.ref,
            **citation(line),
        )
        for line in lines
    ]
    return grant_reliefs(given, by=replay.by)


def _payments(replay: Replay) -> None:
    months: dict[str, dict[Any, int]] = {}
    for line in replay.contents["dues_paid_months"]:
        months.setdefault(line["payment"], {})[line["month"]] = line["amount"]
    by_cell: dict[str, list[Line]] = {}
    for line in _made(replay, "dues_payments", "person", "cell"):
        by_cell.setdefault(line["cell"], []).append(line)
    for lines in by_cell.values():
        for line, row in replay.many(lines, partial(_pay, replay, months)):
            if line["cancelled_on"]:
                day, why = line["cancelled_on"], line["cancel_reason"] or ""
                replay.one(line, partial(cancel_payment, row, day, why, by=replay.by))


def _pay(replay: Replay, months: Mapping[str, dict[Any, int]], lines: Sequence[Line]) -> list[Any]:
    given = [
        Paid(
            replay.people[line["person"]],
            line["paid_on"],
            months.get(line["key"], {}),
            line["method"],
            line["received_by"] or "",
            line["note"] or "",
            line["number"],
            line.ref,
        )
        for line in lines
    ]
    return record_payments(replay.organisations[lines[0]["cell"]], given, by=replay.by)


def _remittances(replay: Replay) -> None:
    for line in _made(replay, "dues_remittances", "unit"):
        row = replay.one(line, partial(_remit, replay, line))
        if row and line["confirmed_on"]:
            day, who = line["confirmed_on"], line["confirmed_by"] or ""
            replay.one(line, partial(confirm_remittances, [row], day, who, by=replay.by))
        if row and line["cancelled_on"]:
            day, why = line["cancelled_on"], line["cancel_reason"] or ""
            replay.one(line, partial(cancel_remittance, row, day, why, by=replay.by))


def _remit(replay: Replay, line: Line) -> Any:
    told = Handed(
        line["first_month"],
        (line["until"] - timedelta(days=1)).replace(day=1),
        line["handed_on"],
        line["amount"],
        line["reason"] or "",
        line["method"],
        line["collected"],
        line["kept"],
        line["working"] or "",
        line["number"],
    )
    return remit(replay.organisations[line["unit"]], told, by=replay.by)


def _fund(replay: Replay) -> None:
    """Cancelled as they come: money that was never there is not spent."""
    for line in _made(replay, "dues_fund", "unit"):
        told = replay.one(line, partial(_enter, replay, line))
        if told and line["cancelled_on"]:
            day, why = line["cancelled_on"], line["cancel_reason"] or ""
            replay.one(line, partial(cancel_entry, told[0], day, why, by=replay.by))


def _enter(replay: Replay, line: Line) -> Any:
    new = NewEntry(
        line["kind"],
        line["on"],
        line["amount"],
        line["what"],
        line["purpose"] or "",
        line["voucher"] or "",
        line["number"],
        line.ref,
    )
    return record_entries(replay.organisations[line["unit"]], [new], by=replay.by)


def _tell(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    given = [
        Told(
            replay.people[line["person"]],
            replay.organisations[line["cell"]].pk,
            line["month"],
            line["category"] or "",
            line["amount"],
            bool(line["exempt"]),
            line["volunteered"] or 0,
            line["working"] or "",
            line["versions"] or "",
            line["good_reason"] or "",
        )
        for line in lines
    ]
    return tell_rolls(given, by=replay.by)
