from datetime import date

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import require
from chibo.organisations.models import Duty, Organisation
from chibo.organisations.queries.tree import branch
from chibo.organisations.rules import may_give_duty


@transaction.atomic
def give_duty(user: User, role: str, organisation: Organisation, on: date, *, by: User) -> Duty:
    """Let an account act in an organisation from a day on."""
    where = branch(organisation, on)
    require(by, may_give_duty, where)
    duty = Duty(user=user, role=role, organisation=organisation, started_on=on)
    duty.full_clean()
    duty.save()
    note(by, "duty.given", duty, path=where.path)
    return duty


@transaction.atomic
def end_duty(duty: Duty, on: date, *, by: User, reason: str = "") -> None:
    """The account no longer acts there from that day on."""
    hold(duty)
    where = branch(duty.organisation, on)
    require(by, may_give_duty, where)
    before = snapshot(duty)
    duty.ended_on = on
    duty.full_clean()
    duty.save()
    note(by, "duty.ended", duty, path=where.path, before=before, reason=reason)
