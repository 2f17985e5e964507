"""What the cell does with somebody it follows: assigns helpers, notes what they tell, keeps the papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.actions.stages import reach_stage
from chibo.admissions.models import Case, CasePaper, Guidance, GuidanceNote, PaperState
from chibo.admissions.queries.following import followed_path
from chibo.admissions.queries.stages import PREPARING, papers
from chibo.admissions.rules.cases import check_come, check_open, may_follow
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.saving import saved
from chibo.base.text import clean, format_date
from chibo.documents.models import Paper
from chibo.members.models import Membership, Person, Status


@transaction.atomic
def guide(case: Case, member: Person, on: date, *, by: User) -> Guidance:
    """Assign an official member to help the person."""
    hold(case)
    path = followed_path(case)
    require(by, may_follow, path)
    check_open(case)
    check_come([on])
    stay = Membership.objects.on(on).filter(person=member).first()
    if stay is None or stay.status != Status.OFFICIAL:
        raise Refusal(
            _("Đồng chí {name} không phải là đảng viên chính thức tại ngày {day}.").format(
                name=member.full_name, day=format_date(on)
            )
        )
    guidance = Guidance(case=case, member=member, started_on=on)
    saved(guidance)
    reach_stage(case, "guided", on)
    note(by, "case.guided", guidance, path=path)
    return guidance


@transaction.atomic
def relieve(guidance: Guidance, on: date, *, by: User) -> None:
    """The member no longer helps the person."""
    hold(guidance.case, guidance)
    path = followed_path(guidance.case)
    require(by, may_follow, path)
    check_come([on])
    before = snapshot(guidance)
    guidance.ended_on = on
    guidance.full_clean()
    guidance.save()
    note(by, "case.relieved", guidance, path=path, before=before)


@transaction.atomic
def note_guidance(
    case: Case, text: str, on: date, *, by: User, member: Person | None = None
) -> GuidanceNote:
    """Note what a helper or the cell observed: a trial task, progress, a remark."""
    hold(case)
    path = followed_path(case)
    require(by, may_follow, path)
    check_open(case)
    check_come([on])
    row = GuidanceNote(case=case, member=member, noted_on=on, text=clean(text))
    row.full_clean()
    row.save()
    note(by, "case.noted", row, path=path)
    return row


@dataclass(frozen=True)
class Marking:
    """The state of one paper of a case; `code` is one of the papers of the case's version."""

    code: str
    state: str
    dated_on: date | None = None
    number: str = ""
    holder: str = ""
    remark: str = ""
    paper: Paper | None = None


@transaction.atomic
def mark_papers(case: Case, marked: Sequence[Marking], *, by: User) -> list[CasePaper]:
    """Say of papers whether they are there, who holds them and what is to be mended."""
    hold(case)
    path = followed_path(case)
    require(by, may_follow, path)
    check_open(case)
    check_come(one.dated_on for one in marked)
    known = {paper.code: paper for paper in papers(case.rules_on)}
    had = {row.code: row for row in case.papers.all()}
    lines, rows = [], []
    for one in marked:
        if one.code not in known:
            raise Refusal(
                _("Hồ sơ theo quy định này không có giấy tờ {code}.").format(code=one.code)
            )
        row = had.get(one.code) or CasePaper(case=case, code=one.code)
        before = snapshot(row) if row.pk else None
        _fill(row, one)
        rows.append(row)
        lines.append(Line("case.paper_marked", row, path, before=before, after=snapshot(row)))
    note_all(by, lines)
    _move_on(case, rows, {code: paper.stage for code, paper in known.items()})
    return rows


def lay_in(
    case: Case, code: str, on: date, paper: Paper | None, by: User, number: str = ""
) -> None:
    """What was just recorded lies in the case as one of its papers."""
    said = paper.full_number if paper else number
    mark_papers(case, [Marking(code, PaperState.DONE, on, said[:60], paper=paper)], by=by)


def _fill(row: CasePaper, one: Marking) -> None:
    row.state, row.dated_on, row.paper = one.state, one.dated_on, one.paper
    row.number, row.holder = clean(one.number), clean(one.holder)
    row.remark = clean(one.remark)
    saved(row)


def _move_on(case: Case, rows: Sequence[CasePaper], stage_of: dict[str, str]) -> None:
    """A paper that is begun says the case has come as far as its stage, as long as nobody has voted."""
    for row in rows:
        stage = stage_of[row.code]
        if stage in PREPARING and row.state != PaperState.MISSING and row.dated_on:
            now = case.stages.filter(ended_on__isnull=True).first()
            if now and now.stage in PREPARING:
                reach_stage(case, stage, max(row.dated_on, now.started_on))
