"""Where dossiers lie, who borrowed them, and who should keep them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from chibo.members.models import DossierLoan, DossierPlace
from chibo.organisations.queries.tree import Branch, grassroots_kinds
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule


def places_of(people: Collection[int], on: date) -> dict[int, DossierPlace]:
    held = DossierPlace.objects.on(on).filter(person__in=people).select_related("custodian")
    return {place.person_id: place for place in held}


def out_on(on: date) -> QuerySet[DossierLoan]:
    return DossierLoan.objects.filter(is_out(on))


def is_out(on: date, prefix: str = "") -> Q:
    """Lent and not returned on the day, on rows that lead to a loan by the prefix."""
    still = Q(**{f"{prefix}returned_on__isnull": True}) | Q(**{f"{prefix}returned_on__gt": on})
    return still & Q(**{f"{prefix}lent_on__lte": on})


def custody_rule(on: date) -> Rule | None:
    """Which level keeps members' dossiers; None before the rulebook begins."""
    try:
        return rule("status.dossier_custodian", on)
    except NoRuleOnDay:
        return None


def is_right_custodian(custodian: Branch, on: date) -> bool:
    """Whether an organisation is of the level that keeps dossiers."""
    asked = custody_rule(on)
    if asked is None or asked.value != "grassroots_committee":
        return True
    return custodian.kind in grassroots_kinds()
