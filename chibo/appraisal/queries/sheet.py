"""The score sheet of a year: criteria with their points, and the level a sum stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chibo.appraisal.models import Rated, Score
from chibo.rulebook.queries import Item, NoRuleOnDay, code_list, rule


@dataclass(frozen=True)
class Part:
    """One half of the sheet with its most, and its criteria."""

    item: Item
    most: int
    criteria: Sequence[Item]


def sheet(on: date) -> list[Part]:
    """Empty in years without a score sheet."""
    try:
        most = {
            "common": rule("appraisal.score_common_max", on).integer(),
            "tasks": rule("appraisal.score_tasks_max", on).integer(),
        }
    except NoRuleOnDay:
        return []
    codes = code_list("appraisal_criteria")
    return [Part(codes.item(code), points, codes.children(code)) for code, points in most.items()]


def points_of(item: Item) -> Decimal:
    return Decimal(str(item.extra.get("points", 0)))


def suggested_level(points: Decimal, on: date) -> str:
    """The level these points stand for, before the other conditions are looked at; "" without a sheet."""
    for code, name in (("excellent", "excellent_from"), ("good", "good_from"), ("met", "met_from")):
        try:
            if points >= rule(f"appraisal.{name}", on).decimal():
                return code
        except NoRuleOnDay:
            return ""
    return "not_met"


@dataclass(frozen=True)
class Total:
    own: Decimal | None
    confirmed: Decimal | None


def total_of(rated: Rated) -> Total:
    """None while no criterion has points."""
    rows: list[Score] = list(rated.scores.all())
    own = [row.own for row in rows if row.own is not None]
    confirmed = [row.confirmed for row in rows if row.confirmed is not None]
    return Total(
        sum(own, Decimal(0)) if own else None,
        sum(confirmed, Decimal(0)) if confirmed else None,
    )
