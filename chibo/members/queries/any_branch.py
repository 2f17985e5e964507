"""Questions put together once for whatever branch is asked (decision 0012): marks stand where it has values of its
own."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.db.models import Q, QuerySet

from chibo.base.compiled import OneOf, one_value
from chibo.base.statements import STATEMENTS
from chibo.members.models import Membership
from chibo.members.queries.badges import once_outside, reaching_told
from chibo.members.queries.coming import Round
from chibo.organisations.queries.tree import Branch

T = TypeVar("T")

_PATH, _OUTSIDE, _REACHED = "<path>", "<once outside>", "<reached>"


def for_any(of: Branch, what: Hashable, compose: Callable[[Branch], T]) -> T:
    """What is composed of a branch with a mark for its path, once for all branches of its day. A branch in the
    tree of another day has many places: then it is composed of the branch itself."""
    if of.tree is not None:
        return compose(of)
    some = Branch(0, _PATH, 0 if of.parent_id is not None else None, "", "", "", "", "", of.on)
    return STATEMENTS.of((what, some), lambda: compose(some))


def place_of(of: Branch) -> dict[str, str]:
    """What to give for the marks of `for_any`."""
    return {_PATH: of.path, _PATH + "~": of.path + "~"}


def reaching_marked(round_: Round) -> Q:
    """The condition of belonging to the round, with marks for the people of `once_outside`."""
    return reaching_told(round_, Q(OneOf("person", _OUTSIDE)), Q(OneOf("person", _REACHED)))


def outside_of(rows: QuerySet[Membership], round_: Round | None) -> dict[str, str]:
    """What to give for the marks of `reaching_marked`."""
    outside, reached = once_outside(rows, round_) if round_ else ([], [])
    return {_OUTSIDE: one_value(outside), _REACHED: one_value(reached)}
