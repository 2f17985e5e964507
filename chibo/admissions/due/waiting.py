"""What is due about people on their way to admission: a helper, movement, a certificate, the ceremony."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import CasePaper, CourseKind, Guidance, GuidanceNote, Participant
from chibo.admissions.queries.cases import cases_of, open_on, with_stage
from chibo.admissions.queries.stages import PREPARING
from chibo.base.addresses import page_of
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.units import units_by_path
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import NoRuleOnDay, add_months, rule, source_line

# Ours, not rules of the Party: a helper by the next monthly meeting, half a year without anything noted,
# three months' notice of a certificate running out.
GUIDED_WITHIN, QUIET_MONTHS = 1, 6
CERTIFICATE_NOTICE = timedelta(days=90)


@dataclass(frozen=True)
class _Line:
    """`step` is the name of the address that does it; `rule` "" where the line follows our own measure."""

    kind: str
    what: str
    due_on: date | None
    why: str
    step: str
    button: str
    rule: str = ""


def cases_due(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    if not has_power(user, Power.SEE_NAMES, branch.path):
        return []
    return [
        Ask(
            RowsOf(_named, branch, on),
            lambda found: [_due(user, row, line) for row in found for line in _lines(row, on)],
        )
    ]


def _named(branch: Branch, on: date) -> QuerySet[Any, Any]:
    columns = ("pk", "person_id", "person__full_name", "cell_name", *_TOLD)
    return _waiting(branch, on).values(*columns)


# What the lines of a case are made from.
_TOLD = (
    *("opened_on", "decided_on", "received_on", "stage", "stage_since", "path"),
    *("is_guided", "noted_on", "paper_on", "learned_on"),
)


def case_tallies(branch: Branch, on: date) -> Ask[Tally]:
    """Counted per unit, kind and day."""
    return Ask(RowsOf(_by_cell, branch, on), lambda found: _by_unit(found, branch, on))


def _by_cell(branch: Branch, on: date) -> QuerySet[Any, Any]:
    return _waiting(branch, on).values("cell_key", *_TOLD)


def _by_unit(rows: Sequence[Any], branch: Branch, on: date) -> list[Tally]:
    units = units_by_path({row.path for row in rows if row.path}, branch) if rows else {}
    counted = Counter(
        (units.get(row.path, row.cell_key), line) for row in rows for line in _lines(row, on)
    )
    return [
        Tally(line.kind, line.what, unit, n, line.due_on, line.why, line.rule)
        for (unit, line), n in counted.items()
    ]


def _waiting(branch: Branch, on: date) -> QuerySet[Any]:
    """Open cases before the ceremony, with what their lines are made from."""
    rows = with_stage(open_on(cases_of(branch), on), on).filter(admission__isnull=True)
    of_case = {"case": OuterRef("pk")}
    notes = GuidanceNote.objects.filter(**of_case, noted_on__lte=on).order_by("-noted_on")
    laid_in = CasePaper.objects.filter(**of_case, code="certificate", state="done")
    return rows.annotate(
        is_guided=Exists(Guidance.objects.on(on).filter(**of_case)),
        noted_on=Subquery(notes.values("noted_on")[:1]),
        paper_on=Subquery(laid_in.values("dated_on")[:1]),
        learned_on=Subquery(_certificates(CourseKind.AWARENESS).values("day")[:1]),
    )


def _certificates(kind: str) -> QuerySet[Any]:
    taken = Participant.objects.filter(person=OuterRef("person"), course__kind=kind)
    return taken.order_by().values("person").annotate(day=Max("certificate_on"))


def has_learned(kind: str, code: str) -> Q:
    """The condition, on rows with a `person`, of holding the certificate of such a class."""
    taken = Participant.objects.filter(person=OuterRef("person"), course__kind=kind)
    laid_in = CasePaper.objects.filter(case__person=OuterRef("person"), code=code, state="done")
    return Q(Exists(taken.filter(certificate_on__isnull=False))) | Q(Exists(laid_in))


def _lines(row: Any, on: date) -> Iterator[_Line]:
    if row.stage in PREPARING:
        if not row.is_guided:
            yield _unguided(row)
        elif quiet := _quiet(row, on):
            yield quiet
        yield from _certificate(row, on)
    if row.decided_on and row.decided_on <= on:
        yield from _ceremony(row)


def _unguided(row: Any) -> _Line:
    return _Line(
        "case_unguided",
        _("Phân công đảng viên giúp đỡ quần chúng ưu tú"),
        add_months(row.opened_on, GUIDED_WITHIN),
        _("Chi bộ phân công trong kỳ sinh hoạt sau khi đưa vào theo dõi"),
        "case_guide",
        _("Phân công"),
    )


def _quiet(row: Any, on: date) -> _Line | None:
    last = max(day for day in (row.stage_since, row.noted_on) if day)
    since = add_months(last, QUIET_MONTHS)
    if since > on:
        return None
    return _Line(
        "case_quiet",
        _("Nhận xét quần chúng đang theo dõi"),
        since,
        _("{n} tháng chưa có nhận xét, chưa chuyển bước").format(n=QUIET_MONTHS),
        "case_note",
        _("Ghi nhận xét"),
    )


def _certificate(row: Any, on: date) -> Iterable[_Line]:
    held = max((day for day in (row.paper_on, row.learned_on) if day), default=None)
    if held is None:
        return []
    try:
        valid = rule("admission.certificate_months", on)
    except NoRuleOnDay:
        return []
    ends = valid.after(held)
    if ends - on > CERTIFICATE_NOTICE:
        return []
    what = (
        _("Xét kết nạp trước khi giấy chứng nhận lớp nhận thức hết giá trị")
        if on <= ends
        else _("Cử học lại lớp nhận thức, giấy chứng nhận đã hết giá trị")
    )
    return [
        _Line(
            "certificate_ending",
            what,
            ends,
            source_line(valid),
            "case",
            _("Mở hồ sơ"),
            valid.code,
        )
    ]


def _ceremony(row: Any) -> Iterable[_Line]:
    """Without the day from which its limit counts, the line asks for that day."""
    try:
        limit = rule("admission.ceremony_deadline", row.decided_on)
        source = rule("admission.ceremony_deadline_from", row.decided_on)
        received = source.text() == "decision_received_on"
        start = row.received_on if received else row.decided_on
        last = limit.after(start) if start else None
    except NoRuleOnDay:
        return []
    what = _("Tổ chức lễ kết nạp") if start else _("Ghi ngày chi bộ nhận quyết định kết nạp")
    why = _("Quyết định ngày {day}. {source}").format(
        day=format_date(row.decided_on), source=source_line(limit)
    )
    step = "case_ceremony" if start else "case_decision"
    return [_Line("ceremony_due", what, last, why, step, _("Ghi"), limit.code)]


def _due(user: User, row: Any, line: _Line) -> Due:
    """Who may not take the step is led to the case."""
    decides = line.kind == "ceremony_due"
    power = Power.KEEP_RECORDS if decides else Power.FOLLOW_CASES
    may = has_power(user, power, row.path)
    return Due(
        kind=line.kind,
        what=line.what,
        about=row.person__full_name,
        due_on=line.due_on,
        url=page_of(f"admissions:{line.step if may else 'case'}", row.pk),
        button=line.button if may else _("Xem hồ sơ"),
        why=line.why,
        owner=row.cell_name,
        owner_path=row.path,
        rule=line.rule,
        person_id=row.person_id,
    )
