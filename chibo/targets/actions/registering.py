"""Targets are registered by units or set from above, changed and given up; many at once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.periods import Period
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import (
    Branch,
    NotInTree,
    branch,
    branches,
    branches_by_day,
    path_ids,
)
from chibo.targets.models import Cohort, Measure, Target, TargetVersion
from chibo.targets.rules import (
    check_figure,
    check_numbers,
    check_span,
    check_still_stands,
    may_register,
    may_set,
)


@dataclass(frozen=True)
class NewTarget:
    """Of a figure with its key, or an indicator; `least`, `most` or both. `ref` names an import's row."""

    organisation: Organisation
    span: str
    period: Period
    least: Decimal | None
    most: Decimal | None = None
    figure: str = ""
    key: str = ""
    indicator: str = ""
    cohort: Cohort | None = None
    measure: str = Measure.AMOUNT
    on: date | None = None
    paper: Paper | None = None
    ref: str = ""

    @property
    def day(self) -> date:
        return self.on or timezone.localdate()


@transaction.atomic
def register_targets(given: Sequence[NewTarget], *, by: User) -> list[Target]:
    """By the units themselves, all or none; each waits until the committee approves it."""
    places = _where_units_stand(given)
    for path in {one.path for one in places.values()}:
        require(by, may_register, path)
    return _registered(given, places, by, None)


@transaction.atomic
def set_targets_from_above(
    given: Sequence[NewTarget],
    setter: Organisation,
    *,
    by: User,
    whole: Target | None = None,
) -> list[Target]:
    """Set by the committee above, in force at once, all or none; parts of `whole` where it shares one out."""
    places = _where_units_stand(given)
    for path in {one.path for one in places.values()}:
        require(by, may_set, path)
        if setter.pk not in path_ids(path)[:-1]:
            raise Refusal(_("Chỉ giao cho đơn vị trực thuộc của {name}.").format(name=setter))
    return _registered(given, places, by, setter, whole)


def _where_units_stand(given: Sequence[NewTarget]) -> dict[tuple[int, date], Branch]:
    check_has_come((one.day for one in given), _("ghi khi đã đăng ký"))
    wanted = {(one.organisation.pk, one.day) for one in given}
    places = branches_by_day(wanted)
    for key, day in wanted:
        if (key, day) not in places:
            raise NotInTree.on(day)
    return places


def _registered(
    given: Sequence[NewTarget],
    places: dict[tuple[int, date], Branch],
    by: User,
    setter: Organisation | None,
    whole: Target | None = None,
) -> list[Target]:
    rows = []
    lines = []
    for one in given:
        target = _unsaved(one, places[one.organisation.pk, one.day].path)
        target.setter, target.whole = setter, whole
        check_figure(target)
        saved(target)
        version = _version(target, 1, one, by, approved=one.day if setter else None)
        verb = "target.set_from_above" if setter else "target.registered"
        after = snapshot(target) | {"least": str(version.least), "most": str(version.most)}
        lines.append(Line(verb, target, target.path, after=after, ref=one.ref))
        rows.append(target)
    note_all(by, lines)
    return rows


def _unsaved(one: NewTarget, path: str) -> Target:
    check_span(one.span, one.period)
    check_numbers(one.measure, one.least, one.most)
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
    )


def _version(
    target: Target, number: int, one: NewTarget, by: User, *, approved: date | None
) -> TargetVersion:
    return saved(
        TargetVersion(
            target=target,
            number=number,
            least=one.least,
            most=one.most,
            proposed_on=one.day,
            proposer=by,
            approved_on=approved,
            paper=one.paper,
        )
    )


@transaction.atomic
def propose_change(
    target: Target,
    least: Decimal | None,
    most: Decimal | None,
    reason: str,
    *,
    by: User,
    on: date | None = None,
) -> TargetVersion:
    """Another number in place of the one in force, once approved; the old one stays to be read."""
    hold(target)
    where = place_of(target)
    require(by, may_register, where)
    check_still_stands(target)
    if target.setter_id:
        raise Refusal(_("Chỉ tiêu do cấp trên giao; cấp giao mới điều chỉnh."))
    row = next_version(target, least, most, reason, on or timezone.localdate(), by)
    saved(row)
    _note_version(by, "target.change_proposed", row, where)
    return row


@transaction.atomic
def change_from_above(
    target: Target,
    least: Decimal | None,
    most: Decimal | None,
    reason: str,
    *,
    by: User,
    on: date | None = None,
) -> TargetVersion:
    """What was set from above is set anew, in force at once."""
    hold(target)
    where = place_of(target)
    require(by, may_set, where)
    check_still_stands(target)
    row = next_version(target, least, most, reason, on or timezone.localdate(), by)
    row.approved_on = row.proposed_on
    saved(row)
    _note_version(by, "target.changed_from_above", row, where)
    return row


def next_version(
    target: Target, least: Decimal | None, most: Decimal | None, reason: str, on: date, by: User
) -> TargetVersion:
    check_has_come([on], _("ghi khi đã đề nghị"))
    check_numbers(target.measure, least, most)
    before = target.versions.order_by("number").last()
    assert before is not None
    if before.waits:
        raise Refusal(_("Chỉ tiêu đang có một số chờ duyệt; duyệt hoặc trả lại số ấy trước."))
    if on < before.proposed_on:
        raise Refusal(_("Ngày ghi không được trước lần đăng ký trước."))
    return TargetVersion(
        target=target,
        number=before.number + 1,
        least=least,
        most=most,
        proposed_on=on,
        proposer=by,
        reason=clean(reason),
    )


@transaction.atomic
def give_up_target(target: Target, reason: str, *, by: User, on: date | None = None) -> Target:
    """No longer meant to be reached, from a day on; it stays to be read."""
    hold(target)
    where = place_of(target)
    require(by, may_set if target.setter_id else may_register, where)
    check_still_stands(target)
    day = on or timezone.localdate()
    check_has_come([day], _("ghi khi đã thôi"))
    before = snapshot(target)
    target.ended_on, target.end_reason = day, clean(reason)
    target.full_clean()
    target.save()
    note(by, "target.given_up", target, path=where, before=before, reason=clean(reason))
    return target


def place_of(target: Target) -> str:
    """Where its organisation hangs today, or hung when it was registered."""
    try:
        return branch(target.organisation_id, timezone.localdate()).path
    except NotInTree:
        return target.path


def places_of(targets: Collection[Target]) -> dict[int, str]:
    """The same of many, by key of the target."""
    today = timezone.localdate()
    found = branches({one.organisation_id for one in targets}, today)
    return {
        one.pk: found[one.organisation_id].path if one.organisation_id in found else one.path
        for one in targets
    }


def _note_version(by: User, verb: str, row: TargetVersion, path: str) -> None:
    note_all(by, version_lines(verb, [row], path))


def version_lines(verb: str, rows: Iterable[TargetVersion], path: str) -> list[Line]:
    return [
        Line(verb, row.target, path, after=snapshot(row), reason=row.reason or row.said)
        for row in rows
    ]
