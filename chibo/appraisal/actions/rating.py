"""What is said before the decision: self-review, the cell's proposal by vote, opinions, the committee's rating."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.queries.voters import entitled_in_cell
from chibo.appraisal.actions.cycles import AT_ONCE
from chibo.appraisal.models import CellProposal, Cycle, Opinion, Rated, Score, SelfReview
from chibo.appraisal.rules import (
    check_going_on,
    check_level,
    check_on_list,
    check_points,
    check_votes,
    may_propose,
    may_rate,
    may_review,
)
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch


@dataclass(frozen=True)
class Reviewing:
    """`points` by code of the criterion, what they give themselves."""

    written_on: date
    strengths: str
    weaknesses: str = ""
    causes: str = ""
    remedies: str = ""
    form: str = ""
    level: str = ""
    points: Mapping[str, Decimal | None] = field(default_factory=dict)


@transaction.atomic
def write_review(rated: Rated, told: Reviewing, *, by: User) -> SelfReview:
    """Write the self-review, or write it anew while nothing is decided."""
    hold(rated.cycle, rated)
    require(by, may_review, rated)
    _check_open(rated)
    check_has_come([told.written_on], _("ghi khi đã viết"))
    check_level(rated.cycle, rated.kind, told.level)
    review = SelfReview.objects.filter(rated=rated).first() or SelfReview(rated=rated)
    before = snapshot(review) if review.pk else None
    review.form, review.written_on = told.form, told.written_on
    for name in ("strengths", "weaknesses", "causes", "remedies"):
        setattr(review, name, getattr(told, name).strip())
    review.full_clean()
    review.save()
    _score(rated, told.points, "own")
    rated.own_level = told.level
    rated.save(update_fields=["own_level"])
    # What is confessed stays out of the journal: who wrote it, and when, is enough there.
    shown = {"form": review.form, "written_on": review.written_on.isoformat(), "level": told.level}
    note_all(by, [Line("rating.reviewed", review, rated.path, before and {}, shown)])
    return review


def _check_open(rated: Rated) -> None:
    check_going_on(rated.cycle)
    check_on_list([rated])
    if rated.decided_level:
        raise Refusal(
            _("{name} đã được quyết định xếp loại; không ghi thêm được.").format(name=rated.name)
        )


def _score(rated: Rated, points: Mapping[str, Decimal | None], column: str) -> None:
    check_points(rated.cycle, points)
    known = {row.criterion: row for row in rated.scores.all()}
    for code, given in points.items():
        if given is None and code not in known:
            continue
        row = known.get(code) or Score(rated=rated, criterion=code)
        setattr(row, column, given)
        row.full_clean()
        row.save()


@dataclass(frozen=True)
class Proposed:
    """The level a cell proposes for a row, and how many of the base were for it."""

    level: str
    votes: int


@transaction.atomic
def propose(
    cycle: Cycle,
    cell: Organisation,
    held_on: date,
    levels: Mapping[int, Proposed],
    *,
    by: User,
    excused_absent: int | None = None,
) -> CellProposal:
    """Record what a cell's meeting proposed for rows of its own, by key, all or none; again replaces it. The
    base is that of every vote of a cell on that day, and stays as it was then. `excused_absent`: of those
    excused from meetings, how many did not come; None is all of them. A proposal may stand above the cap."""
    hold(cycle)
    of = branch(cell, held_on)
    require(by, may_propose, of.path)
    check_going_on(cycle)
    check_has_come([held_on], _("ghi khi chi bộ đã họp"))
    _check_held(cycle, held_on)
    proposal = _proposal(cycle, cell, held_on, excused_absent)
    rows = _rows_of(cycle, cell, levels)
    for row in rows:
        _check_open(row)
        given = levels[row.pk]
        check_level(cycle, row.kind, given.level)
        check_votes(proposal, row.name, given.votes)
        row.proposal, row.proposed_level, row.votes = proposal, given.level, given.votes
    Rated.objects.bulk_update(rows, ["proposal", "proposed_level", "votes"], batch_size=AT_ONCE)
    told = {"levels": {str(row.pk): [row.proposed_level, row.votes] for row in rows}}
    line = Line("rating.proposed", proposal, of.path, after=snapshot(proposal) | told)
    note_all(by, [line])
    return proposal


def _rows_of(cycle: Cycle, cell: Organisation, keys: Collection[int]) -> list[Rated]:
    rows = list(cycle.rows.filter(pk__in=keys, unit=cell).select_related("cycle"))
    if len(rows) < len(keys) or not rows:
        raise Refusal(_("Chọn đối tượng của chính chi bộ này trong danh sách."))
    check_on_list(rows)
    return rows


def _check_held(cycle: Cycle, held_on: date) -> None:
    if held_on < cycle.frozen_on:
        raise Refusal(_("Chi bộ họp từ ngày chốt danh sách trở đi."))


def _proposal(
    cycle: Cycle, cell: Organisation, held_on: date, excused_absent: int | None
) -> CellProposal:
    known = CellProposal.objects.filter(cycle=cycle, cell=cell).first()
    proposal = known or CellProposal(cycle=cycle, cell=cell)
    who = entitled_in_cell(cell.pk, held_on)
    if excused_absent is not None and not 0 <= excused_absent <= who.excused:
        raise Refusal(
            _("Chi bộ có {n} đồng chí được miễn sinh hoạt; số vắng mặt không lớn hơn.").format(
                n=who.excused
            )
        )
    proposal.held_on, proposal.entitled, proposal.away = held_on, who.total, who.away
    proposal.excused_absent = who.excused if excused_absent is None else excused_absent
    if proposal.base <= 0:
        raise Refusal(_("Ngày ấy chi bộ không có đảng viên chính thức được triệu tập."))
    proposal.full_clean()
    proposal.save()
    return proposal


@dataclass(frozen=True)
class NewOpinion:
    of: str
    by_whom: str
    given_on: date
    text: str


@transaction.atomic
def give_opinion(rated: Rated, new: NewOpinion, *, by: User) -> Opinion:
    """Record what somebody outside the cell said about one who is rated."""
    hold(rated.cycle, rated)
    require(by, may_rate, rated.cycle.path)
    _check_open(rated)
    check_has_come([new.given_on], _("ghi khi đã có ý kiến"))
    opinion = Opinion(
        rated=rated,
        of=new.of,
        by_whom=clean(new.by_whom),
        given_on=new.given_on,
        text=new.text.strip(),
    )
    opinion.full_clean()
    opinion.save()
    note(by, "rating.opinion", opinion, path=rated.path)
    return opinion


@transaction.atomic
def rate(cycle: Cycle, levels: Mapping[int, str], *, by: User) -> list[Rated]:
    """The committee's own rating of rows by key; "" takes one back. It may stand above the cap: only the decision
    may not."""
    hold(cycle)
    require(by, may_rate, cycle.path)
    check_going_on(cycle)
    rows = list(cycle.rows.filter(pk__in=levels).select_related("cycle"))
    if len(rows) < len(levels):
        raise Refusal(_("Có đối tượng không thuộc danh sách của kỳ này."))
    changed = [row for row in rows if row.committee_level != levels[row.pk]]
    check_on_list(changed)
    lines = []
    for row in changed:
        _check_open(row)
        check_level(cycle, row.kind, levels[row.pk])
        before = {"committee_level": row.committee_level}
        row.committee_level = levels[row.pk]
        after = {"committee_level": row.committee_level}
        lines.append(Line("rating.rated", row, row.path, before, after))
    Rated.objects.bulk_update(changed, ["committee_level"], batch_size=AT_ONCE)
    note_all(by, lines)
    return changed


@transaction.atomic
def confirm_points(
    rated: Rated, points: Mapping[str, Decimal | None], *, by: User
) -> Sequence[Score]:
    """The points the committee gives, criterion by criterion."""
    hold(rated.cycle, rated)
    require(by, may_rate, rated.cycle.path)
    _check_open(rated)
    _score(rated, points, "confirmed")
    given = {code: str(value) for code, value in points.items() if value is not None}
    note_all(by, [Line("rating.scored", rated, rated.path, after=given)])
    return list(rated.scores.all())
