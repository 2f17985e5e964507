"""What a rating leads to: weaknesses with their remedies, praise proposed; and what was aimed at before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.actions.cycles import AT_ONCE
from chibo.appraisal.models import Aim, Commendation, Kind, Rated, Weakness
from chibo.appraisal.queries.levels import levels_on
from chibo.appraisal.rules import may_correct_aim, may_keep, may_propose, may_rate
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.models import Assignment
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import NotInTree, branches_by_day


@transaction.atomic
def find_weakness(rated: Rated, what: str, cause: str, *, by: User) -> Weakness:
    """Write down a weakness the rating found, with its cause."""
    hold(rated.cycle, rated)
    require(by, may_rate, rated.cycle.path)
    weakness = Weakness(rated=rated, what=clean(what), cause=clean(cause))
    weakness.full_clean()
    weakness.save()
    note(by, "rating.weakness", weakness, path=rated.path)
    return weakness


@dataclass(frozen=True)
class Remedy:
    """`person` None gives it to the unit itself."""

    what: str
    given_on: date
    due_on: date
    person: Person | None = None


@transaction.atomic
def remedy_weakness(weakness: Weakness, remedy: Remedy, *, by: User) -> Assignment:
    """Give the work that is to remedy a weakness; the work's own page follows it to its end."""
    hold(weakness)
    rated = weakness.rated
    require(by, may_rate, rated.cycle.path)
    if weakness.remedy_id:
        raise Refusal(_("Hạn chế này đã có việc khắc phục; mở việc đó để theo dõi."))
    giving = Giving(
        giver=rated.cycle.organisation,
        what=remedy.what,
        given_on=remedy.given_on,
        due_on=remedy.due_on,
        person=remedy.person,
        unit=None if remedy.person else rated.unit,
        origin=_("Kiểm điểm, xếp loại {period}").format(period=rated.cycle.period_words),
    )
    work = give_work([giving], by=by)[0]
    weakness.remedy = work
    weakness.save()
    note(by, "rating.remedy", weakness, path=rated.path)
    return work


@dataclass(frozen=True)
class Praising:
    rated: Rated
    what: str
    proposed_on: date
    reason: str


@transaction.atomic
def propose_commendation(given: Sequence[Praising], *, by: User) -> list[Commendation]:
    """Propose those rated for praise, all or none."""
    for path in {one.rated.cycle.path for one in given}:
        require(by, may_keep, path)
    check_has_come((one.proposed_on for one in given), _("ghi khi đã đề nghị"))
    rows = []
    for one in given:
        if not one.rated.decided_level:
            raise Refusal(
                _("{name} chưa có quyết định xếp loại; đề nghị khen thưởng sau.").format(
                    name=one.rated.name
                )
            )
        row = Commendation(
            rated=one.rated,
            what=clean(one.what),
            proposed_on=one.proposed_on,
            reason=clean(one.reason),
        )
        row.full_clean()
        rows.append(row)
    Commendation.objects.bulk_create(rows, batch_size=AT_ONCE)
    lines = [
        Line("rating.praise_proposed", row, row.rated.path, after=snapshot(row)) for row in rows
    ]
    note_all(by, lines)
    return rows


@dataclass(frozen=True)
class NewAim:
    unit: Organisation
    year: int
    level: str
    registered_on: date
    person: Person | None = None
    ref: str = ""


@transaction.atomic
def register_aims(given: Sequence[NewAim], *, by: User) -> list[Aim]:
    """What units and members register to reach in a year, all or none."""
    places = branches_by_day({(one.unit.pk, one.registered_on) for one in given})
    rows = []
    for one in given:
        if (one.unit.pk, one.registered_on) not in places:
            raise NotInTree.on(one.registered_on)
        path = places[one.unit.pk, one.registered_on].path
        require(by, may_propose, path)
        rows.append(_aim(one, path))
    check_has_come((one.registered_on for one in given), _("ghi khi đã đăng ký"))
    Aim.objects.bulk_create(rows, batch_size=AT_ONCE)
    lines = [
        Line("rating.aimed", row, row.path, after=snapshot(row), ref=one.ref)
        for one, row in zip(given, rows, strict=True)
    ]
    note_all(by, lines)
    return rows


@transaction.atomic
def correct_aim(aim: Aim, level: str, registered_on: date, reason: str, *, by: User) -> Aim:
    """What was registered was written down wrongly; the journal keeps what stood there. Once the year is
    decided only who keeps the books corrects it: the result is told beside it."""
    hold(aim)
    require(by, may_correct_aim, aim)
    check_has_come([registered_on], _("ghi khi đã đăng ký"))
    if not clean(reason):
        raise Refusal(_("Ghi vì sao sửa mức đã đăng ký."))
    _check_aimed(
        str(Kind.MEMBER if aim.person_id else Kind.GRASSROOTS), aim.year, level, registered_on
    )
    before = snapshot(aim)
    aim.level, aim.registered_on = level, registered_on
    aim.full_clean(exclude=["unit", "person"])
    aim.save()
    note(by, "rating.aim_corrected", aim, path=aim.path, before=before, reason=clean(reason))
    return aim


def _check_aimed(kind: str, year: int, level: str, on: date) -> None:
    known = {item.code: item.label for item in levels_on(kind, date(year, 12, 31))}
    if level not in known and level not in _of_the_day(kind, on):
        raise Refusal(
            _("Mức đăng ký phải là một mức của năm {year}: {levels}.").format(
                year=year, levels="; ".join(known.values())
            )
        )


def _aim(one: NewAim, path: str) -> Aim:
    kind = str(Kind.MEMBER if one.person else Kind.GRASSROOTS)
    _check_aimed(kind, one.year, one.level, one.registered_on)
    row = Aim(
        unit=one.unit,
        path=path,
        person=one.person,
        year=one.year,
        level=one.level,
        registered_on=one.registered_on,
    )
    row.full_clean(exclude=["unit", "person"])
    return row


def _of_the_day(kind: str, on: date) -> set[str]:
    """Names in use when it was registered: in 2018 units still aimed at the level of 2017."""
    return {
        item.code for year in (on.year, on.year - 1) for item in levels_on(kind, date(year, 12, 31))
    }
