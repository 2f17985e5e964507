import os
from collections.abc import Iterator
from typing import Any

import click

from chibo.cli.frame import examples, format_option, show, with_django

Finding = tuple[str, bool, str]
KEYS = ("secret.key", "data.key", "recording.key", "carrying.key")


@click.command(
    help="Kiểm tra thiết lập, khóa, cơ sở dữ liệu và phông chữ. Mã thoát 0 khi đủ, 1 khi thiếu.",
    epilog=examples(
        "chibo check",
        "chibo check --format json",
    ),
)
@format_option
@with_django
def command(form: str) -> None:
    findings = [{"check": name, "ok": ok, "detail": detail} for name, ok, detail in look()]
    show([as_text(finding) for finding in findings] if form == "text" else findings, form)
    if not all(finding["ok"] for finding in findings):
        raise SystemExit(1)


def as_text(finding: dict[str, Any]) -> dict[str, Any]:
    return {**finding, "ok": "ĐƯỢC" if finding["ok"] else "THIẾU"}


def look() -> Iterator[Finding]:
    yield settings_are_sound()
    yield keys_are_private()
    database = database_answers()
    yield database
    if database[1]:
        tables = tables_are_current()
        yield tables
        if tables[1]:
            yield key_fits_the_data()
    yield what_to_back_up()
    yield fonts_are_there()


def settings_are_sound() -> Finding:
    from django.core.checks import WARNING, run_checks

    found = [str(message.msg) for message in run_checks() if message.level >= WARNING]
    return "thiết lập", not found, "; ".join(found) or "không có lỗi"


def keys_are_private() -> Finding:
    from django.conf import settings

    others = [
        path.name
        for path in (settings.KEYS / name for name in KEYS)
        if os.name == "posix" and path.stat().st_mode & 0o077
    ]
    return (
        "khóa",
        not others,
        f"người khác trên máy đọc được: {', '.join(others)}" if others else str(settings.KEYS),
    )


def database_answers() -> Finding:
    from django.db import DatabaseError, connection

    from chibo.cli.database_words import words_for

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return "cơ sở dữ liệu", False, words_for(error) or str(error)
    return "cơ sở dữ liệu", True, connection.vendor


def tables_are_current() -> Finding:
    from chibo.cli.installation import (
        newer_migrations,
        pending_migrations,
        words_for_a_newer_database,
    )
    from chibo.cli.tables import is_empty

    if is_empty():
        return "bảng dữ liệu", False, "chưa có; chibo serve tạo khi chạy lần đầu"
    if steps := newer_migrations():
        return "bảng dữ liệu", False, words_for_a_newer_database(steps)
    waiting = pending_migrations()
    return (
        "bảng dữ liệu",
        not waiting,
        f"còn {len(waiting)} bước cập nhật, chạy chibo serve" if waiting else "mới nhất",
    )


def key_fits_the_data() -> Finding:
    from chibo.cli.installation import kind_the_key_cannot_read, words_for_a_wrong_key

    kind = kind_the_key_cannot_read()
    return "khóa mở được dữ liệu", not kind, words_for_a_wrong_key(kind) if kind else "đọc được"


def what_to_back_up() -> Finding:
    """Where the three things lie that a copy must hold together (docs/operate/backup.md)."""
    from django.conf import settings
    from django.db import connection

    own_file = connection.vendor == "sqlite"
    database = connection.settings_dict["NAME"] if own_file else "PostgreSQL (pg_dump)"
    places = f"cơ sở dữ liệu {database}; khóa {settings.KEYS}; tệp {settings.FILES}"
    return "cần sao lưu", True, places


def fonts_are_there() -> Finding:
    from django.contrib.staticfiles import finders

    needed = [
        f"fonts/be-vietnam-pro-{script}-400-normal.woff2" for script in ("latin", "vietnamese")
    ]
    missing = [name for name in needed if not finders.find(name)]
    return "phông chữ", not missing, ", ".join(missing) or "đủ chữ Việt"
