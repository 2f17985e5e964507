"""What writing the whole file would do. Nothing is written: this only reads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.sheets import open_workbook
from chibo.base.watching import followed
from chibo.imports.models import FileImport, KnownValue
from chibo.imports.queries.cells import cell_book
from chibo.imports.queries.records import content, written_keys, written_rows
from chibo.imports.readers.fields import fields
from chibo.imports.readers.tables import Table, read_table
from chibo.imports.readers.values import as_name
from chibo.imports.rules.day_order import doubts
from chibo.imports.rules.duplicates import WRITTEN, check_duplicates
from chibo.imports.rules.filling import check_filling
from chibo.imports.rules.identity import check_numbers
from chibo.imports.rules.lives import check_books, work_out_life
from chibo.imports.rules.office_words import FIELD, read_positions
from chibo.imports.rules.offices import seat_officers
from chibo.imports.rules.problems import Answers, Problem
from chibo.imports.rules.rows import Reading, Setting, read_row
from chibo.members.models import Sex
from chibo.organisations.models import Organisation, Placement
from chibo.organisations.queries.tree import branch
from chibo.organisations.rules import may_change_tree
from chibo.rulebook.queries import code_list

NEEDED = ("full_name",)


@dataclass(frozen=True)
class Rehearsal:
    table: Table
    readings: list[Reading]
    notes: list[str] = field(default_factory=list)

    @property
    def ready(self) -> list[Reading]:
        """Rows that can be written now: nothing wrong, or only proposals to look at."""
        return [one for one in self.readings if one.state in ("ready", "check")]

    def counts(self) -> dict[str, int]:
        """`rows` are people of the file still to be written; `skipped` are left out knowingly."""
        states = Counter(one.state for one in self.readings)
        written = sum(one.skipped == WRITTEN for one in self.readings)
        return {
            "listed": len(self.table.rows),
            "rows": len(self.readings) - written,
            "ready": states["ready"],
            "check": states["check"],
            "undecided": states["undecided"],
            "held": states["held"],
            "error": states["error"],
            "skipped": states["skipped"] - written,
        }

    def problems(self) -> list[Problem]:
        """In the file's order, errors and things to look at; what is asked once stands once."""
        listed: dict[object, Problem] = {}
        for reading in self.readings:
            for problem in () if reading.skipped else reading.problems:
                first = listed.get(problem.group) if problem.group else None
                if first is None:
                    listed[problem.group or id(problem)] = replace(problem)
                else:
                    first.also += 1
        return list(listed.values())

    def findings(self) -> dict[str, Any]:
        return {
            "problems": [asdict(problem) for problem in self.problems()],
            "samples": {str(at): self.table.sample(at) for at in self.table.columns()},
            "notes": [*self.table.notes, *self.notes, *self.table.skipped],
            "sheets": list(self.table.others),
        }

    def wrong_rows(self) -> dict[int, list[tuple[str, str]]]:
        """Row of the sheet from 0 → (field, sentence): for giving the file back."""
        return {
            one.at: [(problem.field, problem.sentence) for problem in one.problems]
            for one in self.readings
            if one.problems and not one.skipped
        }


def table_of(of: FileImport) -> Table:
    return read_table(open_workbook(content(of), of.file_name), of.sheet)


def rehearse(of: FileImport, answers: Answers, user: User, table: Table | None = None) -> Rehearsal:
    """Read every row not yet written and say what would come of it; `table` if already read."""
    table = table or table_of(of)
    setting = setting_for(of, answers, user, table)
    done = written_rows(of)
    left = [row for row in table.rows if row.number not in done]
    readings = [read_row(row, setting) for row in followed(left, _("Đọc từng dòng"))]
    for reading in readings:
        check_numbers(reading, setting)
        work_out_life(reading, setting)
        read_positions(reading, setting)
    check_books(readings, setting)
    check_duplicates(readings, setting, user, set(written_keys(of, "members.person")))
    seat_officers(readings, setting, user)
    check_filling(readings, user)
    return Rehearsal(table, readings, _notes(setting, readings))


def setting_for(of: FileImport, answers: Answers, user: User, table: Table) -> Setting:
    where = branch(of.organisation_id, of.as_of)
    cells, columns = cell_book(where), _columns(of)
    return Setting(
        where=where,
        as_of=of.as_of,
        books_from=of.books_from,
        columns=columns,
        answers=answers,
        cells=cells,
        known=_known_values(of),
        stands_from=_stands_from([cell.pk for cell in cells.cells]),
        books=_books([cell.pk for cell in cells.cells]),
        today=timezone.localdate(),
        may_found=not where.is_cell and may_change_tree(user, where),
        doubts=doubts(table.rows, columns),
        titled=table.titled,
    )


def _columns(of: FileImport) -> list[tuple[int, Any]]:
    known = fields()
    return [
        (int(column), known[meant["field"]])
        for column, meant in of.columns.items()
        if meant["field"] in known
    ]


def _known_values(of: FileImport) -> dict[tuple[str, str], str]:
    rows = KnownValue.objects.filter(organisation=of.organisation_id)
    return {(row.field, row.spelling): row.meaning for row in rows}


def _stands_from(cells: Sequence[int]) -> dict[int, Any]:
    rows = Placement.objects.filter(organisation__in=cells).values("organisation")
    return dict(rows.annotate(day=Min("started_on")).values_list("organisation", "day"))


def _books(cells: Sequence[int]) -> dict[int, Any]:
    begun = Organisation.objects.filter(pk__in=cells, records_from__isnull=False)
    return dict(begun.values_list("pk", "records_from"))


def _notes(setting: Setting, readings: Sequence[Reading]) -> list[str]:
    said = []
    if not setting.reads("official") and not setting.reads("joined_official"):
        said.append(
            _(
                "Tệp không có cột ngày chính thức: ai đã qua 12 tháng dự bị trước khi sổ bắt đầu "
                "thì ghi là đảng viên chính thức, chưa rõ ngày."
            )
        )
    if shouted := [
        name for one in readings if as_name(name := one.raw.get("full_name", "")) != name
    ]:
        said.append(
            _("{count} tên viết hoa cả được ghi lại như thường: {name}.").format(
                count=len(shouted), name=as_name(shouted[0])
            )
        )
    said += _offices(readings)
    reasons = Counter(one.skipped for one in readings if one.skipped not in ("", WRITTEN))
    said += [
        _("{count} dòng không ghi: {reason}.").format(count=count, reason=reason)
        for reason, count in reasons.items()
    ]
    return said


def _offices(readings: Sequence[Reading]) -> list[str]:
    """“Ghi kèm 12 chức vụ: 8 bí thư chi bộ, 4 chi ủy viên.”"""
    ready = [one for one in readings if one.state in ("ready", "check")]
    held = Counter(office.position for one in ready for office in one.offices)
    if not held:
        return []
    told = "; ".join(
        f"{count} {_lower(_label('positions', code))}" for code, count in held.most_common()
    )
    return [_("Ghi kèm {count} chức vụ: {told}.").format(count=held.total(), told=told)]


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def row_side(of: FileImport, answers: Answers, user: User, row: int) -> dict[str, str]:
    """One row as understood, in the words of `person_side`; numbers masked."""
    table = table_of(of)
    found = next((one for one in table.rows if one.number == row), None)
    if found is None:
        return {}
    setting = setting_for(of, answers, user, table)
    reading = read_row(found, setting)
    check_numbers(reading, setting)
    facts, cell = reading.facts, setting.cells.named(reading.cell or 0)
    number = facts.get("national_id", "")
    return {
        _("Họ và tên"): facts.get("full_name", ""),
        _("Ngày sinh"): str(facts.get("born", "")),
        _("Giới tính"): dict(Sex.choices).get(facts.get("sex", ""), ""),
        _("Dân tộc"): _label("ethnicities", facts.get("ethnicity", "")),
        _("Số định danh"): f"•••• •••• {number[-4:]}" if number else "",
        _("Số thẻ đảng viên"): facts.get("card_number", ""),
        _("Ngày vào Đảng"): str(facts.get("joined", "")),
        _("Ngày chính thức"): str(facts.get("official", "")),
        _("Quê quán"): facts.get("native_detail", ""),
        _("Chi bộ"): cell.short_name if cell else reading.new_cell,
        _("Chức vụ"): str(reading.said.get(FIELD, "")),
    }


def _label(name: str, code: str) -> str:
    return code_list(name).label(code) if code else ""
