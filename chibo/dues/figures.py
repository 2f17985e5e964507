"""Dues of a period: what was due for its months, what was taken in on its days, who is settled and who is not."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Dimension, Figure, Part, Scope, Sum, UnlessAny, register
from chibo.dues.models import Charge, Payment, Remittance
from chibo.dues.queries.arrears import over_by
from chibo.dues.queries.books import owing, standing
from chibo.dues.queries.months import month_of
from chibo.members.models import Person
from chibo.organisations.figures import ByChild
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import cells_in, places_ever

_BY_CHILD: dict[str, Dimension] = {"child": ByChild(_("Đơn vị trực thuộc"))}


def _charges(scope: Scope) -> QuerySet[Any]:
    """Of months that begin in the period."""
    months = (month_of(scope.span.first), scope.span.last)
    return Charge.objects.filter(places_ever(scope.branch, "path"), month__range=months)


def _owed(scope: Scope) -> QuerySet[Any]:
    return _charges(scope).filter(amount__gt=0)


def _payments(scope: Scope) -> QuerySet[Payment]:
    rows = Payment.objects.filter(places_ever(scope.branch, "path"), standing(scope.as_of))
    return rows.filter(paid_on__range=(scope.span.first, scope.span.last))


def _payers(scope: Scope) -> QuerySet[Person]:
    # A set of the branch's own: an EXISTS would be asked of everybody in the installation.
    return Person.objects.filter(pk__in=_owed(scope).order_by().values("person"))


def _settled(scope: Scope) -> Q:
    return ~Q(pk__in=owing(_owed(scope), scope.as_of).order_by().values("person"))


def _cells(scope: Scope) -> QuerySet[Organisation]:
    return cells_in(scope.branch).filter(pk__in=_owed(scope).order_by().values("cell"))


def _cells_settled(scope: Scope) -> Q:
    behind = owing(_owed(scope), scope.as_of).order_by().values("cell")
    unknown = _charges(scope).filter(amount__isnull=True).order_by().values("cell")
    return ~Q(pk__in=behind) & ~Q(pk__in=unknown)


def _this_year(scope: Scope) -> QuerySet[Any]:
    rows = Charge.objects.filter(places_ever(scope.branch, "path"), over_by(scope.as_of))
    return rows.filter(amount__gt=0, month__year=scope.as_of.year)


def _payers_this_year(scope: Scope) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=_this_year(scope).order_by().values("person"))


def _in_arrears(scope: Scope) -> Q:
    return Q(pk__in=owing(_this_year(scope), scope.as_of).order_by().values("person"))


def _handed_on(scope: Scope) -> QuerySet[Remittance]:
    rows = Remittance.objects.filter(unit=scope.branch.pk)
    still = Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=scope.as_of)
    return rows.filter(still, handed_on__range=(scope.span.first, scope.span.last))


def _no_roll(scope: Scope) -> str:
    return _now(
        "Chưa có số liệu: {name} chưa lập danh sách thu đảng phí của tháng nào trong kỳ."
    ).format(name=scope.branch.name)


register(
    Figure(
        id="dues_due",
        label=_("Đảng phí phải thu"),
        unit=_("đồng"),
        definition=_(
            "Tổng đảng phí phải đóng của các tháng trong kỳ theo danh sách thu của chi bộ, tính theo mức đóng, "
            "miễn, giảm của từng tháng; không gồm phần tự nguyện đóng thêm."
        ),
        takes="period",
        lists="dues_charges",
        rows=Sum(_owed, "amount"),
        unknown=UnlessAny(_charges, _no_roll),
        dimensions=_BY_CHILD,
    ),
    Figure(
        id="dues_collected",
        label=_("Đảng phí đã thu"),
        unit=_("đồng"),
        definition=_(
            "Tổng số tiền trên phiếu thu của các chi bộ ghi nộp trong kỳ, kể cả đóng bù, đóng trước và tự nguyện "
            "đóng thêm; không gồm phiếu đã hủy."
        ),
        takes="period",
        lists="dues_payments",
        rows=Sum(_payments, "amount"),
        unknown=UnlessAny(_charges, _no_roll),
        dimensions=_BY_CHILD,
    ),
    Figure(
        id="dues_paid_members",
        label=_("Đảng viên đã đóng đủ đảng phí"),
        unit=_("đảng viên"),
        definition=_(
            "Đảng viên đã đóng đủ mọi tháng phải đóng trong kỳ, tính đến hết kỳ; người được miễn cả kỳ không tính."
        ),
        takes="period",
        lists="people",
        rows=Part(_payers, _settled),
        unknown=UnlessAny(_charges, _no_roll),
        base=_payers,
        base_means=_("đảng viên có tháng phải đóng trong kỳ"),
    ),
    Figure(
        id="dues_cells_full",
        label=_("Chi bộ thu đủ đảng phí"),
        unit=_("chi bộ"),
        definition=_(
            "Chi bộ mà mọi đảng viên phải đóng đều đã đóng đủ các tháng trong kỳ, không còn người chưa rõ "
            "mức đóng."
        ),
        takes="period",
        lists="organisations",
        rows=Part(_cells, _cells_settled),
        unknown=UnlessAny(_charges, _no_roll),
        base=_cells,
        base_means=_("chi bộ có danh sách thu trong kỳ"),
    ),
    Figure(
        id="dues_arrears_members",
        label=_("Đảng viên còn nợ đảng phí"),
        unit=_("đảng viên"),
        definition=_(
            "Đảng viên có tháng đã qua trong năm chưa đóng hoặc đóng chưa đủ tại ngày xem, có lý do hay không."
        ),
        takes="date",
        lists="people",
        rows=Part(_payers_this_year, _in_arrears),
        unknown=UnlessAny(_this_year, _no_roll),
        base=_payers_this_year,
        base_means=_("đảng viên có tháng phải đóng trong năm"),
    ),
    Figure(
        id="dues_remitted",
        label=_("Đảng phí đã nộp cấp trên"),
        unit=_("đồng"),
        definition=_("Tổng số tiền trên phiếu nộp cấp trên của chính đơn vị, ghi nộp trong kỳ."),
        takes="period",
        lists="dues_remittances",
        rows=Sum(_handed_on, "amount"),
        unknown=UnlessAny(_charges, _no_roll),
    ),
)
