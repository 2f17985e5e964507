"""A members list as a workbook: the columns on the screen, or the 28 of the national data sheet."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from chibo.accounts.queries import signed_in
from chibo.base.addresses import key_of
from chibo.base.sending import sent_file
from chibo.base.sheets import Column, ColumnKind, SheetSpec, write_workbook
from chibo.base.text import format_date
from chibo.members.actions.reading import note_export
from chibo.members.queries.listing import in_order, with_files
from chibo.members.views.columns import Row, code_label
from chibo.members.views.listing import MembersList, chosen_columns, files
from chibo.organisations.queries.tree import ancestors
from chibo.rulebook.queries import code_list

# rules.md 2.8 E: the data-cleaning sheet of 2025, in its order; * marks what it requires.
_HEADINGS: tuple[tuple[Any, ColumnKind], ...] = (
    (gettext_lazy("STT"), "integer"),
    (gettext_lazy("ID"), "text"),
    (gettext_lazy("Họ và tên*"), "text"),
    (gettext_lazy("Tên gọi khác"), "text"),
    (gettext_lazy("Giới tính*"), "text"),
    (gettext_lazy("Ngày sinh*"), "date"),
    (gettext_lazy("Dân tộc*"), "text"),
    (gettext_lazy("Tôn giáo*"), "text"),
    (gettext_lazy("Số định danh cá nhân*"), "text"),
    (gettext_lazy("Số thẻ đảng viên*"), "text"),
    (gettext_lazy("Nơi cấp thẻ"), "text"),
    (gettext_lazy("Ngày cấp thẻ"), "date"),
    (gettext_lazy("Số thẻ theo Quyết định 85"), "text"),
    (gettext_lazy("Tổ chức đảng*"), "text"),
    (gettext_lazy("Đăng ký khai sinh: quốc gia*"), "text"),
    (gettext_lazy("Đăng ký khai sinh: tỉnh, thành phố*"), "text"),
    (gettext_lazy("Đăng ký khai sinh: chi tiết*"), "text"),
    (gettext_lazy("Quê quán: quốc gia*"), "text"),
    (gettext_lazy("Quê quán: tỉnh, thành phố*"), "text"),
    (gettext_lazy("Quê quán: chi tiết*"), "text"),
    (gettext_lazy("Thường trú: quốc gia*"), "text"),
    (gettext_lazy("Thường trú: tỉnh, thành phố*"), "text"),
    (gettext_lazy("Thường trú: chi tiết*"), "text"),
    (gettext_lazy("Ngày vào Đảng*"), "date"),
    (gettext_lazy("Ngày chính thức*"), "date"),
    (gettext_lazy("Số CMND cũ"), "text"),
    (gettext_lazy("Trạng thái hoạt động"), "text"),
    (gettext_lazy("Ngày chuyển đi, từ trần, ra khỏi Đảng, miễn sinh hoạt"), "date"),
)
_PLACES = ("birth", "native", "home")
# spreadsheets-and-forms.md L1: the file the official system takes, headings in rows 6 and 7, every cell text.
_INTAKE_NAMES = {
    5: gettext_lazy("Sinh ngày*"),
    9: gettext_lazy("Số thẻ Đảng*"),
    13: gettext_lazy("Tổ chức Đảng sinh hoạt*"),
}
_INTAKE_GROUPS = (
    (14, 16, gettext_lazy("Nơi đăng ký khai sinh")),
    (17, 19, gettext_lazy("Quê quán")),
    (20, 22, gettext_lazy("Thường trú")),
)
_INTAKE_PARTS = (gettext_lazy("Quốc gia"), gettext_lazy("Tỉnh/Thành"), gettext_lazy("Chi tiết"))
_INTAKE_END = (
    gettext_lazy("Đề nghị xóa (Có/Không)"),
    gettext_lazy("Kết quả kiểm tra"),
    gettext_lazy("Chi tiết lỗi"),
)


@require_POST
def export(request: HttpRequest, org: int) -> HttpResponse:
    """The list of the address, or its ticked rows (`chon`). Whole numbers only when asked for and allowed."""
    asked = MembersList.asked(request, org)
    layout = request.POST.get("mau", "")
    in_full = request.POST.get("day-du") == "1" or layout.endswith("-day-du")
    chosen = [key for text in request.POST.getlist("chon") if (key := key_of(text))]
    rows = asked.rows.filter(person__in=chosen) if chosen else asked.rows
    columns = chosen_columns(request)
    ordered = with_files(in_order(rows, asked.form.order), numbers=True)
    ready = files(ordered, asked, columns)
    note_export(
        asked.of,
        len(ready),
        "; ".join(asked.form.sentence()),
        by=signed_in(request),
        in_full=in_full,
    )
    sheet = _laid_out(layout, asked, ready, columns, in_full)
    content = write_workbook([sheet], _notes(request, asked, len(ready), bool(chosen)))
    numbers = "co so dinh danh " if in_full else ""
    name = f"dang vien {numbers}{asked.of.short_name} {asked.day.on:%Y-%m-%d}"
    return sent_file(content, name, "xlsx")


def _laid_out(
    layout: str, asked: MembersList, rows: list[Row], columns: list[Any], in_full: bool
) -> SheetSpec:
    if layout.startswith("28"):
        return _national(asked, rows, in_full)
    if layout.startswith("nhap-lieu"):
        return _intake(asked, rows, in_full)
    return _as_shown(columns, rows, in_full)


def _as_shown(columns: list[Any], rows: list[Row], in_full: bool) -> SheetSpec:
    """The name, then the columns on the screen."""
    shown = [Column(_("STT"), "integer", 6), Column(_("Họ và tên"), width=26)]
    shown += [column.sheet for column in columns]
    own_number = any(column.code == "dinh-danh" for column in columns)
    if in_full and not own_number:
        shown.append(Column(_("Số định danh")))

    def lines() -> Iterator[list[Any]]:
        for number, row in enumerate(rows, start=1):
            cells = [
                row.person.national_id
                if in_full and column.code == "dinh-danh"
                else column.value(row)
                for column in columns
            ]
            more = [row.person.national_id] if in_full and not own_number else []
            yield [number, row.person.full_name, *cells, *more]

    return SheetSpec(_("Đảng viên"), shown, lines())


def _national(asked: MembersList, rows: list[Row], in_full: bool) -> SheetSpec:
    columns = [Column(str(label), kind) for label, kind in _HEADINGS]
    above = [one.name for one in ancestors(asked.of)][-1:]

    def lines() -> Iterator[list[Any]]:
        for number, row in enumerate(rows, start=1):
            yield _national_line(number, row, above, asked.of.name, in_full)

    return SheetSpec(_("Đảng viên"), columns, lines())


def _intake(asked: MembersList, rows: list[Row], in_full: bool) -> SheetSpec:
    """The 31 columns of "File nhập liệu 4.0"; a number that may not be shown whole is left out, not masked."""
    grouped = {at: _INTAKE_PARTS[(at - 14) % 3] for at in range(14, 23)}
    heads = [str(label) for label, _kind in _HEADINGS] + [str(label) for label in _INTAKE_END]
    for at, label in {**_INTAKE_NAMES, **grouped}.items():
        heads[at] = str(label)
    above = [one.name for one in ancestors(asked.of)][-1:]
    number = 8

    def lines() -> Iterator[list[str]]:
        for n, row in enumerate(rows, start=1):
            line = _national_line(n, row, above, asked.of.name, in_full)
            line[number] = row.person.national_id if in_full else ""
            yield [str(cell if cell is not None else "") for cell in [*line, _("Không"), "", ""]]

    return SheetSpec(
        _("Danh sách"),
        [Column(head) for head in heads],
        lines(),
        title=[
            _("FILE NHẬP LIỆU ĐẢNG VIÊN"),
            asked.of.name,
            _("Cột có dấu * là bắt buộc. Ngày ghi như 12/07/2017."),
            "",
            "",
        ],
        groups=[(first, last, str(words)) for first, last, words in _INTAKE_GROUPS],
    )


def _national_line(
    number: int, row: Row, above: list[str], branch_name: str, in_full: bool
) -> list[Any]:
    person = row.person
    organisation = ", ".join(dict.fromkeys([row.cell_name, branch_name, *reversed(above)]))
    return [
        number,
        person.external_id,
        person.full_name,
        person.aliases or person.birth_name,
        person.get_sex_display(),
        person.partial("born"),
        code_label("ethnicities", person.ethnicity),
        code_label("religions", person.religion),
        person.national_id if in_full else person.masked_id,
        person.card_number,
        person.card_issued_at,
        person.partial("card_issued"),
        person.old_card_number,
        organisation,
        *[value for place in _PLACES for value in _place(person, place)],
        person.partial("joined"),
        person.partial("official"),
        person.old_id if in_full else "",
        code_list("activity_statuses").label("active"),
        None,
    ]


def _place(person: Any, place: str) -> list[str]:
    """Country, province, detail. The country is Việt Nam unless the file says otherwise."""
    province, detail = getattr(person, f"{place}_province"), getattr(person, f"{place}_detail")
    home = _("Việt Nam") if province or detail else ""
    return [getattr(person, f"{place}_country") or home, province, detail]


def _notes(
    request: HttpRequest, asked: MembersList, count: int, ticked: bool
) -> list[tuple[str, str]]:
    user, now = signed_in(request), timezone.localtime()
    filters = "; ".join(asked.form.sentence()) or _("Không lọc")
    if ticked:
        filters += " · " + _("chỉ các dòng đã chọn")
    return [
        (_("Tổ chức"), asked.of.name),
        (_("Số liệu tại ngày"), format_date(asked.day.on)),
        (_("Điều kiện lọc"), filters),
        (_("Số dòng"), str(count)),
        (_("Người xuất"), user.full_name or user.username),
        (_("Lúc xuất"), now.strftime("%d/%m/%Y %H:%M")),
        (_("Lưu ý"), _("Dữ liệu cá nhân nhạy cảm. Lần xuất này đã ghi vào nhật ký.")),
    ]
