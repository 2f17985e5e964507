"""Who reaches what: the one place that knows which part of the tree a user's duties cover."""

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.asking import rows_together
from chibo.base.dated import holds_on
from chibo.base.statements import RowsOf, plainly
from chibo.organisations.models import Duty, Organisation, Placement
from chibo.organisations.powers import POWERS, Power
from chibo.organisations.queries.succession import merged_into
from chibo.organisations.queries.tree import (
    Branch,
    branch_near,
    path_ids,
    placed,
    standing_branch,
    standing_columns,
    within,
)

Reading = Callable[[int], QuerySet[Any, Any]]
_ALONG: dict[str, Reading] = {}


def read_along(name: str, keys: Reading) -> None:
    """An app above says which keys it needs to know of every user (rows of one column, `key`): they are read in
    the same question as the duties, and remembered under the name."""
    _ALONG[name] = keys


@dataclass(frozen=True)
class Held:
    """A duty in force today, with its organisation as it stands today."""

    role: str
    branch: Branch

    @property
    def organisation_id(self) -> int:
        return self.branch.pk

    @property
    def path(self) -> str:
        return self.branch.path


def duties_of(user: User) -> list[Held]:
    """Duties in force today at organisations standing today; read once per user object (one request)."""
    if not user.is_authenticated:
        return []
    if "held_duties" not in vars(user):
        vars(user).update(_read_duties(user))
    held: list[Held] = vars(user)["held_duties"]
    return held


@plainly.register
def _plain_user(one: User) -> tuple[Hashable, User]:
    """The duties count, what they took over, and the own file where it has been read (members.queries.reach)."""
    duties_of(one)
    known = {name: vars(one)[name] for name in _REMEMBERED if name in vars(one)}
    plain = copy(one)
    vars(plain).update(known)
    taken = frozenset((key, frozenset(old)) for key, old in known.get("taken_over", {}).items())
    own, had = known.get("own_files"), known.get("paths_had")
    return (
        one.pk,
        tuple(known.get("held_duties", ())),
        taken,
        None if own is None else tuple(own),
        None if had is None else frozenset(had),
    ), plain


_REMEMBERED = ("held_duties", "taken_over", "only_duty", "own_files", "paths_had")


def acting_within(user: User, duty: int) -> User:
    """The same person holding one of their duties alone: whatever is asked with this object goes no further."""
    vars(user).pop("held_duties", None)
    vars(user)["only_duty"] = duty
    return user


def _read_duties(user: User) -> dict[str, Any]:
    """What is remembered: the duties, for each of their organisations all that were merged into it, and where
    nothing was, every path those organisations have had. Beside them what apps above read along."""
    today, only = timezone.localdate(), vars(user).get("only_duty", 0)
    along = [RowsOf(keys, user.pk) for keys in _ALONG.values()]
    rows, *more = rows_together([RowsOf(_standing_duties, user.pk, only), *along])
    held, heirs = dict[tuple[int, str], Held](), set[int]()
    for row in sorted(rows, key=lambda row: row.pk):
        standing = [getattr(row, name) for name in _STANDING]
        held[row.organisation_id, row.role] = Held(row.role, standing_branch(standing, today))
        heirs |= {row.organisation_id} if row.predecessor else set()
    told: dict[str, Any] = {
        name: [row.key for row in found] for name, found in zip(_ALONG, more, strict=True)
    }
    told |= {"held_duties": list(held.values()), "taken_over": merged_into(heirs)}
    had = {(row.organisation_id, row.had, row.had_from, row.had_to) for row in rows}
    return told if heirs else told | {"paths_had": had}


_STANDING = standing_columns("organisation_", "placement__", "profile__")


def _standing_duties(user: int, only: int) -> QuerySet[Any, Any]:
    """Every page asks for them: `only` is the one duty a person goes with, 0 where it is all of theirs."""
    today = timezone.localdate()
    placed_now, named_now = (
        FilteredRelation(
            f"organisation__{facts}", condition=holds_on(today, f"organisation__{facts}__")
        )
        for facts in ("placements", "profiles")
    )
    merged = FilteredRelation(
        "organisation__came_from", condition=Q(organisation__came_from__kind="merged")
    )
    duties = Duty.objects.on(today).filter(user=user)
    if only:
        duties = duties.filter(pk=only)
    standing = duties.alias(placement=placed_now, profile=named_now, merged=merged).filter(
        placement__isnull=False, profile__isnull=False
    )
    ever = {
        "predecessor": F("merged__predecessor_id"),
        "had": F("organisation__placements__path"),
        "had_from": F("organisation__placements__started_on"),
        "had_to": F("organisation__placements__ended_on"),
    }
    return standing.values("pk", "role", *_STANDING, **ever)


def holders(user: User, power: Power) -> list[int]:
    """Organisations in which the user holds a duty that gives the power, and those merged into them:
    who stands in a unit's place keeps its records."""
    own = _own_holders(user, power)
    taken_over: dict[int, set[int]] = vars(user).get("taken_over", {})
    return [*own, *(old for key in own for old in taken_over.get(key, ()))]


def _own_holders(user: User, power: Power) -> list[int]:
    return [held.organisation_id for held in duties_of(user) if power in POWERS[held.role]]


def paths_held(user: User, power: Power) -> set[str]:
    """Every path that the organisations have had in which the user holds the power."""
    mine = set(holders(user, power))
    return {path for key, path, _since, _until in _had(user) if key in mine} if mine else set()


Had = tuple[int, str, date, date | None]


def _had(user: User) -> set[Had]:
    """Every path of every organisation in which the user holds any power, with the days it was theirs (to before
    the second); read once per user object."""
    known = vars(user)
    if "paths_had" not in known:
        every = {key for power in Power for key in holders(user, power)}
        rows = Placement.objects.filter(organisation__in=every)
        columns = ("organisation", "path", "started_on", "ended_on")
        known["paths_had"] = set(rows.values_list(*columns))
    had: set[Had] = known["paths_had"]
    return had


def has_power(user: User, power: Power, path: str) -> bool:
    """Whether a duty gives the power over a place in the tree of whatever day: `path` names its ancestors."""
    line = path_ids(path)
    return any(key in line for key in holders(user, power))


def reach(user: User, power: Power, on: date) -> list[str]:
    """Tree paths, as of a day, of the organisations in which the user has the power."""
    if on == timezone.localdate():
        return sorted({held.path for held in duties_of(user) if power in POWERS[held.role]})
    mine = set(holders(user, power))
    had = _had(user) if mine else set()
    return sorted(
        path
        for key, path, since, until in had
        if key in mine and since <= on and (until is None or on < until)
    )


def taken_over(user: User, power: Power, column: str = "path") -> Q:
    """The condition that a row stood in a unit that has since been merged into one where the user has the
    power, whenever that was."""
    own = set(_own_holders(user, power))
    merged = [key for key in holders(user, power) if key not in own]
    if not merged:
        return Q(pk__in=[])
    paths = Placement.objects.filter(organisation__in=merged).values_list("path", flat=True)
    return within(set(paths), column)


def visible_to(user: User, on: date) -> QuerySet[Organisation]:
    """Organisations whose figures the user may see, as they stood on a day (columns of `placed`)."""
    return placed(on).filter(within(reach(user, Power.SEE_FIGURES, on), "placement__path"))


def branch_visible_to(user: User, key: int, on: date) -> Branch | None:
    """One organisation as it stood on a day, when the user may see its figures; the same answer
    as `visible_to` gives with its key, in one query."""
    of = branch_near(key, near(user), on)
    return of if of and has_power(user, Power.SEE_FIGURES, of.path) else None


def near(user: User) -> set[int]:
    """Where the user has duties, and all above: what most pages of theirs name on the way down from the root."""
    return {key for held in duties_of(user) for key in path_ids(held.path)}


def named_under(user: User, on: date, column: str = "path") -> Q:
    """The condition that a row stands where the user may see people by name."""
    return within(reach(user, Power.SEE_NAMES, on), column)
