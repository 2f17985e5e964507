"""The steps of a letter: introduced onward, received, confirmed, withdrawn, sent back, renewed, back home."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.views.filling_in import posted
from chibo.members.actions.transfers.passing import Filling, confirm_arrival, fill_boxes
from chibo.members.actions.transfers.readdressing import readdress_transfer
from chibo.members.actions.transfers.returning import (
    bring_back,
    extend_transfer,
    return_transfer,
    withdraw_transfer,
)
from chibo.members.forms.transfers import CellForm, FillForm, OnDayForm, ReasonForm, SlipForm
from chibo.members.models import Transfer
from chibo.members.queries.choices import kept_cells
from chibo.members.rules.letters import (
    fillable,
    may_confirm_arrival,
    may_end_stay,
    may_extend_letter,
    may_readdress_letter,
    may_return_letter,
    may_withdraw_letter,
)
from chibo.members.views.acting import fill_in
from chibo.members.views.transfers.letter import letter_or_404


@dataclass(frozen=True)
class Step:
    """What a step is called, who may take it, its form and what it does with the answers."""

    title: Any
    may: Callable[[User, Transfer], Any]
    form: Callable[[HttpRequest, Transfer], forms.Form]
    act: Callable[[Transfer, dict[str, Any], User], Any]
    done: Any
    submit: Any


def step(request: HttpRequest, letter_id: int, how: str) -> HttpResponse:
    transfer, user = letter_or_404(request, letter_id), signed_in(request)
    found = steps().get(how)
    if found is None or not found.may(user, transfer):
        raise Http404
    form = found.form(request, transfer)
    return fill_in(
        request,
        form,
        lambda: found.act(transfer, form.cleaned_data, user),
        done=found.done,
        back=transfer.get_absolute_url(),
        page=_page(transfer, found),
        places={"until": "on", "ended_on": "on"},
    )


def _page(transfer: Transfer, found: Step) -> dict[str, Any]:
    number = _("Giấy giới thiệu số {number}").format(number=transfer.number)
    return {
        "title": found.title,
        "lead": f"{transfer.person.full_name} · {transfer.from_unit} → {transfer.to_unit}",
        "submit": found.submit,
        "crumbs": [
            {"label": number, "url": transfer.get_absolute_url()},
            {"label": found.title},
        ],
    }


def steps() -> dict[str, Step]:
    return (
        {
            "buoc": Step(
                _("Giới thiệu, tiếp nhận"),
                fillable,
                _fill_form,
                _fill,
                _("Đã ghi vào giấy giới thiệu."),
                _("Ghi vào giấy"),
            ),
            "xac-nhan": Step(
                _("Ghi phiếu báo đã tiếp nhận"),
                may_confirm_arrival,
                lambda request, _transfer: SlipForm(posted(request)),
                lambda transfer, given, by: confirm_arrival(
                    transfer, given["on"], given["slip"], by=by
                ),
                _("Đã ghi phiếu báo."),
                _("Ghi phiếu báo"),
            ),
            "rut": Step(
                _("Rút giấy giới thiệu"),
                may_withdraw_letter,
                _reason_form,
                lambda transfer, given, by: withdraw_transfer(
                    transfer, given["reason"], by=by, on=given["on"]
                ),
                _("Đã rút giấy giới thiệu; đảng viên sinh hoạt ở chi bộ cũ."),
                _("Rút giấy"),
            ),
        }
        | _returning()
        | _by_day()
    )


def _returning() -> dict[str, Step]:
    return {
        "tra-lai": Step(
            _("Không tiếp nhận, trả lại giấy"),
            may_return_letter,
            _reason_form,
            lambda transfer, given, by: return_transfer(
                transfer, given["reason"], by=by, on=given["on"]
            ),
            _("Đã trả lại giấy giới thiệu cho nơi gửi."),
            _("Trả lại giấy"),
        ),
    }


def _by_day() -> dict[str, Step]:
    return {
        "gia-han": Step(
            _("Gia hạn giấy giới thiệu"),
            may_extend_letter,
            lambda request, _transfer: OnDayForm(posted(request), label=_("Gia hạn từ ngày")),
            lambda transfer, given, by: extend_transfer(transfer, given["on"], by=by),
            _("Đã gia hạn giấy giới thiệu."),
            _("Gia hạn"),
        ),
        "doi-chi-bo": Step(
            _("Đổi chi bộ tiếp nhận"),
            may_readdress_letter,
            _cell_form,
            lambda transfer, given, by: readdress_transfer(transfer, int(given["cell"]), by=by),
            _("Giấy giới thiệu dẫn về chi bộ đã chọn."),
            _("Đổi chi bộ"),
        ),
        "tro-ve": Step(
            _("Đảng viên sinh hoạt tạm thời trở về"),
            may_end_stay,
            lambda request, _transfer: OnDayForm(
                posted(request), label=_("Trở về từ ngày"), with_remark=True
            ),
            lambda transfer, given, by: bring_back(
                transfer, given["on"], by=by, reason=given["remark"]
            ),
            _("Đã ghi ngày trở về."),
            _("Ghi ngày trở về"),
        ),
    }


def _fill_form(request: HttpRequest, transfer: Transfer) -> forms.Form:
    boxes = fillable(signed_in(request), transfer)
    return FillForm(posted(request), choices=[(str(box.position), str(box)) for box in boxes])


def _cell_form(request: HttpRequest, transfer: Transfer) -> forms.Form:
    """Cells around the one on the letter that the user keeps."""
    last = list(transfer.steps.all())[-1]
    cells = kept_cells(signed_in(request), last.path)
    others = [cell for cell in cells if cell.pk not in (transfer.to_cell_id, transfer.from_cell_id)]
    return CellForm(posted(request), cells=others)


def _fill(transfer: Transfer, given: dict[str, Any], by: User) -> list[Transfer]:
    one = Filling(transfer, int(given["through"]), given["on"], given["remark"])
    return fill_boxes([one], by=by)


def _reason_form(request: HttpRequest, _transfer: Transfer) -> forms.Form:
    form = ReasonForm(posted(request))
    form.fields["on"].initial = timezone.localdate()
    return form
