import click

from chibo.cli.frame import examples, format_option, show, with_database


@click.command(
    help="Nạp dữ liệu mẫu (người và số giấy tờ bịa ra) rồi in các tài khoản. Chạy lại không đổi gì.",
    epilog=examples(
        "chibo demo",
        "CHIBO_HOME=/tmp/thu chibo demo",
    ),
)
@format_option
@with_database
def command(form: str) -> None:
    from chibo.cli.demo import accounts
    from chibo.cli.demo.load import is_loaded, load

    if not is_loaded():
        click.echo("Đang nạp dữ liệu mẫu, mất chừng một phút…", err=True)
    if load():
        click.echo("Đã nạp dữ liệu mẫu.", err=True)
    else:
        click.echo("Dữ liệu mẫu đã có sẵn; không thay đổi gì.", err=True)
    click.echo(f"Mật khẩu chung của các tài khoản mẫu: {accounts.PASSWORD}", err=True)
    show(accounts.listed(), form)
