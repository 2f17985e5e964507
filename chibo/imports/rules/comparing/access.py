"""Who may lay the official list beside the books: who brings lists in and reads the names there."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.imports.models import Comparison
from chibo.members.rules import may_import
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.organisations.rules import may_see_names


def may_compare(user: User, organisation: Organisation, on: date) -> bool:
    where = branch(organisation, on)
    return may_import(user, where) and may_see_names(user, where)


def check_stands(of: Comparison) -> None:
    if of.dropped_at is not None:
        raise Refusal(_("Lần đối chiếu này đã bỏ. Tải tệp lên lại để đối chiếu."))
