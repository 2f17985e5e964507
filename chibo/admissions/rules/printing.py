"""Who takes the forms of a case away on paper."""

from chibo.accounts.models import User
from chibo.admissions.papers.declaring import Form
from chibo.admissions.rules.cases import may_see_background
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power


def may_print_form(user: User, path: str, form: Form) -> bool:
    """`path` is the tree path of the cell that follows the case; letters of a background check are sensitive."""
    sees = not form.is_sensitive or may_see_background(user, path)
    return sees and has_power(user, Power.EXPORT, path)
