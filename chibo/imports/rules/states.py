"""Words people write for where a member stands: active, gone, excused, official, on probation."""

from functools import cache

from django.utils.translation import gettext as _

from chibo.imports.queries.cells import spelling
from chibo.rulebook.queries import code_list

_MORE = {
    "Miễn SH": "excused",
    "Miễn sinh hoạt đảng": "excused",
    "Được miễn": "excused",
    "Được miễn sinh hoạt": "excused",
    "Đảng viên chính thức": "official",
    "Đảng viên dự bị": "probationary",
    "ĐVCT": "official",
    "ĐVDB": "probationary",
    "CT": "official",
    "DB": "probationary",
    "Đã chuyển đi": "transferred",
    "Chuyển đi": "transferred",
    "Đã chuyển sinh hoạt": "transferred",
    "Chuyển sinh hoạt": "transferred",
    "Đã chuyển sinh hoạt đảng": "transferred",
    "Chuyển sinh hoạt đảng": "transferred",
    "Từ trần": "died",
    "Đã mất": "died",
    "Bị khai trừ": "expelled",
    "Khai trừ khỏi Đảng": "expelled",
    "Đã khai trừ": "expelled",
    "Xóa tên trong danh sách đảng viên": "removed",
    "Xóa tên đảng viên": "removed",
    "Bị xóa tên": "removed",
    "Đã xóa tên": "removed",
    "Ra khỏi Đảng": "left",
    "Xin ra": "left",
    "Xin ra Đảng": "left",
    "Xin ra khỏi Đảng": "left",
}


def status_choices() -> list[tuple[str, str]]:
    """Activity statuses of the national sheet, and what other files write in the same column."""
    return [
        *code_list("activity_statuses").choices(),
        ("expelled", _("Khai trừ")),
        ("removed", _("Xóa tên")),
        ("excused", _("Miễn sinh hoạt")),
        ("official", _("Chính thức")),
        ("probationary", _("Dự bị")),
    ]


def status_word(text: str) -> str:
    """The code a word stands for; empty when it is not one of ours."""
    return _words().get(spelling(text), "")


@cache
def _words() -> dict[str, str]:
    words = {spelling(label): code for code, label in status_choices()}
    return words | {spelling(label): code for label, code in _MORE.items()}
