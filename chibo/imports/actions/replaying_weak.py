"""Weak units: conclusions, plans with their history, milestones, once the tree, people, papers and work are in."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.consolidation.actions.concluding import NewConclusion, conclude
from chibo.consolidation.actions.milestones import (
    NewMilestone,
    record_milestone,
    set_milestones,
)
from chibo.consolidation.actions.telling import ToldPlan, ToldStep, tell_plan
from chibo.consolidation.models import Milestone, Plan
from chibo.imports.actions.replaying import Replay, facts
from chibo.imports.workbook.reading import Line
from chibo.members.models import Post

_PARTS = (
    "weak_plan_weaknesses", "weak_plan_groups", "weak_plan_measures", "task_forces", "secondments",
    "weak_plan_follow_ups", "weak_plan_steps",
)  # fmt: skip


def tell_weak(replay: Replay) -> None:
    for line in replay.contents["weakness_conclusions"]:
        if replay.made(line, "unit", "committee"):
            replay.one(line, partial(_conclude, replay, line))
    parts = {sheet: _by_plan(replay, sheet) for sheet in _PARTS}
    for line in replay.contents["weak_plans"]:
        if replay.made(line, "unit", "committee", "paper"):
            own = {sheet: rows.get(line["key"], []) for sheet, rows in parts.items()}
            replay.one(line, partial(_tell, replay, line, own))
    for line in replay.contents["milestones"]:
        if replay.made(line, "unit"):
            replay.one(line, partial(_mark, replay, line))


def _by_plan(replay: Replay, sheet: str) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in replay.contents[sheet]:
        found.setdefault(line["plan"], []).append(line)
    return found


def _conclude(replay: Replay, line: Line) -> Any:
    new = NewConclusion(
        line["criterion"],
        bool(line["confirmed"]),
        line["reason"],
        line["concluded_on"],
        line["found"] or "",
        line["evidence"] or "",
        line.ref,
    )
    committee = replay.organisations[line["committee"]]
    return conclude(committee, replay.organisations[line["unit"]], [new], by=replay.by)


def _tell(replay: Replay, line: Line, parts: Mapping[str, Sequence[Line]]) -> Plan:
    told = ToldPlan(
        replay.organisations[line["committee"]],
        replay.organisations[line["unit"]],
        replay.papers[line["paper"]],
        line["started_on"],
        line["first_ends_on"],
        line["causes"],
        line["aims"] or "",
        [
            facts(one, "criterion", "what", "evidence", "cleared_on")
            for one in parts["weak_plan_weaknesses"]
        ],
        [facts(one, "number", "title") for one in parts["weak_plan_groups"]],
        [
            (one["number"], replay.works[one["work"]])
            for one in parts["weak_plan_measures"]
            if one["work"] in replay.works
        ],
        [_seat(replay, one) for one in parts["task_forces"]],
        [_sent(replay, one) for one in parts["secondments"]],
        [
            facts(one, "kind", "first_day", "written_on", "judgement", "text", "attended", "ahead")
            for one in parts["weak_plan_follow_ups"]
        ],
        [_step(replay, one) for one in parts["weak_plan_steps"]],
    )
    return tell_plan(told, by=replay.by, ref=line.ref)


def _seat(replay: Replay, line: Line) -> dict[str, Any]:
    told = facts(line, "role", "office", "started_on", "ended_on", "end_reason")
    return told | {"person": replay.people.get(line["person"] or "")}


def _sent(replay: Replay, line: Line) -> dict[str, Any]:
    names = ("name", "office", "sent_from", "started_on", "ended_on", "end_reason")
    return facts(line, *names) | {"paper": replay.paper(line), "post": _post(replay, line)}


def _post(replay: Replay, line: Line) -> Post | None:
    if not line["position"]:
        return None
    held = Post.objects.filter(position=line["position"], started_on=line["held_from"])
    found = held.filter(person=replay.people.get(line["person"] or "")).first()
    if found is None:
        raise Refusal(_("Không thấy chức vụ này của đồng chí ấy trong sổ, từ ngày đã ghi."))
    return found


def _step(replay: Replay, line: Line) -> ToldStep:
    return ToldStep(
        line["kind"],
        line["on"],
        line["reason"],
        replay.paper(line),
        line["ends_after"],
        replay.organisation(line, "unit"),
        replay.organisation(line, "committee"),
    )


def _mark(replay: Replay, line: Line) -> Milestone:
    unit = replay.organisations[line["unit"]]
    new = NewMilestone(unit, line["what"], line["set_on"], line["due_on"], line.ref)
    (mark,) = set_milestones([new], by=replay.by)
    if line["result"]:
        record_milestone(
            mark,
            line["result"],
            line["result_on"],
            by=replay.by,
            evidence=line["evidence"] or "",
            decision=replay.paper(line),
        )
    return mark
