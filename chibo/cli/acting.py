"""Who acts when a command writes.

Whoever can run `chibo` on the machine already holds the database and its keys, so commands ask for
no password; but every line of the journal names somebody. That is the account given by --as, or the
installation's administrator `quantri`, made on first use and without a password: nobody signs in
with it until `chibo user reset-password quantri` gives one. Whoever opens the installation's root
organisation (organisations.actions.founding) becomes its administrator.
"""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from chibo.accounts.models import User

ADMINISTRATOR = "quantri"

as_option = click.option(
    "--as",
    "acting_as",
    metavar="TÊN",
    default=ADMINISTRATOR,
    show_default=True,
    help="Tài khoản đứng tên việc này trong nhật ký.",
)


def acting_user(username: str) -> "User":
    """Raises a usage error when there is no such account or it is closed."""
    from chibo.accounts.queries import user_named

    user = user_named(username)
    if user is None and username == ADMINISTRATOR:
        return first_administrator()
    if user is None or not user.is_active:
        raise click.BadParameter(f"Không có tài khoản đang dùng nào tên “{username}”.")
    return user


def first_administrator() -> "User":
    from chibo.accounts.actions import create_user

    return create_user(username=ADMINISTRATOR, full_name="Quản trị hệ thống", by=None)
