"""Forms of the half-year going up: some cells of Mường Sang handed theirs in, one got them back, others have not
sent yet. The commune's own report waits at the province.
"""

from collections.abc import Mapping
from datetime import date

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.cli.demo.communes import Commune
from chibo.organisations.models import Organisation
from chibo.reports.actions.receiving import (
    accept_submission,
    call_in,
    remark_on_cell,
    return_submission,
)
from chibo.reports.actions.submitting import begin_submission, check_submission, submit
from chibo.reports.actions.writing import begin_report
from chibo.reports.models import FORMS, Submission

_HALF = Period.half(2026, 1)
_DUE = date(2026, 11, 30)
_ACCEPTED = ("Bản An Thái", "Bản Bãi", "Bản Lùn")
_WAITING = ("Bản Nà Bó 1", "Tiểu khu 1")
_RETURNED = "Bản Vặt"
_WHY = "Còn đảng viên chưa rõ trình độ, chi bộ đang đối chiếu lý lịch."
_REPORT = "six_month"


def hand_in(communes: Mapping[str, Commune]) -> None:
    """After the accounts are open: the secretary receives what the office and the cells hand in."""
    commune, secretary = communes["muongsang"], User.objects.get(username="bithu")
    call_in(commune.organisation, FORMS, _HALF, _DUE, by=secretary)
    for name in _ACCEPTED:
        accept_submission(_sent(commune, name), "Đã đối chiếu danh sách.", by=secretary)
    for name in _WAITING:
        _sent(commune, name)
    _sent_back(commune, secretary)
    begin_report(commune.organisation, _REPORT, _HALF, by=commune.office)
    _goes_up(commune.organisation, _REPORT, commune.office)


def _sent(commune: Commune, name: str) -> Submission:
    return _goes_up(commune.cells[name], FORMS, commune.office)


def _goes_up(unit: Organisation, kind: str, by: User) -> Submission:
    checked = check_submission(begin_submission(unit, kind, _HALF, by=by), by=by)
    return submit(checked, _WHY if checked.problems else "", by=by)


def _sent_back(commune: Commune, secretary: User) -> None:
    done = _sent(commune, _RETURNED)
    movements, members = (done.sheets.get(slug=slug) for slug in ("bieu-1", "bieu-3"))
    remark_on_cell(
        movements,
        ("D", 0),
        "Sổ của chi bộ đọc tại hội nghị tháng 6 khác số này; xem lại ai chuyển đi, chuyển đến.",
        by=secretary,
    )
    remark_on_cell(members, ("", 0), "Bổ sung trình độ của đảng viên mới chuyển đến.", by=secretary)
    return_submission(done, "Xem hai chỗ đã góp ý rồi nộp lại.", by=secretary)
