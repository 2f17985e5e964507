"""The order of days in a Party life: born, Youth Union, army, admitted, official; and what the books recorded."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import format_date
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import Severity, Step, lacking, of_files
from chibo.cleaning.rules.known import Known, age, latest, years_after
from chibo.rulebook.queries import add_months

_AREA = "ngay-dang"
_SHEET = gettext_lazy("Mẫu rà soát dữ liệu đảng viên năm 2025, cột bắt buộc")
_ORDER = gettext_lazy("Thứ tự thời gian: sinh, vào Đoàn, vào Đảng, chính thức, phát thẻ")
_BOOKS = gettext_lazy("Quyết định đã ghi trong sổ kết nạp, công nhận")
_PROBATION = "probation.months"
_LATE = "cleaning.recognition_late_months"

lacking(_AREA, [("joined-missing", "joined", gettext_lazy("Chưa ghi ngày vào Đảng"))], source=_SHEET)  # fmt: skip


def _ahead(column: str, on: date | None, known: Known) -> str:
    return "" if on is None or on <= known.on else known.say_ahead(column, on)


@of_files(
    "joined-future",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Ngày vào Đảng ở tương lai"),
    column="joined",
    about=("joined_on",),
    source=_ORDER,
)
def joined_future(file: MemberFile, known: Known) -> str:
    return _ahead("joined", file.joined_on, known)


@of_files(
    "joined-before-party",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Vào Đảng trước ngày thành lập Đảng"),
    column="joined",
    about=("joined_on",),
    limits=("cleaning.party_founded",),
)
def joined_before_party(file: MemberFile, known: Known) -> str:
    limit = known.limit("cleaning.party_founded")
    if file.joined_on is None or limit is None or file.joined_on >= limit.day():
        return ""
    return _("Vào Đảng {day}, trước ngày thành lập Đảng {founded}").format(
        day=format_date(file.joined_on), founded=format_date(limit.day())
    )


@of_files(
    "joined-part",
    _AREA,
    Severity.GAP,
    gettext_lazy("Ngày vào Đảng chưa rõ đến ngày"),
    column="joined",
    about=("joined_on", "joined_known_to"),
    source=gettext_lazy("Tuổi đảng tính từ ngày ghi trong quyết định kết nạp"),
)
def joined_part(file: MemberFile, known: Known) -> str:
    return known.say_part("joined", file.joined_on, file.joined_known_to)


@of_files(
    "official-missing",
    _AREA,
    Severity.GAP,
    gettext_lazy("Đảng viên chính thức chưa ghi ngày chính thức"),
    column="official",
    about=("official_on",),
    source=_SHEET,
)
def official_missing(file: MemberFile, known: Known) -> str:
    return known.say_empty("official") if file.is_official and file.official_on is None else ""


@of_files(
    "official-part",
    _AREA,
    Severity.GAP,
    gettext_lazy("Ngày chính thức chưa rõ đến ngày"),
    column="official",
    about=("official_on", "official_known_to"),
    source=_SHEET,
)
def official_part(file: MemberFile, known: Known) -> str:
    return known.say_part("official", file.official_on, file.official_known_to)


@of_files(
    "official-future",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Ngày chính thức ở tương lai"),
    column="official",
    about=("official_on",),
    source=_ORDER,
)
def official_future(file: MemberFile, known: Known) -> str:
    return _ahead("official", file.official_on, known)


@of_files(
    "official-early",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Công nhận chính thức khi chưa hết thời kỳ dự bị"),
    column="official",
    about=("joined_on", "official_on"),
    limits=(_PROBATION,),
)
def official_early(file: MemberFile, known: Known) -> str:
    joined, official = file.joined_on, file.official_on
    if joined is None or official is None or any(one.is_readmission for one in file.admissions):
        return ""
    limit = known.limit(_PROBATION, joined)
    if limit is None or latest(official, file.official_known_to) >= add_months(
        joined, limit.months
    ):
        return ""
    return _("Vào Đảng {joined}, chính thức {official}: chưa đủ {n} tháng dự bị").format(
        joined=format_date(joined), official=format_date(official), n=limit.months
    )


@of_files(
    "official-late",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Ngày chính thức cách ngày vào Đảng quá lâu"),
    column="official",
    about=("joined_on", "official_on"),
    limits=(_PROBATION, _LATE),
)
def official_late(file: MemberFile, known: Known) -> str:
    joined, official = file.joined_on, file.official_on
    if joined is None or official is None or any(one.is_readmission for one in file.admissions):
        return ""
    most = known.number(_LATE)
    if official <= add_months(latest(joined, file.joined_known_to), most):
        return ""
    return _("Vào Đảng {joined}, đến {official} mới chính thức (quá {n} tháng)").format(
        joined=format_date(joined), official=format_date(official), n=most
    )


@of_files(
    "probation-long",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Dự bị quá lâu chưa ghi công nhận"),
    Step.PAGE,
    about=("joined_on", "status"),
    limits=(_PROBATION, _LATE),
)
def probation_long(file: MemberFile, known: Known) -> str:
    most = known.number(_LATE)
    if file.is_official or file.joined_on is None or add_months(file.joined_on, most) > known.on:
        return ""
    return _("Vào Đảng {day}, quá {n} tháng vẫn ghi là dự bị").format(
        day=format_date(file.joined_on), n=most
    )


@of_files(
    "probation-official-day",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Đảng viên dự bị nhưng đã ghi ngày chính thức"),
    column="official",
    about=("official_on", "status"),
    source=_BOOKS,
)
def probation_official_day(file: MemberFile, known: Known) -> str:
    if file.is_official or file.official_on is None or file.official_on > known.on:
        return ""
    return _("Danh sách ghi dự bị, hồ sơ ghi chính thức ngày {day}").format(
        day=format_date(file.official_on)
    )


@of_files(
    "joined-other-than-decision",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Ngày vào Đảng khác ngày quyết định kết nạp đã ghi"),
    column="joined",
    about=("joined_on",),
    source=_BOOKS,
)
def joined_other_than_decision(file: MemberFile, known: Known) -> str:
    decided = [one.decided_on for one in file.admissions if not one.is_readmission]
    if file.joined_on is None or not decided or file.joined_known_to != "day":
        return ""
    if file.joined_on in decided:
        return ""
    return _("Hồ sơ ghi vào Đảng {day}, quyết định kết nạp ngày {decided}").format(
        day=format_date(file.joined_on), decided=format_date(decided[-1])
    )


@of_files(
    "official-other-than-books",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Ngày chính thức khác ngày công nhận đã ghi"),
    column="official",
    about=("official_on",),
    source=_BOOKS,
)
def official_other_than_books(file: MemberFile, known: Known) -> str:
    days = [move.happened_on for move in file.moves if move.kind == "recognised"]
    if file.official_on is None or not days or file.official_known_to != "day":
        return ""
    if file.official_on in days:
        return ""
    return _("Hồ sơ ghi chính thức {day}, sổ ghi công nhận từ {recorded}").format(
        day=format_date(file.official_on), recorded=format_date(days[-1])
    )


@of_files(
    "member-before-joining",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Có tên trong danh sách trước ngày vào Đảng"),
    column="joined",
    about=("joined_on",),
    source=_ORDER,
)
def member_before_joining(file: MemberFile, known: Known) -> str:
    first = min((stay.started_on for stay in file.stays), default=None)
    if file.joined_on is None or first is None or file.joined_on > known.on:
        return ""
    if file.joined_on <= first:
        return ""
    return _("Có tên trong danh sách từ {first}, hồ sơ ghi vào Đảng {joined}").format(
        first=format_date(first), joined=format_date(file.joined_on)
    )


@of_files(
    "union-young",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Vào Đoàn khi quá nhỏ tuổi"),
    column="union_joined",
    about=("born_on", "union_joined_on"),
    limits=("cleaning.union_age_min",),
)
def union_young(file: MemberFile, known: Known) -> str:
    born, joined, least = file.born_on, file.union_joined_on, known.number("cleaning.union_age_min")
    if born is None or joined is None:
        return ""
    if years_after(born, least) <= latest(joined, file.union_joined_known_to):
        return ""
    return _("Sinh {born}, vào Đoàn {joined} khi {n} tuổi (chưa đủ {least})").format(
        born=format_date(born), joined=format_date(joined), n=age(born, joined), least=least
    )


@of_files(
    "union-old",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Vào Đoàn khi quá tuổi đoàn"),
    column="union_joined",
    about=("born_on", "union_joined_on"),
    limits=("admission.youth_union_age_max",),
)
def union_old(file: MemberFile, known: Known) -> str:
    born, joined = file.born_on, file.union_joined_on
    if born is None or joined is None:
        return ""
    limit = known.limit("admission.youth_union_age_max")
    if limit is None or years_after(latest(born, file.born_known_to), limit.years + 1) > joined:
        return ""
    return _("Sinh {born}, vào Đoàn {joined} khi {n} tuổi (quá {most})").format(
        born=format_date(born), joined=format_date(joined), n=age(born, joined), most=limit.years
    )


@of_files(
    "union-after-party",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Vào Đoàn sau khi vào Đảng"),
    column="union_joined",
    about=("union_joined_on", "joined_on"),
    source=_ORDER,
)
def union_after_party(file: MemberFile, known: Known) -> str:
    union, joined = file.union_joined_on, file.joined_on
    if union is None or joined is None or union <= latest(joined, file.joined_known_to):
        return ""
    return _("Vào Đảng {joined}, vào Đoàn {union}").format(
        joined=format_date(joined), union=format_date(union)
    )


@of_files(
    "union-future",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Ngày vào Đoàn ở tương lai"),
    column="union_joined",
    about=("union_joined_on",),
    source=_ORDER,
)
def union_future(file: MemberFile, known: Known) -> str:
    return _ahead("union_joined", file.union_joined_on, known)


@of_files(
    "readmitted-untold",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Kết nạp lại nhưng chưa ghi đặc điểm “Kết nạp lại”"),
    column="traits",
    about=("traits",),
    source=gettext_lazy("Biểu 2-TCTW và 3-TCTW đếm riêng đảng viên kết nạp lại"),
)
def readmitted_untold(file: MemberFile, known: Known) -> str:
    back = [one for one in file.admissions if one.is_readmission]
    if not back or "readmitted" in file.traits:
        return ""
    return _("Kết nạp lại ngày {day}, hồ sơ chưa ghi đặc điểm này").format(
        day=format_date(back[-1].ceremony_on)
    )
