"""Files as offices send them, made on the spot."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import xlwt

Rows = Sequence[Sequence[Any]]

NATIONAL_TOP = [
    "STT", "ID", "Họ và tên *", "Tên gọi khác", "Giới tính *", "Sinh ngày *", "Dân tộc *",
    "Tôn giáo *", "Số định danh cá nhân *", "Số thẻ Đảng *", "Nơi cấp thẻ Đảng",
    "Ngày cấp thẻ Đảng", "Số thẻ Đảng theo QĐ 85", "Tổ chức Đảng sinh hoạt *",
    "Nơi đăng ký khai sinh", "", "", "Quê quán", "", "", "Thường trú", "", "",
    "Ngày vào Đảng *", "Ngày chính thức *", "Số CMND cũ", "Trạng thái hoạt động *",
    "Ngày rời/mất/miễn SH", "Đề nghị xóa (Có/Không)", "Kết quả kiểm tra", "Chi tiết lỗi",
]  # fmt: skip
_PLACE = ["Quốc gia", "Tỉnh/Thành", "Chi tiết"]
NATIONAL_SUB = [""] * 14 + _PLACE * 3 + [""] * 8


def xlsx(rows: Rows, merges: Sequence[str] = (), sheet: str = "Danh sách") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append([None if cell == "" else cell for cell in row])
    for area in merges:
        page.merge_cells(area)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls(rows: Rows) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Danh sach")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if hasattr(cell, "year"):
                page.write(at, column, cell, day)
            elif cell != "":
                page.write(at, column, cell)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv(rows: Rows, separator: str = ";", encoding: str = "utf-8") -> bytes:
    lines = [separator.join(str(cell) for cell in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def national(members: Sequence[dict[str, Any]]) -> bytes:
    """The 31-column "File nhập liệu 4.0": headings in rows 6 and 7, data from row 8."""
    top = [
        ["PHIẾU NHẬP LIỆU ĐẢNG VIÊN"],
        ["Đảng bộ xã Mường Mẫu"],
        ["Ghi chú: cột * bắt buộc"],
        [],
        [],
    ]
    body = []
    for number, member in enumerate(members, start=1):
        row: list[Any] = [number] + [""] * 30
        for heading, value in member.items():
            row[_column(heading)] = value
        body.append(row)
    plain = [f"{_letter(at)}6:{_letter(at)}7" for at in range(31) if not 14 <= at <= 22]
    merged = ["A1:AE1", "O6:Q6", "R6:T6", "U6:W6", *plain]
    return xlsx([*top, NATIONAL_TOP, NATIONAL_SUB, *body], merged)


def _letter(at: int) -> str:
    return openpyxl.utils.get_column_letter(at + 1)


def _column(heading: str) -> int:
    """A heading, or 'Quê quán/Tỉnh/Thành' style for those beneath another."""
    top, _slash, sub = (
        heading.partition("/")
        if heading.split("/", maxsplit=1)[0] in NATIONAL_TOP
        else (heading, "", "")
    )
    at = next(n for n, name in enumerate(NATIONAL_TOP) if name.rstrip(" *") == top)
    return at + (_PLACE.index(sub) if sub else 0)


PLAIN = [
    "TT",
    "Họ tên",
    "Ngày sinh",
    "Nam/Nữ",
    "Dân tộc",
    "Số CCCD",
    "CB",
    "Ngày vào Đ",
    "Ngày chính thức",
    "LLCT",
]


def plain_list(*people: Sequence[Any]) -> bytes:
    """A list typed by hand; each person as in PLAIN without the number."""
    return xlsx([PLAIN, *([n, *one] for n, one in enumerate(people, start=1))])
