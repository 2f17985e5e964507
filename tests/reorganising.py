"""What the stories of reorganisations share: plans told shortly, and every table as it stands."""

from datetime import date
from typing import Any

from django.apps import apps

from chibo.accounts.models import User
from chibo.members.actions.reorganising.applying import apply_reorganisation
from chibo.members.actions.reorganising.drafting import begin_reorganisation
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import NewUnit, Plan, Row

CITED = {
    "decision_number": "1656-QĐ/TU",
    "decided_on": date(2026, 1, 20),
    "decided_by": "Tỉnh ủy Mẫu",
}
_NOT_COMPARED = {"audit.entry", "organisations.reorganisation", "sessions.session"}


def merge_plan(
    old: list[Organisation], new: NewUnit, rows: tuple[Row, ...] = (), **more: Any
) -> Plan:
    """The old units end, the new one stands in their place; `rows` for units below them."""
    merged = tuple(Row(unit.pk, "merge", new.ref) for unit in old)
    keys = tuple(unit.pk for unit in old)
    return Plan(old=keys, new=(new, *more.pop("new", ())), rows=merged + rows, **more)


def drafted(
    kind: str, top: Organisation, on: date, plan: Plan, by: User, **citation: Any
) -> Reorganisation:
    return begin_reorganisation(kind, top, on, plan, by=by, citation=citation or CITED)


def carried_out(
    kind: str, top: Organisation, on: date, plan: Plan, by: User, **citation: Any
) -> Reorganisation:
    return apply_reorganisation(drafted(kind, top, on, plan, by, **citation), by=by)


def all_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every table of ours with every row, but the journal and the drafts themselves."""
    return {
        model._meta.label_lower: sorted(model.objects.values_list(), key=lambda row: str(row[0]))
        for model in apps.get_models()
        if model.__module__.startswith("chibo.") and model._meta.label_lower not in _NOT_COMPARED
    }
