"""Members on the roll of a branch at the close of a day."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Figure, Part, RowsOf, Scope, Words, register
from chibo.members.figures.dimensions import MEMBER_DIMENSIONS
from chibo.members.figures.scopes import ON_THE_ROLL, books_not_begun, on_the_roll
from chibo.members.models import Status
from chibo.members.queries.roll import excused
from chibo.rulebook.queries import code_list


def _of_status(status: Status) -> Part:
    return Part(on_the_roll, lambda _scope: Q(status=status))


def _excused(scope: Scope) -> Q:
    return excused(scope.as_of)


def _women(_scope: Scope) -> Q:
    return Q(sex="female")


def _minorities(_scope: Scope) -> Q:
    """Everybody whose ethnicity is recorded and not Kinh (form 4 counts them so)."""
    return ~Q(ethnicity__in=["kinh", ""])


def _of_ethnicity(scope: Scope) -> Q:
    found = code_list("ethnicities").recognise(scope.key)
    return Q(ethnicity=found.code) if found else ~Q(ethnicity="")


def _ethnicity_keys(_on: date) -> dict[str, str]:
    """Codes and, because people write them, the names themselves."""
    items = code_list("ethnicities").items()
    return {item.code: item.label for item in items} | {item.label: item.label for item in items}


def _member_figure(
    name: str, label: Words, definition: Words, rows: RowsOf, base_means: Words = ""
) -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=_("đảng viên"),
        definition=definition,
        takes="date",
        lists="memberships",
        rows=rows,
        unknown=books_not_begun,
        base=on_the_roll if base_means else None,
        base_means=base_means,
        dimensions=MEMBER_DIMENSIONS,
    )


register(
    _member_figure(
        "members",
        _("Đảng viên"),
        _(
            "Số đảng viên sinh hoạt chính thức tại các chi bộ trong nhánh lúc hết ngày xem; "
            "người tạm thời sinh hoạt nơi khác tính ở chi bộ gốc."
        ),
        on_the_roll,
    ),
    _member_figure(
        "members_probationary",
        _("Đảng viên dự bị"),
        _("Đảng viên đang trong 12 tháng dự bị, tính từ ngày lễ kết nạp, lúc hết ngày xem."),
        _of_status(Status.PROBATIONARY),
        ON_THE_ROLL,
    ),
    _member_figure(
        "members_official",
        _("Đảng viên chính thức"),
        _("Đảng viên đã được công nhận chính thức lúc hết ngày xem."),
        _of_status(Status.OFFICIAL),
        ON_THE_ROLL,
    ),
    _member_figure(
        "members_excused",
        _("Đảng viên miễn sinh hoạt"),
        _("Đảng viên đang được miễn công tác và sinh hoạt đảng tại ngày xem."),
        Part(on_the_roll, _excused),
        ON_THE_ROLL,
    ),
    _member_figure(
        "members_women",
        _("Đảng viên nữ"),
        _("Đảng viên nữ có tên trong danh sách tại ngày xem."),
        Part(on_the_roll, _women),
        ON_THE_ROLL,
    ),
    _member_figure(
        "members_minority",
        _("Đảng viên dân tộc thiểu số"),
        _("Đảng viên có dân tộc đã ghi và khác dân tộc Kinh, tại ngày xem."),
        Part(on_the_roll, _minorities),
        ON_THE_ROLL,
    ),
    Figure(
        id="members_by_ethnicity",
        label=_("Đảng viên theo dân tộc"),
        unit=_("đảng viên"),
        definition=_("Số đảng viên thuộc một dân tộc lúc hết ngày xem."),
        takes="date",
        lists="memberships",
        rows=Part(on_the_roll, _of_ethnicity),
        unknown=books_not_begun,
        base=on_the_roll,
        base_means=ON_THE_ROLL,
        keys=_ethnicity_keys,
        key_needed=True,
        dimensions=MEMBER_DIMENSIONS,
    ),
)
