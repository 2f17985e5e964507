"""Members by the level they have reached."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Figure, Part, Scope, Words, register
from chibo.members.figures.dimensions import MEMBER_DIMENSIONS, reached_by
from chibo.members.figures.scopes import ON_THE_ROLL, books_not_begun, on_the_roll
from chibo.members.models import Qualification
from chibo.rulebook.queries import code_list

ConditionOf = Callable[[Scope], Q]


def reached(ladder: str, least: int, on: date, person: str = "person") -> Exists:
    """Whether the person reached rank `least` or above on a ladder by the day."""
    levels = Qualification.objects.filter(person=OuterRef(person), ladder=ladder, rank__gte=least)
    return Exists(levels.filter(reached_by(on)))


def exactly(ladder: str, rank: int, on: date, person: str = "person") -> Q:
    """The condition that the highest level on the ladder is that rank."""
    return Q(reached(ladder, rank, on, person)) & ~Q(reached(ladder, rank + 1, on, person))


def at_least(ladder: str, list_name: str, level: str, person: str = "person") -> ConditionOf:
    def condition(scope: Scope) -> Q:
        least = code_list(list_name).rank(level)
        return Q(reached(ladder, least, scope.as_of, person))

    return condition


def _level_figure(name: str, label: Words, definition: Words, where: ConditionOf) -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=_("đảng viên"),
        definition=definition,
        takes="date",
        lists="memberships",
        rows=Part(on_the_roll, where),
        unknown=books_not_begun,
        base=on_the_roll,
        base_means=ON_THE_ROLL,
        dimensions=MEMBER_DIMENSIONS,
    )


register(
    _level_figure(
        "members_professional_from_intermediate",
        _("Đảng viên có chuyên môn từ trung cấp trở lên"),
        _("Đảng viên có trình độ chuyên môn cao nhất từ trung cấp trở lên tại ngày xem."),
        at_least("professional", "professional_levels", "intermediate"),
    ),
    _level_figure(
        "members_theory_from_intermediate",
        _("Đảng viên có lý luận chính trị từ trung cấp trở lên"),
        _("Đảng viên có trình độ lý luận chính trị cao nhất từ trung cấp trở lên tại ngày xem."),
        at_least("theory", "theory_levels", "intermediate"),
    ),
)
