"""What a side handed in to the level above."""

from functools import cached_property

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.organisations.models import Organisation
from chibo.reports.actions.receiving import remark_on_cell
from chibo.reports.actions.signing import attach_scan
from chibo.reports.actions.submitting import begin_submission, check_submission, submit
from chibo.reports.models import FORMS, Submission


class HandedSide:
    """Part of a Side."""

    cell: Organisation
    keeper: User

    @cached_property
    def submission(self) -> Submission:
        """Handed in, with a signed paper and a remark of the level above."""
        begun = begin_submission(self.cell, FORMS, Period.parse("2026-H1"), by=self.keeper)
        attach_scan(begun, b"%PDF-1.7 signed", by=self.keeper)
        done = submit(check_submission(begun, by=self.keeper), "Đang xác minh.", by=self.keeper)
        remark_on_cell(done.sheets.get(slug="bieu-1"), ("D", 0), "Xem lại.", by=self.keeper)
        return done
