"""A cycle is opened with its list frozen; the list is put right with reasons; a cycle may be given up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.models import Agency, Cycle, Rated, Unrated
from chibo.appraisal.queries.freezing import listed
from chibo.appraisal.rules import check_flag, check_going_on, may_keep
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch, latest_paths

AT_ONCE = 500


@dataclass(frozen=True)
class NewCycle:
    """`quarter` 0 is the year. `kinds` are those of models.Kind to be rated."""

    year: int
    frozen_on: date
    kinds: Collection[str] = ()
    quarter: int = 0
    cells_by: date | None = None
    decide_by: date | None = None


@transaction.atomic
def open_cycle(
    organisation: Organisation,
    new: NewCycle,
    *,
    by: User,
    left_out: Mapping[int, str] | None = None,
) -> Cycle:
    """Freeze the list of the day's books. `left_out` gives, by key of a person, why they are not rated although
    the books would have them."""
    of = branch(organisation, new.frozen_on)
    require(by, may_keep, of.path)
    check_has_come([new.frozen_on], _("chốt danh sách theo sổ của ngày đã qua hoặc hôm nay"))
    cycle = Cycle(
        organisation=organisation,
        path=of.path,
        year=new.year,
        quarter=new.quarter,
        frozen_on=new.frozen_on,
        cells_by=new.cells_by,
        decide_by=new.decide_by,
    )
    _check_day(cycle)
    cycle.full_clean()
    cycle.save()
    _freeze(listed(of, cycle, new.kinds), left_out or {})
    note(by, "rating.opened", cycle, path=cycle.path)
    return cycle


def _freeze(rows: Sequence[Rated], left_out: Mapping[int, str]) -> None:
    if not rows:
        raise Refusal(
            _("Theo sổ ngày ấy không có ai, tổ chức nào để xếp loại; chọn lại đối tượng.")
        )
    for row in rows:
        reason = left_out.get(row.person_id or 0)
        if reason and not row.unrated:
            row.unrated, row.unrated_reason = Unrated.OTHER, clean(reason)[:300]
    Rated.objects.bulk_create(rows, batch_size=AT_ONCE)


def _check_day(cycle: Cycle) -> None:
    if cycle.frozen_on < cycle.first_day:
        raise Refusal(
            _("Danh sách của {period} chốt từ ngày {day} trở đi.").format(
                period=cycle.period_words, day=cycle.first_day.strftime("%d/%m/%Y")
            )
        )


@transaction.atomic
def put_outside(
    cycle: Cycle, rows: Sequence[Rated], unrated: str, reason: str, *, by: User
) -> list[Rated]:
    """Take some of the list out of what is rated, or back with `unrated` "". Each change says why."""
    hold(cycle, *rows)
    require(by, may_keep, cycle.path)
    check_going_on(cycle)
    if unrated and any(row.decided_level for row in rows):
        raise Refusal(_("Đã có quyết định xếp loại; thu hồi quyết định trước."))
    lines = []
    for row in rows:
        before = snapshot(row)
        row.unrated, row.unrated_reason = unrated, clean(reason) if unrated else ""
        row.clean_fields(exclude=["cycle", "person", "agency", "unit"])
        row.save()
        lines.append(
            Line("rating.list_changed", row, row.path, before, snapshot(row), clean(reason))
        )
    note_all(by, lines)
    return list(rows)


@transaction.atomic
def regroup(cycle: Cycle, rows: Sequence[Rated], group: str, *, by: User) -> list[Rated]:
    """Count these together under a name when the cap is computed: those with similar work."""
    hold(cycle, *rows)
    require(by, may_keep, cycle.path)
    check_going_on(cycle)
    if any(row.decided_level for row in rows):
        raise Refusal(_("Đã có quyết định xếp loại; thu hồi quyết định trước khi đổi nhóm."))
    lines = []
    for row in rows:
        before = snapshot(row)
        row.group = clean(group)
        row.clean_fields(exclude=["cycle", "person", "agency", "unit"])
        row.save()
        lines.append(Line("rating.list_changed", row, row.path, before, snapshot(row)))
    note_all(by, lines)
    return list(rows)


@transaction.atomic
def flag_special(cycle: Cycle, reason: str, *, by: User) -> Cycle:
    """Say that the rulebook's special case applies, on what ground; "" takes the flag back."""
    hold(cycle)
    require(by, may_keep, cycle.path)
    check_going_on(cycle)
    if cycle.rows.exclude(decided_level="").exists():
        raise Refusal(_("Đã có quyết định xếp loại; thu hồi quyết định trước khi đổi tỷ lệ."))
    before = snapshot(cycle)
    cycle.special_reason = clean(reason)
    check_flag(cycle)
    cycle.full_clean()
    cycle.save()
    note(by, "rating.flagged", cycle, path=cycle.path, before=before, reason=clean(reason))
    return cycle


@transaction.atomic
def give_up_cycle(cycle: Cycle, on: date, reason: str, *, by: User) -> Cycle:
    """A cycle opened by mistake; nothing was decided in it."""
    hold(cycle)
    require(by, may_keep, cycle.path)
    check_going_on(cycle)
    check_has_come([on], _("ghi khi đã thôi"))
    if cycle.rows.exclude(decided_level="").exists():
        raise Refusal(_("Kỳ này đã có quyết định xếp loại; thu hồi quyết định trước."))
    before = snapshot(cycle)
    cycle.cancelled_on, cycle.cancel_reason = on, clean(reason)
    cycle.full_clean()
    cycle.save()
    note(by, "rating.given_up", cycle, path=cycle.path, before=before, reason=clean(reason))
    return cycle


@transaction.atomic
def list_agencies(
    keeper: Organisation, names: Sequence[str], from_day: date, *, by: User
) -> list[Agency]:
    """Agencies and units that a committee rates from a day on."""
    of = branch(keeper, from_day)
    require(by, may_keep, of.path)
    rows = [Agency(keeper=keeper, name=clean(name), started_on=from_day) for name in names]
    for row in rows:
        row.full_clean()
    Agency.objects.bulk_create(rows, batch_size=AT_ONCE)
    note_all(by, [Line("rating.agency_listed", row, of.path, after=snapshot(row)) for row in rows])
    return rows


@transaction.atomic
def end_agency(agency: Agency, on: date, *, by: User) -> Agency:
    """Not rated any more from a day on; results stay."""
    hold(agency)
    path = latest_paths([agency.keeper_id])[agency.keeper_id]
    require(by, may_keep, path)
    check_has_come([on], _("ghi khi đã thôi"))
    if agency.ended_on:
        raise Refusal(_("{name} đã thôi xếp loại.").format(name=agency.name))
    before = snapshot(agency)
    agency.ended_on = on
    agency.full_clean()
    agency.save()
    note(by, "rating.agency_ended", agency, path=path, before=before)
    return agency
