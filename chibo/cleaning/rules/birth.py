"""Days of birth, ethnicity and religion."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import format_date
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import Severity, lacking, of_files
from chibo.cleaning.rules.known import Known, age, codes, latest, years_after

_BIRTH, _ORIGIN = "ngay-sinh", "dan-toc"
_SHEET = gettext_lazy("Mẫu rà soát dữ liệu đảng viên năm 2025, cột bắt buộc")
_LISTS = gettext_lazy("Danh mục 54 dân tộc, danh mục tôn giáo của biểu 4-TCTW")

lacking(_BIRTH, [("born-missing", "born", gettext_lazy("Chưa ghi ngày sinh"))], source=_SHEET)
lacking(
    _ORIGIN,
    [
        ("ethnicity-missing", "ethnicity", gettext_lazy("Chưa ghi dân tộc")),
        ("religion-missing", "religion", gettext_lazy("Chưa ghi tôn giáo")),
    ],
    source=gettext_lazy("Biểu 2B, 4-TCTW; không theo tôn giáo nào thì ghi “Không”"),
)


@of_files(
    "born-future",
    _BIRTH,
    Severity.WRONG,
    gettext_lazy("Ngày sinh ở tương lai"),
    column="born",
    about=("born_on",),
    source=_SHEET,
)
def born_future(file: MemberFile, known: Known) -> str:
    if file.born_on is None or file.born_on <= known.on:
        return ""
    return _("Ngày sinh {day} chưa tới").format(day=format_date(file.born_on))


@of_files(
    "born-part",
    _BIRTH,
    Severity.GAP,
    gettext_lazy("Ngày sinh chưa rõ đến ngày"),
    column="born",
    about=("born_on", "born_known_to"),
    source=gettext_lazy("Căn cước ghi đủ ngày, tháng, năm sinh; không rõ thì xác nhận để nguyên"),
)
def born_part(file: MemberFile, known: Known) -> str:
    if file.born_on is None or file.born_known_to == "day":
        return ""
    if file.born_known_to == "month":
        return _("Chỉ ghi sinh tháng {month}").format(month=f"{file.born_on:%m/%Y}")
    return _("Chỉ ghi năm sinh {year}").format(year=file.born_on.year)


@of_files(
    "age-most",
    _BIRTH,
    Severity.DOUBT,
    gettext_lazy("Tuổi quá cao"),
    column="born",
    about=("born_on",),
    limits=("cleaning.age_most",),
)
def age_most(file: MemberFile, known: Known) -> str:
    if file.born_on is None or file.born_on > known.on:
        return ""
    years, most = age(file.born_on, known.on), known.number("cleaning.age_most")
    if years <= most:
        return ""
    return _("Sinh {day}, nay {n} tuổi (quá {most})").format(
        day=format_date(file.born_on), n=years, most=most
    )


@of_files(
    "age-least",
    _BIRTH,
    Severity.WRONG,
    gettext_lazy("Đảng viên chưa đủ 18 tuổi"),
    column="born",
    about=("born_on", "born_known_to"),
    limits=("admission.age_min",),
)
def age_least(file: MemberFile, known: Known) -> str:
    limit = known.limit("admission.age_min")
    if file.born_on is None or limit is None or file.born_on > known.on:
        return ""
    if years_after(file.born_on, limit.years) <= known.on:
        return ""
    return _("Sinh {day}, nay mới {n} tuổi; vào Đảng phải đủ {least}").format(
        day=format_date(file.born_on), n=age(file.born_on, known.on), least=limit.years
    )


@of_files(
    "joined-young",
    "ngay-dang",
    Severity.WRONG,
    gettext_lazy("Vào Đảng khi chưa đủ tuổi"),
    column="joined",
    about=("born_on", "joined_on"),
    limits=("admission.age_min", "cleaning.age_min_before_rules"),
)
def joined_young(file: MemberFile, known: Known) -> str:
    born, joined = file.born_on, file.joined_on
    if born is None or joined is None or joined > known.on or joined < born:
        return ""
    limit = known.limit("admission.age_min", joined)
    least = limit.years if limit else known.number("cleaning.age_min_before_rules")
    if years_after(born, least) <= latest(joined, file.joined_known_to):
        return ""
    return _("Sinh {born}, vào Đảng {joined} khi mới {n} tuổi (phải đủ {least})").format(
        born=format_date(born), joined=format_date(joined), n=age(born, joined), least=least
    )


@of_files(
    "joined-before-birth",
    "ngay-dang",
    Severity.WRONG,
    gettext_lazy("Vào Đảng trước khi sinh"),
    column="joined",
    about=("born_on", "joined_on"),
    source=_SHEET,
)
def joined_before_birth(file: MemberFile, known: Known) -> str:
    born, joined = file.born_on, file.joined_on
    if born is None or joined is None or latest(joined, file.joined_known_to) >= born:
        return ""
    return _("Sinh {born} nhưng vào Đảng {joined}").format(
        born=format_date(born), joined=format_date(joined)
    )


@of_files(
    "joined-old",
    "ngay-dang",
    Severity.DOUBT,
    gettext_lazy("Vào Đảng khi quá tuổi"),
    column="joined",
    about=("born_on", "joined_on"),
    limits=("admission.age_max",),
)
def joined_old(file: MemberFile, known: Known) -> str:
    born, joined = file.born_on, file.joined_on
    limit = known.limit("admission.age_max", joined) if joined else None
    if born is None or joined is None or limit is None:
        return ""
    if years_after(latest(born, file.born_known_to), limit.years + 1) > joined:
        return ""
    return _(
        "Vào Đảng {joined} khi {n} tuổi (quá {most}); phải có ý kiến cấp có thẩm quyền"
    ).format(joined=format_date(joined), n=age(born, joined), most=limit.years)


@of_files(
    "ethnicity-unknown",
    _ORIGIN,
    Severity.WRONG,
    gettext_lazy("Dân tộc không có trong danh mục"),
    column="ethnicity",
    about=("ethnicity",),
    source=_LISTS,
)
def ethnicity_unknown(file: MemberFile, known: Known) -> str:
    if not file.ethnicity or file.ethnicity in codes("ethnicities"):
        return ""
    return _("Dân tộc “{word}” không có trong danh mục").format(word=file.ethnicity)


@of_files(
    "religion-unknown",
    _ORIGIN,
    Severity.WRONG,
    gettext_lazy("Tôn giáo không có trong danh mục"),
    column="religion",
    about=("religion",),
    source=_LISTS,
)
def religion_unknown(file: MemberFile, known: Known) -> str:
    if not file.religion or file.religion in codes("religions"):
        return ""
    return _("Tôn giáo “{word}” không có trong danh mục").format(word=file.religion)


@of_files(
    "counted-otherwise",
    _ORIGIN,
    Severity.WRONG,
    gettext_lazy("Danh sách đếm theo số liệu khác hồ sơ"),
    column="sex",
    about=("sex", "born_on", "ethnicity", "religion"),
    source=gettext_lazy("Biểu thống kê đếm theo danh sách; mở Sửa nhân thân và ghi lại để khớp"),
)
def counted_otherwise(file: MemberFile, known: Known) -> str:
    pairs = (
        (_COUNTED[0], file.counted_sex, file.sex),
        (_COUNTED[1], file.counted_born_on, file.born_on),
        (_COUNTED[2], file.counted_ethnicity, file.ethnicity),
        (_COUNTED[3], file.counted_religion, file.religion),
    )
    differ = [str(word) for word, counted, said in pairs if counted != said]
    if not differ:
        return ""
    return _("Danh sách đếm theo {what} khác hồ sơ").format(what=", ".join(differ))


_COUNTED = (
    gettext_lazy("giới tính"),
    gettext_lazy("ngày sinh"),
    gettext_lazy("dân tộc"),
    gettext_lazy("tôn giáo"),
)
