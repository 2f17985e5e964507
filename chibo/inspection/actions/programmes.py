"""The yearly programme is adopted, added to, and what will not be done is dropped with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.inspection.models import Programme, ProgrammeItem
from chibo.inspection.rules import check_kind, check_subject, check_unit, may_inspect
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch


@dataclass(frozen=True)
class NewItem:
    nature: str
    manner: str
    object_kind: str
    topic: str
    starts_on: date
    until: date
    objects_planned: int = 1


@transaction.atomic
def adopt_programme(
    keeper: Organisation,
    unit: Organisation,
    subject: str,
    year: int,
    decided_on: date,
    *,
    by: User,
    number: str = "",
    items: Sequence[NewItem] = (),
) -> Programme:
    """The programme of one subject for a year, with what it plans."""
    require(by, may_inspect, keeper.pk)
    check_subject(subject, decided_on)
    check_has_come([decided_on], _("ghi chương trình khi đã ban hành"))
    place = branch(unit, decided_on)
    check_unit(subject, place)
    row = saved(
        Programme(
            keeper=keeper,
            unit=unit,
            subject=subject,
            year=year,
            number=clean(number),
            decided_on=decided_on,
        )
    )
    note_all(by, [Line("programme.adopted", row, place.path, after=snapshot(row))])
    if items:
        add_items(row, items, by=by)
    return row


@transaction.atomic
def add_items(programme: Programme, given: Sequence[NewItem], *, by: User) -> list[ProgrammeItem]:
    """What the programme plans to inspect or supervise."""
    hold(programme)
    require(by, may_inspect, programme.keeper_id)
    made = []
    for one in given:
        check_kind(programme.subject, one.nature, one.manner, programme.decided_on)
        if one.starts_on.year != programme.year:
            raise Refusal(
                _("Nội dung của chương trình năm {year} bắt đầu trong năm {year}.").format(
                    year=programme.year
                )
            )
        made.append(
            saved(
                ProgrammeItem(
                    programme=programme,
                    nature=one.nature,
                    manner=one.manner,
                    object_kind=one.object_kind,
                    topic=clean(one.topic),
                    objects_planned=one.objects_planned,
                    starts_on=one.starts_on,
                    until=one.until,
                )
            )
        )
    note_all(by, [Line("programme.item_added", row, after=snapshot(row)) for row in made])
    return made


@transaction.atomic
def drop_item(item: ProgrammeItem, on: date, reason: str, *, by: User) -> ProgrammeItem:
    """What was planned will not be done; it stays in the programme with the reason."""
    hold(item.programme, item)
    require(by, may_inspect, item.programme.keeper_id)
    check_has_come([on], _("ghi khi đã thôi"))
    before = snapshot(item)
    item.dropped_on, item.drop_reason = on, clean(reason)
    saved(item)
    note_all(by, [Line("programme.item_dropped", item, "", before, snapshot(item))])
    return item


@transaction.atomic
def read_programmes(keeper: Organisation, year: int, *, by: User) -> None:
    """What is planned may name whom it is about: every look at the programmes of a year leaves a line."""
    require(by, may_inspect, keeper.pk)
    note_reading(by, "programme.read", keeper, reason=str(year))
