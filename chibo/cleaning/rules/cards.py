"""Cards and résumé numbers: their shape, their day, the register of cards, numbers given twice."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import format_date
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import Severity, lacking, of_files
from chibo.cleaning.rules.known import Known, latest
from chibo.rulebook.queries import add_months

_AREA = "the-dang"
_DIGITS = "status.card_number_digits"
_SHEET = gettext_lazy("Mẫu rà soát dữ liệu đảng viên năm 2025")
_OLD = gettext_lazy("Số thẻ theo Quyết định 85 có 8 đến 10 chữ số, giữ ở ô riêng")
_OLD_DIGITS = (8, 9, 10)
_REGISTER = gettext_lazy("Sổ thẻ đảng viên")
_HANDED_OUT = frozenset({"granted", "exchanged", "reissued"})

lacking(
    _AREA,
    [("resume-missing", "resume_number", gettext_lazy("Chưa ghi số lý lịch"))],
    source=gettext_lazy("Sổ danh sách đảng viên, cột 8"),
)


@of_files(
    "card-missing",
    _AREA,
    Severity.GAP,
    gettext_lazy("Đảng viên chính thức chưa ghi số thẻ"),
    column="card_number",
    about=("card_number",),
    limits=("cleaning.card_wait_months",),
)
def card_missing(file: MemberFile, known: Known) -> str:
    if not file.is_official or file.card_number or _recalled(file):
        return ""
    wait = known.number("cleaning.card_wait_months")
    if file.official_on and add_months(file.official_on, wait) > known.on:
        return ""
    if not file.official_on:
        return known.say_empty("card_number")
    return _("Chính thức từ {since}, chưa ghi số thẻ").format(since=format_date(file.official_on))


@of_files(
    "card-shape",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Số thẻ không đúng số chữ số"),
    column="card_number",
    about=("card_number", "card_issued_on"),
    limits=(_DIGITS,),
)
def card_shape(file: MemberFile, known: Known) -> str:
    number = file.card_number
    if not number:
        return ""
    if not (number.isascii() and number.isdigit()):
        return _("Số thẻ {number} có ký tự không phải chữ số").format(number=number)
    right = _digits(file.card_issued_on, known)
    if len(number) in right:
        return ""
    return _("Số thẻ {number} có {n} chữ số, cần {right}").format(
        number=number, n=len(number), right=_(" hoặc ").join(map(str, sorted(right)))
    )


def _digits(issued: date | None, known: Known) -> set[int]:
    """A card handed out before the rule of today may still carry the number of its time."""
    now = known.limit(_DIGITS)
    right = {now.integer()} if now else set()
    if issued is None or now is None or issued < now.valid_from:
        then = known.limit(_DIGITS, issued) if issued else None
        right |= {then.integer()} if then else {8}
    return right


@of_files(
    "card-of-probationary",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Đảng viên dự bị đã có số thẻ"),
    column="card_number",
    about=("card_number", "status"),
    source=gettext_lazy("Thẻ đảng viên phát sau khi được công nhận chính thức"),
)
def card_of_probationary(file: MemberFile, known: Known) -> str:
    if file.is_official or not file.card_number:
        return ""
    return _("Đang dự bị nhưng ghi số thẻ {number}").format(number=file.card_number)


@of_files(
    "card-day-missing",
    _AREA,
    Severity.GAP,
    gettext_lazy("Có số thẻ nhưng chưa ghi ngày cấp"),
    column="card_issued",
    about=("card_issued_on",),
    source=_SHEET,
)
def card_day_missing(file: MemberFile, known: Known) -> str:
    if not file.card_number or file.card_issued_on:
        return ""
    return _("Có số thẻ {number}, chưa ghi ngày cấp").format(number=file.card_number)


@of_files(
    "card-place-missing",
    _AREA,
    Severity.GAP,
    gettext_lazy("Có số thẻ nhưng chưa ghi nơi cấp"),
    column="card_issued_at",
    about=("card_issued_at",),
    source=_SHEET,
)
def card_place_missing(file: MemberFile, known: Known) -> str:
    if not file.card_number or file.card_issued_at:
        return ""
    return _("Có số thẻ {number}, chưa ghi nơi cấp").format(number=file.card_number)


@of_files(
    "card-day-alone",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Có ngày cấp thẻ nhưng không có số thẻ"),
    column="card_number",
    about=("card_number", "card_issued_on"),
    source=_SHEET,
)
def card_day_alone(file: MemberFile, known: Known) -> str:
    if file.card_number or not file.card_issued_on or _recalled(file):
        return ""
    return _("Ghi cấp thẻ ngày {day} nhưng không ghi số thẻ").format(
        day=format_date(file.card_issued_on)
    )


@of_files(
    "card-before-official",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Cấp thẻ trước ngày chính thức"),
    column="card_issued",
    about=("card_issued_on", "official_on"),
    source=gettext_lazy("Thẻ đảng viên phát sau khi được công nhận chính thức"),
)
def card_before_official(file: MemberFile, known: Known) -> str:
    issued, official = file.card_issued_on, file.official_on
    if issued is None or official is None or latest(issued, file.card_issued_known_to) >= official:
        return ""
    return _("Chính thức {official}, cấp thẻ {issued}").format(
        official=format_date(official), issued=format_date(issued)
    )


@of_files(
    "card-future",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Ngày cấp thẻ ở tương lai"),
    column="card_issued",
    about=("card_issued_on",),
    source=_SHEET,
)
def card_future(file: MemberFile, known: Known) -> str:
    day = file.card_issued_on
    return known.say_ahead("card_issued", day) if day and day > known.on else ""


@of_files(
    "card-register",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Số thẻ trong hồ sơ khác sổ thẻ"),
    column="card_number",
    about=("card_number",),
    source=_REGISTER,
)
def card_register(file: MemberFile, known: Known) -> str:
    last = max(file.cards, key=lambda one: (one.happened_on, one.pk), default=None)
    if last is None or last.kind not in _HANDED_OUT or last.number == file.card_number:
        return ""
    return _("Sổ thẻ ghi số {register} ngày {day}, hồ sơ ghi {number}").format(
        register=last.number, day=format_date(last.happened_on), number=file.card_number or "–"
    )


@of_files(
    "card-recalled",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Thẻ đã thu hồi còn ghi trong hồ sơ"),
    column="card_number",
    about=("card_number",),
    source=_REGISTER,
)
def card_recalled(file: MemberFile, known: Known) -> str:
    last = max(file.cards, key=lambda one: (one.happened_on, one.pk), default=None)
    if last is None or last.kind != "recalled" or last.number != file.card_number:
        return ""
    return _("Thẻ {number} đã thu hồi ngày {day}, hồ sơ vẫn ghi").format(
        number=last.number, day=format_date(last.happened_on)
    )


@of_files(
    "old-card-shape",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Số thẻ cũ không đúng số chữ số"),
    column="old_card_number",
    about=("old_card_number",),
    source=_OLD,
)
def old_card_shape(file: MemberFile, known: Known) -> str:
    number = file.old_card_number
    if not number or (number.isascii() and number.isdigit() and len(number) in _OLD_DIGITS):
        return ""
    return _("Số thẻ cũ {number} có {n} ký tự, cần 8 đến 10 chữ số").format(
        number=number, n=len(number)
    )


@of_files(
    "old-card-same",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Số thẻ cũ và số thẻ giống nhau"),
    column="old_card_number",
    about=("old_card_number", "card_number"),
    source=_OLD,
)
def old_card_same(file: MemberFile, known: Known) -> str:
    if not file.old_card_number or file.old_card_number != file.card_number:
        return ""
    return _("Ô số thẻ và ô số thẻ cũ cùng ghi {number}").format(number=file.card_number)


@of_files(
    "old-card-twin",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Số thẻ cũ trùng với hồ sơ khác"),
    column="old_card_number",
    about=("old_card_number",),
    source=_OLD,
)
def old_card_twin(file: MemberFile, known: Known) -> str:
    other = known.twin("old_card", file)
    if not other:
        return ""
    return _("Số thẻ cũ {number} trùng với hồ sơ của {other}").format(
        number=file.old_card_number, other=other
    )


@of_files(
    "resume-twin",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Số lý lịch trùng trong đảng bộ cơ sở"),
    column="resume_number",
    about=("resume_number",),
    source=gettext_lazy("Sổ danh sách đảng viên, cột 8"),
)
def resume_twin(file: MemberFile, known: Known) -> str:
    count = known.around.resumes.get((file.grassroots_id or 0, file.resume_number), 0)
    if not count:
        return ""
    return _("Số lý lịch {number} có ở {n} hồ sơ").format(number=file.resume_number, n=count)


def _recalled(file: MemberFile) -> bool:
    last = max(file.cards, key=lambda one: (one.happened_on, one.pk), default=None)
    return last is not None and last.kind == "recalled"
