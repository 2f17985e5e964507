"""How much of a spreadsheet we are willing to read, and how we refuse the rest."""

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import format_number

MAX_FILE_BYTES = 30_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 3_000_000

MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 400_000_000
MAX_XML_ELEMENTS = 7_000_000
MAX_TEXT = 300_000_000
# a sheet packs 5 to 30 times; a part this much smaller than its content was made to harm
MAX_RATIO = 100
RATIO_MATTERS_FROM = 5_000_000


class UnreadableSheet(Refusal):
    """The file cannot be read safely or at all; the sentence says why and what to do."""


def too_many_rows() -> UnreadableSheet:
    return UnreadableSheet(
        _("Trang tính có hơn %(most)s dòng. Chia tệp thành nhiều phần rồi tải lên từng phần.")
        % {"most": format_number(MAX_ROWS)}
    )


def too_many_columns() -> UnreadableSheet:
    return UnreadableSheet(
        _("Trang tính có hơn %(most)s cột. Xóa các cột không cần rồi tải lên lại.")
        % {"most": format_number(MAX_COLUMNS)}
    )


def too_many_cells() -> UnreadableSheet:
    return UnreadableSheet(
        _("Tệp có quá nhiều ô. Chia tệp thành nhiều phần rồi tải lên từng phần.")
    )


def too_big() -> UnreadableSheet:
    return UnreadableSheet(
        _("Tệp lớn hơn %(most)s MB. Xóa hình ảnh hoặc chia tệp thành nhiều phần rồi tải lên lại.")
        % {"most": MAX_FILE_BYTES // 1_000_000}
    )


def harmful() -> UnreadableSheet:
    return UnreadableSheet(
        _(
            "Tệp phình ra quá lớn khi mở, có thể làm treo máy nên không được nhận. "
            "Mở tệp bằng Excel, chép dữ liệu sang tệp mới rồi tải lên lại."
        )
    )


def damaged() -> UnreadableSheet:
    return UnreadableSheet(
        _("Tệp bị hỏng hoặc thiếu một phần. Mở bằng Excel, lưu lại rồi tải lên lại.")
    )


def locked() -> UnreadableSheet:
    return UnreadableSheet(
        _("Tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu, lưu lại rồi tải lên lại.")
    )


def has_macros() -> UnreadableSheet:
    return UnreadableSheet(
        _("Tệp có macro nên không được nhận. Lưu lại dạng Excel (.xlsx) rồi tải lên lại.")
    )


def other_kind(kind: str) -> UnreadableSheet:
    return UnreadableSheet(
        _(
            "Tệp này thực ra là %(kind)s, không phải bảng tính. "
            "Mở bằng Excel, lưu lại dạng .xlsx rồi tải lên lại."
        )
        % {"kind": kind}
    )


def other_workbook(kind: str) -> UnreadableSheet:
    return UnreadableSheet(
        _("Tệp này là %(kind)s, chưa đọc được. Mở ra, lưu lại dạng Excel (.xlsx) rồi tải lên lại.")
        % {"kind": kind}
    )


def unknown_kind() -> UnreadableSheet:
    return UnreadableSheet(
        _("Tệp này không phải bảng tính. Chỉ nhận tệp Excel (.xlsx, .xls) hoặc .csv.")
    )
