"""Making the installation ready: tables, static files, the first administrator."""

import os
import pkgutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from django.db import models

DAYS_OF_SIGN_INS = 90
_FEW_NAMES = 20_000  # are read whole


def pending_migrations() -> list[str]:
    """Told by the names of the files: reading them all would stay in the memory of the server."""
    return [f"{app}.{name}" for app, name in sorted(_migrations_here() - _migrations_done())]


def newer_migrations() -> list[str]:
    """What a newer version of the program did to this database and this one knows nothing of."""
    from django.apps import apps

    own = {one.label for one in apps.get_app_configs() if one.name.startswith("chibo.")}
    unknown = _migrations_done() - _migrations_here()
    return sorted(f"{app}.{name}" for app, name in unknown if app in own)


def _migrations_here() -> set[tuple[str, str]]:
    """Label of the app, name of the file."""
    from django.apps import apps

    return {
        (app.label, file.name)
        for app in apps.get_app_configs()
        for file in pkgutil.iter_modules([str(Path(app.path, "migrations"))])
    }


def _migrations_done() -> set[tuple[str, str]]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder(connection).applied_migrations())


def words_for_a_newer_database(steps: list[str]) -> str:
    return (
        f"Cơ sở dữ liệu đã được một bản Chi Bộ mới hơn cập nhật ({steps[-1]}); bản này không được ghi vào "
        "đó. Hãy cài lại bản mới, hoặc khôi phục bản sao lưu làm trước khi cập nhật (docs/operate/backup.md)."
    )


def bring_tables_up_to_date() -> None:
    """Raises ImproperlyConfigured when the tables are those of a newer program."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command

    from chibo.cli.tables import is_empty, make_all_at_once

    if is_empty():
        click.echo("Đang tạo cơ sở dữ liệu…", err=True)
        make_all_at_once()
        return
    if steps := newer_migrations():
        raise ImproperlyConfigured(words_for_a_newer_database(steps))
    if pending_migrations():
        click.echo("Đang cập nhật cơ sở dữ liệu…", err=True)
        call_command("migrate", interactive=False, verbosity=0)
    put_names_in_order()


def put_names_in_order() -> None:
    """SQLite's index of names is laid anew once there are twice as many people: with the steps of fewer it has to
    read more of them for a page (members 0015)."""
    from importlib import import_module

    from django.db import connection, transaction

    if connection.vendor != "sqlite":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT max(id), (SELECT people FROM name_laid) FROM person")
        people, laid = cursor.fetchone()
        if (people or 0) > max(_FEW_NAMES, 2 * laid):
            click.echo("Đang xếp lại chỉ mục họ tên…", err=True)
            for statement in import_module(
                "chibo.members.migrations.0016_names_wait_for_a_place"
            ).LAY:
                cursor.execute(statement)


def keep_what_is_loaded() -> None:
    """Code, addresses and templates stay until the server stops: without them a full round of the collector, which
    one page in thirty pays for, takes 3 ms in place of 85."""
    import gc

    from django.urls import get_resolver

    from chibo.base.reading_templates import read_all

    get_resolver().url_patterns  # noqa: B018 (read once, so that the views are loaded)
    read_all()
    gc.collect()
    gc.freeze()


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


def require_the_right_key() -> None:
    """Before anything is written: two keys in one database could never be told apart again."""
    if kind := kind_the_key_cannot_read():
        raise click.ClickException(words_for_a_wrong_key(kind))


def words_for_a_wrong_key(kind: str = "") -> str:
    from django.conf import settings

    named = f" ({kind})" if kind else ""
    return (
        f"Khóa {settings.KEYS / 'data.key'} không mở được dữ liệu đã mã hóa{named}: đây không "
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


def words_for_https_without_proxy() -> str:
    """`chibo serve` itself speaks http: without a proxy it would send every browser round in a circle."""
    from django.conf import settings

    if not settings.HTTPS or settings.TRUST_PROXY:
        return ""
    return (
        "CHIBO_HTTPS=1 mà CHIBO_TRUST_PROXY=0: trình duyệt sẽ bị chuyển hướng mãi. Đặt một proxy có chứng thư "
        "phía trước rồi đặt CHIBO_TRUST_PROXY=1 (docs/operate/server.md)."
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
