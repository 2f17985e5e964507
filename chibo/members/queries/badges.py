"""Who reaches a badge in a round: the one definition behind the list, the due line and the figure.

Party age counts from the day of the decision of admission, without time outside the Party. Who reached a
mark at an earlier round while in the books and has no badge of it was missed and belongs to this round
too; what happened before somebody entered the books is not known and is not called missed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from chibo.members.models import Award, BadgeAward, Membership, Movement, Person, Status
from chibo.members.models.badge import LIVE
from chibo.members.queries.ages import CompletedYears
from chibo.members.queries.coming import Round, next_round
from chibo.members.queries.interruptions import ENDS_MEMBERSHIP, interruptions
from chibo.members.queries.party_age import Interruption, party_years, reached_on
from chibo.members.queries.roll import excused, roll
from chibo.organisations.queries.tree import Branch, under_ever
from chibo.rulebook.queries import NoRuleOnDay, add_months, rule

_YEAR = 12


@dataclass(frozen=True)
class Reached:
    """A mark somebody has reached by a round; `missed` is the earlier round it belonged to."""

    mark: int
    on: date
    counted_from: date
    outside: tuple[Interruption, ...] = ()
    missed: date | None = None


def reaching(of: Branch, round_: Round) -> Q:
    """The condition, on memberships, of belonging to the round with a mark not given at an earlier one."""
    return reaching_among(roll(of), round_)


def reaching_among(rows: QuerySet[Membership], round_: Round) -> Q:
    """The same for these memberships alone."""
    outside, found = once_outside(rows, round_)
    if not outside:
        return reaching_unbroken(round_)
    return reaching_told(round_, Q(person__in=outside), Q(person__in=found))


def reaching_told(round_: Round, outside: Q, found: Q) -> Q:
    """The same where `once_outside` has told who once left, and who of them belongs to the round."""
    return _may_receive(round_) & (_plainly(round_) & ~outside | found)


def once_outside(rows: QuerySet[Membership], round_: Round) -> tuple[list[int], list[int]]:
    """People of these memberships who are old enough and once left the Party, and who of them belongs to the
    round."""
    told = _once_outside(rows, round_)
    return list(told), [key for key, one in told.items() if _belongs(one, round_)]


def reaching_unbroken(round_: Round) -> Q:
    """The same for whoever never left the Party; asks nothing beforehand."""
    return _may_receive(round_) & _plainly(round_)


def was_outside(round_: Round) -> Q:
    """The condition, on memberships, of being old enough and having once left the Party: `reaching_unbroken`
    may be wrong about them. Looked up for the few who are old enough: for EXISTS, PostgreSQL reads everybody's
    movements instead."""
    left = Movement.objects.filter(person=OuterRef("person"), kind__in=ENDS_MEMBERSHIP)
    oldest = add_months(round_.day, -_YEAR * min(round_.marks))
    once = IsNull(Subquery(left.order_by().values("pk")[:1]), False)
    return Q(person__joined_on__lte=oldest) & Q(once)


def _may_receive(round_: Round) -> Q:
    official = Q(status=Status.OFFICIAL, person__joined_known_to="day")
    if rule("status.excused_keeps_badge", round_.day).boolean():
        return official
    return official & ~excused(round_.day)


def _plainly(round_: Round) -> Q:
    """Without interruptions, in days of joining alone."""
    condition = Q(pk__in=[])
    marks = sorted(round_.marks)
    for mark, above in zip_longest(marks, marks[1:]):
        joined_by = Q(person__joined_on__lte=add_months(round_.day, -_YEAR * mark))
        if above:
            joined_by &= Q(person__joined_on__gt=add_months(round_.day, -_YEAR * above))
        since_last = Q(person__joined_on__gt=add_months(round_.before, -_YEAR * mark))
        condition |= joined_by & (since_last | _in_the_books_before(mark)) & ~holds(mark, round_)
    # Most members are far from any mark: this alone leaves them out before the ranges are looked at.
    return Q(person__joined_on__lte=add_months(round_.day, -_YEAR * marks[0])) & condition


def _in_the_books_before(years: int) -> Q:
    """Entered before that many years of Party age were full: reaching them is known to these books."""
    stays = Membership.objects.filter(person=OuterRef("person")).alias(
        years=CompletedYears(OuterRef("person__joined_on"), F("started_on"))
    )
    return Q(Exists(stays.filter(years__lt=years)))


def holds(mark: int, round_: Round) -> Q:
    """Has the badge of the mark from an earlier round, or declares it among awards of the file."""
    awards = BadgeAward.objects.filter(person=OuterRef("person"), mark=mark, state__in=LIVE)
    earlier = Q(round_day__isnull=True) | Q(round_day__lt=round_.day)
    declared = Award.objects.filter(
        person=OuterRef("person"), name__icontains="huy hiệu", year__lte=round_.day.year
    )
    return Q(Exists(awards.filter(earlier))) | Q(
        Exists(declared.filter(name__contains=f"{mark} năm"))
    )


@dataclass(frozen=True)
class _Told:
    joined: date
    since: date
    outside: list[Interruption]
    held: frozenset[int]


def _once_outside(rows: QuerySet[Membership], round_: Round) -> dict[int, _Told]:
    """Members old enough who once left the Party; few, and worked out one by one."""
    stays = Membership.objects.filter(person=OuterRef("person")).order_by("started_on")
    found = rows.order_by().filter(was_outside(round_))
    found = found.annotate(since=Subquery(stays.values("started_on")[:1]))
    told = list(found.values_list("person_id", "person__joined_on", "since"))
    if not told:
        return {}
    people = [key for key, _joined, _since in told]
    times, held = interruptions(people), held_marks(people, round_)
    return {
        key: _Told(joined, since, times.get(key, []), held.get(key, frozenset()))
        for key, joined, since in told
        if joined
    }


def _first_days(people: Iterable[int]) -> dict[int, date]:
    rows = Membership.objects.filter(person__in=list(people)).order_by().values("person")
    return dict(rows.annotate(first=Min("started_on")).values_list("person", "first"))


def held_marks(people: Iterable[int], round_: Round) -> dict[int, frozenset[int]]:
    """Marks people have from earlier rounds, as `holds` says it, for those who have any."""
    keys, found = list(people), dict[int, set[int]]()
    earlier = Q(round_day__isnull=True) | Q(round_day__lt=round_.day)
    awards = BadgeAward.objects.filter(earlier, person__in=keys, state__in=LIVE)
    for person, mark in awards.values_list("person", "mark"):
        found.setdefault(person, set()).add(mark)
    declared = Award.objects.filter(
        person__in=keys, name__icontains="huy hiệu", year__lte=round_.day.year
    )
    for person, name in declared.values_list("person", "name"):
        said = {mark for mark in round_.marks if f"{mark} năm" in name}
        found.setdefault(person, set()).update(said)
    return {person: frozenset(marks) for person, marks in found.items()}


def _belongs(told: _Told, round_: Round) -> bool:
    reached = highest(told.joined, round_, told.outside)
    if reached is None or reached.mark in told.held:
        return False
    return reached.missed is None or told.since < reached.on


def highest(
    joined: date, round_: Round, outside: Iterable[Interruption] = (), on: date | None = None
) -> Reached | None:
    """The highest mark full by the day of the round (or another day); None below the lowest."""
    known, by = list(outside), on or round_.day
    years = party_years(joined, by, known)
    mark = max((one for one in round_.marks if one <= years), default=0)
    if not mark:
        return None
    reached = reached_on(joined, mark, known)
    return Reached(mark, reached, joined, tuple(known), _missed(reached, round_))


def _missed(reached: date, round_: Round) -> date | None:
    if reached > round_.before:
        return None
    try:
        return next_round(reached).day
    except NoRuleOnDay:  # before the rulebook begins
        return reached


def reached_by(rows: Iterable[Membership], round_: Round) -> dict[int, Reached]:
    """What each of these members (with their people at hand) has reached by the round, by person."""
    stays = list(rows)
    times = interruptions([row.person_id for row in stays])
    told = {
        row.person_id: highest(row.person.joined_on, round_, times.get(row.person_id, []))
        for row in stays
        if row.person.joined_on
    }
    return {key: reached for key, reached in told.items() if reached}


def not_yet_proposed(round_: Round) -> Q:
    """The condition, on memberships, of having no live award in the round itself."""
    mine = BadgeAward.objects.filter(
        person=OuterRef("person"), round_day=round_.day, state__in=LIVE
    )
    return ~Q(Exists(mine))


def day_unsure(of: Branch, round_: Round) -> QuerySet[Membership]:
    """Official members whose day of joining is missing, or known to the month or year only and may bring
    a mark in this round."""
    return roll(of).filter(is_unsure(round_))


def is_unsure(round_: Round) -> Q:
    """The same as a condition on memberships."""
    return Q(status=Status.OFFICIAL) & (Q(person__joined_on__isnull=True) | _perhaps(round_))


def _perhaps(round_: Round) -> Q:
    condition = Q(pk__in=[])
    for mark in round_.marks:
        last = add_months(round_.day, -_YEAR * mark)
        first = add_months(round_.before, -_YEAR * mark)
        whole_month = Q(
            person__joined_known_to="month", person__joined_on__gt=add_months(first, -1)
        )
        whole_year = Q(
            person__joined_known_to="year", person__joined_on__gt=add_months(first, -_YEAR)
        )
        reach = (whole_month | whole_year) & Q(person__joined_on__lte=last)
        condition |= reach & ~holds(mark, round_)
    return condition


def not_recorded(of: Branch, round_: Round) -> QuerySet[Membership]:
    """Official members who had reached their mark before they entered the books, with no badge of it
    recorded: whether they have it is not known."""
    return roll(of).filter(is_unrecorded(round_))


def is_unrecorded(round_: Round) -> Q:
    """The same as a condition on memberships."""
    condition = Q(pk__in=[])
    marks = sorted(round_.marks)
    for mark, above in zip_longest(marks, marks[1:]):
        past = Q(person__joined_on__lte=add_months(round_.before, -_YEAR * mark))
        if above:
            past &= Q(person__joined_on__gt=add_months(round_.day, -_YEAR * above))
        condition |= past & ~_in_the_books_before(mark) & ~holds(mark, round_)
    return condition & _may_receive(round_)


def early_months(mark: int, on: date) -> int:
    """How many months early a gravely ill member may receive the mark."""
    high = mark >= rule("badges.long_service_from", on).years
    return rule("badges.early_months_long_service" if high else "badges.early_months", on).months


def nearest(
    joined: date, round_: Round, outside: Iterable[Interruption], *, months: int | None = None
) -> Reached | None:
    """The next mark somebody reaches after the round, when that is early enough (None: `early_months`)."""
    known = list(outside)
    for mark in sorted(round_.marks):
        reached = reached_on(joined, mark, known)
        if reached > round_.day:
            allowed = early_months(mark, round_.day) if months is None else months
            near = reached <= add_months(round_.day, allowed)
            return Reached(mark, reached, joined, tuple(known)) if near else None
    return None


def early_candidates(of: Branch, round_: Round) -> Iterator[tuple[Membership, Reached]]:
    """Official members near enough to a mark to receive it early when gravely ill."""
    near = Q(pk__in=[])
    for mark in round_.marks:
        first = add_months(round_.day, -_YEAR * mark)
        last = add_months(first, early_months(mark, round_.day))
        near |= Q(person__joined_on__gt=first, person__joined_on__lte=last)
    rows = roll(of).filter(near, _may_receive(round_)).select_related("person")
    times = interruptions(list(rows.values_list("person_id", flat=True)))
    for row in rows:
        assert row.person.joined_on is not None  # the condition above asks for it
        found = nearest(row.person.joined_on, round_, times.get(row.person_id, []))
        if found:
            yield row, found


def posthumous_candidates(of: Branch, round_: Round) -> Iterator[tuple[Movement, Reached]]:
    """Those who died within the months of the rule before the round, having reached a mark by then or near
    enough to one, with no badge of it."""
    months = rule("badges.posthumous_months", round_.day).months
    span = (add_months(round_.day, -months), min(round_.day, of.on))
    died = Movement.objects.filter(
        under_ever(of, "from_path"),
        kind="died",
        from_status=Status.OFFICIAL,
        happened_on__range=span,
        person__joined_known_to="day",
        person__joined_on__isnull=False,
    ).select_related("person")
    rows = list(died)
    people = [row.person_id for row in rows]
    times, held, first = interruptions(people), held_marks(people, round_), _first_days(people)
    for row in rows:
        found = posthumous(row.person, row.happened_on, round_, times.get(row.person_id, []))
        has = held.get(row.person_id, frozenset())
        if found and found.on > first[row.person_id] and found.mark not in has:
            yield row, found


def posthumous(
    person: Person, died_on: date, round_: Round, outside: Iterable[Interruption]
) -> Reached | None:
    """The mark a dead member may receive: one full within the months of the rule after death, else the
    one reached since the round before it."""
    known, months = list(outside), rule("badges.posthumous_months", round_.day).months
    assert person.joined_on is not None  # asked of those whose day is known
    limit = add_months(died_on, months)
    return highest(person.joined_on, round_, known, on=limit)


@dataclass(frozen=True)
class Bonus:
    """`amount` in đồng; `versions` are the stamps of the two rules."""

    multiple: Decimal
    base_salary: int
    amount: int
    versions: str


def bonus(mark: int, on: date) -> Bonus | None:
    """The money that goes with a mark on a day; None when the rulebook has no multiple or salary for it."""
    code = f"badges.bonus_multiple_{mark}"
    try:
        times, salary = rule(code, on), rule("badges.base_salary", on)
    except (LookupError, NoRuleOnDay):
        return None
    multiple, base = times.decimal(), salary.integer()
    return Bonus(multiple, base, int(multiple * base), f"{times.version} {salary.version}")
