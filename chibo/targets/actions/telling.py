"""Targets brought in as they were kept elsewhere, with every number and every result."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.periods import Period
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import NotInTree, branches_by_day
from chibo.targets.models import Cohort, Target, TargetResult, TargetVersion
from chibo.targets.rules import check_figure, check_numbers, check_span, may_tell_history


@dataclass(frozen=True)
class ToldVersion:
    number: int
    least: Decimal | None
    most: Decimal | None
    proposed_on: date
    reason: str = ""
    approved_on: date | None = None
    returned_on: date | None = None
    said: str = ""
    paper: Paper | None = None


@dataclass(frozen=True)
class ToldResult:
    moment: str
    on: date
    value: Decimal
    base: Decimal | None
    least: Decimal | None
    most: Decimal | None
    met: bool
    note: str
    recorded_on: date
    replaced_on: date | None = None


@dataclass(frozen=True)
class ToldTarget:
    """`whole` is a target told before this one."""

    organisation: Organisation
    span: str
    period: Period
    measure: str
    versions: Sequence[ToldVersion]
    figure: str = ""
    key: str = ""
    indicator: str = ""
    cohort: Cohort | None = None
    setter: Organisation | None = None
    whole: Target | None = None
    ended_on: date | None = None
    end_reason: str = ""
    results: Sequence[ToldResult] = field(default_factory=tuple)
    ref: str = ""

    @property
    def day(self) -> date:
        return min(one.proposed_on for one in self.versions)


@transaction.atomic
def tell_targets(given: Sequence[ToldTarget], *, by: User) -> list[Target]:
    """All or none; for whoever both registers and approves there. A number that still waits was registered by
    who brings it in, who therefore does not approve it."""
    if not all(one.versions for one in given):
        raise Refusal(_("Chỉ tiêu phải có ít nhất một số đăng ký."))
    places = branches_by_day({(one.organisation.pk, one.day) for one in given})
    lines = []
    for one in given:
        where = places.get((one.organisation.pk, one.day))
        if where is None:
            raise NotInTree.on(one.day)
        require(by, may_tell_history, where.path)
        target = _told_row(one, where.path)
        check_figure(target)
        saved(target)
        _tell_rest(target, one, by)
        lines.append(Line("target.told", target, where.path, after=snapshot(target), ref=one.ref))
    note_all(by, lines)
    return [line.thing for line in lines if isinstance(line.thing, Target)]


def _told_row(one: ToldTarget, path: str) -> Target:
    check_span(one.span, one.period)
    return Target(
        organisation=one.organisation,
        path=path,
        figure=one.figure,
        key=one.key,
        indicator=one.indicator,
        cohort=one.cohort,
        measure=one.measure,
        span=one.span,
        first_day=one.period.first,
        last_day=one.period.last,
        setter=one.setter,
        whole=one.whole,
        ended_on=one.ended_on,
        end_reason=clean(one.end_reason),
    )


def _tell_rest(target: Target, one: ToldTarget, by: User) -> None:
    for version in one.versions:
        check_numbers(target.measure, version.least, version.most)
        days = (version.proposed_on, version.approved_on, version.returned_on)
        check_has_come((day for day in days if day), _("ghi khi đã đến ngày"))
        row = TargetVersion(target=target, **vars(version))
        row.reason, row.said = clean(version.reason), clean(version.said)
        row.proposer = by if row.waits else None
        saved(row)
    for result in one.results:
        check_has_come([result.recorded_on], _("chốt khi đã đến ngày"))
        told = TargetResult(target=target, **vars(result))
        told.note = clean(result.note)
        saved(told)
