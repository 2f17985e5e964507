"""A workbook sent at the screen waits, encrypted, for its sender's word: one at a time for each account."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.secrets import decrypt_bytes, encrypt_bytes
from chibo.imports.actions.workbook import Outcome, import_workbook, rehearse_workbook
from chibo.imports.workbook.reading import Problem


@dataclass(frozen=True)
class Waiting:
    """What was sent, and what its rehearsal found."""

    filename: str
    outcome: Outcome


@transaction.atomic
def send_workbook(content: bytes, filename: str, *, by: User) -> Outcome:
    """Rehearse a workbook and keep it until its sender applies or drops it."""
    outcome = rehearse_workbook(content, filename, by=by)
    told = {"filename": filename, **asdict(outcome)}
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    _file(by).write_bytes(encrypt_bytes(content))
    _result(by).write_bytes(encrypt_bytes(json.dumps(told, ensure_ascii=False).encode()))
    return outcome


@transaction.atomic
def apply_waiting(*, by: User) -> Outcome:
    """Write the workbook that waits, all of it or nothing."""
    waiting = waiting_of(by)
    if waiting is None:
        raise Refusal(_("Chưa có sổ nào đang chờ. Tải sổ lên trước."))
    content = decrypt_bytes(_file(by).read_bytes())
    outcome = import_workbook(content, waiting.filename, by=by)
    transaction.on_commit(lambda: drop_waiting(by=by))
    return outcome


def drop_waiting(*, by: User) -> None:
    """Forget what was sent."""
    for path in (_file(by), _result(by)):
        path.unlink(missing_ok=True)


def waiting_of(by: User) -> Waiting | None:
    if not _result(by).exists() or not _file(by).exists():
        return None
    told: dict[str, Any] = json.loads(decrypt_bytes(_result(by).read_bytes()))
    problems = tuple(Problem(**one) for one in told["problems"])
    outcome = Outcome(told["rows"], problems, tuple(told["remarks"]))
    return Waiting(told["filename"], outcome)


def _folder() -> Path:
    return Path(settings.FILES) / "workbooks"


def _file(by: User) -> Path:
    return _folder() / f"{by.pk}.sheet"


def _result(by: User) -> Path:
    return _folder() / f"{by.pk}.result"
