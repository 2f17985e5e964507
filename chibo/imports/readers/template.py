"""The list offered to those who have none: the common columns, with drop-downs."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.base.sheets import Column, SheetSpec, write_workbook
from chibo.imports.readers.fields import fields
from chibo.rulebook.queries import code_list

_OFFERED = (
    "full_name", "sex", "born", "ethnicity", "religion", "national_id", "card_number", "cell",
    "position", "joined", "official", "schooling", "professional", "theory", "native_detail", "home_detail",
    "occupation_text", "phone",
)  # fmt: skip


def template_file(on: date) -> bytes:
    columns = [Column(_("STT"), "integer"), *(_column(code, on) for code in _OFFERED)]
    notes = [
        (_("Ngày"), _("Ghi như 12/07/2017; chỉ biết tháng thì 07/2017, chỉ biết năm thì 2017.")),
        (_("Số định danh, số thẻ"), _("12 chữ số, giữ số 0 ở đầu; các cột này đã đặt kiểu chữ.")),
        (_("Chi bộ"), _("Tên chi bộ như vẫn gọi, ví dụ: Bản Vặt.")),
        (
            _("Chức vụ"),
            _(
                "Ví dụ: Bí thư chi bộ; nhiều chức vụ cách nhau bằng dấu phẩy: Chi ủy viên, Trưởng bản."
            ),
        ),
    ]
    return write_workbook([SheetSpec(_("Danh sách"), columns)], notes)


def _column(code: str, on: date) -> Column:
    field = fields()[code]
    choices = [label for _code, label in code_list(field.list).choices(on)] if field.list else []
    if field.kind == "sex":
        choices = [_("Nam"), _("Nữ")]
    return Column(field.label, "text", choices=choices)
