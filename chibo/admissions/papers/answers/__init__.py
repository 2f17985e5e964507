"""What a case answers to the fields of the forms; "" where the books don't know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo.admissions.models import Case
from chibo.admissions.papers.answers.entry import Entry, entry_fields
from chibo.admissions.papers.answers.facts import case_fields, days_of, registered_of
from chibo.admissions.papers.answers.file import file_fields, tables_of
from chibo.admissions.papers.answers.levels import Letterhead, Levels, levels_of_case
from chibo.admissions.papers.answers.person import person_fields
from chibo.admissions.papers.answers.votes import vote_fields
from chibo.admissions.papers.declaring import Form
from chibo.documents.models import Paper


@dataclass(frozen=True)
class Answers:
    """`tables` by name: rows of cells. `days` are what papers are dated by; by the same names `registered` holds
    those that were entered into the register, which know their number, symbol and issuer."""

    fields: Mapping[str, str]
    days: Mapping[str, date | None]
    registered: Mapping[str, Paper | None]
    tables: Mapping[str, Sequence[Sequence[str]]]
    levels: Levels

    def letterhead(self, form: Form) -> Letterhead:
        if form.issuer == "deciding":
            return self.levels.issuing(self.registered.get(form.number)).letterhead
        return self.levels.letterhead(form.issuer)


def answers_of(case: Case, form: Form, on: date, entry: Entry | None = None) -> Answers:
    """What the form's paper says: who leads and what rules hold is answered for the day of the paper, or for
    `on` while it has none. `entry` is what a sheet of its own is printed for."""
    days, registered = days_of(case), registered_of(case)
    on = days.get(form.day) or on
    levels = levels_of_case(case, on)
    fields = {
        **person_fields(case.person, on),
        **levels.fields(),
        **levels.decision_fields(registered.get(form.number)),
        **case_fields(case, on),
        **vote_fields(case),
        **file_fields(case),
        **entry_fields(entry, on),
    }
    return Answers(fields, days, registered, tables_of(case), levels)
