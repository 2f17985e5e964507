"""The paper dossier and Party badges."""

from itertools import pairwise
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import format_date
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import FILE_RULES, Rule, Severity, Step, of_files
from chibo.cleaning.rules.known import Known, label, years_after
from chibo.members.models import BadgeBasis
from chibo.members.queries.dossiers import SETTLED
from chibo.rulebook.queries import add_months

_PAPERS, _BADGES = "ho-so-giay", "huy-hieu"
_LIST = gettext_lazy("1361-CV/BTCTW: 104 loại tài liệu trong hồ sơ đảng viên")
_CUSTODY = "status.dossier_custodian"
_MARKS = "badges.marks"
_YEAR = 12


def _paper(code: str, document: str, title: Promise, *, official: bool = False) -> None:
    """A document the dossier must hold; asked only of a dossier somebody has looked through."""

    def finds(file: MemberFile, known: Known) -> str:
        if not file.papers or (official and not file.is_official):
            return ""
        states = [one.state for one in file.papers if one.document == document]
        if states and states[-1] in SETTLED:
            return ""
        return _("Đã kiểm kê hồ sơ giấy, không thấy “{document}”").format(
            document=label("dossier_documents", document)
        )

    FILE_RULES.append(
        Rule(code, _PAPERS, Severity.GAP, title, finds, Step.DOSSIER, source=_LIST)
    )  # fmt: skip


_paper("paper-application", "doc_001", gettext_lazy("Thiếu lý lịch của người xin vào Đảng"))
_paper("paper-resume", "doc_002", gettext_lazy("Thiếu lý lịch đảng viên"))
_paper("paper-sheet", "doc_003", gettext_lazy("Thiếu phiếu đảng viên"))
_paper("paper-admission", "doc_005", gettext_lazy("Thiếu quyết định kết nạp"))
_paper(
    "paper-recognition",
    "doc_007",
    gettext_lazy("Thiếu quyết định công nhận chính thức"),
    official=True,
)


@of_files(
    "paper-day-admission",
    _PAPERS,
    Severity.DOUBT,
    gettext_lazy("Quyết định kết nạp trong hồ sơ đề ngày khác ngày vào Đảng"),
    Step.DOSSIER,
    about=("joined_on",),
    source=gettext_lazy("Tuổi đảng tính từ ngày ghi trong quyết định kết nạp"),
)
def paper_day_admission(file: MemberFile, known: Known) -> str:
    for one in file.papers:
        if one.document != "doc_005" or not one.dated_on or not file.joined_on:
            continue
        if file.joined_known_to == "day" and one.dated_on != file.joined_on:
            return _("Quyết định đề ngày {paper}, hồ sơ ghi vào Đảng {joined}").format(
                paper=format_date(one.dated_on), joined=format_date(file.joined_on)
            )
    return ""


@of_files(
    "dossier-unplaced",
    _PAPERS,
    Severity.GAP,
    gettext_lazy("Hồ sơ đã kiểm kê nhưng chưa ghi nơi để"),
    Step.DOSSIER_PLACE,
    source=gettext_lazy("Sổ quản lý hồ sơ: tủ, ngăn, hộp"),
)
def dossier_unplaced(file: MemberFile, known: Known) -> str:
    if not file.papers or file.places:
        return ""
    return _("Hồ sơ đã kiểm kê, chưa ghi cấp ủy giữ và nơi để")


@of_files(
    "dossier-elsewhere",
    _PAPERS,
    Severity.DOUBT,
    gettext_lazy("Hồ sơ do cấp ủy khác giữ"),
    Step.DOSSIER_PLACE,
    about=("grassroots_id",),
    limits=(_CUSTODY,),
)
def dossier_elsewhere(file: MemberFile, known: Known) -> str:
    limit = known.limit(_CUSTODY)
    if limit is None or limit.text() != "grassroots_committee" or not file.grassroots_id:
        return ""
    for one in file.places:
        if one.custodian_id == file.grassroots_id:
            continue
        return _("Cấp ủy cơ sở giữ hồ sơ; sổ ghi nơi giữ là đơn vị khác")
    return ""


@of_files(
    "loan-overdue",
    _PAPERS,
    Severity.WRONG,
    gettext_lazy("Hồ sơ cho mượn quá hẹn trả"),
    Step.DOSSIER,
    source=gettext_lazy("Sổ mượn hồ sơ"),
)
def loan_overdue(file: MemberFile, known: Known) -> str:
    for one in file.loans:
        if one.due_on < known.on:
            return _("{who} mượn ngày {lent}, hẹn trả {due}").format(
                who=one.borrower, lent=format_date(one.lent_on), due=format_date(one.due_on)
            )
    return ""


@of_files(
    "sheet-future",
    _PAPERS,
    Severity.WRONG,
    gettext_lazy("Phiếu bổ sung của năm chưa tới"),
    Step.DOSSIER,
    limits=("status.supplement_sheets_a_year",),
)
def sheet_future(file: MemberFile, known: Known) -> str:
    ahead = [one.year for one in file.sheets if one.year > known.on.year]
    return _("Đã thu phiếu bổ sung năm {year}").format(year=ahead[0]) if ahead else ""


@of_files(
    "badge-mark",
    _BADGES,
    Severity.WRONG,
    gettext_lazy("Huy hiệu ở mốc không có trong quy định"),
    Step.BADGE,
    limits=(_MARKS,),
)
def badge_mark(file: MemberFile, known: Known) -> str:
    marks = _marks(known)
    for one in file.badges:
        if marks and one.mark not in marks:
            return _("Huy hiệu {mark} năm: không có mốc này").format(mark=one.mark)
    return ""


@of_files(
    "badge-early",
    _BADGES,
    Severity.WRONG,
    gettext_lazy("Huy hiệu trao trước khi đủ tuổi đảng"),
    Step.BADGE,
    about=("joined_on",),
    limits=(_MARKS, "badges.early_months", "badges.early_months_long_service"),
)
def badge_early(file: MemberFile, known: Known) -> str:
    if not file.joined_on:
        return ""
    for one in file.badges:
        day = one.round_day or one.given_on
        if day is None or add_months(day, _early(one, known)) >= years_after(
            file.joined_on, one.mark
        ):
            continue
        return _("Vào Đảng {joined}, Huy hiệu {mark} năm ngày {day}: chưa đủ tuổi đảng").format(
            joined=format_date(file.joined_on), mark=one.mark, day=format_date(day)
        )
    return ""


def _early(award: Any, known: Known) -> int:
    """How many months before the mark a badge may be given: the gravely ill, posthumously; none else.
    A badge of before the books may have been an early one."""
    basis, mark = award.basis, award.mark
    if basis == BadgeBasis.DUE:
        return 0
    long = known.limit("badges.long_service_from")
    late = long is not None and mark >= long.integer()
    limit = known.limit("badges.early_months_long_service" if late else "badges.early_months")
    return limit.months if limit else _YEAR


@of_files(
    "badge-order",
    _BADGES,
    Severity.WRONG,
    gettext_lazy("Huy hiệu mốc cao có trước mốc thấp"),
    Step.BADGE,
    limits=(_MARKS,),
)
def badge_order(file: MemberFile, known: Known) -> str:
    dated = [(one.mark, day) for one in file.badges if (day := one.given_on or one.round_day)]
    dated.sort()
    for (low, first), (high, second) in pairwise(dated):
        if second < first:
            return _("Huy hiệu {high} năm ngày {second}, trước Huy hiệu {low} năm ngày {first}").format(
                high=high, second=format_date(second), low=low, first=format_date(first)
            )  # fmt: skip
    return ""


@of_files(
    "badge-missing",
    _BADGES,
    Severity.DOUBT,
    gettext_lazy("Đủ tuổi đảng nhưng chưa ghi Huy hiệu"),
    Step.BADGE,
    about=("joined_on",),
    limits=(_MARKS, "cleaning.badge_wait_months"),
)
def badge_missing(file: MemberFile, known: Known) -> str:
    known_whole = file.joined_on is not None and file.joined_known_to == "day"
    if not known_whole or not file.joined_on or not file.is_official or _was_outside(file):
        return ""
    wait = known.number("cleaning.badge_wait_months")
    ripe = (
        mark
        for mark in sorted(_marks(known), reverse=True)
        if file.joined_on.year + mark <= known.on.year
        and add_months(years_after(file.joined_on, mark), wait) <= known.on
    )
    reached = next(ripe, None)
    if reached is None or any(one.mark >= reached for one in file.badges):
        return ""
    return _("Đủ {mark} năm tuổi đảng từ {day}, chưa ghi Huy hiệu mốc này").format(
        mark=reached, day=format_date(years_after(file.joined_on, reached))
    )


def _was_outside(file: MemberFile) -> bool:
    return any(move.kind in ("removed", "left", "expelled", "restored") for move in file.moves)


def _marks(known: Known) -> set[int]:
    limit = known.limit(_MARKS)
    return {int(mark) for mark in limit.entries()} if limit else set()
