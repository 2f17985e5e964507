"""docs/workbook.md, made from the declarations: `chibo export --describe > docs/workbook.md`."""

from collections.abc import Iterator

from chibo.imports.workbook.declaring import Column, SheetKind
from chibo.imports.workbook.export import VERSION
from chibo.imports.workbook.sheets import SHEETS, sheet

_HEAD = f"""\
# The data workbook (version {VERSION})

One .xlsx that carries what the system holds about a branch. `chibo export` and the page
`/du-lieu` write it; `chibo import` and the same page bring it into an installation that has none of
its organisations. This page is made from the declarations in `chibo/imports/workbook/sheets/` by
`chibo export --describe > docs/workbook.md`; a test keeps it current.

- One sheet per record kind; the first row holds the headings, `*` marks columns that must be filled.
- Rows refer to each other by keys (`TC0001`, `NG000123`); behind a key ` · ` and a name may follow,
  which only help reading. Keys belong to one workbook: they are numbered anew by every export.
- Code lists are written by their Vietnamese labels; codes, short labels and known spellings are read too.
- Whole dates are date cells. Dates known only to the month or year are text: `05/2009`, `1986`.
- Periods are half open: on its last date (“Đến ngày”) a row no longer holds.
- The last sheet, “Ghi chú”, names the format version, branch, day, exporter, rows per sheet and a digest
  of the content. By it a workbook is recognised.
- Organisations outside the branch that its records name, and all that stood above it, come along marked
  “Khung”. Where they stand already (same code, or same name under the same parent) they stay untouched.
- Identity numbers are written whole only for those who may see them; masked ones are not brought in.
- User accounts, duties and the journal are not part of the workbook; nor are corrections members asked for,
  forms and reports handed in, and key cards. Who did something is a name where it is told at all.
- Of the clean-data desk it carries what sweeps counted and the findings left as they are, with who and why. A
  finding left as it is comes along while it holds, and only into a workbook of today: what a rule said of the
  records of an earlier day is not known any more. Brought in, it is kept where the rule finds the same thing there
  (a number that came masked is found by none); the outcome counts the others. Printed comparison slips are no
  record: that they were printed stands in the journal.
- Comparisons with the official list stay behind on purpose. They hold what another system said of every member,
  whole numbers among it, encrypted and only to tell who changed what by the next file; here it would lie open in a
  second place. What was taken over from there is in the files carried, with its reason in the journal that stays;
  what is still to be corrected there shows again when the next file is laid beside.
- Programmes, inspections, discipline and letters are in it only where the exporter inspects in the name of the
  very organisation that keeps them, and never what is about the exporter; for everybody else their sheets are
  empty. Who was named to read a file is not carried. Brought in, they are read by the inspecting duty alone; where
  somebody holds that duty already, nobody else brings them in.
- Ratings are carried where the exporter reads names; a cycle held above the branch comes with the lines of the
  branch alone, and joins the one that stands there. What a withdrawn decision had given is not known to a workbook
  of an earlier day.
- Files stay out: photos of the paper book and what was uploaded lie encrypted in the files folder under keys
  of their installation, and go with its backup. A sheet can be opened by whoever holds it.
- What a phone sent is no record of its own: the meeting it became is carried, as it stands.
- A cell's workbook has the studies, courses and praise of units above its members took part in, with their lines
  alone. Where the same study or course stands already, they join it.
- Agenda templates and stock sentences are lists of the installation's own rule files, copied with these.
- Bringing in is rehearsed as a whole, applied as a whole, and cannot be undone.
"""

_KINDS = {
    "text": "text",
    "digits": "digits, as text",
    "day": "date",
    "partial": "date as known",
    "integer": "whole number",
    "number": "number, decimals as 75,8",
    "yes_no": "Có / Không",
    "time": "time, as 19:30",
    "lines": "text, with its line breaks",
    "key": "key",
}


def as_markdown() -> str:
    return _HEAD + "".join(_sheet(kind) for kind in SHEETS)


def _sheet(kind: SheetKind) -> str:
    rows = "".join(f"| {' | '.join(cells)} |\n" for cells in _rows(kind))
    head = "| Column | Holds | Meaning |\n|---|---|---|\n"
    return f"\n## {kind.name}\n\n{kind.meaning}\n\n{head}{rows}"


def _rows(kind: SheetKind) -> Iterator[tuple[str, str, str]]:
    for column in kind.columns:
        needed = " \\*" if column.required else ""
        yield f"{column.heading}{needed}", _holds(kind, column), str(column.meaning)


def _holds(kind: SheetKind, column: Column) -> str:
    if column.kind == "key":
        return f"key, {kind.prefix}…"
    if column.kind in ("ref", "refs"):
        many = " (several, `;` between)" if column.kind == "refs" else ""
        return f"key of “{sheet(column.of).name}”{many}"
    if column.kind == "choice":
        return " / ".join(str(label) for label in column.choices.values())
    if column.kind in ("code", "codes"):
        several = " (several, `;` between)" if column.kind == "codes" else ""
        return (
            f"list `{column.codes}`" if isinstance(column.codes, str) else "list of the row's kind"
        ) + several
    return _KINDS[column.kind]
