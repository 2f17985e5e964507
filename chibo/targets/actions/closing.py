"""At the half-year and at the end the result is recorded as it stands that day, beside the live number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.targets.actions.registering import places_of
from chibo.targets.models import Moment, Target, TargetResult
from chibo.targets.queries.progress import Progress, progress, with_history
from chibo.targets.rules import check_period_reached, check_still_stands, may_close


@dataclass(frozen=True)
class Closing:
    """Of one target. `note` says why where an earlier closing of the same moment is replaced."""

    target: int
    moment: str
    note: str = ""
    ref: str = ""


@transaction.atomic
def close_targets(
    given: Sequence[Closing], on: date, *, by: User, recorded_on: date | None = None
) -> list[TargetResult]:
    """Freeze the numbers of the day `on`, all or none."""
    recorded = recorded_on or timezone.localdate()
    check_has_come([on, recorded], _("chốt khi đã đến ngày"))
    rows = Target.objects.filter(pk__in=[one.target for one in given])
    found = {one.target.pk: one for one in progress(with_history(rows), on, recorded)}
    for path in set(places_of([one.target for one in found.values()]).values()):
        require(by, may_close, path)
    lines = []
    for one in given:
        row = _frozen(found[one.target], one, on, recorded)
        lines += _put_in_place(row, found[one.target], one)
    note_all(by, lines)
    return [line.thing for line in lines if isinstance(line.thing, TargetResult)]


def _frozen(one: Progress, given: Closing, on: date, recorded: date) -> TargetResult:
    target, version, value = one.target, one.version, one.standing.value
    check_still_stands(target)
    check_period_reached(target, on)
    if given.moment == Moment.END and on < target.last_day:
        raise Refusal(
            _("Kỳ chưa hết; đến ngày {day} mới chốt cả kỳ.").format(
                day=format_date(target.last_day)
            )
        )
    if version is None:
        raise Refusal(_("“{label}” chưa được duyệt nên chưa chốt.").format(label=one.subject.label))
    if value is None:
        raise Refusal(f"{one.subject.label}: {one.standing.reason}")
    return TargetResult(
        target=target,
        moment=given.moment,
        on=min(on, target.last_day),
        value=value,
        base=one.standing.base,
        least=version.least,
        most=version.most,
        met=version.is_met_by(value),
        note=clean(given.note),
        recorded_on=recorded,
    )


def _put_in_place(row: TargetResult, one: Progress, given: Closing) -> list[Line]:
    before = next((known for known in one.closed if known.moment == row.moment), None)
    if before:
        if not row.note:
            raise Refusal(
                _("Đã chốt ngày {day}; chốt lại thì ghi lý do.").format(day=format_date(before.on))
            )
        before.replaced_on = row.recorded_on
        before.save()
    row.full_clean(exclude=["target"])
    row.save()
    told = snapshot(before) if before else None
    path = one.target.path
    return [Line("target.closed", row, path, told, snapshot(row), row.note, given.ref)]
