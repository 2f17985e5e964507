"""What outlives a corrected file: rows that came back unchanged, and answers that still hold."""

from collections.abc import Collection

from chibo.imports.readers.bodies import shown
from chibo.imports.readers.tables import Table
from chibo.imports.rules.problems import Answers


def unchanged_rows(before: Table, after: Table) -> set[int]:
    """Rows that say the same under the same number; a column added at the end does not matter."""
    width = min(len(before.head.headings), len(after.head.headings))
    old, new = (
        {row.number: [shown(cell) for cell in row.cells[:width]] for row in table.rows}
        for table in (before, after)
    )
    return {number for number, cells in old.items() if new.get(number) == cells}


def still_answered(answers: Answers, same: Collection[int]) -> Answers:
    """What was asked once for the file, and what was answered in rows that are still the same."""
    rows = set(map(str, same))
    return Answers(
        rows={row: typed for row, typed in answers.rows.items() if row in rows},
        groups=dict(answers.groups),
        checks={key: told for key, told in answers.checks.items() if key.split(":")[0] in rows},
    )
