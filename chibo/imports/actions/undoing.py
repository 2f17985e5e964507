from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.actions import forget_admissions
from chibo.admissions.models import Admission, Recognition
from chibo.audit.actions import note
from chibo.audit.models import Source
from chibo.audit.snapshots import snapshot
from chibo.audit.sources import coming_from
from chibo.base.rules import require
from chibo.imports.models import FileImport, Stage
from chibo.imports.queries.records import filled_files, written_keys
from chibo.imports.rules.access import check_undo, may_bring_in
from chibo.members.actions.undoing import undo_entering, undo_posts, unfill_files
from chibo.members.models import Exemption, Movement, Post, Qualification
from chibo.organisations.actions.founding import undo_founding
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

M = TypeVar("M", bound=Model)


@transaction.atomic
def undo_import(of: FileImport, *, by: User) -> int:
    """Take back everything an import wrote, while nothing builds on it; returns how many people."""
    require(by, may_bring_in, of.organisation)
    of = FileImport.objects.select_for_update().get(pk=of.pk)
    check_undo(of)
    before = snapshot(of)
    with coming_from(Source.IMPORT, of.sha256):
        removed = _take_back(of, by)
        of.stage, of.undone_at = Stage.UNDONE, timezone.now()
        of.save(update_fields=["stage", "undone_at"])
        of.written.all().delete()
        note(by, "file.undone", of, path=branch(of.organisation, of.as_of).path, before=before)
    return removed


def _take_back(of: FileImport, by: User) -> int:
    reason = _("Hoàn tác lần nhập từ tệp {name}").format(name=of.file_name)[:300]
    forget_admissions(
        _of(of, Admission.objects.select_related("movement", "person"), "admissions.admission"),
        _of(of, Recognition.objects.select_related("movement", "person"), "admissions.recognition"),
        by=by,
        reason=reason,
    )
    undo_posts(
        _of(of, Post.objects.select_related("person", "organisation"), "members.post"),
        batches=of.batches,
        by=by,
        reason=reason,
    )
    unfill_files(
        filled_files(of),
        _of(of, Qualification.objects.select_related("person"), "members.qualification"),
        batches=of.batches,
        by=by,
        reason=reason,
    )
    removed = undo_entering(
        _of(of, Movement.objects.select_related("person"), "members.movement"),
        _of(of, Exemption.objects.all(), "members.exemption"),
        batches=of.batches,
        by=by,
        reason=reason,
    )
    for cell in _of(of, Organisation.objects.all(), "organisations.organisation"):
        undo_founding(cell, by=by, reason=reason)
    return removed


def _of(of: FileImport, records: QuerySet[M], kind: str) -> list[M]:
    return list(records.filter(pk__in=written_keys(of, kind)).order_by("pk"))
