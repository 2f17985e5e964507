"""Who may change the tree, and which kinds may hang under which."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal, check_has_come
from chibo.organisations.models import Duty, Organisation, Placement, Role
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power, holders
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

# Duties that only the installation's administrator hands out.
ADMIN_GIVES = frozenset({Role.ADMIN, Role.AUDITOR, Role.SUPERIOR, Role.SUPERIOR_NAMES})


def may_open_installation(_user: User) -> bool:
    """Anybody with an account, while there is no organisation yet."""
    return not Organisation.objects.exists()


def may_change_tree(user: User, where: Branch) -> bool:
    return has_power(user, Power.MANAGE_TREE, where.path)


def may_give_duty(user: User, where: Branch) -> bool:
    return has_power(user, Power.MANAGE_DUTIES, where.path)


def may_manage_accounts(user: User) -> bool:
    """Whoever gives duties anywhere opens and closes accounts."""
    return bool(holders(user, Power.MANAGE_DUTIES))


def may_manage_account(user: User, account: User) -> bool:
    """Nobody reaches over an account that also acts outside their own branch."""
    if not may_manage_accounts(user):
        return False
    duties = Duty.objects.open().filter(user=account).values("organisation")
    paths = Placement.objects.open().filter(organisation__in=duties).values_list("path", flat=True)
    return all(has_power(user, Power.MANAGE_DUTIES, path) for path in paths)


def may_keep_places(user: User, where: Branch) -> bool:
    return has_power(user, Power.MANAGE_TREE, where.path)


def may_report(user: User, where: Branch) -> bool:
    return has_power(user, Power.REPORT, where.path)


def may_see_names(user: User, where: Branch) -> bool:
    return has_power(user, Power.SEE_NAMES, where.path)


def check_in_force(on: date) -> None:
    """Refuse a day that lies ahead: the tree is changed once the decision holds."""
    check_has_come([on], _("ghi thay đổi tổ chức khi đã có hiệu lực"))


def check_child_kind(parent: Branch, kind: str) -> None:
    """Refuse a kind that may not hang under the parent (rulebook list organisation_kinds)."""
    kinds = code_list("organisation_kinds")
    allowed = kinds.item(parent.kind).extra.get("children", [])
    if kind not in allowed:
        raise Refusal(
            _("{child} không thể trực thuộc {parent}. Dưới {parent} có thể lập: {allowed}.").format(
                child=kinds.label(kind),
                parent=kinds.label(parent.kind).lower(),
                allowed=", ".join(kinds.label(code).lower() for code in allowed),
            )
        )
