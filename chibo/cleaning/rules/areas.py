"""The parts of a file the desk counts by: columns of its table, and fields of a comparison slip."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Address word → what is read at the head of a column.
AREAS: Mapping[str, str | Promise] = {
    "ho-ten": _("Họ tên, giới tính"),
    "so-dinh-danh": _("Số định danh"),
    "ngay-sinh": _("Ngày sinh"),
    "dan-toc": _("Dân tộc, tôn giáo"),
    "noi-o": _("Quê quán, nơi ở"),
    "nghe-nghiep": _("Nghề nghiệp"),
    "trinh-do": _("Trình độ"),
    "ngay-dang": _("Ngày Đoàn, Đảng"),
    "the-dang": _("Thẻ, lý lịch"),
    "huy-hieu": _("Huy hiệu"),
    "sinh-hoat": _("Sinh hoạt, chức vụ"),
    "ho-so-giay": _("Hồ sơ giấy"),
    "to-chuc": _("Tổ chức"),
}

OF_FILES = tuple(area for area in AREAS if area != "to-chuc")
