"""Badges and cards: given, held, to be given; cards handed out, members without one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByField, ByKey, Dimension, Figure, Group, Scope, Words, register
from chibo.members.figures.dimensions import MEMBER_DIMENSIONS, SEX_NAMES, ByChildOfPeople
from chibo.members.figures.scopes import ON_THE_ROLL, books_not_begun, on_the_roll
from chibo.members.models import BadgeAward, BadgeState, CardEvent, CardKind, Membership, Status
from chibo.members.queries.badges import reached_by, reaching
from chibo.members.queries.belonging import belonging
from chibo.members.queries.cards import HANDED_OUT, without_card
from chibo.members.queries.coming import next_round
from chibo.rulebook.queries import NoRuleOnDay, rule


def _marks(on: date) -> dict[str, str]:
    try:
        marks = rule("badges.marks", on).entries()
    except NoRuleOnDay:
        return {}
    return {str(mark): _now("{n} năm").format(n=mark) for mark in marks}


def _mark_names(values: Any, _scope: Scope) -> dict[Any, str]:
    return {mark: _now("{n} năm").format(n=mark) for mark in sorted(values)}


def _given(scope: Scope) -> QuerySet[BadgeAward]:
    given = BadgeAward.objects.filter(
        state=BadgeState.GIVEN, given_on__range=(scope.span.first, scope.span.last)
    )
    rows = belonging(given, scope.branch, day="given_on")
    return rows.filter(mark=int(scope.key)) if scope.key else rows


def _held_by(on: date, person: str) -> QuerySet[BadgeAward]:
    """Badges of the outer row's person in hand on a day; without a day they count on every day."""
    awards = BadgeAward.objects.filter(person=OuterRef(person), state=BadgeState.GIVEN)
    return awards.filter(Q(given_on__isnull=True) | Q(given_on__lte=on))


def _with_badge(scope: Scope) -> QuerySet[Membership]:
    held = _held_by(scope.as_of, "person")
    if scope.key:
        held = held.filter(mark=int(scope.key))
    return on_the_roll(scope).filter(Exists(held))


@dataclass(frozen=True)
class ByHighestMark(ByKey):
    """By the highest badge in hand on the day."""

    label: Words

    def key(self, scope: Scope) -> Subquery:
        held = _held_by(scope.as_of, "person").order_by().values("person")
        return Subquery(held.annotate(top=Max("mark")).values("top"))

    def named(self, counts: Mapping[Any, int], scope: Scope) -> list[Group]:
        names = _mark_names([key for key in counts if key], scope)
        return [Group(str(mark), name, counts[mark]) for mark, name in names.items()]

    def narrow(self, rows: QuerySet[Any], scope: Scope, key: str) -> QuerySet[Any]:
        return rows.annotate(top_mark=self.key(scope)).filter(top_mark=int(key))


@dataclass(frozen=True)
class ByReachedMark:
    """By the mark reached in the round, worked out one by one: they are few."""

    label: Words

    def groups(self, rows: QuerySet[Any], scope: Scope) -> list[Group]:
        marks = list(_reached(rows, scope).values())
        names = _mark_names(set(marks), scope)
        return [Group(str(mark), name, marks.count(mark)) for mark, name in names.items()]

    def narrow(self, rows: QuerySet[Any], scope: Scope, key: str) -> QuerySet[Any]:
        reached = _reached(rows, scope)
        return rows.filter(person__in=[who for who, mark in reached.items() if mark == int(key)])


def _reached(rows: QuerySet[Any], scope: Scope) -> dict[int, int]:
    known = rows.select_related("person").only("person__joined_on")
    found = reached_by(known, next_round(scope.as_of))
    return {person: reached.mark for person, reached in found.items()}


def _candidates(scope: Scope) -> QuerySet[Membership]:
    return on_the_roll(scope).filter(reaching(scope.branch, next_round(scope.as_of)))


def _no_round(scope: Scope) -> str:
    if said := books_not_begun(scope):
        return said
    try:
        next_round(scope.as_of)
    except NoRuleOnDay as refusal:
        return refusal.sentence
    return ""


def _handed_out(scope: Scope) -> QuerySet[CardEvent]:
    handed = CardEvent.objects.filter(
        kind__in=HANDED_OUT, happened_on__range=(scope.span.first, scope.span.last)
    )
    rows = belonging(handed, scope.branch, day="happened_on")
    return rows.filter(kind=scope.key) if scope.key else rows


def _kinds(_on: date) -> dict[str, str]:
    return {kind.value: str(kind.label) for kind in CardKind if kind in HANDED_OUT}


def _kind_names(_values: Any, scope: Scope) -> dict[str, str]:
    return _kinds(scope.as_of)


def _without_card(scope: Scope) -> QuerySet[Membership]:
    return without_card(scope.branch)


def _official(scope: Scope) -> QuerySet[Membership]:
    return on_the_roll(scope).filter(status=Status.OFFICIAL)


def _of_people(day: str) -> dict[str, Dimension]:
    return {
        "child": ByChildOfPeople(_("Đơn vị trực thuộc"), day=day),
        "sex": ByField(_("Giới tính"), "person__sex", SEX_NAMES),
    }


register(
    Figure(
        id="badges_given",
        label=_("Huy hiệu Đảng đã trao"),
        unit=_("Huy hiệu"),
        definition=_(
            "Số Huy hiệu Đảng đã trao trong kỳ, tính theo ngày trao, cho đảng viên của nhánh, cả truy tặng. "
            "Có khóa thì đếm riêng một mốc."
        ),
        takes="period",
        lists="badges",
        rows=_given,
        unknown=books_not_begun,
        keys=_marks,
        dimensions={"mark": ByField(_("Mốc"), "mark", _mark_names), **_of_people("given_on")},
    ),
    Figure(
        id="members_with_badge",
        label=_("Đảng viên đã có Huy hiệu Đảng"),
        unit=_("đảng viên"),
        definition=_(
            "Đảng viên có tên trong danh sách tại ngày xem và đã được trao ít nhất một Huy hiệu Đảng; "
            "có khóa thì đếm người đã được trao mốc đó."
        ),
        takes="date",
        lists="memberships",
        rows=_with_badge,
        unknown=books_not_begun,
        base=on_the_roll,
        base_means=ON_THE_ROLL,
        keys=_marks,
        dimensions={"mark": ByHighestMark(_("Mốc cao nhất")), **MEMBER_DIMENSIONS},
    ),
    Figure(
        id="badge_candidates",
        label=_("Đủ tuổi Đảng nhận Huy hiệu đợt tới"),
        unit=_("đảng viên"),
        definition=_(
            "Đảng viên chính thức đủ một mốc tuổi Đảng tính đến đợt trao kế tiếp sau ngày xem (trừ thời gian "
            "gián đoạn) mà chưa được tặng ở đợt trước, kể cả người bị bỏ sót ở đợt trước."
        ),
        takes="date",
        lists="memberships",
        rows=_candidates,
        unknown=_no_round,
        base=_official,
        base_means=_("đảng viên chính thức tại ngày xem"),
        dimensions={"mark": ByReachedMark(_("Mốc")), **MEMBER_DIMENSIONS},
    ),
    Figure(
        id="cards_granted",
        label=_("Thẻ đảng viên đã phát"),
        unit=_("thẻ"),
        definition=_(
            "Số thẻ phát lần đầu, đổi và cấp lại trong kỳ theo sổ phát thẻ; có khóa thì đếm riêng một việc."
        ),
        takes="period",
        lists="cards",
        rows=_handed_out,
        unknown=books_not_begun,
        keys=_kinds,
        dimensions={"kind": ByField(_("Việc"), "kind", _kind_names), **_of_people("happened_on")},
    ),
    Figure(
        id="members_without_card",
        label=_("Đảng viên chính thức chưa có thẻ"),
        unit=_("đảng viên"),
        definition=_(
            "Đảng viên chính thức tại ngày xem mà sổ phát thẻ và hồ sơ đều không có số thẻ tại ngày đó."
        ),
        takes="date",
        lists="memberships",
        rows=_without_card,
        unknown=books_not_begun,
        base=_official,
        base_means=_("đảng viên chính thức tại ngày xem"),
        dimensions=MEMBER_DIMENSIONS,
    ),
)
