"""A plan begins; its weaknesses, groups of solutions and measures are put down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.models import Assignment
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, clean_lines
from chibo.consolidation.models import Measure, Plan, SolutionGroup, Weakness
from chibo.consolidation.queries.reach import last_path
from chibo.consolidation.rules import (
    check_below,
    check_criterion,
    check_no_open_plan,
    check_open,
    check_paper,
    may_keep,
    may_keep_at,
)
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch


@dataclass(frozen=True)
class Weak:
    """`criterion` is a code of weakness_criteria, or "" for another weakness."""

    what: str
    criterion: str = ""


@dataclass(frozen=True)
class NewPlan:
    paper: Paper | None
    started_on: date
    ends_on: date
    causes: str
    aims: str = ""
    weaknesses: Sequence[Weak] = ()
    groups: Sequence[str] = ()
    ref: str = ""


@transaction.atomic
def begin_plan(committee: Organisation, unit: Organisation, new: NewPlan, *, by: User) -> Plan:
    """A committee above the unit decides on a plan, with its number and date."""
    above, of = branch(committee, new.started_on), branch(unit, new.started_on)
    require(by, may_keep, above)
    check_has_come([new.started_on], _("ghi kế hoạch khi đã bắt đầu"))
    check_below(of, above)
    check_no_open_plan(unit)
    check_paper(new.paper, new.started_on)
    plan = Plan(
        committee=committee,
        unit=unit,
        path=of.path,
        paper=new.paper,
        started_on=new.started_on,
        first_ends_on=new.ends_on,
        ends_on=new.ends_on,
        causes=clean_lines(new.causes),
        aims=clean_lines(new.aims),
    )
    plan.full_clean()
    plan.save()
    note_all(by, [Line("plan.begun", plan, of.path, after=snapshot(plan), ref=new.ref)])
    add_weaknesses(plan, new.weaknesses, by=by)
    add_groups(plan, new.groups, by=by)
    return plan


@transaction.atomic
def correct_plan(plan: Plan, causes: str, aims: str, *, by: User) -> Plan:
    """Put right what is said of causes and aims."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    before = snapshot(plan)
    plan.causes, plan.aims = clean_lines(causes), clean_lines(aims)
    plan.full_clean()
    plan.save()
    note(by, "plan.corrected", plan, path=plan.path, before=before)
    return plan


@transaction.atomic
def add_weaknesses(plan: Plan, given: Sequence[Weak], *, by: User) -> list[Weakness]:
    """What has to be overcome besides what the plan says already."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    rows = []
    for one in given:
        if one.criterion:
            check_criterion(one.criterion, plan.started_on)
        row = Weakness(plan=plan, criterion=one.criterion, what=clean(one.what))
        row.full_clean()
        row.save()
        rows.append(row)
    note_all(by, [Line("plan.weakness_added", row, plan.path, after=snapshot(row)) for row in rows])
    return rows


@transaction.atomic
def add_groups(plan: Plan, titles: Sequence[str], *, by: User) -> list[SolutionGroup]:
    """Further groups of solutions, numbered on."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    last = plan.groups.aggregate(last=Max("number"))["last"] or 0
    rows = [
        SolutionGroup(plan=plan, number=number, title=clean(title))
        for number, title in enumerate(titles, last + 1)
    ]
    for row in rows:
        row.clean_fields(exclude=["plan"])
    SolutionGroup.objects.bulk_create(rows)
    note_all(by, [Line("plan.group_added", row, plan.path, after=snapshot(row)) for row in rows])
    return rows


@dataclass(frozen=True)
class NewMeasure:
    """Of a group of the plan: done by a member or by a unit, others beside them in words."""

    group: SolutionGroup
    what: str
    given_on: date
    due_on: date
    person: Person | None = None
    unit: Organisation | None = None
    helpers: str = ""


@transaction.atomic
def give_measures(plan: Plan, given: Sequence[NewMeasure], *, by: User) -> list[Measure]:
    """Each measure becomes work given in the name of the committee, so it is due where all work is."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    origin = _("Kế hoạch {number}").format(number=plan.paper.full_number)
    works = give_work(
        [
            Giving(
                plan.committee,
                one.what,
                one.given_on,
                one.due_on,
                one.person,
                one.unit,
                one.helpers,
                origin,
                plan.paper,
            )
            for one in given
        ],
        by=by,
    )
    return link_measures(plan, list(zip((one.group for one in given), works, strict=True)), by=by)


@transaction.atomic
def link_measures(
    plan: Plan, pairs: Sequence[tuple[SolutionGroup, Assignment]], *, by: User
) -> list[Measure]:
    """Say of work given already that it carries out groups of a plan."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    for group, _given in pairs:
        if group.plan_id != plan.pk:
            raise Refusal(_("Nhóm giải pháp thuộc kế hoạch khác."))
    rows = [Measure(group=group, work=work) for group, work in pairs]
    Measure.objects.bulk_create(rows)
    note_all(by, [Line("plan.measure_added", row, plan.path, after=snapshot(row)) for row in rows])
    return rows
