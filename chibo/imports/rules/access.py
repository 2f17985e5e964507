"""Who may bring files in, and when an import may be written, mended or taken back."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.imports.models import FileImport, Stage
from chibo.members.rules import may_import
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

UNDO_DAYS = 7

# stage → what may be done next
MOVES: dict[str, frozenset[str]] = {
    Stage.MAPPING: frozenset({"map", "rehearse", "replace", "cancel"}),
    Stage.REHEARSED: frozenset({"map", "rehearse", "replace", "apply", "cancel"}),
    Stage.APPLIED: frozenset({"rehearse", "replace", "apply", "undo"}),
    Stage.UNDONE: frozenset(),
    Stage.CANCELLED: frozenset(),
}


def may_bring_in(user: User, organisation: Organisation, on: date | None = None) -> bool:
    return may_import(user, branch(organisation, on or timezone.localdate()))


def check_move(of: FileImport, move: str) -> None:
    """Refuse what the stage of an import does not allow."""
    if move in MOVES[of.stage]:
        return
    raise Refusal(
        _("Lần nhập này “{stage}”; không làm được việc này nữa. Tải tệp lên lại từ đầu.").format(
            stage=of.get_stage_display()
        )
    )


def may_still_undo(of: FileImport) -> bool:
    if of.stage != Stage.APPLIED or of.applied_at is None:
        return False
    return timezone.now() <= of.applied_at + timedelta(days=UNDO_DAYS)


def check_undo(of: FileImport) -> None:
    check_move(of, "undo")
    if not may_still_undo(of):
        raise Refusal(
            _("Đã quá {days} ngày kể từ khi ghi; không hoàn tác cả tệp được nữa.").format(
                days=UNDO_DAYS
            )
        )
