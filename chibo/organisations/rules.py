"""Who may change the tree, and which kinds may hang under which."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal, check_has_come
from chibo.base.text import format_date
from chibo.organisations.models import ApiToken, Duty, Organisation, Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.accounts import places_of
from chibo.organisations.queries.reach import has_power, holders
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list


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
    """Nobody reaches over an account that also acts outside their own branch; one that acts nowhere belongs to
    where it stands, if anywhere."""
    if not may_manage_accounts(user):
        return False
    duties = Duty.objects.not_over(timezone.localdate()).filter(user=account)
    acting_in = duties.values("organisation")
    held = Placement.objects.open().filter(organisation__in=acting_in)
    paths = set(held.values_list("path", flat=True)) if duties.exists() else places_of(account)
    return all(has_power(user, Power.MANAGE_DUTIES, path) for path in paths)


def check_not_own(user: User, account: User) -> None:
    """Refuse whoever manages accounts to widen, or to take over without the old password, their own."""
    if user.pk == account.pk:
        raise Refusal(
            _(
                "Không tự giao nhiệm vụ hay cấp mật khẩu cho tài khoản của chính mình: nhờ một quản trị khác, "
                "hoặc đổi mật khẩu ở trang “Tài khoản, mật khẩu”."
            )
        )


def may_keep_places(user: User, where: Branch) -> bool:
    return has_power(user, Power.MANAGE_TREE, where.path)


def may_report(user: User, where: Branch) -> bool:
    return has_power(user, Power.REPORT, where.path)


def may_see_names(user: User, where: Branch) -> bool:
    return has_power(user, Power.SEE_NAMES, where.path)


def may_make_token(user: User, duty: Duty) -> bool:
    """For a duty of one's own in force, where the place lets programs in."""
    own = duty.user_id == user.pk and duty.holds(timezone.localdate())
    return own and bool(settings.PUBLIC_API)


def may_revoke_token(user: User, token: ApiToken) -> bool:
    return token.user_id == user.pk or may_manage_account(user, token.user)


def may_use_token(user: User, token: ApiToken) -> bool:
    return token.user_id == user.pk and bool(settings.PUBLIC_API)


def last_day_of_token(duty: Duty) -> date:
    """The latest day a token of the duty made today may expire on."""
    latest = timezone.localdate() + timedelta(days=settings.API_DAYS)
    return min(latest, duty.ended_on) if duty.ended_on else latest


def check_expiry(duty: Duty, expires_on: date) -> None:
    """Refuse a token that would be dead at once, live too long or outlive its duty."""
    last = last_day_of_token(duty)
    if not timezone.localdate() < expires_on <= last:
        raise Refusal(
            _("Khóa phải hết hạn sau hôm nay và chậm nhất ngày {last}.").format(
                last=format_date(last)
            )
        )


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
