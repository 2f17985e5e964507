"""Members by the level they have reached."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Figure, Scope, Words, register
from chibo.members.figures.dimensions import MEMBER_DIMENSIONS, reached_by
from chibo.members.figures.roll import ON_THE_ROLL
from chibo.members.figures.scopes import books_not_begun
from chibo.members.models import Membership, Qualification
from chibo.members.queries.roll import roll
from chibo.rulebook.queries import code_list


def reached(ladder: str, least: int, on: date, person: str = "person") -> Exists:
    """Whether the person reached rank `least` or above on a ladder by the day."""
    levels = Qualification.objects.filter(person=OuterRef(person), ladder=ladder, rank__gte=least)
    return Exists(levels.filter(reached_by(on)))


def exactly(rows: QuerySet[Any], ladder: str, rank: int, on: date, person: str) -> QuerySet[Any]:
    """Rows whose highest level on the ladder is that rank."""
    return rows.filter(reached(ladder, rank, on, person)).exclude(
        reached(ladder, rank + 1, on, person)
    )


def _from(ladder: str, list_name: str, level: str) -> Callable[[Scope], QuerySet[Membership]]:
    def rows(scope: Scope) -> QuerySet[Membership]:
        least = code_list(list_name).rank(level)
        return roll(scope.branch).filter(reached(ladder, least, scope.as_of))

    return rows


def _members(scope: Scope) -> QuerySet[Membership]:
    return roll(scope.branch)


def _level_figure(name: str, label: Words, definition: Words, rows: Any) -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=_("đảng viên"),
        definition=definition,
        takes="date",
        lists="memberships",
        rows=rows,
        unknown=books_not_begun,
        base=_members,
        base_means=ON_THE_ROLL,
        dimensions=MEMBER_DIMENSIONS,
    )


register(
    _level_figure(
        "members_professional_from_intermediate",
        _("Đảng viên có chuyên môn từ trung cấp trở lên"),
        _("Đảng viên có trình độ chuyên môn cao nhất từ trung cấp trở lên tại ngày xem."),
        _from("professional", "professional_levels", "intermediate"),
    ),
    _level_figure(
        "members_theory_from_intermediate",
        _("Đảng viên có lý luận chính trị từ trung cấp trở lên"),
        _("Đảng viên có trình độ lý luận chính trị cao nhất từ trung cấp trở lên tại ngày xem."),
        _from("theory", "theory_levels", "intermediate"),
    ),
)
