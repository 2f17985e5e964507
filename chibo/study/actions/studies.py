"""A study is opened with its list frozen; who is outside says why; it may be given up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
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
from chibo.organisations.queries.tree import branch, branches_by_day
from chibo.study.models import Learner, Outside, Study
from chibo.study.queries.studies import audience
from chibo.study.rules import check_going_on, check_may_be_outside, check_papers, may_keep

AT_ONCE = 500


@dataclass(frozen=True)
class NewStudy:
    """`kind` is a StudyKind; `theme_year` and `register_by` are of the yearly theme only."""

    kind: str
    title: str
    frozen_on: date
    closes_on: date
    theme_year: int | None = None
    harvest_due_on: date | None = None
    register_by: date | None = None
    papers: Sequence[Paper] = ()


@dataclass(frozen=True)
class Listed:
    """Somebody on a frozen list, as an older record tells it; `cell` is its key."""

    person: Person
    cell: int
    outside: str = ""
    reason: str = ""
    harvest_on: date | None = None


@transaction.atomic
def open_study(
    organisation: Organisation,
    new: NewStudy,
    *,
    by: User,
    left_out: Mapping[int, str] | None = None,
) -> Study:
    """Freeze the list of the day's books. `left_out` gives, by key of a person, why they need not study
    although the books would have them."""
    of = branch(organisation, new.frozen_on)
    require(by, may_keep, of.path)
    study = _opened(organisation, new, of.path, by)
    rows = audience(of, new.theme_year)
    for row in rows:
        row.study = study
        reason = (left_out or {}).get(row.person_id)
        if reason and not row.outside:
            row.outside, row.outside_reason = Outside.OTHER, clean(reason)[:200]
    Learner.objects.bulk_create(rows, batch_size=AT_ONCE)
    return study


@transaction.atomic
def tell_study(
    organisation: Organisation, new: NewStudy, listed: Sequence[Listed], *, by: User, ref: str = ""
) -> Study:
    """A study whose list was frozen elsewhere, such as in another installation."""
    of = branch(organisation, new.frozen_on)
    require(by, may_keep, of.path)
    study = _opened(organisation, new, of.path, by, ref)
    _list(study, listed, by)
    return study


@transaction.atomic
def list_more(study: Study, listed: Sequence[Listed], *, by: User) -> list[Learner]:
    """People of a list frozen elsewhere join the study they belong to."""
    hold(study)
    rows = _list(study, listed, by)
    lines = [Line("study.list_changed", row, row.path, after=snapshot(row)) for row in rows]
    note_all(by, lines)
    return rows


def _list(study: Study, listed: Sequence[Listed], by: User) -> list[Learner]:
    on = study.frozen_on
    cells = branches_by_day({(one.cell, on) for one in listed})
    if len(cells) < len({one.cell for one in listed}):
        raise Refusal(_("Có chi bộ chưa có hoặc không còn vào ngày chốt danh sách."))
    for path in {where.path for where in cells.values()}:
        require(by, may_keep, path)
    rows = [
        Learner(
            study=study,
            person=one.person,
            cell_id=one.cell,
            path=cells[one.cell, on].path,
            outside=one.outside,
            outside_reason=clean(one.reason),
            theme_year=None if study.cancelled_on else study.theme_year,
            harvest_on=one.harvest_on,
        )
        for one in listed
    ]
    for row in rows:
        row.clean_fields(exclude=["study", "person", "cell"])
    return Learner.objects.bulk_create(rows, batch_size=AT_ONCE)


def _opened(organisation: Organisation, new: NewStudy, path: str, by: User, ref: str = "") -> Study:
    check_has_come([new.frozen_on], _("chốt danh sách theo sổ của ngày đã qua hoặc hôm nay"))
    check_papers(new.kind, new.papers, new.frozen_on)
    study = Study(
        organisation=organisation,
        path=path,
        kind=new.kind,
        title=clean(new.title),
        theme_year=new.theme_year,
        frozen_on=new.frozen_on,
        closes_on=new.closes_on,
        harvest_due_on=new.harvest_due_on,
        register_by=new.register_by,
    )
    study.full_clean()
    study.save()
    study.papers.set(new.papers)
    note_all(by, [Line("study.opened", study, path, after=snapshot(study), ref=ref)])
    return study


@transaction.atomic
def put_outside(
    study: Study, learners: Collection[Learner], outside: str, reason: str, *, by: User
) -> list[Learner]:
    """Take people of the list out of the base, or back into it with `outside` "". Each change says why."""
    rows = list(learners)
    hold(study, *rows)
    for path in {study.path, *(row.path for row in rows)}:
        require(by, may_keep, path)
    check_going_on(study)
    if outside:
        check_may_be_outside(rows)
    lines = []
    for row in rows:
        before = snapshot(row)
        row.outside, row.outside_reason = outside, clean(reason) if outside else ""
        row.clean_fields(exclude=["study", "person", "cell"])
        row.validate_constraints()
        row.save()
        lines.append(
            Line("study.list_changed", row, row.path, before, snapshot(row), clean(reason))
        )
    note_all(by, lines)
    return rows


@transaction.atomic
def take_in_harvest(
    study: Study, handed_in: Mapping[int, date | None], *, by: User
) -> list[Learner]:
    """By key of a person of the list, the day a paper was handed in; None takes a mistake back."""
    hold(study)
    rows = list(study.learners.filter(person__in=handed_in).select_related("person"))
    for path in {row.path for row in rows}:
        require(by, may_keep, path)
    check_going_on(study)
    check_has_come((day for day in handed_in.values() if day), _("ghi bài thu hoạch khi đã nộp"))
    lines, changed = [], []
    for row in rows:
        before = snapshot(row)
        row.harvest_on = handed_in[row.person_id]
        if snapshot(row) == before:
            continue
        _check_harvest(study, row)
        changed.append(row)
        lines.append(Line("study.harvest", row, row.path, before, snapshot(row)))
    Learner.objects.bulk_update(changed, ["harvest_on"], batch_size=AT_ONCE)
    note_all(by, lines)
    return changed


def _check_harvest(study: Study, row: Learner) -> None:
    if row.harvest_on and row.outside:
        raise Refusal(
            _("{name} ở ngoài diện phải học, không ghi bài thu hoạch.").format(
                name=row.person.full_name
            )
        )
    if row.harvest_on and row.harvest_on < study.frozen_on:
        raise ValidationError(_("Bài thu hoạch nộp sau ngày chốt danh sách của đợt học."))


@transaction.atomic
def give_up_study(study: Study, on: date, reason: str, *, by: User) -> Study:
    """The study no longer counts from a day on; its list and classes stay to be read."""
    hold(study)
    require(by, may_keep, study.path)
    check_going_on(study)
    check_has_come([on], _("ghi khi đã thôi tổ chức"))
    before = snapshot(study)
    study.cancelled_on, study.cancel_reason = on, clean(reason)
    study.full_clean()
    study.save()
    study.learners.update(theme_year=None)
    note(by, "study.given_up", study, path=study.path, before=before, reason=clean(reason))
    return study
