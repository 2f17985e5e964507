"""Meetings held since units ended or moved: they belong where their members were on that day."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.base.text import format_date
from chibo.meetings.models import Meeting, State
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape


class MeetingsFollow:
    """A Carrier (organisations.consequences). Meetings before the day stay where they were held; minutes
    not yet approved are approved by whoever has the duty at the successor."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = {unit.pk: shape.successor(unit.pk) for unit in shape.ended}
        before = Meeting.objects.filter(organisation__in=list(ended), held_on__lt=shape.on)
        found = []
        if count := before.exclude(state=State.APPROVED).count():
            told = _(
                "{n} biên bản sinh hoạt chưa duyệt của đơn vị kết thúc: đơn vị mới duyệt tiếp."
            )
            found.append(Consequence(told.format(n=count), count))
        rows = list(_since(ended, shape.on))
        if moved := [row for row in rows if ended[row.organisation_id]]:
            told = _("{n} buổi sinh hoạt ghi sau ngày hiệu lực chuyển sang đơn vị mới.")
            found.append(Consequence(told.format(n=len(moved)), len(moved)))
        return [*found, *_in_the_way(shape, rows)]

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(_since({*fates.heirs, *fates.paths}, fates.on))
        with trace.changing(rows, ["organisation", "path"]):
            for row in rows:
                row.organisation_id = fates.heirs.get(row.organisation_id, row.organisation_id)
                row.path = fates.paths.get(row.organisation_id, row.path)
        note_all(by, [Line("meeting.moved", row, row.path, reason=fates.reason) for row in rows])


def _since(units: Collection[int], on: date) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(organisation__in=list(units), held_on__gte=on)
    return rows.order_by("held_on", "pk")


def _in_the_way(shape: Shape, rows: list[Meeting]) -> list[Consequence]:
    """Two meetings of one kind and day cannot be of one cell; those of a unit without a successor have
    nowhere to go."""
    taken = {(str(row.organisation_id), row.kind, row.held_on) for row in _those_there(shape)}
    found = []
    for row in rows:
        key = (shape.successor(row.organisation_id), row.kind, row.held_on)
        if not key[0] or key in taken:
            found.append(Consequence(_cannot_go(shape, row), 1, blocking=True))
        taken.add(key)
    return found


def _cannot_go(shape: Shape, row: Meeting) -> str:
    told = _(
        "Buổi sinh hoạt ngày {day} của {unit} ghi sau ngày hiệu lực và không chuyển sang đơn vị mới được: "
        "sửa lại ngày họp nếu ghi nhầm, hoặc chọn ngày hiệu lực sau buổi đó."
    )
    unit = shape.inside[row.organisation_id].short_name
    return told.format(day=format_date(row.held_on), unit=unit)


def _those_there(shape: Shape) -> list[Meeting]:
    targets = {shape.successor(unit.pk) for unit in shape.ended}
    keys = [int(ref) for ref in targets if ref.isdecimal()]
    return list(_since(keys, shape.on))
