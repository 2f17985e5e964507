"""A list of people is frozen out of the rows of a figure."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.figures import Scope, figure
from chibo.base.periods import Period
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.targets.models import Cohort, CohortMember
from chibo.targets.queries.cohorts import people_in, tells_people
from chibo.targets.rules import may_register


@transaction.atomic
def freeze_cohort(
    organisation: Organisation,
    name: str,
    of: str,
    *,
    by: User,
    key: str = "",
    on: date | None = None,
) -> Cohort:
    """The people behind a figure on a day, with their number for ever after."""
    day = on or timezone.localdate()
    check_has_come([day], _("chốt khi đã đến ngày"))
    where = branch(organisation, day)
    require(by, may_register, where.path)
    found = figure(of)
    found.check_key(key, day)
    if not tells_people(found):
        raise Refusal(_("Số liệu “{label}” không đếm người.").format(label=found.label))
    scope = Scope(where, day, Period(date(day.year, 1, 1), day), key)
    people = set(people_in(found, scope))
    if not people:
        raise Refusal(_("Ngày ấy số liệu này không có ai, không có gì để chốt."))
    return _with_people(Cohort(organisation=organisation, path=where.path, name=clean(name), figure=of,
                        key=key, frozen_on=day), people, by)  # fmt: skip


@transaction.atomic
def tell_cohort(
    organisation: Organisation,
    name: str,
    of: tuple[str, str],
    on: date,
    people: list[Person],
    *,
    by: User,
) -> Cohort:
    """A list frozen earlier, brought in with its people."""
    where = branch(organisation, on)
    require(by, may_register, where.path)
    check_has_come([on], _("chốt khi đã đến ngày"))
    figure(of[0])
    row = Cohort(organisation=organisation, path=where.path, name=clean(name), figure=of[0],
                 key=of[1], frozen_on=on)  # fmt: skip
    return _with_people(row, {one.pk for one in people}, by)


def _with_people(row: Cohort, people: set[int], by: User) -> Cohort:
    row.full_clean()
    row.save()
    listed = [CohortMember(cohort=row, person_id=key) for key in sorted(people)]
    CohortMember.objects.bulk_create(listed, batch_size=500)
    note(by, "cohort.frozen", row, path=row.path, reason=_("{n} người").format(n=len(listed)))
    return row
