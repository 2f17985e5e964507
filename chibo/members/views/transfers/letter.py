"""One letter: what it says, its way as a timeline, and the one next step of who looks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.text import format_date
from chibo.members.models import Transfer, TransferState, TransferStep
from chibo.members.models.transfer import Side
from chibo.members.papers.letters import goes_abroad
from chibo.members.queries.letters import letter_visible_to, next_box
from chibo.members.queries.reach import person_visible_to
from chibo.members.queries.routes import INTERNAL
from chibo.members.rules.letters import (
    fillable,
    may_confirm_arrival,
    may_end_stay,
    may_extend_letter,
    may_readdress_letter,
    may_return_letter,
    may_withdraw_letter,
)
from chibo.members.views.columns import code_label
from chibo.members.views.transfers.rows import TONES, late_words
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.rulebook.queries import rule, source_line

Step = dict[str, str]


def letter_or_404(request: HttpRequest, key: int) -> Transfer:
    found = letter_visible_to(signed_in(request), key, timezone.localdate())
    if found is None:
        raise Http404
    return found


@require_safe
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    transfer, user = letter_or_404(request, letter_id), signed_in(request)
    on = timezone.localdate()
    person = transfer.person
    context = {
        "letter": transfer,
        "person": person,
        "file_url": person.get_absolute_url() if person_visible_to(user, person.pk) else "",
        "crumbs": _crumbs(user, transfer),
        "kind": code_label("transfer_kinds", transfer.kind),
        "scope": scope_name(transfer),
        "tone": TONES[TransferState(transfer.state)],
        "late": late_words(transfer, on),
        "expired": transfer.state == TransferState.ON_THE_WAY and transfer.valid_until < on,
        "presented": [code_label("rule_values", code) for code in transfer.presented],
        "missing": missing_papers(transfer),
        "deadline": deadline(transfer),
        "validity": source_line(rule("transfers.paper_validity", transfer.issued_on)),
        "moments": [_moment(box, transfer) for box in transfer.steps.all()],
        "next": next_step(user, transfer),
        "prints": _prints(transfer),
        "more": other_steps(user, transfer),
        "waits_for": _waits_for(transfer),
    }
    return render(request, "members/transfers/letter.html", context)


def has_introduction(letter: Transfer) -> bool:
    """Letters from outside were written outside."""
    return letter.issuer_id is not None


def has_slip(letter: Transfer) -> bool:
    """Received here, from another basic organisation."""
    return bool(letter.movement_id and letter.to_cell_id and letter.scope != INTERNAL)


def _prints(letter: Transfer) -> list[Step]:
    kinds = [
        (has_introduction, "giay-gioi-thieu", _("Giấy giới thiệu")),
        (goes_abroad, "phieu-cong-tac", _("Phiếu công tác ngoài nước")),
        (has_slip, "phieu-bao", _("Phiếu báo")),
    ]
    return [
        {
            "label": f"{label} (.{form})",
            "url": reverse("members:letter_paper", args=[letter.pk, which, form]),
        }
        for has, which, label in kinds
        if has(letter)
        for form in ("docx", "pdf")
    ]


def scope_name(transfer: Transfer) -> str:
    """How form 1 divides moves."""
    names = {
        "same_province": _("Đơn vị khác trong tỉnh"),
        "other_province": _("Tỉnh, thành phố khác"),
    }
    return names.get(transfer.scope, _("Nội bộ đảng bộ cơ sở"))


def _crumbs(user: User, transfer: Transfer) -> list[Step]:
    """Back to the letters of the user's own level on the route, the nearest to the cell it concerns."""
    title = _("Giấy giới thiệu số {number}").format(number=transfer.number)
    boxes = [box for box in transfer.steps.all() if has_power(user, Power.SEE_NAMES, box.path)]
    mine = max(boxes, key=lambda box: -len(box.path), default=None)
    if mine is None or mine.organisation_id is None:
        return [{"label": title}]
    url = reverse("members:letters", args=[mine.organisation_id])
    return [
        {"label": mine.name, "url": reverse("organisations:page", args=[mine.organisation_id])},
        {"label": _("Chuyển sinh hoạt"), "url": url},
        {"label": title},
    ]


def missing_papers(transfer: Transfer) -> list[str]:
    """What has to be presented (transfers.file_to_present) and is not ticked."""
    wanted = rule("transfers.file_to_present", transfer.issued_on).entries()
    lacking = [code for code in wanted if code not in transfer.presented]
    return [code_label("rule_values", code) for code in lacking] if transfer.is_open else []


def deadline(transfer: Transfer) -> str:
    """The last day for the procedure of an official transfer, with its source."""
    if transfer.kind != "official" or transfer.decided_on is None or not transfer.is_open:
        return ""
    allowed = rule("transfers.official_deadline", transfer.decided_on)
    return _("{day} ({n} ngày làm việc). {source}").format(
        day=format_date(allowed.after(transfer.decided_on)),
        n=allowed.working_days,
        source=source_line(allowed),
    )


def _moment(box: TransferStep, transfer: Transfer) -> dict[str, Any]:
    following = next_box(transfer)
    title = _("Ô {n}. {name}").format(n=box.position, name=box.name)
    if box.acted_on:
        done = _("giới thiệu") if box.side == Side.SENDING else _("tiếp nhận")
        who = box.acted_by.full_name if box.acted_by else ""
        said = [f"{done} {format_date(box.acted_on)}", who, box.note]
        return {"title": title, "text": " · ".join(text for text in said if text), "state": ""}
    if following and following.pk == box.pk:
        return {"title": title, "text": _("đang chờ ghi"), "state": "next"}
    waits = box.is_outside and transfer.state == TransferState.HANDED_OVER
    return {"title": title, "text": _("chờ phiếu báo") if waits else "", "state": "future"}


def _waits_for(transfer: Transfer) -> str:
    box = next_box(transfer)
    if box:
        return box.name
    return transfer.to_unit if transfer.state == TransferState.HANDED_OVER else ""


def step_url(transfer: Transfer, how: str) -> str:
    return reverse("members:letter_step", args=[transfer.pk, how])


def next_step(user: User, transfer: Transfer) -> Step | None:
    """What the user should do now; None when it is somebody else's turn."""
    expired = transfer.valid_until < timezone.localdate()
    if expired and may_extend_letter(user, transfer):
        return {"label": _("Gia hạn giấy giới thiệu"), "url": step_url(transfer, "gia-han")}
    boxes = [] if expired else fillable(user, transfer)
    if boxes:
        last = boxes[-1]
        receives = last.position == len(transfer.steps.all())
        words = _("Tiếp nhận về {name}") if receives else _("Giới thiệu tiếp qua {name}")
        return {"label": words.format(name=last.name), "url": step_url(transfer, "buoc")}
    if may_confirm_arrival(user, transfer):
        return {"label": _("Ghi phiếu báo đã tiếp nhận"), "url": step_url(transfer, "xac-nhan")}
    if may_end_stay(user, transfer):
        return {"label": _("Ghi ngày trở về"), "url": step_url(transfer, "tro-ve")}
    return None


def other_steps(user: User, transfer: Transfer) -> list[Step]:
    """What else may be done with the letter."""
    offered = [
        (may_withdraw_letter(user, transfer), _("Rút giấy giới thiệu"), "rut"),
        (may_readdress_letter(user, transfer), _("Đổi chi bộ tiếp nhận"), "doi-chi-bo"),
        (may_return_letter(user, transfer), _("Không tiếp nhận, trả lại giấy"), "tra-lai"),
    ]
    return [{"label": label, "url": step_url(transfer, how)} for may, label, how in offered if may]
