"""Files that lack required columns: one line a cell."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.base.addresses import page_of
from chibo.base.due import Due, Tally
from chibo.members.due.counting import Counted, Sum


def gaps_to_fill(found: Sequence[Counted]) -> list[Due]:
    lacking = sorted((one for one in found if one.gaps), key=lambda one: one.path)
    what, why, button = _words(), _reason(), _("Xem danh sách")
    return [_gap(one, what, why, button) for one in lacking]


def _gap(one: Counted, what: str, why: str, button: str) -> Due:
    if one.numbers:
        why = _("{why}; {n} đồng chí chưa có số định danh").format(why=why, n=one.numbers)
    return Due(
        kind="missing_data",
        what=what,
        about=ngettext("{n} đảng viên", "{n} đảng viên", one.gaps).format(n=one.gaps),
        due_on=None,
        url=page_of("members:list", one.cell_key) + "?trang-thai=thieu",
        button=button,
        why=why,
        owner=one.cell_name,
        owner_path=one.path,
        count=one.gaps,
    )


def gap_tallies(by_unit: Sequence[Sum]) -> list[Tally]:
    what, why = _words(), _reason()
    return [
        Tally("missing_data", what, one.unit, one.count, None, why, each=False) for one in by_unit
    ]


def _words() -> str:
    return _("Bổ sung thông tin còn thiếu trong hồ sơ")


def _reason() -> str:
    return _("Các cột bắt buộc của biểu dữ liệu đảng viên quốc gia")
