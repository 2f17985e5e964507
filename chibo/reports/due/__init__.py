"""What is due about reports and forms: to be written, handed in, corrected, received, asked for."""

from datetime import date

from chibo.accounts.models import User
from chibo.base.asking import Ask
from chibo.base.due import Due
from chibo.organisations.queries.tree import Branch
from chibo.reports.due import submissions, writing


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    return [*writing.asks(user, branch, on), *submissions.asks(user, branch, on)]
