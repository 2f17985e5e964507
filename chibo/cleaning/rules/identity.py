"""Identity numbers: 3 digits of the province, 1 of century and sex, 2 of the birth year, 6 at random.

Provinces merged in 2025 keep their digits on the numbers given out before. There is no checksum, so most of it
is a doubt to be compared with the card itself.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import fold
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import Severity, lacking, of_files
from chibo.cleaning.rules.known import Known
from chibo.members.models import Sex
from chibo.rulebook.queries import code_list

_AREA = "so-dinh-danh"
_DIGITS = "status.national_id_digits"
_STRUCTURE = gettext_lazy("Cấu trúc số định danh cá nhân: mã tỉnh, thế kỷ và giới tính, năm sinh")
_SHEET = gettext_lazy("Mẫu rà soát dữ liệu đảng viên năm 2025, cột bắt buộc")
_OLD_DIGITS = 9
_CENTURY = 100
_FIRST_CENTURY = 1900
_NOW_CENTURIES = 2  # digits 0–3: born 1900–2099
_PROVINCE = slice(0, 3)
_YEAR = slice(4, 6)
_RANDOM = slice(6, 12)
_SPELLINGS_KEPT = 4_000


lacking(
    _AREA,
    [("id-missing", "national_id", gettext_lazy("Chưa có số định danh cá nhân"))],
    source=_SHEET,
)


def _whole(number: str, known: Known) -> bool:
    return len(number) == known.number(_DIGITS) and number.isascii() and number.isdigit()


@of_files(
    "id-shape",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Số định danh không đủ 12 chữ số"),
    column="national_id",
    about=("national_id",),
    limits=(_DIGITS,),
)
def id_shape(file: MemberFile, known: Known) -> str:
    number = file.national_id
    if not number or _whole(number, known):
        return ""
    if not number.isdigit():
        return _("Số định danh có ký tự không phải chữ số")
    return _("Số định danh có {n} chữ số, cần {needed}").format(
        n=len(number), needed=known.number(_DIGITS)
    )


@of_files(
    "id-province",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Mã tỉnh trong số định danh không có thật"),
    column="national_id",
    about=("national_id",),
    source=_STRUCTURE,
)
def id_province(file: MemberFile, known: Known) -> str:
    number = file.national_id
    if not _whole(number, known) or number[_PROVINCE] in _provinces():
        return ""
    return _("Ba số đầu {code} không phải mã tỉnh nào").format(code=number[_PROVINCE])


@of_files(
    "id-sex",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Chữ số giới tính trong số định danh không khớp giới tính"),
    column="national_id",
    about=("national_id", "sex"),
    source=_STRUCTURE,
)
def id_sex(file: MemberFile, known: Known) -> str:
    if not _whole(file.national_id, known) or not file.sex:
        return ""
    told = Sex.FEMALE if int(file.national_id[3]) % 2 else Sex.MALE
    if told == file.sex:
        return ""
    return _("Chữ số thứ tư {digit} là của {told}, hồ sơ ghi {sex}").format(
        digit=file.national_id[3], told=told.label.lower(), sex=Sex(file.sex).label.lower()
    )


@of_files(
    "id-birth-year",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Hai chữ số năm sinh trong số định danh không khớp ngày sinh"),
    column="national_id",
    about=("national_id", "born_on"),
    source=_STRUCTURE,
)
def id_birth_year(file: MemberFile, known: Known) -> str:
    number, born = file.national_id, file.born_on
    if not _whole(number, known) or born is None or int(number[_YEAR]) == born.year % _CENTURY:
        return ""
    return _("Số định danh ghi năm sinh …{told}, ngày sinh ghi năm {year}").format(
        told=number[_YEAR], year=born.year
    )


@of_files(
    "id-century",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Chữ số thế kỷ trong số định danh không khớp năm sinh"),
    column="national_id",
    about=("national_id", "born_on"),
    source=_STRUCTURE,
)
def id_century(file: MemberFile, known: Known) -> str:
    number, born = file.national_id, file.born_on
    if not _whole(number, known):
        return ""
    told = int(number[3]) // 2
    if born is not None and (born.year - _FIRST_CENTURY) // _CENTURY != told:
        return _("Chữ số thứ tư {digit} là của người sinh thế kỷ {century}, ngày sinh ghi năm {year}").format(
            digit=number[3], century=20 + told, year=born.year
        )  # fmt: skip
    if born is None and told >= _NOW_CENTURIES:
        return _("Chữ số thứ tư {digit} là của thế kỷ {century}, chưa ai sinh khi đó").format(
            digit=number[3], century=20 + told
        )
    return ""


@of_files(
    "id-birth-province",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Mã tỉnh trong số định danh khác tỉnh đăng ký khai sinh"),
    column="national_id",
    about=("national_id", "birth_province"),
    source=gettext_lazy(
        "Số cấp khi đăng ký khai sinh mang mã tỉnh nơi khai sinh; mã của tỉnh trước sáp nhập vẫn dùng"
    ),
)
def id_birth_province(file: MemberFile, known: Known) -> str:
    told = _provinces().get(file.national_id[_PROVINCE])
    if not _whole(file.national_id, known) or not told or not file.birth_province:
        return ""
    born_in = province_of(file.birth_province)
    if born_in is None or not heirs(born_in).isdisjoint(heirs(told)):
        return ""
    return _("Số định danh mang mã {told}, khai sinh tại {province}").format(
        told=code_list("provinces").label(told), province=file.birth_province
    )


@of_files(
    "id-monotone",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Số định danh có sáu số cuối giống hệt nhau"),
    column="national_id",
    about=("national_id",),
    source=gettext_lazy("Sáu số cuối là số ngẫu nhiên; ghi tạm thường thành 000000"),
)
def id_monotone(file: MemberFile, known: Known) -> str:
    tail = file.national_id[_RANDOM]
    if not _whole(file.national_id, known) or len(set(tail)) > 1:
        return ""
    return _("Sáu số cuối đều là {digit}, có thể là số ghi tạm").format(digit=tail[0])


@of_files(
    "old-id-shape",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Số CMND cũ không đúng 9 chữ số"),
    column="old_id",
    about=("old_id",),
    source=gettext_lazy("Chứng minh nhân dân có 9 số, loại cấp từ 2012 có 12 số"),
)
def old_id_shape(file: MemberFile, known: Known) -> str:
    number = file.old_id
    right = (_OLD_DIGITS, known.number(_DIGITS))
    if not number or (number.isascii() and number.isdigit() and len(number) in right):
        return ""
    return _("Số CMND cũ có {n} ký tự, cần 9 chữ số").format(n=len(number))


@of_files(
    "old-id-twin",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Số CMND cũ trùng với hồ sơ khác"),
    column="old_id",
    about=("old_id",),
    source=gettext_lazy("Mỗi số giấy tờ chỉ của một người"),
)
def old_id_twin(file: MemberFile, known: Known) -> str:
    other = known.twin("old_id", file)
    return _("Số CMND cũ trùng với hồ sơ của {other}").format(other=other) if other else ""


@cache
def _provinces() -> Mapping[str, str]:
    """By the first three digits, the code of the province they were given to."""
    items = code_list("provinces").items()
    return {str(item.extra["id_code"]): item.code for item in items if "id_code" in item.extra}


@cache
def _spelt() -> Mapping[str, str]:
    listed = code_list("provinces").items()
    return {fold(word): item.code for item in listed for word in (item.label, *item.synonyms)}


@lru_cache(_SPELLINGS_KEPT)
def province_of(text: str) -> str | None:
    """The code of a province as written; None when no such province is known."""
    return _spelt().get(fold(text))


@cache
def heirs(code: str) -> frozenset[str]:
    """A province with what it was merged into in 2025."""
    merged = code_list("provinces").item(code).extra.get("merged_into")
    return frozenset({code, str(merged)} if merged else {code})


@cache
def ended(code: str) -> str:
    """The label of the province a merged one now belongs to; "" for one that stands."""
    merged = code_list("provinces").item(code).extra.get("merged_into")
    return code_list("provinces").label(str(merged)) if merged else ""
