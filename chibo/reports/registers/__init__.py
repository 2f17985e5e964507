"""Registers (sổ) beside the statistical forms: their columns as the forms name them, where their rows come from.

A register is of a unit and a period. `keys` puts what it lists in order without reading it, `rows` tells some of
them, so a page reads fifty and a file all.
"""

from django.utils.translation import gettext as _

from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.organisations.queries.tree import Branch
from chibo.reports.registers.declaring import Line, Register
from chibo.reports.registers.members import member_register
from chibo.reports.registers.transfers import transfer_register

MOST = 5_000


def registers() -> dict[str, Register]:
    return {one.slug: one for one in (member_register(), transfer_register())}


def all_lines(register: Register, of: Branch, period: Period) -> list[Line]:
    """For a file; raises Refusal for more than a book holds."""
    keys = register.keys(of, period)
    if len(keys) > MOST:
        raise Refusal(
            _("Sổ có {n} dòng, nhiều hơn {most}. Mở từng đơn vị trực thuộc để in.").format(
                n=len(keys), most=MOST
            )
        )
    return register.rows(of, period, keys)
