"""Letters of introduction counted: written, received, overdue; by kind and by the scope form 1 divides by."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByField, Dimension, Figure, Scope, register
from chibo.members.figures.dimensions import list_names
from chibo.members.figures.scopes import books_not_begun
from chibo.members.models import Transfer, TransferStep
from chibo.members.queries.letters import out_of_time
from chibo.organisations.queries.tree import Branch, under_ever


def _boxes(of: Branch) -> QuerySet[TransferStep]:
    return TransferStep.objects.filter(under_ever(of, "path"), transfer=OuterRef("pk"))


def _issued(scope: Scope) -> QuerySet[Transfer]:
    """Written for members of the branch."""
    first = _boxes(scope.branch).filter(position=1)
    return Transfer.objects.filter(
        Exists(first), issued_on__gte=scope.span.first, issued_on__lte=scope.span.last
    )


def _received(scope: Scope) -> QuerySet[Transfer]:
    """Whose last box is a cell of the branch, filled in the period."""
    last = _boxes(scope.branch).filter(
        organisation=OuterRef("to_cell"),
        acted_on__gte=scope.span.first,
        acted_on__lte=scope.span.last,
    )
    return Transfer.objects.filter(Exists(last))


def _overdue(scope: Scope) -> QuerySet[Transfer]:
    """On the way on the day, and no longer valid or past the time for official transfers."""
    day = scope.as_of
    empty = TransferStep.objects.filter(transfer=OuterRef("pk"), organisation__isnull=False)
    waits = Exists(empty.filter(Q(acted_on__isnull=True) | Q(acted_on__gt=day)))
    lasting = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return Transfer.objects.filter(
        lasting,
        waits,
        Q(valid_until__lt=day) | out_of_time(day),
        Exists(_boxes(scope.branch)),
        issued_on__lte=day,
    )


def scope_names(_values: Any, _scope: Scope) -> dict[str, str]:
    return {
        "other_province": str(_("Tỉnh khác")),
        "same_province": str(_("Đơn vị khác trong tỉnh")),
        "internal": str(_("Nội bộ đảng bộ cơ sở")),
    }


DIMENSIONS: dict[str, Dimension] = {
    "kind": ByField(_("Loại giấy"), "kind", list_names("transfer_kinds")),
    "scope": ByField(_("Phạm vi"), "scope", scope_names),
}


def _figure(name: str, label: Any, definition: Any, rows: Any, takes: Any = "period") -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=_("giấy"),
        definition=definition,
        takes=takes,
        lists="letters",
        rows=rows,
        unknown=books_not_begun,
        dimensions=DIMENSIONS,
    )


register(
    _figure(
        "letters_issued",
        _("Giấy giới thiệu sinh hoạt đã cấp"),
        _("Giấy giới thiệu cấp trong kỳ cho đảng viên của đơn vị, kể cả giấy đã rút, bị trả lại."),
        _issued,
    ),
    _figure(
        "letters_received",
        _("Giấy giới thiệu sinh hoạt đã tiếp nhận"),
        _("Giấy giới thiệu mà chi bộ của đơn vị đã tiếp nhận trong kỳ, từ nơi khác hoặc nội bộ."),
        _received,
    ),
    _figure(
        "letters_overdue",
        _("Giấy giới thiệu sinh hoạt quá hạn"),
        _(
            "Giấy đi qua đơn vị, chưa tiếp nhận tại ngày xem mà đã hết giá trị hoặc quá hạn làm thủ tục "
            "chuyển chính thức."
        ),
        _overdue,
        "date",
    ),
)
