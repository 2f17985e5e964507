"""Books and receipts taken out as files leave a line in the journal."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.rules import require
from chibo.dues.models import Payment, Remittance
from chibo.dues.rules.permits import may_read_dues
from chibo.members.queries.reach import own_files
from chibo.organisations.queries.tree import Branch, organisation_of


@transaction.atomic
def take_out_book(of: Branch, told: str, *, by: User) -> None:
    """`told` says which book, of when, as what kind of file."""
    require(by, may_read_dues, of.path)
    note_reading(by, "dues.printed", organisation_of(of), path=of.path, reason=told)


@transaction.atomic
def print_receipt(payment: Payment, form: str, *, by: User) -> None:
    """By whoever keeps the book, or by the member."""
    require(by, _may_print, payment)
    note_reading(by, "dues.receipt_printed", payment, path=payment.path, reason=form)


def _may_print(user: User, payment: Payment) -> bool:
    return may_read_dues(user, payment.path) or payment.person_id in own_files(user)


@transaction.atomic
def print_remittance(row: Remittance, form: str, *, by: User) -> None:
    """`form` is docx or pdf."""
    require(by, may_read_dues, row.path)
    note_reading(by, "dues.receipt_printed", row, path=row.path, reason=form)
