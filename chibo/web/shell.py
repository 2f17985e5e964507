"""What the frame of every page shows: navigation, the organisation, "Ghi mới", the account menu."""

import re
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.organisations.models import Role
from chibo.organisations.powers import Power
from chibo.web.desk import Desk, Place, desk

if TYPE_CHECKING:
    from django.http import HttpRequest  # noqa: TID251 (a type only)

Item = dict[str, Any]
# Pages of any organisation that belong to the way into the Party, not to the tree.
_PIPELINE = r"/dv/\d+/(phat-trien|lop)(/|$)|/(phat-trien|lop|truong-ban)/"
# The rest of what stands under the tree: people, their papers, what was given them to do.
_OF_PEOPLE = (
    "/dv",
    "/dang-vien",
    "/giay-gioi-thieu",
    "/huy-hieu",
    "/the-dang",
    "/van-ban",
    "/viec-giao",
    "/cung-co",
    "/lam-sach",
    "/dang-phi",
    "/so",
    "/nhap",
    "/du-lieu",
    "/sap-nhap",
)
_INSPECTIONS = r"/dv/\d+/kiem-tra(/|$)|/kiem-tra/"
_MEETINGS = (
    r"/dv/\d+/(sinh-hoat|lich-hop|kien-nghi|phu-trach|hoc-tap|chi-tieu|chi-so)(/|$)"
    r"|/(sinh-hoat|lich-hop|kien-nghi|phu-trach|hoc-tap|chi-tieu|chi-so)/"
)
_RATINGS = r"(/dv/\d+)?/xep-loai(/|$)"


def shell(request: "HttpRequest") -> dict[str, Any]:
    """Context of `base.html`. Nothing for strangers, for fragments and before the first own password."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.headers.get("HX-Request"):
        return {}
    if signed_in(request).must_change_password:
        return {}
    now = desk(request)
    return {
        "navigation": navigation(request, now),
        "organisation_name": now.branch.name if now.branch else "",
        "foot_line": now.here.role_label if now.here else "",
        "new_items": new_items(now),
        "account": account(signed_in(request), now),
    }


def navigation(request: "HttpRequest", now: Desk) -> list[Item]:
    items = [_tasks(request)]
    items += _of_the_desk(now.here) if now.here else []
    if now.may(Power.REPORT):
        items.append(_item(_("Báo cáo, thống kê"), _("Báo cáo"), "chart", "/bao-cao", "/bieu"))
    if now.may(Power.READ_JOURNAL) or now.may(Power.MANAGE_DUTIES):
        items.append(_item(_("Nhật ký"), _("Nhật ký"), "eye", reverse("web:journal")))
    if now.may(Power.MANAGE_DUTIES):
        items.append(_item(_("Quản trị"), _("Quản trị"), "gear", reverse("web:accounts")))
    apart = _apart(request.path)
    for item in items:
        starts = item.pop("starts")
        item["current"] = (
            item["icon"] == apart if apart else any(_at(request.path, start) for start in starts)
        )
    return [item for item in items if item["url"]]


def _of_the_desk(here: Place) -> list[Item]:
    """Pages of the organisation the person works for."""
    items = [_people(here)]
    if here.gives(Power.SEE_FIGURES):
        items.append(_pipeline(here))
    counts = here.gives(Power.SEE_FIGURES) and not here.branch.is_cell
    if here.gives(Power.SEE_NAMES) or counts:
        items.append(_meetings(here))
    if here.gives(Power.SEE_NAMES):
        items.append(_ratings(here))
    if here.gives(Power.INSPECT):
        items.append(_inspections(here))
    if here.held.role == Role.MEMBER:
        own = reverse("study:mine")
        items.append(_item(_("Học tập của tôi"), _("Học tập"), "chat", own))
        rated = reverse("appraisal:mine")
        items.append(_item(_("Kiểm điểm của tôi"), _("Kiểm điểm"), "star", rated))
    return items


def _apart(path: str) -> str:
    """The icon of the item a page below an organisation's address belongs to; "" for the tree's own."""
    if re.match(_PIPELINE, path):
        return "sprout"
    if re.match(_INSPECTIONS, path):
        return "shield"
    if re.match(_RATINGS, path):
        return "star"
    return "chat" if re.match(_MEETINGS, path) else ""


def _inspections(here: Place) -> Item:
    url = reverse("inspection:list", args=[here.branch.pk])
    return _item(_("Kiểm tra, giám sát"), _("Kiểm tra"), "shield", url, "/kiem-tra")


def _item(label: str, short: str, icon: str, url: str, *starts: str) -> Item:
    return {"label": label, "short": short, "icon": icon, "url": url, "starts": [url, *starts]}


def _at(path: str, start: str) -> bool:
    return bool(start) and (path == start or path.startswith(start + "/"))


def _tasks(request: "HttpRequest") -> Item:
    item = _item(_("Việc cần làm"), _("Việc"), "tasks", reverse("web:home"), "/")
    # Counted by the home page only: the number is not worth its questions on every other page.
    return item | {"count": vars(request).get("due_count")}


def _people(here: Place) -> Item:
    starts = _OF_PEOPLE
    if not here.gives(Power.SEE_FIGURES):
        own = reverse("web:own_file") if here.held.role == Role.MEMBER else ""
        return _item(_("Hồ sơ của tôi"), _("Hồ sơ"), "people", own, "/dang-vien")
    url = reverse("organisations:page", args=[here.branch.pk])
    return _item(_("Tổ chức, đảng viên"), _("Tổ chức"), "people", url, *starts)


def _pipeline(here: Place) -> Item:
    url = reverse("admissions:board", args=[here.branch.pk])
    return _item(_("Phát triển đảng"), _("Phát triển"), "sprout", url)


def _meetings(here: Place) -> Item:
    url = reverse("meetings:list", args=[here.branch.pk])
    return _item(_("Sinh hoạt, học tập"), _("Sinh hoạt"), "chat", url)


def _ratings(here: Place) -> Item:
    url = reverse("appraisal:list", args=[here.branch.pk])
    return _item(_("Kiểm điểm, xếp loại"), _("Xếp loại"), "star", url)


def new_items(now: Desk) -> list[Item]:
    """ "Ghi mới": what the duty at hand lets the person enter."""
    if now.here is None:
        return []
    key = now.here.branch.pk
    wanted = [
        (Power.KEEP_RECORDS, _("Hồ sơ đảng viên"), "people", f"/dv/{key}/dang-vien/moi"),
        (Power.COLLECT_DUES, _("Thu đảng phí"), "check", reverse("dues:list", args=[key])),
        (Power.KEEP_RECORDS, _("Văn bản"), "doc", reverse("documents:new", args=[key])),
        (Power.IMPORT, _("Nhập từ tệp Excel"), "upload", "/nhap"),
        (Power.MANAGE_TREE, _("Tổ chức trực thuộc"), "plus", f"/dv/{key}/lap"),
    ]
    return [
        {"label": label, "icon": icon, "url": url}
        for power, label, icon, url in wanted
        if now.here.gives(power)
    ]


def account(user: User, now: Desk) -> Item:
    items = [(_("Tài khoản, mật khẩu"), "gear", reverse("account_home"))]
    if len(now.places) > 1:
        items.append((_("Đổi nơi làm việc"), "swap", reverse("web:desks")))
    items.append((_("Trang của tôi"), "people", reverse("web:own")))
    items.append((_("Hồ sơ kiểm tra được xem"), "shield", reverse("inspection:mine")))
    items.append((_("Quy định đang áp dụng"), "info", reverse("web:rules")))
    return {
        "name": user.full_name or user.username,
        "initials": initials(user.full_name or user.username),
        "duty": now.here.role_label if now.here else _("chưa được giao nhiệm vụ"),
        "items": [{"label": label, "icon": icon, "url": url} for label, icon, url in items],
        "sign_out_url": reverse("account_logout"),
    }


def initials(name: str) -> str:
    """First letters of the family name and of the given name: Vì Thị Hoa is VH."""
    words = name.split()
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [name[:1]]
    return "".join(letters).upper()
