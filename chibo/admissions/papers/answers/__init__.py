"""What a case answers to the fields of the forms; "" where the books don't know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo.admissions.models import Case
from chibo.admissions.papers.answers.entry import Entry, entry_fields
from chibo.admissions.papers.answers.facts import case_fields, days_of, numbers_of
from chibo.admissions.papers.answers.file import file_fields, tables_of
from chibo.admissions.papers.answers.levels import Letterhead, Levels, levels_of_case
from chibo.admissions.papers.answers.person import person_fields
from chibo.admissions.papers.answers.votes import vote_fields
from chibo.admissions.papers.declaring import Issuer


@dataclass(frozen=True)
class Answers:
    """`tables` by name: rows of cells. `days` and `numbers` are what papers are dated and numbered by."""

    fields: Mapping[str, str]
    days: Mapping[str, date | None]
    numbers: Mapping[str, int | None]
    tables: Mapping[str, Sequence[Sequence[str]]]
    levels: Levels

    def letterhead(self, issuer: Issuer) -> Letterhead:
        return self.levels.letterhead(issuer)


def answers_of(case: Case, on: date, entry: Entry | None = None) -> Answers:
    """As known on a day; `entry` is what a sheet of its own is printed for."""
    levels = levels_of_case(case, on)
    fields = {
        **person_fields(case.person, on),
        **levels.fields(),
        **case_fields(case, on),
        **vote_fields(case),
        **file_fields(case),
        **entry_fields(entry, on),
    }
    return Answers(fields, days_of(case), numbers_of(case), tables_of(case), levels)
