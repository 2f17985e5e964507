"""Names as they must stand on a card: Unicode in one form, marks, capitals, single spaces, letters alone."""

import re
import unicodedata
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import fold
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import Severity, lacking, of_files
from chibo.cleaning.rules.known import Known

_AREA = "ho-ten"
_CARD = gettext_lazy("Họ tên ghi như trên căn cước, giấy khai sinh")
_SHEET = gettext_lazy("Mẫu rà soát dữ liệu đảng viên năm 2025, cột bắt buộc")
_FEWEST_WORDS = 2
_TITLES = frozenset({"ong", "ba", "anh", "chi", "co", "thay", "dong", "d/c", "đ/c", "dc"})
# Family names that are never written without marks.
_MARKED_FAMILIES = frozenset(
    {"nguyen", "tran", "le", "pham", "hoang", "huynh", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong",
     "ly", "lo", "luong", "quang", "cam", "tong", "ca", "deo", "giang", "sung", "mua", "vang"}
)  # fmt: skip
# Of them, those that are also names of their own without marks.
_BOTH_WAYS = frozenset({"quang", "giang", "cam", "ca", "vang", "do", "ho", "le", "vo", "vu", "ly"})
_ALLOWED = frozenset(" '’.-")
_OLD_FONT = re.compile("[¡-¿×ÞßåæøûþÐð÷µ¶·¸¹�?]")

lacking(_AREA, [("sex-missing", "sex", gettext_lazy("Chưa ghi giới tính"))], source=_SHEET)


@of_files(
    "name-form",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Họ tên gõ bằng Unicode tổ hợp"),
    column="full_name",
    about=("full_name",),
    source=gettext_lazy("TCVN 6909:2001; cùng một tên gõ hai kiểu thì máy coi là hai tên"),
)
def name_form(file: MemberFile, known: Known) -> str:
    if unicodedata.normalize("NFC", file.full_name) == file.full_name:
        return ""
    return _("“{name}” gõ bằng Unicode tổ hợp; mở Sửa nhân thân, gõ lại và ghi").format(
        name=file.full_name
    )


@of_files(
    "name-spaces",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Họ tên thừa dấu cách"),
    column="full_name",
    about=("full_name",),
    source=_CARD,
)
def name_spaces(file: MemberFile, known: Known) -> str:
    tidy = " ".join(file.full_name.split())
    return "" if tidy == file.full_name else _("“{name}” thừa dấu cách").format(name=file.full_name)


@of_files(
    "name-digits",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Họ tên có chữ số"),
    column="full_name",
    about=("full_name",),
    source=_CARD,
)
def name_digits(file: MemberFile, known: Known) -> str:
    found = "".join(letter for letter in file.full_name if letter.isdigit())
    if not found:
        return ""
    return _("“{name}” có chữ số {found}").format(name=file.full_name, found=found)


@of_files(
    "name-letters",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Họ tên có ký tự lạ"),
    column="full_name",
    about=("full_name",),
    source=_CARD,
)
def name_letters(file: MemberFile, known: Known) -> str:
    if _OLD_FONT.search(file.full_name):
        return ""
    odd = {one for one in file.full_name if not _is_letter(one) and not one.isdigit()} - _ALLOWED
    if not odd:
        return ""
    return _("“{name}” có ký tự {odd}").format(name=file.full_name, odd=" ".join(sorted(odd)))


@of_files(
    "name-old-font",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Họ tên còn chữ của phông cũ (TCVN3, VNI)"),
    column="full_name",
    about=("full_name",),
    source=gettext_lazy("TCVN 6909:2001"),
)
def name_old_font(file: MemberFile, known: Known) -> str:
    found = _OLD_FONT.search(file.full_name)
    if not found:
        return ""
    return _("“{name}” có chữ {letter} của phông cũ").format(name=file.full_name, letter=found[0])


@of_files(
    "name-capitals",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Họ tên viết hoa không đúng"),
    column="full_name",
    about=("full_name",),
    source=_CARD,
)
def name_capitals(file: MemberFile, known: Known) -> str:
    words = [word for word in re.split(r"[\s.\-'’]+", file.full_name) if word]
    shouted = [word for word in words if len(word) > 1 and word.isupper()]
    if shouted:
        return _("“{name}” viết hoa cả chữ").format(name=file.full_name)
    small = [word for word in words if word[0].islower()]
    if small:
        return _("“{name}” có chữ “{word}” không viết hoa").format(
            name=file.full_name, word=small[0]
        )
    return ""


@of_files(
    "name-one-word",
    _AREA,
    Severity.WRONG,
    gettext_lazy("Họ tên chỉ có một chữ"),
    column="full_name",
    about=("full_name",),
    source=_CARD,
)
def name_one_word(file: MemberFile, known: Known) -> str:
    if len(file.full_name.split()) >= _FEWEST_WORDS:
        return ""
    return _("“{name}” chỉ có một chữ, thiếu họ hoặc tên").format(name=file.full_name)


@of_files(
    "name-marks",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Họ tên viết không dấu"),
    column="full_name",
    about=("full_name",),
    source=_CARD,
)
def name_marks(file: MemberFile, known: Known) -> str:
    family = file.full_name.split()[:1]
    plain = bool(family) and family[0].isascii() and family[0].lower() in _MARKED_FAMILIES
    if not plain or (family[0].lower() in _BOTH_WAYS and not file.full_name.isascii()):
        return ""
    return _("“{name}” viết họ “{family}” không dấu").format(name=file.full_name, family=family[0])


@of_files(
    "name-title",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Họ tên lẫn từ xưng hô"),
    column="full_name",
    about=("full_name",),
    source=_CARD,
)
def name_title(file: MemberFile, known: Known) -> str:
    words = file.full_name.split()
    first = fold(words[0]).rstrip(".:") if words else ""
    if first not in _TITLES or len(words) <= _FEWEST_WORDS or words[0] in _TRUE_FAMILIES:
        return ""
    return _("“{name}” bắt đầu bằng từ xưng hô “{word}”").format(name=file.full_name, word=words[0])


_TRUE_FAMILIES = frozenset({"Ông", "Cô", "Thầy", "Đồng", "Đông", "Chi", "Bá", "Cồ", "Cổ"}) - {"Ông"}


@of_files(
    "birth-name-letters",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Tên khai sinh có chữ số hoặc ký tự lạ"),
    column="birth_name",
    about=("birth_name",),
    source=_CARD,
)
def birth_name_letters(file: MemberFile, known: Known) -> str:
    odd = {one for one in file.birth_name if not _is_letter(one)} - _ALLOWED
    if not odd:
        return ""
    return _("Tên khai sinh “{name}” có ký tự {odd}").format(
        name=file.birth_name, odd=" ".join(sorted(odd))
    )


@of_files(
    "name-sex",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Tên đệm không hợp giới tính"),
    column="sex",
    about=("full_name", "sex"),
    source=gettext_lazy("Tên đệm “Thị” của nữ, “Văn” của nam; ít khi khác"),
)
def name_sex(file: MemberFile, known: Known) -> str:
    middle = {word.lower() for word in file.full_name.split()[1:-1]}
    if file.sex == "male" and "thị" in middle:
        return _("“{name}” có tên đệm Thị, hồ sơ ghi nam").format(name=file.full_name)
    if file.sex == "female" and "văn" in middle and "thị" not in middle:
        return _("“{name}” có tên đệm Văn, hồ sơ ghi nữ").format(name=file.full_name)
    return ""


@of_files(
    "name-twin",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Trùng họ tên và ngày sinh với hồ sơ khác"),
    column="full_name",
    about=("name_key", "born_on"),
    source=gettext_lazy("Một người chỉ có một hồ sơ; trùng thật thì xác nhận để nguyên"),
)
def name_twin(file: MemberFile, known: Known) -> str:
    other = known.twin("name", file)
    if not other:
        return ""
    return _("Cùng họ tên, ngày sinh với hồ sơ của {other}").format(other=other)


@of_files(
    "name-twin-in-cell",
    _AREA,
    Severity.DOUBT,
    gettext_lazy("Hai người cùng tên, cùng năm sinh trong chi bộ"),
    column="full_name",
    about=("name_key", "born_on"),
    source=gettext_lazy("Có thể một người được ghi hai lần với ngày sinh khác nhau"),
)
def name_twin_in_cell(file: MemberFile, known: Known) -> str:
    if not file.born_on or known.twin("name", file):
        return ""
    count = known.names_in_cells.get((file.cell_id, file.name_key, file.born_on.year), 0)
    if not count:
        return ""
    return _("Chi bộ có {n} người tên {name}, sinh năm {year}").format(
        n=count, name=file.full_name, year=file.born_on.year
    )


@cache
def _is_letter(letter: str) -> bool:
    """Latin letters with their marks, whole or as combining ones."""
    if unicodedata.combining(letter):
        return True
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN")
