"""Studies of units that are merged or divided go on at what stands in their place."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.base.text import format_date
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape
from chibo.study.models import Commitment, Learner, Study


class StudiesFollow:
    """A Carrier (organisations.consequences). A list closed before the day stays as it was closed, and who
    stands in the unit's place goes on with it; one closed since belongs to the new unit."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = {unit.pk: shape.successor(unit.pk) for unit in shape.ended}
        rows = list(_since(ended, shape.on))
        counted = [
            (
                _("{n} đợt học tập đang làm giữ danh sách đã chốt; đơn vị mới ghi tiếp."),
                _running(ended, shape).count(),
            ),
            (
                _("{n} đợt học tập chốt danh sách sau ngày hiệu lực chuyển sang đơn vị mới."),
                sum(bool(ended[row.organisation_id]) for row in rows),
            ),
            (
                _(
                    "{n} đăng ký, cam kết trong năm giữ tại đơn vị đã ghi; đơn vị mới theo dõi tiếp."
                ),
                _commitments(ended, shape).count(),
            ),
        ]
        told = [Consequence(words.format(n=n), n) for words, n in counted if n]
        return [*told, *_in_the_way(shape, rows)]

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(_since({*fates.heirs, *fates.paths}, fates.on))
        with trace.changing(rows, ["organisation", "path"]):
            for row in rows:
                row.organisation_id = fates.heirs.get(row.organisation_id, row.organisation_id)
                row.path = fates.paths.get(row.organisation_id, row.path)
        listed = Learner.objects.filter(
            study__frozen_on__gte=fates.on, cell__in={*fates.heirs, *fates.paths}
        )
        learners = list(listed.order_by("pk"))
        with trace.changing(learners, ["cell", "path"]):
            for one in learners:
                one.cell_id = _cell(one, fates)
                one.path = fates.paths.get(one.cell_id, one.path)
        note_all(by, [Line("study.moved", row, row.path, reason=fates.reason) for row in rows])


def _cell(one: Learner, fates: Fates) -> int:
    divided = fates.people.get(one.person_id)
    return divided or fates.cells.get(one.cell_id, one.cell_id)


def _since(units: Collection[int], on: date) -> QuerySet[Study]:
    rows = Study.objects.filter(organisation__in=list(units), frozen_on__gte=on)
    return rows.order_by("frozen_on", "pk")


def _running(units: Collection[int], shape: Shape) -> QuerySet[Study]:
    rows = Study.objects.filter(organisation__in=list(units), frozen_on__lt=shape.on)
    return rows.filter(closes_on__gte=shape.on, cancelled_on__isnull=True)


def _commitments(units: Collection[int], shape: Shape) -> QuerySet[Commitment]:
    rows = Commitment.objects.filter(unit__in=list(units), year=shape.on.year)
    return rows.filter(withdrawn_on__isnull=True)


def _in_the_way(shape: Shape, rows: list[Study]) -> list[Consequence]:
    """Two of one title and day, or two themes of a year, cannot be of one unit; without a successor there is
    nowhere to go."""
    taken = {mark for row in _there(shape) for mark in _marks(str(row.organisation_id), row)}
    found = []
    for row in rows:
        there = shape.successor(row.organisation_id)
        marks = _marks(there, row)
        if not there or marks & taken:
            found.append(Consequence(_cannot_go(shape, row), 1, blocking=True))
        taken |= marks
    return found


def _marks(there: str, row: Study) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = {(there, row.title, row.frozen_on)}
    if row.theme_year and row.cancelled_on is None:
        found.add((there, row.theme_year))
    return found


def _there(shape: Shape) -> list[Study]:
    targets = {shape.successor(unit.pk) for unit in shape.ended}
    keys = [int(ref) for ref in targets if ref.isdecimal()]
    return list(Study.objects.filter(organisation__in=keys))


def _cannot_go(shape: Shape, row: Study) -> str:
    told = _(
        "Đợt học tập “{title}” của {unit} chốt danh sách ngày {day}, sau ngày hiệu lực, và không chuyển sang "
        "đơn vị mới được: chọn ngày hiệu lực sau ngày chốt; trùng chuyên đề năm thì thôi tổ chức một đợt."
    )
    unit = shape.inside[row.organisation_id].short_name
    return told.format(title=row.title, unit=unit, day=format_date(row.frozen_on))
