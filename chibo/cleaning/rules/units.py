"""Organisations: code, type and decision, size, places, parents."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import clean, format_date, same_name_key
from chibo.cleaning.queries.units import Unit
from chibo.cleaning.rules.declaring import Severity, Step, of_units
from chibo.cleaning.rules.known import Known, codes, label
from chibo.organisations.queries.tree import cell_kinds, grassroots_kinds
from chibo.rulebook.queries import code_list

_CODE_BOOK = gettext_lazy("Mã tổ chức đảng 14 số, như 38.168.053.000.001")
_CHARTER = gettext_lazy("Điều lệ Đảng, Điều 24")
_FEW = "organisation.cell_min_members"
_GROUPS = "cleaning.cell_groups_from"
_AREA_MIN = "organisation.committee_area_min_members"
_LONGEST_SHORT_NAME = 40
_GROUP_STARTS = (11, 8, 5, 2)


def is_cell(unit: Unit) -> bool:
    return unit.kind in cell_kinds()


def is_committee(unit: Unit) -> bool:
    return unit.kind in ("grassroots_committee", "sectional_committee", "sub_grassroots_committee")


@of_units(
    "unit-code-missing",
    Severity.GAP,
    gettext_lazy("Tổ chức chưa có mã"),
    source=_CODE_BOOK,
)
def unit_code_missing(unit: Unit, known: Known) -> str:
    return "" if unit.code or unit.kind == "party_group" else _("Chưa ghi mã tổ chức 14 số")


@of_units(
    "unit-code-of-other",
    Severity.DOUBT,
    gettext_lazy("Mã tổ chức không theo mã cấp trên"),
    about=("code", "parent_code"),
    source=_CODE_BOOK,
)
def unit_code_of_other(unit: Unit, known: Known) -> str:
    if not unit.code or not unit.parent_code or unit.code.startswith(_prefix(unit.parent_code)):
        return ""
    return _("Mã {code} không theo mã cấp trên {parent}").format(
        code=unit.code, parent=unit.parent_code
    )


def _prefix(code: str) -> str:
    """A code without the groups of zeros at its end, which stand for the levels below."""
    kept = code
    for start in _GROUP_STARTS:
        if set(kept[start:]) <= {"0"}:
            kept = kept[:start]
    return kept


@of_units(
    "unit-decision-missing",
    Severity.GAP,
    gettext_lazy("Chưa ghi quyết định thành lập"),
    source=gettext_lazy("Thành lập tổ chức đảng phải có quyết định của cấp ủy có thẩm quyền"),
)
def unit_decision_missing(unit: Unit, known: Known) -> str:
    if unit.decision_number or unit.placed_by or unit.kind == "party_group":
        return ""
    return _("Thành lập {day}, chưa ghi số quyết định").format(day=format_date(unit.founded_on))


@of_units(
    "unit-type-missing",
    Severity.GAP,
    gettext_lazy("Chưa ghi loại hình"),
    source=gettext_lazy("Biểu 5-TCTW đếm theo loại hình cơ sở"),
)
def unit_type_missing(unit: Unit, known: Known) -> str:
    asked = unit.kind in grassroots_kinds() or unit.kind == "subordinate_cell"
    return _("Chưa ghi loại hình cơ sở") if asked and not unit.base_type else ""


@of_units(
    "unit-type-unknown",
    Severity.WRONG,
    gettext_lazy("Loại hình không có trong danh mục"),
    about=("base_type",),
    source=gettext_lazy("Biểu 5-TCTW"),
)
def unit_type_unknown(unit: Unit, known: Known) -> str:
    if not unit.base_type or unit.base_type in codes("base_types"):
        return ""
    return _("Loại hình “{word}” không có trong danh mục").format(word=unit.base_type)


@of_units(
    "unit-type-ended",
    Severity.WRONG,
    gettext_lazy("Loại hình đã kết thúc"),
    about=("base_type",),
    source=gettext_lazy("Tổ chức chính quyền hai cấp từ 01/7/2025: không còn thị trấn"),
)
def unit_type_ended(unit: Unit, known: Known) -> str:
    if unit.base_type not in codes("base_types"):
        return ""
    ended = code_list("base_types").item(unit.base_type).valid_to
    if ended is None or ended >= known.on:
        return ""
    return _("Loại hình {word} đã kết thúc ngày {day}").format(
        word=label("base_types", unit.base_type).lower(), day=format_date(ended)
    )


@of_units(
    "unit-kind-ended",
    Severity.WRONG,
    gettext_lazy("Loại tổ chức đã kết thúc"),
    Step.TREE,
    about=("kind",),
    source=gettext_lazy("Không còn cấp huyện từ 01/7/2025"),
)
def unit_kind_ended(unit: Unit, known: Known) -> str:
    if unit.kind not in codes("organisation_kinds"):
        return _("Loại tổ chức “{word}” không có trong danh mục").format(word=unit.kind)
    ended = code_list("organisation_kinds").item(unit.kind).valid_to
    if ended is None or ended >= known.on:
        return ""
    return _("{word} không còn từ {day}").format(
        word=label("organisation_kinds", unit.kind), day=format_date(ended)
    )


@of_units(
    "unit-name-untidy",
    Severity.WRONG,
    gettext_lazy("Tên tổ chức thừa dấu cách hoặc gõ bằng Unicode tổ hợp"),
    about=("name",),
    source=gettext_lazy("TCVN 6909:2001"),
)
def unit_name_untidy(unit: Unit, known: Known) -> str:
    if clean(unit.name) == unit.name:
        return ""
    return _("“{name}” gõ lại cho đúng").format(name=unit.name)


@of_units(
    "unit-name-twin",
    Severity.DOUBT,
    gettext_lazy("Hai tổ chức cùng tên dưới một cấp ủy"),
    about=("name",),
    source=gettext_lazy("Có thể một tổ chức được lập hai lần"),
)
def unit_name_twin(unit: Unit, known: Known) -> str:
    count = known.around.siblings.get((unit.parent_id or 0, same_name_key(unit.name)), 0)
    return _("Có {n} tổ chức tên “{name}”").format(n=count, name=unit.name) if count else ""


@of_units(
    "unit-short-name-long",
    Severity.DOUBT,
    gettext_lazy("Tên ngắn quá dài"),
    about=("short_name",),
    source=gettext_lazy("Tên ngắn dùng trong bảng, thông báo"),
)
def unit_short_name_long(unit: Unit, known: Known) -> str:
    if len(unit.short_name) <= _LONGEST_SHORT_NAME:
        return ""
    return _("Tên ngắn dài {n} chữ (nên dưới {most})").format(
        n=len(unit.short_name), most=_LONGEST_SHORT_NAME
    )


@of_units(
    "parent-ended",
    Severity.WRONG,
    gettext_lazy("Cấp trên đã kết thúc"),
    Step.TREE,
    about=("parent_id",),
    source=gettext_lazy("Tổ chức đảng trực thuộc một cấp ủy đang hoạt động"),
)
def parent_ended(unit: Unit, known: Known) -> str:
    ended = unit.parent_dissolved_on
    if ended is None or ended > known.on:
        return ""
    return _("Trực thuộc một tổ chức đã kết thúc ngày {day}").format(day=format_date(ended))


@of_units(
    "ended-in-tree",
    Severity.WRONG,
    gettext_lazy("Tổ chức đã kết thúc còn trong cây tổ chức"),
    Step.TREE,
    about=("dissolved_on",),
    source=gettext_lazy("Tổ chức kết thúc thì không còn trực thuộc đâu"),
)
def ended_in_tree(unit: Unit, known: Known) -> str:
    ended = unit.dissolved_on
    if ended is None or ended > known.on:
        return ""
    return _("Đã kết thúc ngày {day}, vẫn còn trong cây tổ chức").format(day=format_date(ended))


@of_units(
    "founded-after-members",
    Severity.WRONG,
    gettext_lazy("Thành lập sau khi đã có đảng viên"),
    about=("founded_on",),
    source=gettext_lazy("Đảng viên sinh hoạt từ ngày chi bộ thành lập"),
)
def founded_after_members(unit: Unit, known: Known) -> str:
    if unit.earliest is None or unit.earliest >= unit.founded_on:
        return ""
    return _("Thành lập {founded}, đã có đảng viên từ {earliest}").format(
        founded=format_date(unit.founded_on), earliest=format_date(unit.earliest)
    )


@of_units(
    "books-not-begun",
    Severity.GAP,
    gettext_lazy("Chi bộ có đảng viên nhưng sổ chưa bắt đầu"),
    about=("records_from",),
    source=gettext_lazy("Trước ngày bắt đầu sổ, số liệu là chưa biết"),
)
def books_not_begun(unit: Unit, known: Known) -> str:
    if not is_cell(unit) or unit.records_from or not unit.members:
        return ""
    return _("Có {n} đảng viên, chưa ghi ngày bắt đầu sổ").format(n=unit.members)


@of_units(
    "cell-empty",
    Severity.DOUBT,
    gettext_lazy("Chi bộ không có đảng viên"),
    Step.TREE,
    about=("members",),
    source=_CHARTER,
)
def cell_empty(unit: Unit, known: Known) -> str:
    return _("Chi bộ không có đảng viên nào") if is_cell(unit) and not unit.members else ""


@of_units(
    "cell-few",
    Severity.WRONG,
    gettext_lazy("Chi bộ chưa đủ đảng viên chính thức"),
    Step.TREE,
    about=("officials",),
    limits=(_FEW,),
)
def cell_few(unit: Unit, known: Known) -> str:
    least = known.number(_FEW)
    if not is_cell(unit) or not unit.members or unit.officials >= least:
        return ""
    return _("Có {n} đảng viên chính thức, cần từ {least}").format(n=unit.officials, least=least)


@of_units(
    "cell-many",
    Severity.DOUBT,
    gettext_lazy("Chi bộ đông chưa chia tổ đảng"),
    Step.TREE,
    about=("groups",),
    limits=(_GROUPS,),
)
def cell_many(unit: Unit, known: Known) -> str:
    most = known.number(_GROUPS)
    leaders = any(post.position == "group_leader" for post in unit.posts)
    if not is_cell(unit) or unit.members <= most or unit.groups or leaders:
        return ""
    return _("Có {n} đảng viên (quá {most}), chưa ghi tổ đảng nào").format(
        n=unit.members, most=most
    )


@of_units(
    "committee-area-small",
    Severity.DOUBT,
    gettext_lazy("Đảng bộ cơ sở dưới 30 đảng viên"),
    Step.TREE,
    limits=(_AREA_MIN,),
)
def committee_area_small(unit: Unit, known: Known) -> str:
    least = known.number(_AREA_MIN)
    if unit.kind != "grassroots_committee" or not unit.below or unit.below >= least:
        return ""
    return _("Có {n} đảng viên (cần từ {least}), trường hợp khác phải được đồng ý").format(
        n=unit.below, least=least
    )


@of_units(
    "committee-without-cells",
    Severity.WRONG,
    gettext_lazy("Đảng bộ không có chi bộ trực thuộc"),
    Step.TREE,
    source=_CHARTER,
)
def committee_without_cells(unit: Unit, known: Known) -> str:
    return _("Không có chi bộ nào trực thuộc") if is_committee(unit) and not unit.children else ""


@of_units(
    "place-without-cell",
    Severity.GAP,
    gettext_lazy("Địa bàn chưa có chi bộ phụ trách"),
    Step.PLACES,
    about=("uncovered",),
    source=gettext_lazy("Mỗi thôn, bản có chi bộ phụ trách"),
)
def place_without_cell(unit: Unit, known: Known) -> str:
    if not unit.uncovered:
        return ""
    return _("{n} địa bàn chưa có chi bộ: {names}").format(
        n=len(unit.uncovered), names=", ".join(unit.uncovered)
    )


@of_units(
    "cell-without-place",
    Severity.GAP,
    gettext_lazy("Chi bộ khu dân cư chưa ghi địa bàn"),
    Step.PLACES,
    about=("covered",),
    source=gettext_lazy("Chi bộ thôn, bản gắn với địa bàn"),
)
def cell_without_place(unit: Unit, known: Known) -> str:
    if not is_cell(unit) or unit.covered or unit.base_type not in _residential():
        return ""
    return _("Chi bộ khu dân cư chưa ghi phụ trách thôn, bản nào")


def _residential() -> Collection[str]:
    items = code_list("base_types").items()
    return {item.code for item in items if item.parent == "residential"}
