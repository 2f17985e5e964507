"""Lists on paper (.docx, .pdf): a study cell by cell with who has not come, a course with its results."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.papers import Column, Heading, Paper, Paragraph, Table
from chibo.base.sending import sent_papers
from chibo.base.text import format_date
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch, branch
from chibo.study.actions.printing import print_study, print_training
from chibo.study.models import Result, Study, Training
from chibo.study.queries.following import with_unit_name
from chibo.study.queries.names import unit_names
from chibo.study.queries.studies import (
    coverage,
    coverage_by_cell,
    learners_visible_to,
    with_state,
)
from chibo.study.queries.training import trainees_visible_to
from chibo.study.rules import may_keep, may_keep_training
from chibo.study.views.fetching import study_or_404
from chibo.study.views.page import in_group
from chibo.study.views.training import training_or_404

_FORMS = ("docx", "pdf")


@require_safe
def coverage_paper(request: HttpRequest, key: int, form: str) -> HttpResponse:
    user, study = study_or_404(request, key)
    if form not in _FORMS or not may_keep(user, study.path):
        raise Http404
    rows = learners_visible_to(user, timezone.localdate()).filter(study=study)
    answer = sent_papers(_study_paper(study, rows), name=study.title, ending=form)
    print_study(study, form, by=user)
    return answer


def _study_paper(study: Study, rows: Any) -> Paper:
    today = timezone.localdate()
    of = branch(study.organisation_id, study.frozen_on)
    whole = coverage(rows, today)
    told = _("Đến ngày {day}: {came}/{must} đảng viên phải học đã học; {outside} ngoài diện.")
    return _paper(
        of,
        _("kết quả học tập “{title}”").format(title=study.title),
        [
            Paragraph(
                told.format(
                    day=format_date(today), came=whole.came, must=whole.must, outside=whole.outside
                )
            ),
            Heading(_("Kết quả theo chi bộ")),
            _by_cell(rows, study),
            *_people(_("Chưa học"), in_group(with_state(rows, today), "chua-hoc"), ""),
            *_people(
                _("Ngoài diện phải học"),
                in_group(with_state(rows, today), "ngoai-dien"),
                _("Lý do"),
            ),
        ],
    )


def _by_cell(rows: Any, study: Study) -> Table:
    found = coverage_by_cell(rows, timezone.localdate())
    names = unit_names([cell for cell, _one in found], study.frozen_on)
    whole = coverage(rows, timezone.localdate())
    lines = sorted(
        [names.get(cell, ""), str(one.must), str(one.came), str(one.harvest), str(one.outside)]
        for cell, one in found
    )
    wanted = study.harvest_due_on is not None
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(_("Chi bộ"), 5),
        Column(_("Phải học"), 1.6, "center"),
        Column(_("Đã học"), 1.6, "center"),
        Column(_("Nộp thu hoạch"), 1.8, "center"),
        Column(_("Ngoài diện"), 1.6, "center"),
    ]
    shown = [[str(n), *line] for n, line in enumerate(lines, 1)]
    total = [
        "",
        _("Cộng"),
        *(str(n) for n in (whole.must, whole.came, whole.harvest, whole.outside)),
    ]
    if not wanted:
        columns.pop(4)
        for line in (*shown, total):
            line.pop(4)
    return Table(columns, shown, total)


def _people(title: str, rows: Any, why: str) -> list[Any]:
    found = list(rows.select_related("person").order_by("cell_name", "person__name_sort", "pk"))
    if not found:
        return []
    columns = [Column(_("TT"), 0.8, "center"), Column(_("Họ và tên"), 4), Column(_("Chi bộ"), 4)]
    lines = [[str(n), row.person.full_name, row.cell_name or ""] for n, row in enumerate(found, 1)]
    if why:
        columns.append(Column(why, 4))
        for line, row in zip(lines, found, strict=True):
            line.append(row.outside_reason or row.get_outside_display())
    return [Heading(f"{title} ({len(found)})"), Table(columns, lines)]


@require_safe
def training_paper(request: HttpRequest, training: int, form: str) -> HttpResponse:
    user, one, of = training_or_404(request, training)
    if form not in _FORMS or not may_keep_training(user, of.path):
        raise Http404
    listed = trainees_visible_to(signed_in(request), timezone.localdate()).filter(training=one)
    answer = sent_papers(_training_paper(one, of, listed), name=one.name, ending=form)
    print_training(one, form, by=user)
    return answer


def _training_paper(one: Training, of: Branch, listed: Any) -> Paper:
    rows = with_unit_name(listed, timezone.localdate(), "sent_by").select_related("person")
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(_("Họ và tên"), 4),
        Column(_("Đơn vị cử"), 3.4),
        Column(_("Kết quả"), 2),
        Column(_("Văn bằng, chứng chỉ"), 3),
    ]
    lines = [
        [str(n), row.person.full_name, row.unit_name or "", _result(row), _certificate(row)]
        for n, row in enumerate(rows.order_by("person__name_sort", "pk"), 1)
    ]
    when = _("Nơi mở lớp: {place}. Thời gian: từ {first} đến {last}.").format(
        place=one.held_by, first=format_date(one.first_day), last=format_date(one.last_day)
    )
    return _paper(
        of,
        _("cán bộ, đảng viên được cử học {name}").format(name=one.name),
        [
            Paragraph(when),
            Table(columns, lines),
            Paragraph(_("Danh sách có {n} người.").format(n=len(lines))),
        ],
    )


def _result(row: Any) -> str:
    if row.result == Result.DROPPED:
        return f"{row.get_result_display()}: {row.dropped_reason}"
    return str(row.get_result_display()) if row.result else ""


def _certificate(row: Any) -> str:
    day = _("ngày {day}").format(day=format_date(row.certificate_on)) if row.certificate_on else ""
    return " ".join(filter(None, [row.certificate_number, day]))


def _paper(of: Branch, about: str, blocks: list[Any]) -> Paper:
    head = letterhead(of)
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=timezone.localdate(),
        symbol="",
        kind=_("DANH SÁCH"),
        summary=about,
        blocks=blocks,
    )
