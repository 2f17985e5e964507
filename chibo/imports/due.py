"""What is due about lists brought in: rows still waiting to be written or mended."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asking import Ask
from chibo.base.dated import holds_on
from chibo.base.due import Due
from chibo.base.statements import RowsOf
from chibo.imports.models import FileImport, Stage
from chibo.imports.queries.records import OPEN, visible_to
from chibo.members.due import is_at_work
from chibo.organisations.queries.tree import Branch, under


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """Where files are brought in, and only to whom may finish them."""
    if not is_at_work(branch):
        return []
    rows = RowsOf(_begun, user, branch, on)
    return [Ask(rows, lambda found: _unfinished([_file(row) for row in found], branch))]


def _begun(user: User, branch: Branch, on: date) -> QuerySet[Any, Any]:
    begun = visible_to(user, on).filter(stage__in=OPEN, uploaded_at__date__lte=on)
    here = begun.filter(
        holds_on(on, "organisation__placements__"),
        under(branch.path, "organisation__placements__path"),
    )
    return here.values("pk", "file_name", "stage", counts_text=Cast("counts", TextField()))


def _file(row: Any) -> FileImport:
    counts = json.loads(row.counts_text)
    return FileImport(pk=row.pk, file_name=row.file_name, stage=row.stage, counts=counts)


def _unfinished(files: Sequence[FileImport], branch: Branch) -> list[Due]:
    return [_due(one, branch) for one in files if one.stage == Stage.MAPPING or one.waiting]


def _due(one: FileImport, owner: Branch) -> Due:
    mapping = one.stage == Stage.MAPPING
    return Due(
        kind="import_waiting",
        what=_("Ghép cột và chạy thử tệp nhập") if mapping else _("Xử lý dòng chờ của tệp nhập"),
        about=one.file_name,
        due_on=None,
        url=one.get_absolute_url(),
        button=_("Mở tệp nhập"),
        why=_("Tải lên nhưng chưa ghép cột xong")
        if mapping
        else _("{n} dòng chưa ghi vào sổ").format(n=one.waiting),
        owner=owner.short_name,
        owner_path=owner.path,
        of_people=False,
    )
