"""Demo accounts: one for every duty. All share one password, which only `chibo demo` ever sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo.accounts.actions import change_password, create_user, share_password
from chibo.accounts.models import User
from chibo.accounts.queries import user_named
from chibo.audit.actions import note
from chibo.cli.demo.calendar import TODAY
from chibo.members.actions.accounts import link_account
from chibo.members.models import Person, Post
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Organisation, Role

PASSWORD = "chi-bo-mau-2026"
SINCE = date(2026, 1, 5)


@dataclass(frozen=True)
class Account:
    """`where` names an organisation: a commune or cell by key, a province by name. An account without a
    name of its own bears that of whoever holds `post` there today."""

    username: str
    full_name: str
    role: str
    where: str
    post: str = ""


ADMINISTRATOR = Account("quantri", "Quản trị hệ thống", Role.ADMIN, "centre")

ACCOUNTS = [
    Account("vanphong", "Vì Thị Hoa", Role.OFFICE, "muongsang"),
    Account("bithu", "", Role.SECRETARY, "muongsang", "secretary"),
    Account("phobithu", "", Role.DEPUTY, "muongsang", "standing_deputy_secretary"),
    Account("kiemtra", "", Role.INSPECTION, "muongsang", "inspection_head"),
    Account("phutrach", "Lường Văn Mai", Role.IN_CHARGE, "Bản Vặt"),
    Account("bithu.vat", "Hà Văn An", Role.CELL_SECRETARY, "Bản Vặt"),
    Account("phobithu.vat", "Lò Văn Bình", Role.CELL_DEPUTY, "Bản Vặt"),
    Account("chiuy.vat", "Vì Thị Chung", Role.CELL_COMMITTEE, "Bản Vặt"),
    Account("dangvien", "Lò Thị Lan", Role.MEMBER, "Bản Vặt"),
    Account("vanphong.vankhanh", "Văn phòng Đảng ủy xã Vân Khánh", Role.OFFICE, "vankhanh"),
    Account("kiemtra.vankhanh", "Ủy ban kiểm tra xã Vân Khánh", Role.INSPECTION, "vankhanh"),
    Account("vanphong.langcheu", "Văn phòng Đảng ủy xã Làng Chếu", Role.OFFICE, "langcheu"),
    Account("vanphong.dongy", "Văn phòng Đảng ủy xã Đồng Ý", Role.OFFICE, "dongy"),
    Account("vanphong.sonla", "Văn phòng Tỉnh ủy Sơn La", Role.OFFICE, "Sơn La"),
    Account("captren", "Ban Tổ chức Tỉnh ủy Sơn La (tổng hợp)", Role.SUPERIOR, "Sơn La"),
    Account("captren.ten", "Ban Tổ chức Tỉnh ủy Sơn La", Role.SUPERIOR_NAMES, "Sơn La"),
    Account("kiemtoan", "Kiểm toán nhật ký", Role.AUDITOR, "centre"),
]


def open_administrator() -> User:
    """The administrator; commands may have made the account already, without a password."""
    made = user_named(ADMINISTRATOR.username)
    if made:
        return change_password(made, new=PASSWORD, by=made)
    return create_user(
        username=ADMINISTRATOR.username,
        full_name=ADMINISTRATOR.full_name,
        password=PASSWORD,
        by=None,
    )


def open_office(
    username: str, full_name: str, commune: Organisation, since: date, by: User
) -> User:
    """The office that keeps a commune's records; it may sign in only if it is among ACCOUNTS."""
    known = {one.username: one for one in ACCOUNTS}.get(username)
    user = create_user(
        username=username,
        full_name=known.full_name if known else full_name,
        by=by,
    )
    note(by, "account.opened", user)
    give_duty(user, Role.OFFICE, commune, since, by=by)
    return user


def _holder(post: str, where: Organisation) -> str:
    held = Post.objects.on(TODAY).filter(organisation=where, position=post)
    return str(held.select_related("person").latest("started_on").person)


def open_accounts(
    places: Mapping[str, Organisation], people: Sequence[Person], offices: set[str], by: User
) -> None:
    """All accounts but the offices, which are there already; `dangvien` reads her own file."""
    for one in ACCOUNTS:
        if one.username in offices:
            continue
        name = one.full_name or _holder(one.post, places[one.where])
        user = create_user(username=one.username, full_name=name, by=by)
        note(by, "account.opened", user)
        give_duty(user, one.role, places[one.where], SINCE, by=by)
        if one.role == Role.MEMBER:
            own = next(person for person in people if person.full_name == one.full_name)
            office = User.objects.get(username="vanphong")
            link_account(user, own, by=office)
    named = [one.username for one in ACCOUNTS]
    share_password(list(User.objects.filter(username__in=named)), PASSWORD, by=by)


def listed() -> list[dict[str, str]]:
    """For printing: who signs in and as what."""
    names = dict(User.objects.values_list("username", "full_name"))
    return [
        {
            "username": one.username,
            "duty": str(Role(one.role).label),
            "name": names.get(one.username, one.full_name),
        }
        for one in [*ACCOUNTS, ADMINISTRATOR]
    ]
