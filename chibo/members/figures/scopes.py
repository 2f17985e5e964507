"""What figures about members are parts of, and when they have no value yet."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.figures import Scope
from chibo.members.models import Membership
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import records_from

ON_THE_ROLL = gettext_lazy("đảng viên có tên trong danh sách tại ngày xem")


def on_the_roll(scope: Scope) -> QuerySet[Membership]:
    return roll(scope.branch)


def books_not_begun(scope: Scope) -> str:
    """A sentence when no member book of the branch says anything about the day or period asked."""
    begins = records_from(scope.branch)
    if begins is None:
        return _("Chưa có số liệu: {name} chưa nhập sổ đảng viên.").format(name=scope.branch.name)
    if scope.as_of < begins:
        return _("Chưa có số liệu: sổ đảng viên của {name} bắt đầu từ {day}.").format(
            name=scope.branch.name, day=begins.strftime("%d/%m/%Y")
        )
    return ""
