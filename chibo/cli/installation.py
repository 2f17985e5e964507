"""Making the installation ready: tables, static files, the first administrator."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from django.db import models

DAYS_OF_SIGN_INS = 90


def pending_migrations() -> list[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def bring_tables_up_to_date() -> None:
    from django.core.management import call_command

    from chibo.cli.tables import is_empty, make_all_at_once

    if is_empty():
        click.echo("Đang tạo cơ sở dữ liệu…", err=True)
        make_all_at_once()
    elif pending_migrations():
        click.echo("Đang cập nhật cơ sở dữ liệu…", err=True)
        call_command("migrate", interactive=False, verbosity=0)


def keep_what_is_loaded() -> None:
    """Code and addresses stay until the server stops: without them a full round of the collector, which one page
    in thirty pays for, takes 3 ms in place of 85."""
    import gc

    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 (read once, so that the views are loaded)
    gc.collect()
    gc.freeze()


_ARENA_MAX, _ARENAS = -8, 2  # M_ARENA_MAX of glibc's malloc.h


def share_memory_between_threads() -> None:
    """Every thread of a server on Linux would keep a heap of its own, a tenth of its memory; before they start."""
    import ctypes
    import sys

    if sys.platform == "linux" and (malloc := getattr(ctypes.CDLL(None), "mallopt", None)):
        malloc(_ARENA_MAX, _ARENAS)


def kind_the_key_cannot_read() -> str:
    """What is encrypted with another key than the present data.key; empty when all can be read.

    The first and the last filled row of every encrypted column stand for the rest.
    """
    from django.apps import apps

    from chibo.base.secrets import SecretField

    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, SecretField) and not _readable(model, column.name):
                return str(model._meta.verbose_name)
    return ""


def _readable(model: "type[models.Model]", column: str) -> bool:
    from cryptography.fernet import InvalidToken
    from django.db.models import QuerySet

    rows: QuerySet[models.Model] = QuerySet(model)
    filled = rows.exclude(**{column: ""}).filter(**{f"{column}__isnull": False})
    try:
        for order in ("pk", "-pk"):
            filled.order_by(order).values_list(column, flat=True).first()
    except InvalidToken:
        return False
    return True


def words_for_a_wrong_key(kind: str) -> str:
    from django.conf import settings

    return (
        f"Khóa {settings.KEYS / 'data.key'} không mở được dữ liệu đã mã hóa ({kind}): đây không "
        "phải khóa đã dùng khi ghi. Hãy chép lại khóa từ bản sao lưu; đừng ghi thêm gì trước khi có "
        "khóa đúng. Xem docs/operate/backup.md."
    )


def collect_static_files() -> None:
    from django.core.management import call_command

    if static_files_are_older():
        click.echo("Đang chuẩn bị giao diện…", err=True)
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)


def forget_the_past() -> None:
    """Ended sessions, and who signed in from where, are kept no longer than they are of use."""
    from django.core.management import call_command

    call_command("clearsessions", verbosity=0)
    with Path(os.devnull).open("w") as nowhere:
        call_command("axes_reset_logs", age=DAYS_OF_SIGN_INS, stdout=nowhere)


def words_for_other_machines(host: str) -> str:
    """Said when the server listens to the office but answers only to this machine's names."""
    from django.conf import settings

    own = {"127.0.0.1", "localhost", "::1"}
    if host in own or set(settings.ALLOWED_HOSTS) - own:
        return ""
    return (
        "Máy khác chưa gọi được: đặt CHIBO_HOSTS bằng tên hoặc địa chỉ của máy này, "
        "ví dụ CHIBO_HOSTS=192.168.1.10."
    )


def static_files_are_older() -> bool:
    from django.conf import settings

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    return any(path.stat().st_mtime > collected for path in _static_sources())


def _static_sources() -> Iterable[Path]:
    from django.contrib.staticfiles import finders

    for finder in finders.get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            yield Path(storage.path(name))


def words_for_first_sign_in() -> str:
    """Said by `chibo serve` while nobody can sign in yet."""
    from chibo.accounts.queries import able_to_sign_in

    if able_to_sign_in().exists():
        return ""
    return (
        "Chưa có ai đăng nhập được. Cấp mật khẩu dùng một lần cho quản trị: "
        "chibo user reset-password quantri. Hoặc nạp dữ liệu mẫu: chibo demo."
    )
