"""People who hold office: committees, commune officials, village cadres. They may not be members."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.dated import holds_on
from chibo.base.figures import Figure, Part, Scope, UnlessAny, Words, register
from chibo.members.figures.levels import ConditionOf, at_least, exactly
from chibo.members.models import Person, Post
from chibo.members.queries.offices import positions
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import under
from chibo.rulebook.queries import code_list

PeopleOf = Callable[[Scope], QuerySet[Person]]


def committee(scope: Scope) -> QuerySet[Person]:
    """The elected committee of the organisation itself, as it stood on the day."""
    return _holding(_seats(scope).filter(holds_on(scope.as_of)))


def _seats(scope: Scope) -> QuerySet[Post]:
    """Everybody's place in its committee, of whatever day."""
    return Post.objects.filter(
        organisation=scope.branch.pk, position__in=positions("is_committee_member")
    )


def committee_on(scope: Scope, day: date) -> QuerySet[Person]:
    """The same committee on another day, whatever it was called then."""
    return committee(replace(scope, as_of=day))


def _joined(scope: Scope) -> QuerySet[Person]:
    return committee(scope).exclude(pk__in=committee_on(scope, scope.span.eve))


def _left(scope: Scope) -> QuerySet[Person]:
    return committee_on(scope, scope.span.eve).exclude(pk__in=committee(scope))


def officials(scope: Scope) -> QuerySet[Person]:
    return _holding(_held_in_branch(scope, "is_official"))


def village_cadres(scope: Scope) -> QuerySet[Person]:
    return _holding(_held_in_branch(scope, "is_village_cadre"))


def _held_in_branch(scope: Scope, flag: str) -> QuerySet[Post]:
    units = (
        Placement.objects.on(scope.as_of).filter(under(scope.branch.path)).values("organisation")
    )
    return Post.objects.on(scope.as_of).filter(organisation__in=units, position__in=positions(flag))


def _holding(held: QuerySet[Post]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=held.values("person"))


def _theory_intermediate(scope: Scope) -> Q:
    rank = code_list("theory_levels").rank("intermediate")
    return exactly("theory", rank, scope.as_of, "pk")


COMMITTEE: tuple[PeopleOf, Words] = (committee, _("cấp ủy viên"))


def _nobody_recorded(people: PeopleOf, who: Words) -> UnlessAny:
    def sentence(scope: Scope) -> str:
        return _now("Chưa có số liệu: {name} chưa ghi {who} tại ngày này.").format(
            name=scope.branch.name, who=who
        )

    return UnlessAny(people, sentence)


def _share(
    name: str,
    label: Words,
    definition: Words,
    where: ConditionOf,
    base: tuple[PeopleOf, Words],
    means: Words,
) -> Figure:
    """`base`: the people a share is taken of, and what they are called."""
    people, who = base
    return Figure(
        id=name,
        label=label,
        unit=_("người"),
        definition=definition,
        takes="date",
        lists="people",
        rows=Part(people, where),
        unknown=_nobody_recorded(people, who),
        base=people,
        base_means=means,
    )


def _either_day(scope: Scope) -> QuerySet[Person]:
    """Asked of the posts at once: two lists of keys joined by "or" would be looked for in everybody."""
    either = holds_on(scope.as_of) | holds_on(scope.span.eve)
    return _holding(_seats(scope).filter(either))


def _roster(
    name: str,
    label: Words,
    definition: Words,
    takes: Literal["date", "period"],
    rows: PeopleOf,
    known_by: PeopleOf,
) -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=_("đồng chí"),
        definition=definition,
        takes=takes,
        lists="people",
        rows=rows,
        unknown=_nobody_recorded(known_by, COMMITTEE[1]),
    )


OFFICIALS = _("cán bộ, công chức xã đang giữ chức vụ tại ngày xem, kể cả người chưa là đảng viên")
VILLAGE_CADRES = _(
    "cán bộ thôn, bản, ấp đang giữ chức vụ tại ngày xem, kể cả người chưa là đảng viên"
)

register(
    _roster(
        "committee_members",
        _("Cấp ủy viên"),
        _("Người giữ chức vụ trong cấp ủy của chính tổ chức này tại ngày xem."),
        "date",
        committee,
        committee,
    ),
    _roster(
        "committee_joined",
        _("Cấp ủy viên bổ sung trong kỳ"),
        _("Người là cấp ủy viên lúc hết kỳ mà trước kỳ chưa là cấp ủy viên của tổ chức này."),
        "period",
        _joined,
        _either_day,
    ),
    _roster(
        "committee_left",
        _("Cấp ủy viên thôi tham gia trong kỳ"),
        _("Người là cấp ủy viên trước kỳ mà lúc hết kỳ không còn là cấp ủy viên của tổ chức này."),
        "period",
        _left,
        _either_day,
    ),
    _share(
        "committee_theory_intermediate",
        _("Cấp ủy viên có trung cấp lý luận chính trị"),
        _("Cấp ủy viên của chính tổ chức này có trình độ lý luận chính trị cao nhất là trung cấp."),
        _theory_intermediate,
        COMMITTEE,
        _("cấp ủy viên đương nhiệm tại ngày xem"),
    ),
    _share(
        "officials_professional_from_intermediate",
        _("Cán bộ, công chức xã có chuyên môn từ trung cấp trở lên"),
        _(
            "Cán bộ, công chức xã có trình độ chuyên môn cao nhất từ trung cấp trở lên tại ngày xem."
        ),
        at_least("professional", "professional_levels", "intermediate", "pk"),
        (officials, _("cán bộ, công chức xã")),
        OFFICIALS,
    ),
    _share(
        "officials_theory_from_intermediate",
        _("Cán bộ, công chức xã có lý luận chính trị từ trung cấp trở lên"),
        _(
            "Cán bộ, công chức xã có trình độ lý luận chính trị cao nhất từ trung cấp trở lên tại ngày xem."
        ),
        at_least("theory", "theory_levels", "intermediate", "pk"),
        (officials, _("cán bộ, công chức xã")),
        OFFICIALS,
    ),
    _share(
        "village_cadres_schooling_from_lower_secondary",
        _("Cán bộ thôn, bản có học vấn từ trung học cơ sở trở lên"),
        _(
            "Cán bộ thôn, bản, ấp có trình độ giáo dục phổ thông từ trung học cơ sở trở lên tại ngày xem."
        ),
        at_least("schooling", "schooling", "lower_secondary", "pk"),
        (village_cadres, _("cán bộ thôn, bản")),
        VILLAGE_CADRES,
    ),
)
