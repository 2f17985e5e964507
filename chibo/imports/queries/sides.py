"""A person's file as lines, to be laid beside a row of a list."""

from django.utils.translation import gettext as _

from chibo.members.models import Person
from chibo.organisations.queries.tree import placed
from chibo.rulebook.queries import code_list


def person_side(person: Person) -> dict[str, str]:
    """Label → what the file says; numbers masked."""
    return {
        _("Họ và tên"): person.full_name,
        _("Ngày sinh"): str(person.partial("born") or ""),
        _("Giới tính"): person.get_sex_display(),
        _("Dân tộc"): _label("ethnicities", person.ethnicity),
        _("Số định danh"): person.masked_id,
        _("Số thẻ đảng viên"): person.card_number,
        _("Ngày vào Đảng"): str(person.partial("joined") or ""),
        _("Ngày chính thức"): str(person.partial("official") or ""),
        _("Quê quán"): person.native_detail,
        _("Chi bộ"): _latest_cell(person),
    }


def _label(name: str, code: str) -> str:
    return code_list(name).label(code) if code else ""


def _latest_cell(person: Person) -> str:
    stay = person.memberships.order_by("-started_on").first()
    if stay is None:
        return ""
    cell = placed(stay.started_on).filter(pk=stay.cell_id).first()
    name: str = cell.short_name if cell else ""
    return (
        name
        if stay.ended_on is None
        else _("{cell}, đến {day}").format(cell=name, day=stay.ended_on.strftime("%d/%m/%Y"))
    )
