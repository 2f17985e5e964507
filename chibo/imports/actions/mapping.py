from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.imports.models import FileImport, SavedMapping, Stage, Worksheet
from chibo.imports.readers.fields import fields
from chibo.imports.rules.access import check_move, may_bring_in
from chibo.imports.rules.problems import Answers
from chibo.imports.rules.rehearsal import NEEDED, Rehearsal, rehearse, table_of
from chibo.organisations.queries.tree import branch


@transaction.atomic
def map_columns(
    of: FileImport,
    chosen: Mapping[str, str],
    *,
    by: User,
    as_of: date | None = None,
    books_from: date | None = None,
    reported: int | None = None,
) -> FileImport:
    """Say what the columns mean (column number → field, "" for not imported) and what the list is of."""
    hold(of)
    require(by, may_bring_in, of.organisation)
    check_move(of, "map" if of.stage != Stage.APPLIED else "rehearse")
    before = snapshot(of)
    of.as_of, of.books_from = as_of or of.as_of, books_from or of.books_from
    of.reported = reported
    of.columns = {key: _meant(meant, chosen.get(key)) for key, meant in of.columns.items()}
    _check_columns(of)
    of.full_clean()
    of.save()
    note(by, "file.mapped", of, path=branch(of.organisation, of.as_of).path, before=before)
    return of


def _meant(meant: dict[str, str], chosen: str | None) -> dict[str, str]:
    if chosen is None or chosen == meant["field"]:
        return meant
    return meant | {"field": chosen, "state": "chosen" if chosen else "off"}


def _check_columns(of: FileImport) -> None:
    chosen = [meant["field"] for meant in of.columns.values() if meant["field"]]
    twice = next((name for name in chosen if chosen.count(name) > 1), None)
    if twice:
        raise Refusal(
            _("Hai cột cùng ghép vào “{label}”. Chọn một cột, cột kia không nhập.").format(
                label=fields()[twice].label
            )
        )
    missing = [fields()[name].label for name in NEEDED if name not in chosen]
    if missing:
        raise Refusal(_("Chọn cột nào là “{label}”.").format(label=missing[0]))
    if of.books_from > of.as_of:
        raise Refusal(_("“Sổ bắt đầu từ ngày” phải trước hoặc đúng ngày tính đến của danh sách."))


@transaction.atomic
def save_mapping(of: FileImport, name: str, *, by: User) -> SavedMapping:
    """Keep how this file's columns are read under a name; its header is recognised next time."""
    require(by, may_bring_in, of.organisation)
    if not clean(name):
        raise Refusal(_("Đặt tên cho kiểu ghép, ví dụ: Danh sách của văn phòng."))
    saved = SavedMapping.objects.filter(organisation=of.organisation, name=clean(name)).first()
    saved = saved or SavedMapping(organisation=of.organisation, name=clean(name))
    saved.signature = table_of(of).signature
    saved.fields = {meant["key"]: meant["field"] for meant in of.columns.values() if meant["key"]}
    saved.full_clean()
    saved.save()
    note(by, "column_mapping.saved", saved, path=branch(of.organisation, of.as_of).path)
    return saved


@transaction.atomic
def run_rehearsal(of: FileImport, answers: Answers, *, by: User) -> Rehearsal:
    """Read the whole file with the answers given so far and keep what was found; no record is touched."""
    hold(of)
    require(by, may_bring_in, of.organisation)
    check_move(of, "rehearse")
    rehearsal = rehearse(of, answers, by)
    of.counts = rehearsal.counts()
    of.stage = Stage.APPLIED if of.applied_at else Stage.REHEARSED
    of.save(update_fields=["counts", "stage"])
    keep_findings(of, answers, rehearsal)
    note(by, "file.rehearsed", of, path=branch(of.organisation, of.as_of).path)
    return rehearsal


def keep_findings(of: FileImport, answers: Answers, rehearsal: Rehearsal) -> None:
    sheet = Worksheet.objects.get(file_import=of)
    sheet.answers, sheet.findings = answers.kept(), rehearsal.findings()
    sheet.save()
