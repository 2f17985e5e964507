"""Cell life: stays, leaves, letters, temporary stays, dues, posts."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import format_date
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import Severity, Step, of_files
from chibo.cleaning.rules.known import Known, age, codes, label, years_after
from chibo.rulebook.queries import add_months, code_list

_LIFE = _POSTS = "sinh-hoat"
_TEMPORARY = "transfers.temporary_max_months"
_EXEMPT = gettext_lazy("Hướng dẫn thi hành Điều lệ: miễn công tác và sinh hoạt đảng")
_POST_RULE = gettext_lazy("Danh mục chức vụ; mỗi chức vụ ghi một lần, thôi giữ thì ghi ngày")
_BOOK = gettext_lazy("Sổ giới thiệu sinh hoạt đảng, mẫu 10-SHĐ")


@of_files(
    "arrival-without-letter",
    _LIFE,
    Severity.GAP,
    gettext_lazy("Chuyển đến chưa ghi giấy giới thiệu"),
    Step.LIFE,
    source=_BOOK,
)
def arrival_without_letter(file: MemberFile, known: Known) -> str:
    lettered = {one.movement_id for one in file.arrivals if one.number}
    for move in file.moves:
        if move.kind == "moved_in" and not move.paper_id and move.pk not in lettered:
            return _("Chuyển đến ngày {day}, chưa ghi số giấy giới thiệu").format(
                day=format_date(move.happened_on)
            )
    return ""


@of_files(
    "movement-future",
    _LIFE,
    Severity.WRONG,
    gettext_lazy("Biến động ở tương lai"),
    Step.LIFE,
    source=gettext_lazy("Biến động ghi khi đã có hiệu lực"),
)
def movement_future(file: MemberFile, known: Known) -> str:
    ahead = [move for move in file.moves if move.happened_on > known.on]
    if not ahead:
        return ""
    return _("{kind} ngày {day} chưa tới").format(
        kind=label("movement_kinds", ahead[0].kind), day=format_date(ahead[0].happened_on)
    )


@of_files(
    "away-overdue",
    _LIFE,
    Severity.WRONG,
    gettext_lazy("Sinh hoạt tạm thời quá hạn"),
    Step.PAGE,
    source=gettext_lazy("Giấy giới thiệu sinh hoạt tạm thời ghi thời hạn"),
)
def away_overdue(file: MemberFile, known: Known) -> str:
    for stay in file.away:
        if stay.until and stay.until < known.on:
            return _("Sinh hoạt tạm thời đến {day}, chưa ghi trở về hay gia hạn").format(
                day=format_date(stay.until)
            )
    return ""


@of_files(
    "away-endless",
    _LIFE,
    Severity.DOUBT,
    gettext_lazy("Sinh hoạt tạm thời không có hạn, đã quá lâu"),
    Step.PAGE,
    limits=(_TEMPORARY,),
)
def away_endless(file: MemberFile, known: Known) -> str:
    limit = known.limit(_TEMPORARY)
    for stay in file.away:
        if stay.until or limit is None or add_months(stay.started_on, limit.months) > known.on:
            continue
        return _("Sinh hoạt tạm thời từ {day}, không có hạn, đã quá {n} tháng").format(
            day=format_date(stay.started_on), n=limit.months
        )
    return ""


@of_files(
    "letter-expired",
    _LIFE,
    Severity.WRONG,
    gettext_lazy("Giấy giới thiệu quá hạn chưa xong"),
    Step.LETTERS,
    limits=("transfers.paper_validity",),
)
def letter_expired(file: MemberFile, known: Known) -> str:
    for letter in file.letters:
        if letter.valid_until < known.on:
            return _("Giấy số {number} có giá trị đến {day}, chưa tiếp nhận xong").format(
                number=letter.number, day=format_date(letter.valid_until)
            )
    return ""


@of_files(
    "exempt-reason-unknown",
    _LIFE,
    Severity.WRONG,
    gettext_lazy("Miễn sinh hoạt chưa rõ lý do"),
    Step.PAGE,
    source=_EXEMPT,
)
def exempt_reason_unknown(file: MemberFile, known: Known) -> str:
    for one in file.exemptions:
        if one.reason not in codes("exemption_reasons"):
            return _("Miễn sinh hoạt từ {day}, lý do “{reason}” không có trong danh mục").format(
                day=format_date(one.started_on), reason=one.reason
            )
    return ""


@of_files(
    "exempt-young",
    _LIFE,
    Severity.DOUBT,
    gettext_lazy("Miễn sinh hoạt vì tuổi cao khi còn trẻ"),
    Step.PAGE,
    about=("born_on",),
    limits=("cleaning.exempt_age_min",),
)
def exempt_young(file: MemberFile, known: Known) -> str:
    least = known.number("cleaning.exempt_age_min")
    for one in file.exemptions:
        if one.reason != "old_weak" or not file.born_on or one.medical_paper:
            continue
        if years_after(file.born_on, least) > one.started_on:
            return _("Miễn vì tuổi cao, sức yếu khi {n} tuổi, chưa ghi giấy tờ y tế").format(
                n=age(file.born_on, one.started_on)
            )
    return ""


@of_files(
    "exempt-without-paper",
    _LIFE,
    Severity.GAP,
    gettext_lazy("Miễn sinh hoạt để điều trị chưa ghi giấy tờ y tế"),
    Step.PAGE,
    source=_EXEMPT,
)
def exempt_without_paper(file: MemberFile, known: Known) -> str:
    for one in file.exemptions:
        if one.reason == "treatment" and not one.medical_paper:
            return _("Miễn để điều trị từ {day}, chưa ghi giấy tờ y tế").format(
                day=format_date(one.started_on)
            )
    return ""


@of_files(
    "exempt-endless",
    _LIFE,
    Severity.GAP,
    gettext_lazy("Miễn sinh hoạt tạm thời chưa ghi thời hạn"),
    Step.PAGE,
    source=_EXEMPT,
)
def exempt_endless(file: MemberFile, known: Known) -> str:
    for one in file.exemptions:
        if one.until or one.reason not in _temporary_reasons():
            continue
        return _("Miễn vì {reason} từ {day}, chưa ghi thời hạn").format(
            reason=label("exemption_reasons", one.reason).lower(), day=format_date(one.started_on)
        )
    return ""


def _temporary_reasons() -> set[str]:
    items = code_list("exemption_reasons").items()
    return {item.code for item in items if item.extra.get("temporary")}


@of_files(
    "exempt-overdue",
    _LIFE,
    Severity.WRONG,
    gettext_lazy("Miễn sinh hoạt quá hạn"),
    Step.PAGE,
    source=_EXEMPT,
)
def exempt_overdue(file: MemberFile, known: Known) -> str:
    for one in file.exemptions:
        if one.until and one.until < known.on:
            return _("Miễn sinh hoạt đến {day}, chưa ghi trở lại hay gia hạn").format(
                day=format_date(one.until)
            )
    return ""


@of_files(
    "suspension-overdue",
    _LIFE,
    Severity.WRONG,
    gettext_lazy("Đình chỉ sinh hoạt quá hạn"),
    Step.PAGE,
    source=gettext_lazy("Quyết định đình chỉ ghi thời hạn"),
)
def suspension_overdue(file: MemberFile, known: Known) -> str:
    for one in file.suspensions:
        if one.until and one.until < known.on:
            return _("Đình chỉ đến {day}, chưa ghi kết thúc hay gia hạn").format(
                day=format_date(one.until)
            )
    return ""


@of_files(
    "suspension-without-paper",
    _LIFE,
    Severity.GAP,
    gettext_lazy("Đình chỉ sinh hoạt chưa ghi quyết định"),
    Step.PAGE,
    source=gettext_lazy("Đình chỉ sinh hoạt phải có quyết định"),
)
def suspension_without_paper(file: MemberFile, known: Known) -> str:
    for one in file.suspensions:
        if not one.paper_id:
            return _("Đình chỉ từ {day}, chưa ghi quyết định").format(
                day=format_date(one.started_on)
            )
    return ""


@of_files(
    "away-and-exempt",
    _LIFE,
    Severity.DOUBT,
    gettext_lazy("Vừa được miễn sinh hoạt vừa sinh hoạt tạm thời nơi khác"),
    Step.PAGE,
    source=_EXEMPT,
)
def away_and_exempt(file: MemberFile, known: Known) -> str:
    if not file.away or not file.exemptions:
        return ""
    return _("Miễn từ {exempt}, lại sinh hoạt tạm thời nơi khác từ {away}").format(
        exempt=format_date(file.exemptions[0].started_on), away=format_date(file.away[0].started_on)
    )


@of_files(
    "dues-missing",
    _LIFE,
    Severity.GAP,
    gettext_lazy("Chưa khai nhóm đóng đảng phí"),
    Step.DUES,
    source=gettext_lazy("Quy định về chế độ đảng phí: mức đóng theo nhóm đối tượng"),
)
def dues_missing(file: MemberFile, known: Known) -> str:
    """Only where dues are kept in these books at all."""
    if file.dues or file.grassroots_id not in known.around.dues:
        return ""
    return _("Chưa khai nhóm đóng đảng phí")


@of_files(
    "dues-unknown",
    _LIFE,
    Severity.WRONG,
    gettext_lazy("Nhóm đóng đảng phí không có trong danh mục"),
    Step.DUES,
    source=gettext_lazy("Danh mục nhóm đóng đảng phí"),
)
def dues_unknown(file: MemberFile, known: Known) -> str:
    odd = [one.category for one in file.dues if one.category not in codes("dues_categories")]
    return _("Nhóm đóng “{word}” không có trong danh mục").format(word=odd[0]) if odd else ""


@of_files(
    "post-twice",
    _POSTS,
    Severity.WRONG,
    gettext_lazy("Một chức vụ ghi hai lần"),
    Step.PAGE,
    source=_POST_RULE,
)
def post_twice(file: MemberFile, known: Known) -> str:
    held = Counter((one.position, one.organisation_id, one.place_id) for one in file.posts)
    for (position, _unit, _place), count in held.items():
        if count > 1:
            return _("{post} đang ghi {n} lần cùng một nơi").format(
                post=label("positions", position), n=count
            )
    return ""


@of_files(
    "post-unknown",
    _POSTS,
    Severity.WRONG,
    gettext_lazy("Chức vụ không có trong danh mục"),
    Step.PAGE,
    source=_POST_RULE,
)
def post_unknown(file: MemberFile, known: Known) -> str:
    odd = [one.position for one in file.posts if one.position not in codes("positions")]
    return _("Chức vụ “{word}” không có trong danh mục").format(word=odd[0]) if odd else ""


@of_files(
    "post-of-probationary",
    _POSTS,
    Severity.WRONG,
    gettext_lazy("Đảng viên dự bị giữ chức vụ trong cấp ủy"),
    Step.PAGE,
    about=("status",),
    source=gettext_lazy(
        "Điều lệ Đảng: đảng viên dự bị không được bầu vào cơ quan lãnh đạo của Đảng"
    ),
)
def post_of_probationary(file: MemberFile, known: Known) -> str:
    if file.is_official:
        return ""
    held = [one for one in file.posts if one.position in _committee_posts()]
    if not held:
        return ""
    return _("Đang dự bị nhưng ghi giữ chức {post}").format(
        post=label("positions", held[0].position)
    )


@of_files(
    "post-before-joining",
    _POSTS,
    Severity.WRONG,
    gettext_lazy("Giữ chức vụ đảng trước ngày vào Đảng"),
    Step.PAGE,
    about=("joined_on",),
    source=_POST_RULE,
)
def post_before_joining(file: MemberFile, known: Known) -> str:
    joined = file.joined_on
    for one in file.posts:
        early = joined is not None and one.started_on < joined
        if joined and early and one.position in _committee_posts():
            return _("{post} từ {since}, vào Đảng {joined}").format(
                post=label("positions", one.position),
                since=format_date(one.started_on),
                joined=format_date(joined),
            )
    return ""


@of_files(
    "cell-post-elsewhere",
    _POSTS,
    Severity.DOUBT,
    gettext_lazy("Chức vụ của một chi bộ khác chi bộ đang sinh hoạt"),
    Step.PAGE,
    about=("cell_id",),
    source=gettext_lazy("Bí thư, phó bí thư, chi ủy viên là đảng viên của chi bộ"),
)
def cell_post_elsewhere(file: MemberFile, known: Known) -> str:
    for one in file.posts:
        if one.position not in CELL_POSTS or one.organisation_id == file.cell_id:
            continue
        where = known.around.post_units.get(one.organisation_id, _("một chi bộ khác"))
        return _("{post} của {where}, đang sinh hoạt ở chi bộ khác").format(
            post=label("positions", one.position), where=where
        )
    return ""


CELL_POSTS = frozenset({"cell_secretary", "cell_deputy_secretary", "cell_committee_member"})


def _committee_posts() -> set[str]:
    items = code_list("positions").items()
    return {item.code for item in items if item.extra.get("is_committee_member")}
