"""The list of a class on paper (.docx, .pdf) and as a workbook; each taking out is in the journal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.admissions.actions.courses import print_course
from chibo.admissions.models import CourseKind
from chibo.admissions.papers.courses import list_paper
from chibo.admissions.queries.courses import Reading
from chibo.admissions.rules.courses import may_print_course
from chibo.admissions.views.courses import lines, reading_or_404
from chibo.admissions.views.fetching import allowed_or_404
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.text import format_date


@require_safe
def paper(request: HttpRequest, key: int, form: str) -> HttpResponse:
    read = reading_or_404(request, key)
    allowed_or_404(may_print_course(signed_in(request), read.organiser))
    name = _("Danh sách {course}").format(course=read.course.name)
    if form == "xlsx":
        answer = sent_file(_workbook(read), name, form)
    else:
        answer = sent_papers(
            list_paper(read, lines(read, read.participants)), name=name, ending=form
        )
    print_course(read.course, form, by=signed_in(request))
    return answer


def _workbook(read: Reading) -> bytes:
    columns = [
        SheetColumn(_("STT"), "integer", 6),
        SheetColumn(_("Họ và tên"), width=26),
        SheetColumn(_("Ngày sinh"), "date"),
        SheetColumn(_("Giới tính"), width=10),
        SheetColumn(_("Chi bộ cử")),
        SheetColumn(_("Số giấy chứng nhận")),
        SheetColumn(_("Ngày cấp"), "date"),
        SheetColumn(_("Không hoàn thành: lý do"), width=30),
        SheetColumn(_("Giấy hết giá trị từ ngày"), "date"),
    ]
    rows = [_cells(number, row) for number, row in enumerate(lines(read, read.participants), 1)]
    if read.course.kind == CourseKind.NEW_MEMBER:
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    notes = [
        (_("Lớp"), read.course.name),
        (_("Nơi mở lớp"), read.course.held_by),
        (_("Khai giảng"), format_date(read.course.first_day)),
        (_("Bế giảng"), format_date(read.course.last_day)),
        (_("Lưu ý"), _("Dữ liệu cá nhân nhạy cảm. Lần xuất này đã ghi vào nhật ký.")),
    ]
    return write_workbook([SheetSpec(_("Học viên"), columns, rows)], notes)


def _cells(number: int, row: dict[str, Any]) -> list[Any]:
    one = row["one"]
    return [
        number,
        one.person.full_name,
        one.person.partial("born"),
        one.person.get_sex_display(),
        row["cell"],
        one.certificate_number,
        one.certificate_on,
        one.dropped_reason,
        row["until"],
    ]
