"""What becomes of differences: where each is to be mended, what was mended there, what is taken from there."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.base.holding import hold
from chibo.base.partial_dates import PartialDate
from chibo.base.rules import Refusal, require
from chibo.imports.models import ComparedPerson, Comparison, Difference
from chibo.imports.queries.our_side import RANKED, file_facts
from chibo.imports.readers.fields import fields
from chibo.imports.rules.comparing.access import check_stands, may_compare
from chibo.imports.rules.comparing.sides import may_take
from chibo.imports.rules.numbers import CARD_DIGITS, ID_DIGITS, shape_problem
from chibo.members.actions.files import Level, correct_file, record_level
from chibo.members.models import Person
from chibo.organisations.queries.tree import branch

Outcome, Verdict = Difference.Outcome, Difference.Verdict
_DIGITS = {"national_id": ID_DIGITS, "card_number": CARD_DIGITS}


@transaction.atomic
def decide_where(of: Comparison, keys: Sequence[int], verdict: str, *, by: User) -> int:
    """Say of differences on which side they are to be mended. Returns how many."""
    _ask_to_compare(of, by)
    rows = _open_differences(of, keys, (Outcome.OPEN, Outcome.FIXED))
    for row in rows:
        row.verdict, row.by_hand, row.outcome, row.outcome_on = (
            Verdict(verdict).value,
            True,
            Outcome.OPEN.value,
            None,
        )
    _keep_outcomes(rows)
    _note_fields(by, "comparison.decided", of, rows)
    return len(rows)


@transaction.atomic
def mark_fixed_there(of: Comparison, keys: Sequence[int], on: date, *, by: User) -> int:
    """The differences were corrected in the official system; the next file shows whether they were."""
    _ask_to_compare(of, by)
    rows = _open_differences(of, keys, (Outcome.OPEN,))
    for row in rows:
        row.verdict, row.by_hand = Verdict.THERE.value, True
        row.outcome, row.outcome_on = Outcome.FIXED.value, on
    _keep_outcomes(rows)
    _note_fields(by, "comparison.fixed_there", of, rows)
    return len(rows)


@transaction.atomic
def take_theirs(of: Comparison, keys: Sequence[int], *, by: User) -> int:
    """Correct our files by the official list, each person's chosen fields in one correction. All or nothing:
    raises Refusal naming the first value that cannot be taken."""
    _ask_to_compare(of, by)
    rows = _open_differences(of, keys, (Outcome.OPEN, Outcome.FIXED))
    of_person: dict[int, list[Difference]] = {}
    for row in rows:
        _check_taken(row)
        of_person.setdefault(row.of.person_id or 0, []).append(row)
    people = Person.objects.in_bulk(list(of_person))
    for key, chosen in of_person.items():
        _correct_by_theirs(people[key], chosen, of, by)
    for row in rows:
        row.verdict, row.by_hand = Verdict.HERE.value, True
        row.outcome, row.outcome_on = Outcome.TAKEN.value, timezone.localdate()
    _keep_outcomes(rows)
    _note_fields(by, "comparison.taken", of, rows)
    return len(rows)


def _ask_to_compare(of: Comparison, by: User) -> None:
    hold(of)
    require(by, may_compare, of.organisation, of.as_of)
    check_stands(of)


def _open_differences(
    of: Comparison, keys: Sequence[int], outcomes: Sequence[str]
) -> list[Difference]:
    rows = Difference.objects.filter(comparison=of, pk__in=keys, outcome__in=outcomes)
    found = list(rows.select_related("of").order_by("pk"))
    if not found:
        raise Refusal(_("Chọn ít nhất một dòng còn để sửa."))
    return found


def _keep_outcomes(rows: Sequence[Difference]) -> None:
    names = ["verdict", "by_hand", "outcome", "outcome_on"]
    Difference.objects.bulk_update(rows, names, batch_size=500)


def _note_fields(by: User, verb: str, of: Comparison, rows: Sequence[Difference]) -> None:
    """One line of the comparison: how many, and which fields; never what stands in them."""
    told = ", ".join(sorted({_field_label(row.field) for row in rows}))
    path = branch(of.organisation, of.as_of).path
    note_all(by, [Line(verb, of, path, reason=f"{len(rows)}: {told}"[:300])])


def _field_label(code: str) -> str:
    return fields()[code].label if code in fields() else _("Có trong danh sách")


def _check_taken(row: Difference) -> None:
    facts = row.of.facts
    value = facts["theirs"].get(row.field, "")
    told = {"who": facts["name"], "field": _field_label(row.field)}
    if row.of.person_id is None or not may_take(row.field, facts["theirs"]):
        raise Refusal(
            _(
                "{who}: mục “{field}” không lấy thẳng từ tệp được. Mở hồ sơ để sửa, hoặc ghi biến động."
            ).format(**told)
        )
    digits = _DIGITS.get(row.field)
    if digits and (wrong := shape_problem(value, digits)):
        raise Refusal(
            _("{who}: {field} ở tệp không dùng được: {wrong}.").format(wrong=wrong, **told)
        )


def _correct_by_theirs(
    person: Person, rows: Sequence[Difference], of: Comparison, by: User
) -> None:
    compared = rows[0].of
    facts = compared.facts
    theirs = {row.field: facts["theirs"][row.field] for row in rows}
    _check_unchanged(person, facts, theirs)
    why = _("Lấy theo tệp đối chiếu {name}, dòng {row}").format(
        name=of.file_name, row=compared.row
    )[:300]
    try:
        if told := {
            code: _typed(code, text) for code, text in theirs.items() if code not in RANKED
        }:
            correct_file(person, told, by=by, reason=why)
        for code in theirs.keys() & RANKED:
            record_level(person, Level(code, theirs[code]), by=by)
    except ValidationError as wrong:
        said = " ".join(wrong.messages)
        raise Refusal(f"{person.full_name}: {said}") from wrong
    facts["ours"] |= theirs
    compared.facts = facts
    ComparedPerson.objects.filter(pk=compared.pk).update(facts_kept=compared.facts_kept)


def _check_unchanged(
    person: Person, facts: dict[str, dict[str, str]], chosen: dict[str, str]
) -> None:
    """Refuse to write over what somebody corrected after the comparison was made."""
    now = file_facts(person)
    for code in chosen:
        if code in now and now[code] != facts["ours"].get(code, ""):
            raise Refusal(
                _("{who}: “{field}” đã sửa sau lần đối chiếu này. Bấm So lại rồi xem lại.").format(
                    who=person.full_name, field=_field_label(code)
                )
            )


def _typed(code: str, text: str) -> object:
    if fields()[code].kind == "date":
        return PartialDate.parse(text, timezone.localdate())
    return text
