"""The way to the pages of one organisation: tabs above each of them, crumbs from the root."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asof import AsOf
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, ancestors

_WITH_NAMES = (
    "dang-vien",
    "chuyen-sinh-hoat",
    "huy-hieu",
    "the-dang",
    "ho-so-giay",
    "van-ban",
    "viec-giao",
    "xep-loai",
    "sinh-hoat",
    "phu-trach",
    "cung-co",
)
# Pages with an address of their own.
_APART = {"lam-sach": "/lam-sach/{pk}"}
# As many as stand in one line of a small desk; the rest is under "Thêm".
_SHOWN = 7


def tabs(user: User, of: Branch, on: AsOf, current: str) -> list[dict[str, object]]:
    """`current` is the path's last part: "" for the organisation's own page, "cay" for the tree.
    Lists of people and papers are for those who may read names there."""
    own = reverse("organisations:page", args=[of.pk])
    found = []
    for part, label in _pages().items():
        path = _APART.get(part, f"{own}/{part}").format(pk=of.pk) if part else own
        named = part not in _with_names(of) or has_power(user, Power.SEE_NAMES, of.path)
        if named:
            found.append({"label": label, "url": on.url(path), "current": part == current})
    for tab in found[_SHOWN:]:
        tab["more"] = True
    return found


def _pages() -> dict[str, str]:
    return {
        "": _("Tổ chức"),
        "cay": _("Cây tổ chức"),
        "dang-vien": _("Đảng viên"),
        "chuyen-sinh-hoat": _("Chuyển sinh hoạt"),
        "huy-hieu": _("Huy hiệu Đảng"),
        "the-dang": _("Thẻ đảng"),
        "ho-so-giay": _("Hồ sơ giấy"),
        "dia-ban": _("Địa bàn"),
        "van-ban": _("Văn bản"),
        "sinh-hoat": _("Sinh hoạt"),
        "hoc-tap": _("Học tập, làm theo Bác"),
        "chi-tieu": _("Chỉ tiêu"),
        "xep-loai": _("Xếp loại"),
        "dang-phi": _("Đảng phí"),
        "viec-giao": _("Việc giao"),
        "kiem-tra": _("Kiểm tra, kỷ luật"),
        "phu-trach": _("Phụ trách chi bộ"),
        "cung-co": _("Củng cố"),
        "phat-trien": _("Phát triển đảng"),
        "bieu-thong-ke": _("Biểu thống kê"),
        "lam-sach": _("Rà soát dữ liệu"),
        "hinh": _("Biểu đồ"),
        "so-sanh": _("So sánh đơn vị"),
    }


def _with_names(of: Branch) -> tuple[str, ...]:
    """A committee's year of meetings is read as counts too; a cell's is its minutes."""
    if of.is_cell:
        return _WITH_NAMES
    return tuple(part for part in _WITH_NAMES if part != "sinh-hoat")


def crumbs(user: User, of: Branch, on: AsOf, *, itself: bool = False) -> list[dict[str, str]]:
    """The way down from the root as the tree stood on the day; a link only to what the person may open.

    The organisation itself is the last crumb and no link, unless the page is one below it (`itself`).
    """
    line = [
        {"label": one.name, "url": on.url(reverse("organisations:page", args=[one.pk]))}
        if has_power(user, Power.SEE_FIGURES, one.path)
        else {"label": one.name}
        for one in [*ancestors(of), of]
    ]
    return line if itself else [*line[:-1], {"label": of.name}]
