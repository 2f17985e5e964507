"""Forms of cases taken away as files: each leaves a line."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from chibo.accounts.models import User
from chibo.admissions.papers.declaring import Form
from chibo.admissions.rules.printing import may_print_form
from chibo.audit.actions import Line, note_all
from chibo.base.rules import require


@transaction.atomic
def print_forms(cases: Sequence[Any], form: Form, ending: str, *, by: User) -> None:
    """`cases` as of `with_stage`; `ending` is docx or pdf."""
    for case in cases:
        require(by, may_print_form, case.path, form)
    reason = f"{form.form or form.title} .{ending}"
    note_all(by, [Line("case.printed", case, case.path, reason=reason) for case in cases])
