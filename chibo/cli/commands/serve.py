import errno
from typing import Any

import click

from chibo.cli.frame import examples, with_database


@click.command(
    help="Mở máy chủ trên máy này và in địa chỉ.",
    epilog=examples(
        "chibo serve",
        "chibo serve --port 8001",
        "CHIBO_HOSTS=192.168.1.10 chibo serve --host 192.168.1.10",
    ),
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ĐỊA_CHỈ",
    help="Địa chỉ lắng nghe; 127.0.0.1 thì chỉ máy này vào được.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    metavar="SỐ",
    show_default=True,
    help="Cổng; 0 để tự chọn cổng còn trống.",
)
@with_database
def command(host: str, port: int) -> None:
    from chibo.base.memory import share_between_threads
    from chibo.cli.installation import (
        collect_static_files,
        forget_the_past,
        keep_what_is_loaded,
        require_the_right_key,
    )

    share_between_threads()
    require_the_right_key()
    collect_static_files()
    forget_the_past()
    from chibo.wsgi import application

    keep_what_is_loaded()
    server = _server(application, host, port)
    _tell(host, server.effective_port)
    try:
        server.run()
    finally:
        server.close()


def _server(application: Any, host: str, port: int) -> Any:
    import waitress
    from django.conf import settings

    try:
        return waitress.create_server(
            application,
            host=host,
            port=port,
            threads=settings.THREADS,
            ident="",
            # Otherwise a proxy's word never comes through: https would be asked for without end.
            clear_untrusted_proxy_headers=not settings.TRUST_PROXY,
        )
    except (OSError, ValueError) as error:  # waitress: a name without address is a ValueError
        raise click.ClickException(why_not_served(host, port, error)) from error


def _tell(host: str, port: int) -> None:
    """The address, and what the office should know before others come to it."""
    from chibo.cli.installation import (
        words_for_first_sign_in,
        words_for_https_without_proxy,
        words_for_other_machines,
    )

    click.echo(f"Chi Bộ đang chạy tại http://{host}:{port}/ (dừng: Ctrl+C)")
    for words in (
        words_for_first_sign_in(),
        words_for_other_machines(host),
        words_for_https_without_proxy(),
    ):
        if words:
            click.echo(words)


def why_not_served(host: str, port: int, error: OSError | ValueError) -> str:
    reason = error.errno if isinstance(error, OSError) else None
    if reason == errno.EADDRINUSE:
        return (
            f"Không mở được cổng {port} trên {host}: cổng đang có chương trình khác dùng. Chọn cổng khác "
            "bằng --port (make run PORT=8001), hoặc --port 0 để tự chọn."
        )
    if reason == errno.EACCES:
        return (
            f"Không được phép mở cổng {port}: cổng dưới 1024 cần quyền quản trị máy. Chọn cổng lớn hơn "
            "bằng --port và đặt một proxy phía trước."
        )
    return f"Không mở được {host}, cổng {port}: máy này không có địa chỉ ấy. Xem lại --host."
