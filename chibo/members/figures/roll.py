"""Members on the roll of a branch at the close of a day."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Figure, Scope, Words, register
from chibo.members.figures.dimensions import MEMBER_DIMENSIONS
from chibo.members.figures.scopes import books_not_begun
from chibo.members.models import Membership, Status
from chibo.members.queries.roll import excused, roll
from chibo.rulebook.queries import code_list


def _members(scope: Scope) -> QuerySet[Membership]:
    return roll(scope.branch)


def _probationary(scope: Scope) -> QuerySet[Membership]:
    return roll(scope.branch).filter(status=Status.PROBATIONARY)


def _official(scope: Scope) -> QuerySet[Membership]:
    return roll(scope.branch).filter(status=Status.OFFICIAL)


def _excused(scope: Scope) -> QuerySet[Membership]:
    return excused(roll(scope.branch), scope.as_of)


def _women(scope: Scope) -> QuerySet[Membership]:
    return roll(scope.branch).filter(sex="female")


def _minorities(scope: Scope) -> QuerySet[Membership]:
    """Everybody whose ethnicity is recorded and not Kinh (form 4 counts them so)."""
    return roll(scope.branch).exclude(ethnicity__in=["kinh", ""])


def _by_ethnicity(scope: Scope) -> QuerySet[Membership]:
    rows = roll(scope.branch)
    found = code_list("ethnicities").recognise(scope.key)
    return rows.filter(ethnicity=found.code) if found else rows.exclude(ethnicity="")


def _ethnicity_keys(_on: date) -> dict[str, str]:
    """Codes and, because people write them, the names themselves."""
    items = code_list("ethnicities").items()
    return {item.code: item.label for item in items} | {item.label: item.label for item in items}


def _member_figure(
    name: str, label: Words, definition: Words, rows: object, base_means: Words = ""
) -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=_("đảng viên"),
        definition=definition,
        takes="date",
        lists="memberships",
        rows=rows,  # type: ignore[arg-type]  # the callers below hand in queries of a scope
        unknown=books_not_begun,
        base=_members if base_means else None,
        base_means=base_means,
        dimensions=MEMBER_DIMENSIONS,
    )


ON_THE_ROLL = _("đảng viên có tên trong danh sách tại ngày xem")

register(
    _member_figure(
        "members",
        _("Đảng viên"),
        _(
            "Số đảng viên sinh hoạt chính thức tại các chi bộ trong nhánh lúc hết ngày xem; "
            "người tạm thời sinh hoạt nơi khác tính ở chi bộ gốc."
        ),
        _members,
    ),
    _member_figure(
        "members_probationary",
        _("Đảng viên dự bị"),
        _("Đảng viên đang trong 12 tháng dự bị, tính từ ngày lễ kết nạp, lúc hết ngày xem."),
        _probationary,
        ON_THE_ROLL,
    ),
    _member_figure(
        "members_official",
        _("Đảng viên chính thức"),
        _("Đảng viên đã được công nhận chính thức lúc hết ngày xem."),
        _official,
        ON_THE_ROLL,
    ),
    _member_figure(
        "members_excused",
        _("Đảng viên miễn sinh hoạt"),
        _("Đảng viên đang được miễn công tác và sinh hoạt đảng tại ngày xem."),
        _excused,
        ON_THE_ROLL,
    ),
    _member_figure(
        "members_women",
        _("Đảng viên nữ"),
        _("Đảng viên nữ có tên trong danh sách tại ngày xem."),
        _women,
        ON_THE_ROLL,
    ),
    _member_figure(
        "members_minority",
        _("Đảng viên dân tộc thiểu số"),
        _("Đảng viên có dân tộc đã ghi và khác dân tộc Kinh, tại ngày xem."),
        _minorities,
        ON_THE_ROLL,
    ),
    Figure(
        id="members_by_ethnicity",
        label=_("Đảng viên theo dân tộc"),
        unit=_("đảng viên"),
        definition=_("Số đảng viên thuộc một dân tộc lúc hết ngày xem."),
        takes="date",
        lists="memberships",
        rows=_by_ethnicity,
        unknown=books_not_begun,
        base=_members,
        base_means=ON_THE_ROLL,
        keys=_ethnicity_keys,
        key_needed=True,
        dimensions=MEMBER_DIMENSIONS,
    ),
)
