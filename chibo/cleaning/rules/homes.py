"""Places: where the birth was registered, native place, residence, telephone."""

from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import fold
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import Severity, lacking, of_files
from chibo.cleaning.rules.identity import ended, province_of
from chibo.cleaning.rules.known import Known, column_word

_AREA = "noi-o"
_SHEET = gettext_lazy("Mẫu rà soát dữ liệu đảng viên năm 2025, cột bắt buộc")
_PROVINCES = gettext_lazy("Danh mục tỉnh, thành phố trước và sau 01/7/2025")
_DIGITS = "cleaning.phone_digits"
_HERE = frozenset({"", "viet nam", "vietnam", "vn"})

_PLACES_KEPT = 4_000  # a commune writes a few dozen


@lru_cache(_PLACES_KEPT)
def _is_here(country: str) -> bool:
    return fold(country) in _HERE


lacking(
    _AREA,
    [
        ("birth-province-missing", "birth_province", gettext_lazy("Chưa ghi tỉnh khai sinh")),
        ("birth-detail-missing", "birth_detail", gettext_lazy("Chưa ghi nơi khai sinh")),
        ("native-province-missing", "native_province", gettext_lazy("Chưa ghi tỉnh quê quán")),
        ("native-detail-missing", "native_detail", gettext_lazy("Chưa ghi quê quán")),
        ("home-province-missing", "home_province", gettext_lazy("Chưa ghi tỉnh thường trú")),
        ("home-detail-missing", "home_detail", gettext_lazy("Chưa ghi nơi thường trú")),
        ("phone-missing", "phone", gettext_lazy("Chưa ghi điện thoại")),
    ],
    source=_SHEET,
)


def _unknown(file: MemberFile, which: str) -> str:
    """A province of ours that no list knows; abroad they are called as they like."""
    word, country = getattr(file, f"{which}_province"), getattr(file, f"{which}_country")
    if not word or not _is_here(country) or province_of(word):
        return ""
    return _("{what} “{word}” không có trong danh mục").format(
        what=column_word(f"{which}_province"), word=word
    )


@of_files(
    "birth-province-unknown",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Tỉnh khai sinh không có trong danh mục"),
    column="birth_province",
    about=("birth_province",),
    source=_PROVINCES,
)
def birth_province_unknown(file: MemberFile, known: Known) -> str:
    return _unknown(file, "birth")


@of_files(
    "native-province-unknown",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Tỉnh quê quán không có trong danh mục"),
    column="native_province",
    about=("native_province",),
    source=_PROVINCES,
)
def native_province_unknown(file: MemberFile, known: Known) -> str:
    return _unknown(file, "native")


@of_files(
    "home-province-unknown",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Tỉnh thường trú không có trong danh mục"),
    column="home_province",
    about=("home_province",),
    source=_PROVINCES,
)
def home_province_unknown(file: MemberFile, known: Known) -> str:
    return _unknown(file, "home")


@of_files(
    "home-province-ended",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Tỉnh thường trú đã sáp nhập năm 2025"),
    column="home_province",
    about=("home_province",),
    source=_PROVINCES,
)
def home_province_ended(file: MemberFile, known: Known) -> str:
    code = province_of(file.home_province) if file.home_province else None
    heir = ended(code) if code and _is_here(file.home_country) else ""
    if not heir:
        return ""
    return _("Thường trú ghi {old}, từ 01/7/2025 thuộc {new}").format(
        old=file.home_province, new=heir
    )


@of_files(
    "phone-shape",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Số điện thoại không đúng"),
    column="phone",
    about=("phone",),
    limits=(_DIGITS,),
)
def phone_shape(file: MemberFile, known: Known) -> str:
    typed = file.phone
    number = "".join(one for one in typed if one not in " .-()")
    if number.startswith("+84"):
        number = f"0{number[3:]}"
    needed = known.number(_DIGITS)
    right = number.isascii() and number.isdigit() and number.startswith("0")
    if not typed or (right and len(number) in (needed, needed + 1)):
        return ""
    return _("Điện thoại “{phone}” không phải số có {n} chữ số, bắt đầu bằng 0").format(
        phone=typed, n=needed
    )
