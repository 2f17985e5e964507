"""The letters that pass through an organisation, by whose turn it is."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.members.models import Transfer
from chibo.members.queries.letters import done, elsewhere, overdue, to_receive, to_send
from chibo.members.rules import may_keep_members
from chibo.members.views.finding import branch_or_404, crumbs
from chibo.members.views.transfers.rows import rows_of
from chibo.organisations.queries.tree import Branch
from chibo.organisations.rules import may_see_names
from chibo.organisations.tabs import tabs

PAGE_LENGTH = 50
Letters = QuerySet[Transfer]
_BOXES: dict[str, tuple[Any, Callable[[User, Branch], Letters], Any]] = {
    "gui": (
        gettext_lazy("Cần gửi"),
        to_send,
        gettext_lazy("Giấy đang chờ cấp của đơn vị này giới thiệu đi."),
    ),
    "nhan": (
        gettext_lazy("Cần nhận"),
        to_receive,
        gettext_lazy("Đảng viên đã được giới thiệu đến, chờ đơn vị này tiếp nhận."),
    ),
    "cho": (
        gettext_lazy("Chờ nơi khác"),
        elsewhere,
        gettext_lazy("Đã giới thiệu đi, nơi khác chưa tiếp nhận hoặc chưa báo lại."),
    ),
    "qua-han": (
        gettext_lazy("Quá hạn"),
        overdue,
        gettext_lazy("Giấy hết giá trị, quá hạn làm thủ tục hoặc lâu chưa có phiếu báo."),
    ),
    "xong": (
        gettext_lazy("Đã xong"),
        done,
        gettext_lazy("Giấy đã tiếp nhận, đã rút hoặc bị trả lại."),
    ),
}


def reading_names(request: HttpRequest, org: int) -> Branch:
    """The organisation today, for who reads names there; 404 for everybody else."""
    of = branch_or_404(request, org, AsOf(timezone.localdate()))
    if not may_see_names(signed_in(request), of):
        raise Http404
    return of


@require_safe
def inbox(request: HttpRequest, org: int) -> HttpResponse:
    of, user = reading_names(request, org), signed_in(request)
    counts = {name: find(user, of).count() for name, (_label, find, _why) in _BOXES.items()}
    wanted = request.GET.get("muc", "")
    wanted = wanted if wanted in _BOXES else _first(counts)
    _label, find, why = _BOXES[wanted]
    page = Paginator(_in_order(find(user, of), wanted), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    day = AsOf(of.on)
    context = {
        "branch": of,
        "crumbs": crumbs(request, of, day, _("Chuyển sinh hoạt")),
        "tabs": tabs(user, of, day, "chuyen-sinh-hoat"),
        "boxes": _boxes(of, counts, wanted),
        "why": why,
        "box": wanted,
        "page": page,
        "rows": rows_of(page.object_list, of.on),
        "may_write": may_keep_members(user, of),
    }
    return render(request, "members/transfers/inbox.html", context)


def _first(counts: dict[str, int]) -> str:
    """What needs a hand first, else what is done."""
    return next((name for name in ("nhan", "gui", "qua-han", "cho") if counts[name]), "xong")


def _boxes(of: Branch, counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    own = reverse("members:letters", args=[of.pk])
    return [
        {
            "label": label,
            "url": f"{own}?muc={name}",
            "count": counts[name],
            "current": name == current,
        }
        for name, (label, _find, _why) in _BOXES.items()
    ]


def _in_order(letters: Letters, box: str) -> Letters:
    """Open letters by how soon they lose their value, done ones the latest first."""
    order = ("-issued_on", "-pk") if box == "xong" else ("valid_until", "pk")
    return letters.select_related("person", "movement").prefetch_related("steps").order_by(*order)
