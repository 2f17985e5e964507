from typing import TYPE_CHECKING

import click

from chibo.cli.acting import ADMINISTRATOR, acting_user, as_option
from chibo.cli.frame import examples, format_option, show, with_database

if TYPE_CHECKING:
    from chibo.accounts.models import User


@click.group(
    help="Tài khoản người dùng: thêm, cấp lại mật khẩu, khóa, mở, liệt kê.",
    epilog=examples(
        "chibo user reset-password quantri",
        'chibo user add lo.thi.mai --name "Lò Thị Mai"',
        "chibo user list --format json",
    ),
)
def command() -> None: ...


def account(username: str) -> "User":
    from chibo.accounts.queries import user_named

    user = acting_user(ADMINISTRATOR) if username == ADMINISTRATOR else user_named(username)
    if user is None:
        raise click.ClickException(f"Không có tài khoản nào tên “{username}”.")
    return user


@command.command(help="Thêm tài khoản TÊN và in mật khẩu dùng một lần.")
@click.argument("username", metavar="TÊN")
@click.option("--name", "full_name", required=True, metavar="HỌ_TÊN", help="Họ và tên đầy đủ.")
@as_option
@with_database
def add(username: str, full_name: str, acting_as: str) -> None:
    from django.db import transaction

    from chibo.accounts.actions import create_user, reset_password
    from chibo.audit.actions import note

    by = acting_user(acting_as)
    with transaction.atomic():
        user = create_user(username=username, full_name=full_name, by=by)
        once = reset_password(user, by=by)
        note(by, "account.opened", user)
    click.echo(f"Đã thêm {user.username}. Mật khẩu dùng một lần: {once}")


@command.command("reset-password", help="Cấp mật khẩu dùng một lần cho TÊN.")
@click.argument("username", metavar="TÊN")
@as_option
@with_database
def reset(username: str, acting_as: str) -> None:
    from django.db import transaction

    from chibo.accounts.actions import reset_password
    from chibo.audit.actions import note
    from chibo.organisations.actions.tokens import revoke_tokens_of

    by, user = acting_user(acting_as), account(username)
    with transaction.atomic():
        once = reset_password(user, by=by)
        revoke_tokens_of(user, by=by)
        note(by, "account.password_reset", user)
    click.echo(f"Mật khẩu dùng một lần của {username}: {once}")


@command.command(help="Khóa tài khoản TÊN; nhật ký của người đó vẫn còn.")
@click.argument("username", metavar="TÊN")
@as_option
@with_database
def close(username: str, acting_as: str) -> None:
    from django.db import transaction

    from chibo.accounts.actions import deactivate_user
    from chibo.audit.actions import note
    from chibo.organisations.actions.tokens import revoke_tokens_of

    by, user = acting_user(acting_as), account(username)
    with transaction.atomic():
        deactivate_user(user, by=by)
        revoke_tokens_of(user, by=by)
        note(by, "account.closed", user)
    click.echo(f"Đã khóa tài khoản {username}.")


@command.command(help="Mở lại tài khoản TÊN.")
@click.argument("username", metavar="TÊN")
@as_option
@with_database
def reopen(username: str, acting_as: str) -> None:
    from django.db import transaction

    from chibo.accounts.actions import reactivate_user
    from chibo.audit.actions import note

    by, user = acting_user(acting_as), account(username)
    with transaction.atomic():
        reactivate_user(user, by=by)
        note(by, "account.reopened", user)
    click.echo(f"Đã mở lại tài khoản {username}.")


@command.command("list", help="Liệt kê tài khoản.")
@format_option
@with_database
def list_users(form: str) -> None:
    from chibo.accounts.models import User

    show(list(User.objects.values("username", "full_name", "is_active", "last_login")), form)
