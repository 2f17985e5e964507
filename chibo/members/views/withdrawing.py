"""Taking back a movement entered by mistake, and the way to it from a person's timeline."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.base.text import format_date
from chibo.base.views.filling_in import posted
from chibo.members.actions.withdrawing import withdraw_movement
from chibo.members.forms.moving import WithdrawForm
from chibo.members.models import Movement, Status
from chibo.members.queries.file import last_movement
from chibo.members.rules import may_withdraw_movement
from chibo.members.views.acting import fill_in
from chibo.members.views.columns import code_label
from chibo.members.views.moving import about_person, kept_person


def withdraw(request: HttpRequest, key: int, movement_id: int) -> HttpResponse:
    """The person's last movement was entered by mistake; the reason is asked for."""
    person, user, _path = kept_person(request, key)
    movement = last_movement(person)
    if movement is None or movement.pk != movement_id or not may_withdraw_movement(user, movement):
        raise Http404
    form = WithdrawForm(posted(request))
    what = code_label("movement_kinds", movement.kind)
    title = _("Hủy biến động ghi nhầm: {what} ngày {day}").format(
        what=what[:1].lower() + what[1:], day=format_date(movement.happened_on)
    )
    return fill_in(
        request,
        form,
        lambda: withdraw_movement(movement, form.cleaned_data["reason"], by=user),
        done=_("Đã hủy biến động; nhật ký giữ lại biến động đó cùng lý do."),
        back=reverse("members:life", args=[person.pk]),
        page=about_person(person, title, _("Hủy biến động"))
        | {"consequence": consequence(movement)},
    )


def consequence(movement: Movement) -> str:
    """What taking it back does to the lists."""
    known = {
        "name": movement.person.full_name,
        "before": movement.from_cell,
        "after": movement.to_cell,
        "day": format_date(movement.happened_on),
        "status": Status(movement.from_status).label.lower() if movement.from_status else "",
    }
    if movement.from_cell_id is None:
        return _("Đồng chí {name} không còn trong danh sách {after} từ {day}.").format(**known)
    if movement.to_cell_id is None:
        return _(
            "Đồng chí {name} trở lại danh sách {before} từ {day} ({status}); miễn, đình chỉ, sinh hoạt "
            "tạm thời kết thúc vì biến động này được mở lại."
        ).format(**known)
    if movement.to_cell_id == movement.from_cell_id:
        return _("Đồng chí {name} trở lại là đảng viên {status} của {before} từ {day}.").format(
            **known
        )
    return _(
        "Đồng chí {name} trở lại danh sách {before} từ {day}, không còn trong danh sách {after}."
    ).format(**known)
