import click

from chibo.cli.frame import with_database


@click.command(help="Mở máy chủ trên máy này và in địa chỉ.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Cổng; 0 để tự chọn cổng còn trống.",
)
@with_database
def command(host: str, port: int) -> None:
    import waitress
    from django.conf import settings

    from chibo.cli.installation import (
        collect_static_files,
        forget_the_past,
        keep_what_is_loaded,
        kind_the_key_cannot_read,
        share_memory_between_threads,
        words_for_a_wrong_key,
        words_for_first_sign_in,
        words_for_other_machines,
    )

    if kind := kind_the_key_cannot_read():
        raise click.ClickException(words_for_a_wrong_key(kind))
    collect_static_files()
    forget_the_past()
    from chibo.wsgi import application

    keep_what_is_loaded()
    share_memory_between_threads()
    try:
        server = waitress.create_server(
            application, host=host, port=port, threads=settings.THREADS, ident=""
        )
    except OSError as error:
        raise click.ClickException(
            f"Không mở được cổng {port} trên {host}: cổng đang có chương trình khác dùng. "
            "Chọn cổng khác bằng --port, hoặc --port 0 để tự chọn."
        ) from error
    click.echo(f"Chi Bộ đang chạy tại http://{host}:{server.effective_port}/ (dừng: Ctrl+C)")
    for words in (words_for_first_sign_in(), words_for_other_machines(host)):
        if words:
            click.echo(words)
    try:
        server.run()
    finally:
        server.close()
