"""Laying the official system's list beside the books: sent, its columns said, compared, given up."""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.kept_files import forget_file, keep_file
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.sheets import open_workbook
from chibo.imports.models import ComparedPerson, Comparison, Difference
from chibo.imports.queries.comparisons import last_comparison
from chibo.imports.queries.records import mapping_for
from chibo.imports.readers.fields import fields
from chibo.imports.readers.tables import guess, read_table, with_saved
from chibo.imports.rules.comparing.access import check_stands, may_compare
from chibo.imports.rules.comparing.laying import Laid, lay_beside
from chibo.imports.rules.rehearsal import NEEDED
from chibo.members.rules import may_export, may_export_in_full
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch

_LONGEST_NAME = 200


@transaction.atomic
def send_comparison(
    name: str, content: bytes, organisation: Organisation, as_of: date, *, by: User
) -> Comparison:
    """Keep the official list encrypted and read its heading; raises Refusal for what cannot be read."""
    require(by, may_compare, organisation, as_of)
    check_has_come([as_of], _("so với sổ của ngày đã qua"))
    table = read_table(open_workbook(content, name))
    saved = mapping_for(organisation, table.signature)
    sent = Comparison(
        organisation=organisation,
        file_name=Path(name.replace("\\", "/")).name[-_LONGEST_NAME:],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_as=keep_file("imports", content),
        uploaded_by=by,
        as_of=as_of,
        columns=with_saved(table, saved.fields) if saved else guess(table),
        previous=last_comparison(organisation),
    )
    sent.full_clean()
    sent.save()
    note(by, "comparison.sent", sent, path=branch(organisation, as_of).path)
    return sent


@transaction.atomic
def run_comparison(of: Comparison, chosen: Mapping[str, str], *, by: User) -> Comparison:
    """Compare with the books as they are now: `chosen` says what the columns mean (number → field), empty for as
    before. What was decided of a difference that still stands is kept."""
    hold(of)
    require(by, may_compare, of.organisation, of.as_of)
    check_stands(of)
    before = snapshot(of)
    of.columns = {key: _column_meant(meant, chosen.get(key)) for key, meant in of.columns.items()}
    _check_meanings(of)
    laid = lay_beside(of, by)
    again = of.compared_at is not None
    decided = _said_before(of if again else of.previous)
    confirmed = of.counts.get("confirmed", 0) if again else 0
    carried = _carry_decisions(laid.differences, decided, again=again, confirmed=confirmed)
    of.counts = laid.counts() | carried
    _forget_laid(of)
    _keep_laid(laid)
    of.compared_at = timezone.now()
    of.save()
    note(by, "comparison.run", of, path=branch(of.organisation, of.as_of).path, before=before)
    return of


@transaction.atomic
def drop_comparison(of: Comparison, *, by: User) -> None:
    """Give a comparison up: the file and all values kept of it are forgotten."""
    hold(of)
    require(by, may_compare, of.organisation, of.as_of)
    check_stands(of)
    before = snapshot(of)
    of.dropped_at = timezone.now()
    of.save(update_fields=["dropped_at"])
    _forget_laid(of)
    note(by, "comparison.dropped", of, path=branch(of.organisation, of.as_of).path, before=before)
    transaction.on_commit(lambda: forget_file("imports", of.stored_as))


def _column_meant(meant: dict[str, str], chosen: str | None) -> dict[str, str]:
    if chosen is None or chosen == meant["field"]:
        return meant
    return meant | {"field": chosen, "state": "chosen" if chosen else "off"}


def _check_meanings(of: Comparison) -> None:
    chosen = [meant["field"] for meant in of.columns.values() if meant["field"]]
    twice = next((name for name in chosen if chosen.count(name) > 1), None)
    if twice:
        raise Refusal(
            _("Hai cột cùng ghép vào “{label}”. Chọn một cột, cột kia bỏ qua.").format(
                label=fields()[twice].label
            )
        )
    if NEEDED[0] not in chosen:
        raise Refusal(_("Chọn cột nào là “{label}”.").format(label=fields()[NEEDED[0]].label))


def _keep_laid(laid: Laid) -> None:
    ComparedPerson.objects.bulk_create(laid.people, batch_size=500)
    Difference.objects.bulk_create(laid.differences, batch_size=500)


def _forget_laid(of: Comparison) -> None:
    """Without reading what was kept: it would be decrypted row by row."""
    Difference.objects.filter(comparison=of).delete()
    ComparedPerson.objects.filter(comparison=of).only("pk").delete()


_Key = tuple[int, str]


def _said_before(of: Comparison | None) -> dict[_Key, Difference]:
    """What was said of differences before, by person and field; of rows nobody is matched to, by the row."""
    if of is None:
        return {}
    rows = Difference.objects.filter(comparison=of).select_related("of").defer("of__facts_kept")
    return {_difference_key(row): row for row in rows}


def _difference_key(row: Difference) -> _Key:
    return (row.of.person_id or -(row.of.row or 0), row.field)


def _carry_decisions(
    rows: list[Difference], decided: dict[_Key, Difference], *, again: bool, confirmed: int
) -> dict[str, int]:
    """Into rows not yet saved. Decisions of the same file stand as they were. With a new file a mark “corrected
    there” is checked: the difference is gone, or the mark turns into a claim the file does not bear out."""
    fixed = Difference.Outcome.FIXED
    claimed = {key for key, was in decided.items() if was.outcome == fixed}
    standing = set()
    for row in rows:
        was = decided.get(_difference_key(row))
        if was is None or (not again and not row.of.person_id):
            continue
        standing.add(_difference_key(row))
        if was.by_hand and (again or row.changed == Difference.Changed.BEFORE):
            row.verdict, row.by_hand = was.verdict, True
        if again and was.outcome == fixed:
            row.outcome, row.outcome_on = was.outcome, was.outcome_on
        row.claimed_on = was.outcome_on if was.outcome == fixed and not again else was.claimed_on
    gone = len(claimed - standing)  # of a new file; of the same file it was we who changed
    return {
        "confirmed": confirmed if again else gone,
        "not_borne_out": sum(row.claimed_on is not None for row in rows),
    }


@transaction.atomic
def take_corrections_along(
    of: Comparison, where: Branch, count: int, *, by: User, in_full: bool = False
) -> None:
    """The list of what to correct there leaves on paper or as a workbook; `in_full` with whole numbers."""
    require(by, may_compare, of.organisation, of.as_of)
    require(by, may_export_in_full if in_full else may_export, where)
    check_stands(of)
    verb = "comparison.taken_along_in_full" if in_full else "comparison.taken_along"
    note_reading(by, verb, of, path=where.path, reason=str(count))
