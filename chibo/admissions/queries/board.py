"""People on the way into the Party: the board by stage and the list, narrowed as asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OrderBy,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from chibo.admissions.models import CasePaper, Guidance, PaperState
from chibo.admissions.queries.cases import cases_of, open_on, with_stage
from chibo.admissions.queries.stages import ADMITTED, papers, stage_order, stages
from chibo.base.text import clean, fold, matches
from chibo.members.queries.finding import names_like
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import NoRuleOnDay

# No rule says how long a stage may last; a case that has stood half a year is worth a look.
LONG = timedelta(days=183)
ORDERS = ("ten", "cho", "chi-bo", "giai-doan")


def stage_names(on: date) -> dict[str, str]:
    """Code → label, in order; nothing before the rulebook begins."""
    try:
        return {stage.code: stage.label for stage in stages(on)}
    except NoRuleOnDay:
        return {}


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to; empty values ask for nothing."""

    text: str = ""
    stage: str = ""
    unit: int = 0
    waiting: bool = False
    unguided: bool = False

    @property
    def is_narrow(self) -> bool:
        return bool(self.text or self.stage or self.unit or self.waiting or self.unguided)


def followed(of: Branch) -> QuerySet[Any]:
    """Open cases of the branch on its day, with their stage and cell."""
    return with_stage(open_on(cases_of(of), of.on), of.on)


def narrowed(rows: QuerySet[Any], asked: Asked, of: Branch) -> QuerySet[Any]:
    if asked.stage:
        rows = rows.filter(stage=asked.stage)
    if asked.unit:
        rows = rows.filter(under(of.path + Organisation(pk=asked.unit).segment))
    if asked.waiting:
        rows = rows.filter(waits_long(of.on))
    if asked.unguided:
        rows = rows.filter(without_helper(of.on))
    return _named(rows, clean(asked.text))


def waits_long(on: date) -> Q:
    """Before admission and at one stage for half a year."""
    return Q(stage_since__lte=on - LONG) & ~Q(stage__in=ADMITTED)


def without_helper(on: date) -> Q:
    return ~Q(Exists(Guidance.objects.on(on).filter(case=OuterRef("pk"))))


def _named(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    if not text:
        return rows
    plain = rows.filter(names_like("person__name_folded", text))
    if text.lower() == fold(text):
        return plain
    names = plain.order_by().values_list("pk", "person__full_name")
    return rows.filter(pk__in=[key for key, name in names if matches(text, name)])


def in_order(rows: QuerySet[Any], order: str, on: date) -> QuerySet[Any]:
    """`order` is one of ORDERS, "-" before it turns it round; "cho" begins with who waits longest."""
    columns: dict[str, Any] = {
        "ten": F("person__name_sort"),
        "cho": F("stage_since"),
        "chi-bo": F("path"),
        "giai-doan": _place(on),
    }
    column = columns.get(order.lstrip("-"), columns["giai-doan"])
    turned = OrderBy(column, descending=order.startswith("-"), nulls_last=True)
    return rows.order_by(turned, "stage_since", "person__name_sort", "pk")


def _place(on: date) -> Case:
    """Where a stage stands in the order of the day."""
    places = [When(stage=code, then=Value(at)) for at, code in enumerate(stage_names(on))]
    return Case(*places, default=Value(99), output_field=IntegerField())


def helpers(cases: Collection[int], on: date) -> dict[int, list[str]]:
    """Per case the names of the members helping on the day."""
    found: dict[int, list[str]] = {}
    rows = Guidance.objects.on(on).filter(case__in=cases).order_by("started_on", "pk")
    for case, name in rows.values_list("case_id", "member__full_name"):
        found.setdefault(case, []).append(name)
    return found


def next_papers(cases: Sequence[Any]) -> Mapping[int, str]:
    """Per case the first paper asked for in every case, of its stage or a later one, that is not done."""
    done = set(
        CasePaper.objects.filter(
            case__in=[case.pk for case in cases], state=PaperState.DONE
        ).values_list("case_id", "code")
    )
    versions = {case.rules_on: papers(case.rules_on) for case in cases}
    orders = {case.rules_on: stage_order(case.rules_on) for case in cases}
    found = {}
    for case in cases:
        order = orders[case.rules_on]
        wanted = [
            one
            for one in versions[case.rules_on]
            if not one.when and order.get(one.stage, -1) >= order.get(case.stage, 0)
        ]
        missing = [one.label for one in wanted if (case.pk, one.code) not in done]
        if missing:
            found[case.pk] = missing[0]
    return found
