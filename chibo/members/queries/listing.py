"""The members list: rows of a branch on a day, narrowed as asked, counted and put in order."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Avg, Case, Count, Exists, F, Max, OrderBy, OuterRef, Q, QuerySet, When

from chibo.accounts.models import User
from chibo.base.compiled import Question
from chibo.members.models import (
    Exemption,
    Membership,
    Qualification,
    Status,
    Suspension,
    TemporaryStay,
)
from chibo.members.models.qualification import LADDERS
from chibo.members.queries.ages import CompletedYears, aged
from chibo.members.queries.any_branch import for_any, outside_of, place_of, reaching_marked
from chibo.members.queries.badges import reaching
from chibo.members.queries.coming import Round, next_round, probation_ending, with_probation
from chibo.members.queries.completeness import lacks_something
from chibo.members.queries.dossiers import is_complete, is_indexed
from chibo.members.queries.finding import Names, found
from chibo.members.queries.offices import holds_office
from chibo.members.queries.roll import Read, roll
from chibo.organisations.models import Organisation, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import NoRuleOnDay, code_list

# The ladders a list is narrowed by and shows a column of.
_SHOWN = {ladder: LADDERS[ladder] for ladder in ("schooling", "professional", "theory")}
ORDERS = {
    "ten": "person__name_sort",
    "sinh": "person__born_on",
    "chi-bo": "path",
    "ket-nap": "person__joined_on",
    "chinh-thuc": "person__official_on",
}


@dataclass(frozen=True)
class Asked:
    """How a list is narrowed; "" and 0 do not narrow. `unit` is a direct child of the branch, `state`
    a key of `states`, the levels are codes of their rulebook lists (the highest reached), `office` a key of
    HOLDERS."""

    text: str = ""
    state: str = ""
    unit: int = 0
    sex: str = ""
    ethnicity: str = ""
    religion: str = ""
    age: str = ""
    schooling: str = ""
    professional: str = ""
    theory: str = ""
    office: str = ""

    @property
    def is_narrow(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def listed(user: User, of: Branch) -> QuerySet[Membership]:
    """The roll of a branch whose names the user may read whole: `visible_to` within it, as one range of
    the path index. Nobody when a part of it is out of reach."""
    if not has_power(user, Power.SEE_NAMES, of.path):
        return Membership.objects.none()
    return roll(of)


def with_states(rows: QuerySet[Membership], on: date) -> QuerySet[Membership]:
    """What the conditions of `states` ask about beside the row's own columns."""
    return with_probation(rows).alias(
        is_excused=_in(Exemption, on),
        is_suspended=_in(Suspension, on),
        is_away=_in(TemporaryStay, on),
    )


def states(of: Branch, names: Collection[str] = ()) -> dict[str, Q]:
    """Conditions on rows of `with_states` of the branch by the name an address gives them; all when no
    names are given. Only these are put together: a complete dossier is long, a round asks the database."""
    on = of.on
    known: dict[str, Callable[[], Q]] = {
        "du-bi": lambda: Q(status=Status.PROBATIONARY),
        "chinh-thuc": lambda: Q(status=Status.OFFICIAL),
        "mien": lambda: Q(is_excused=True),
        "dinh-chi": lambda: Q(is_suspended=True),
        "tam-thoi": lambda: Q(is_away=True),
        "thieu": lacks_something,
        "ho-so-du": lambda: is_complete(on),
        "ho-so-thieu": lambda: is_indexed(on) & ~is_complete(on),
        "ho-so-chua-ke": lambda: ~is_indexed(on),
        "den-han": lambda: probation_ending(on),
        "huy-hieu": lambda: reaching(of, next_round(on)),
    }
    found = {}
    for name, condition in known.items():
        # Days before the rulebook begins have no probation and no badges to speak of.
        with suppress(NoRuleOnDay):
            if not names or name in names:
                found[name] = condition()
    return found


def badge_round(on: date) -> Round | None:
    """The next round; None before the rulebook begins."""
    try:
        return next_round(on)
    except NoRuleOnDay:
        return None


def _in(leave: Any, on: date) -> Exists:
    return Exists(leave.objects.on(on).filter(person=OuterRef("person")))


def narrowed(
    rows: QuerySet[Membership], asked: Asked, of: Branch, names: Names | None = None
) -> QuerySet[Membership]:
    """Rows of the branch as asked; `names` is what is known of the text (`finding.names_in`)."""
    if asked.state:
        rows = with_states(rows, of.on).filter(
            states(of, [asked.state]).get(asked.state, Q(pk__in=[]))
        )
    if asked.unit:
        rows = rows.filter(under(of.path + Organisation(pk=asked.unit).segment))
    for column in ("sex", "ethnicity", "religion"):
        if value := getattr(asked, column):
            rows = rows.filter(**{column: value})
    if asked.age:
        band = code_list("age_bands").item(asked.age).extra
        rows = rows.filter(aged(of.on, band.get("from"), band.get("to")))
    for ladder, list_name in _SHOWN.items():
        if level := getattr(asked, ladder):
            rows = _at_level(rows, ladder, code_list(list_name).rank(level), of.on)
    if asked.office:
        rows = rows.filter(holds_office(asked.office, of.on))
    return found(rows, asked.text, names)


def _at_level(rows: QuerySet[Membership], ladder: str, rank: int, on: date) -> QuerySet[Membership]:
    """Whose highest level on the ladder by the day is that one."""
    reached = Qualification.objects.filter(person=OuterRef("person"), ladder=ladder).filter(
        Q(reached_on__isnull=True) | Q(reached_on__lte=on)
    )
    return rows.filter(Exists(reached.filter(rank=rank)), ~Exists(reached.filter(rank__gt=rank)))


def state_counts(of: Branch, names: Collection[str]) -> dict[str, int]:
    """How many of the roll stand in each of the named states, and under "" how many there are, in one pass."""
    known, question = _question(of, names)
    given = place_of(of) | outside_of(roll(of), badge_round(of.on))
    [(everybody, *counts)] = question.ask(given)
    return dict(zip(known, counts, strict=True)) | {"": everybody}


def known_states(of: Branch, names: Collection[str]) -> list[str]:
    """Those of the names, in their order, that the rulebook knows on the day of the branch."""
    known = _question(of, names)[0]
    return [name for name in names if name in known]


def _question(of: Branch, names: Collection[str]) -> "tuple[list[str], Question]":
    """Of any branch on a day it is the same but for values, and put together once: that costs more than its
    answer."""
    what = (_question, tuple(names))
    return for_any(of, what, lambda some: _counted(roll(some), some, names))


def _counted(
    rows: QuerySet[Membership], of: Branch, names: Collection[str]
) -> tuple[list[str], Question]:
    """The states known on the day, and the question that counts everybody and those in each."""
    known = states(of, [name for name in names if name != "huy-hieu"])
    if "huy-hieu" in names and (round_ := badge_round(of.on)):
        known["huy-hieu"] = reaching_marked(round_)
    # Named first: a condition that asks about other rows cannot stand inside an aggregate.
    stands = {f"s{at}": Case(When(asked, then=1)) for at, asked in enumerate(known.values())}
    counted = with_states(rows, of.on).order_by().annotate(**stands).values(*stands)
    sql, values = counted.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    counts = ", ".join(["COUNT(*)", *(f"COUNT({name})" for name in stands)])
    question = f"SELECT {counts} FROM ({sql}) AS counted"  # noqa: S608 (Django's own SQL)
    return list(known), Question(question, tuple(values))


@dataclass(frozen=True)
class Summary:
    """The sentence above the list. `age` is the mean of completed years, None when no birth is known."""

    count: int
    women: int
    minorities: int
    age: float | None


def summary(rows: QuerySet[Membership], on: date) -> Summary:
    read = rows.order_by().aggregate(
        count=Count("pk"),
        women=Count("pk", filter=Q(sex="female")),
        minorities=Count("pk", filter=~Q(ethnicity__in=["kinh", ""])),
        age=Avg(CompletedYears("born_on", on)),
    )
    return Summary(**read)


def in_order(
    rows: QuerySet[Membership], order: str, *, large: bool = False
) -> QuerySet[Membership]:
    """`order` is a key of ORDERS, with "-" before it to turn it round. Who has no such day stands last; names
    decide among equals, who came into the books first among namesakes. In a large branch people may be walked by
    their names."""
    column = ORDERS.get(order.lstrip("-"), ORDERS["ten"])
    names = F(ORDERS["ten"]) if large else Read(F(ORDERS["ten"]))
    empty_last = True if column.endswith("_on") else None
    ordered = names if column == ORDERS["ten"] else F(column)
    turned = OrderBy(ordered, descending=order.startswith("-"), nulls_last=empty_last)
    return rows.order_by(turned, names, "person_id", "pk")


def with_files(rows: QuerySet[Membership], *, numbers: bool = False) -> QuerySet[Membership]:
    """Rows with their people; identity numbers are read (and decrypted) only when asked for."""
    rows = rows.select_related("person")
    return rows if numbers else rows.defer("person__national_id", "person__old_id")


def cell_names(cells: set[int], known: Mapping[int, str], on: date) -> dict[int, str]:
    """Short names of cells on a day; one question, and none when all are `known`."""
    missing = cells - known.keys()
    if not missing:
        return dict(known)
    rows = names_of_cells(missing, on)
    return dict(known) | {row["organisation_id"]: row["short_name"] for row in rows}


def names_of_cells(cells: set[int], on: date) -> QuerySet[Profile, Any]:
    named = Profile.objects.on(on).filter(organisation__in=cells)
    return named.values("organisation_id", "short_name")


def highest_levels(people: list[int], on: date) -> dict[int, dict[str, str]]:
    """Per person and ladder the label of the highest level reached by the day."""
    reached = Qualification.objects.filter(person__in=people, ladder__in=_SHOWN).filter(
        Q(reached_on__isnull=True) | Q(reached_on__lte=on)
    )
    tops = reached.values_list("person_id", "ladder").annotate(top=Max("rank")).order_by()
    labels = {
        ladder: {item.rank: item.short or item.label for item in code_list(name).items()}
        for ladder, name in _SHOWN.items()
    }
    levels: dict[int, dict[str, str]] = {}
    for person, ladder, rank in tops:
        levels.setdefault(person, {})[ladder] = labels[ladder].get(rank, "")
    return levels
