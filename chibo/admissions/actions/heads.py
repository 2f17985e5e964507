"""Freezing, at the start of a year, who heads a village and is not in the Party."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import HeadCohort, HeadInCohort
from chibo.admissions.queries.heads import heads, heads_outside
from chibo.admissions.rules.heads import (
    check_freezing_day,
    check_heads_known,
    check_not_frozen,
    may_keep_cohorts,
)
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.members.models import Person
from chibo.organisations.models import Organisation, Place
from chibo.organisations.queries.tree import Branch, branch


@dataclass(frozen=True)
class FrozenList:
    """A list as it was frozen, with who stood on it; of a register, whatever the offices say now."""

    area: Organisation
    year: int
    frozen_on: date
    heads: Sequence[tuple[Person, Place]]
    ref: str = ""


@transaction.atomic
def freeze_heads(
    areas: Sequence[Organisation], year: int, on: date, *, by: User
) -> list[HeadCohort]:
    """Freeze per area the list of heads who on a day of the year are not members; a list of nobody says 0."""
    check_freezing_day(year, on)
    lists = []
    for organisation in areas:
        area = branch(organisation, on)
        require(by, may_keep_cohorts, area)
        check_heads_known(area, heads(area).count())
        found = heads_outside(area).select_related("person", "place").order_by("pk")
        named = {post.person: post.place for post in found if post.place}
        lists.append(FrozenList(organisation, year, on, list(named.items())))
    return enter_cohorts(lists, by=by)


@transaction.atomic
def enter_cohorts(lists: Sequence[FrozenList], *, by: User) -> list[HeadCohort]:
    """Enter lists frozen elsewhere, each with the people on it, all or none."""
    made = []
    for one in lists:
        check_freezing_day(one.year, one.frozen_on)
        area = branch(one.area, one.frozen_on)
        require(by, may_keep_cohorts, area)
        check_not_frozen([area], one.year)
        made.append(_enter(one, area, by))
    return made


def _enter(one: FrozenList, area: Branch, by: User) -> HeadCohort:
    cohort = HeadCohort(area=one.area, year=one.year, frozen_on=one.frozen_on)
    saved(cohort)
    rows = [HeadInCohort(cohort=cohort, person=person, place=place) for person, place in one.heads]
    HeadInCohort.objects.bulk_create(rows, batch_size=500)
    frozen = Line("heads.frozen", cohort, area.path, after=snapshot(cohort), ref=one.ref)
    listed = [
        Line("heads.listed", row, area.path, after=snapshot(row), ref=one.ref) for row in rows
    ]
    note_all(by, [frozen, *listed])
    return cohort


@transaction.atomic
def withdraw_cohort(cohort: HeadCohort, reason: str, *, by: User) -> None:
    """Take a frozen list back, to freeze it anew once the offices are put right."""
    hold(cohort)
    area = branch(cohort.area_id, cohort.frozen_on)
    require(by, may_keep_cohorts, area)
    if not clean(reason):
        raise Refusal(_("Ghi lý do hủy danh sách đã chốt."))
    line = Line("heads.withdrawn", cohort, area.path, before=snapshot(cohort), reason=clean(reason))
    note_all(by, [line])
    cohort.heads.all().delete()
    cohort.delete()
