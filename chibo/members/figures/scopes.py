"""When a figure about members has no value yet."""

from django.utils.translation import gettext as _

from chibo.base.figures import Scope
from chibo.organisations.queries.tree import records_from


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
