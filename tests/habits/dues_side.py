"""The dues of one side of the walk: a month that is over and unpaid, a receipt, a relief, money handed on."""

from datetime import date
from functools import cached_property

from chibo.accounts.models import User
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, record_payments
from chibo.dues.actions.declaring import Declared, declare
from chibo.dues.actions.fund import NewEntry, record_entries
from chibo.dues.actions.relieving import NewRelief, grant_reliefs
from chibo.dues.actions.remitting import Handed, remit
from chibo.dues.models import Charge, FundEntry, Payment, Relief, Remittance
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

SINCE = date(2026, 6, 1)


class DuesSide:
    """Part of a Side: what it says of dues."""

    cell: Organisation
    person: Person
    keeper: User

    @cached_property
    def late_charge(self) -> Charge:
        """Of a month that is over; nothing was paid for it."""
        hand = {"by_hand": 20_000, "hand_reason": "Lý do kín"}
        declare([Declared(self.person, "abroad", SINCE, SINCE, **hand)], by=self.keeper)
        draw_up_roll(branch(self.cell, SINCE), SINCE, by=self.keeper)
        return Charge.objects.get(person=self.person, month=SINCE)

    @cached_property
    def dues_payment(self) -> Payment:
        paid = Paid(self.person, date(2026, 8, 3), {date(2026, 8, 1): 20_000}, note="Phiếu kín")
        return record_payments(self.cell, [paid], by=self.keeper)[0]

    @cached_property
    def dues_relief(self) -> Relief:
        months = (date(2026, 11, 1), date(2027, 2, 1))
        new = NewRelief(
            self.person, "reduced", *months, "Lý do kín", SINCE, "Đảng ủy xã", percent=50
        )
        return grant_reliefs([new], by=self.keeper)[0]

    @cached_property
    def remittance(self) -> Remittance:
        told = Handed(SINCE, SINCE, date(2026, 7, 1), amount=0, reason="Nộp thay kín")
        return remit(self.cell, told, by=self.keeper)

    @cached_property
    def fund_entry(self) -> FundEntry:
        new = NewEntry("brought", SINCE, 50_000, "Dư mang sang kín")
        return record_entries(self.cell, [new], by=self.keeper)[0]
