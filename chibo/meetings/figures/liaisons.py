"""How many cells a committee member follows."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByField, Figure, Scope, register
from chibo.meetings.models import Liaison
from chibo.organisations.figures import ByChild
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import cells_in
from chibo.rulebook.queries import code_list


def _cells(scope: Scope) -> QuerySet[Organisation]:
    return cells_in(scope.branch)


def _followed(scope: Scope) -> QuerySet[Organisation]:
    held = Liaison.objects.on(scope.as_of).filter(cell=OuterRef("pk"))
    return _cells(scope).filter(Exists(held))


register(
    Figure(
        id="cells_followed",
        label=_("Chi bộ có cấp ủy viên phụ trách"),
        unit=_("chi bộ"),
        definition=_(
            "Chi bộ đang hoạt động tại ngày xem mà có ít nhất một cấp ủy viên đang được phân công phụ trách."
        ),
        takes="date",
        lists="organisations",
        rows=_followed,
        base=_cells,
        base_means=_("chi bộ đang hoạt động tại ngày xem"),
        dimensions={
            "child": ByChild(_("Đơn vị trực thuộc"), "placement__path"),
            "base_type": ByField(
                _("Loại hình"),
                "profile__base_type",
                lambda _values, scope: dict(code_list("base_types").choices(scope.as_of)),
            ),
        },
    )
)
