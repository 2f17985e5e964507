"""Freezing, at the start of a year, who heads a village and is not in the Party."""

from collections.abc import Sequence
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
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch


@transaction.atomic
def freeze_heads(
    areas: Sequence[Organisation], year: int, on: date, *, by: User, ref: str = ""
) -> list[HeadCohort]:
    """Freeze per area the list of heads who on a day of the year are not members; a list of nobody says 0."""
    check_freezing_day(year, on)
    where = [branch(area, on) for area in areas]
    for area in where:
        require(by, may_keep_cohorts, area)
    check_not_frozen(where, year)
    return [_freeze(area, year, by, ref) for area in where]


def _freeze(area: Branch, year: int, by: User, ref: str) -> HeadCohort:
    check_heads_known(area, heads(area).count())
    cohort = HeadCohort(area_id=area.pk, year=year, frozen_on=area.on)
    cohort.full_clean()
    cohort.save()
    found = {post.person_id: post.place_id for post in heads_outside(area).order_by("pk")}
    rows = [
        HeadInCohort(cohort=cohort, person_id=person, place_id=place)
        for person, place in found.items()
        if place
    ]
    HeadInCohort.objects.bulk_create(rows, batch_size=500)
    lines = [Line("heads.frozen", cohort, area.path, after=snapshot(cohort), ref=ref)]
    lines += [Line("heads.listed", row, area.path, after=snapshot(row), ref=ref) for row in rows]
    note_all(by, lines)
    return cohort


@transaction.atomic
def withdraw_cohort(cohort: HeadCohort, reason: str, *, by: User) -> None:
    """Take a frozen list back, to freeze it anew once the offices are put right."""
    area = branch(cohort.area_id, cohort.frozen_on)
    require(by, may_keep_cohorts, area)
    if not clean(reason):
        raise Refusal(_("Ghi lý do hủy danh sách đã chốt."))
    line = Line("heads.withdrawn", cohort, area.path, before=snapshot(cohort), reason=clean(reason))
    note_all(by, [line])
    cohort.heads.all().delete()
    cohort.delete()
