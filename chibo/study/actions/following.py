"""Registrations, plans, commitments and standards are recorded, reviewed by quarter, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import NotInTree, branches_by_day
from chibo.study.models import Commitment, CommitmentKind, CommitmentReview
from chibo.study.rules import (
    check_commits_there,
    check_quarter,
    check_year,
    may_commit,
    may_keep,
)

AT_ONCE = 500


@dataclass(frozen=True)
class NewCommitment:
    """Of a unit, or of a member who belongs to it on that day. `ref` names an import's row."""

    kind: str
    year: int
    unit: Organisation
    made_on: date
    person: Person | None = None
    text: str = ""
    act: str = ""
    paper: Paper | None = None
    ref: str = ""


@dataclass(frozen=True)
class Reviewing:
    commitment: Commitment
    quarter: int
    on: date
    outcome: str
    remark: str = ""
    ref: str = ""


@transaction.atomic
def commit(given: Sequence[NewCommitment], *, by: User) -> list[Commitment]:
    """Record what units and members bind themselves to, all or none."""
    places = branches_by_day({(one.unit.pk, one.made_on) for one in given})
    for one in given:
        if (one.unit.pk, one.made_on) not in places:
            raise NotInTree.on(one.made_on)
    for path, person in _who(
        {(places[one.unit.pk, one.made_on].path, one.person) for one in given}, by
    ):
        require(by, may_commit, path, person)
    check_has_come((one.made_on for one in given), _("ghi khi đã đăng ký"))
    for year, day in {(one.year, one.made_on) for one in given}:
        check_year(year, day)
    check_commits_there([(one.person, one.unit.pk, one.made_on) for one in given if one.person])
    rows = [_row(one, places[one.unit.pk, one.made_on].path) for one in given]
    _check_once(rows)
    Commitment.objects.bulk_create(rows, batch_size=AT_ONCE)
    lines = [
        Line("commitment.made", row, row.path, after=snapshot(row), ref=one.ref)
        for one, row in zip(given, rows, strict=True)
    ]
    note_all(by, lines)
    return rows


def _who(asked: set[tuple[str, Person | None]], by: User) -> set[tuple[str, Person | None]]:
    """Each place once where the user keeps the books; else each person."""
    kept = {path for path in {path for path, _person in asked} if may_keep(by, path)}
    return {(path, None if path in kept else person) for path, person in asked}


def _row(one: NewCommitment, path: str) -> Commitment:
    row = Commitment(
        kind=one.kind,
        year=one.year,
        unit=one.unit,
        path=path,
        person=one.person,
        made_on=one.made_on,
        text=clean(one.text),
        act=one.act,
        paper=one.paper,
    )
    row.clean_fields(exclude=["unit", "person", "paper"])
    if (row.kind == CommitmentKind.ETHICS and row.person is None) != bool(row.act):
        raise Refusal(_("Chuẩn mực đạo đức của đơn vị phải ghi xây dựng mới, rà soát hay sửa đổi."))
    return row


def _check_once(rows: Sequence[Commitment]) -> None:
    people = {row.person_id for row in rows if row.person_id}
    units = {row.unit_id for row in rows if row.person_id is None}
    standing = Commitment.objects.filter(withdrawn_on__isnull=True)
    known = set(standing.filter(person__in=people).values_list("person_id", "kind", "year"))
    ours = standing.filter(unit__in=units, person__isnull=True)
    taken = set(ours.values_list("unit_id", "kind", "year"))
    for row in rows:
        if row.person and (row.person_id, row.kind, row.year) in known:
            raise Refusal(
                _("{name} đã có bản {kind} năm {year}.").format(
                    name=row.person.full_name, kind=row.get_kind_display().lower(), year=row.year
                )
            )
        if row.person is None and (row.unit_id, row.kind, row.year) in taken:
            raise Refusal(
                _("Đơn vị đã có bản {kind} năm {year}.").format(
                    kind=row.get_kind_display().lower(), year=row.year
                )
            )


@transaction.atomic
def withdraw_commitment(commitment: Commitment, on: date, reason: str, *, by: User) -> Commitment:
    """A commitment recorded by mistake, or taken back, no longer counts from a day on."""
    hold(commitment)
    require(by, may_commit, commitment.path, commitment.person)
    check_has_come([on], _("ghi khi đã rút"))
    if commitment.withdrawn_on:
        raise Refusal(_("Bản này đã rút."))
    before = snapshot(commitment)
    commitment.withdrawn_on, commitment.withdraw_reason = on, clean(reason)
    commitment.full_clean()
    commitment.save()
    path, said = commitment.path, clean(reason)
    note(by, "commitment.withdrawn", commitment, path=path, before=before, reason=said)
    return commitment


@transaction.atomic
def review_commitments(given: Sequence[Reviewing], *, by: User) -> list[CommitmentReview]:
    """What the cell found in a quarter; the same quarter again replaces what was found."""
    for path in {one.commitment.path for one in given}:
        require(by, may_keep, path)
    check_has_come((one.on for one in given), _("ghi khi đã kiểm điểm"))
    rows, lines = [], []
    known = {
        (row.commitment_id, row.quarter): row
        for row in CommitmentReview.objects.filter(
            commitment__in=[one.commitment.pk for one in given]
        )
    }
    for one in given:
        check_quarter(one.commitment.year, one.quarter, one.on)
        row = known.get((one.commitment.pk, one.quarter)) or CommitmentReview(
            commitment=one.commitment, quarter=one.quarter
        )
        before = snapshot(row) if row.pk else None
        row.reviewed_on, row.outcome, row.remark = one.on, one.outcome, clean(one.remark)
        row.clean_fields(exclude=["commitment"])
        row.validate_constraints()
        row.save()
        rows.append(row)
        lines.append(
            Line(
                "commitment.reviewed", row, one.commitment.path, before, snapshot(row), ref=one.ref
            )
        )
    note_all(by, lines)
    return rows
