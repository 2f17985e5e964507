"""What a side handed in to the level above."""

from functools import cached_property

from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.envelopes import Own
from chibo.base.periods import Period
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.reports.actions.keys import take_down_key
from chibo.reports.actions.receiving import accept_submission, remark_on_cell
from chibo.reports.actions.signing import attach_scan
from chibo.reports.actions.submitting import begin_submission, check_submission, submit
from chibo.reports.models import FORMS, KnownKey, Submission


class HandedSide:
    """Part of a Side."""

    cell: Organisation
    commune: Organisation
    keeper: User

    @cached_property
    def known_key(self) -> KnownKey:
        """Of the commune, as the cell knows it."""
        return self._known(self.cell, self.commune)

    @cached_property
    def carried(self) -> Submission:
        """Accepted, with the keys that take it up and the answer down."""
        self.known_key, self._known(self.commune, self.cell)
        begun = begin_submission(self.cell, FORMS, Period.parse("2024-H2"), by=self.keeper)
        done = submit(check_submission(begun, by=self.keeper), "Đang xác minh.", by=self.keeper)
        return accept_submission(done, by=self.keeper)

    def _known(self, keeper: Organisation, other: Organisation) -> KnownKey:
        card, place = Own(other.pk + 1_000).card, branch(keeper, timezone.localdate())
        return take_down_key(place, other, card.text, card.fingerprint, "Lan", by=self.keeper)

    @cached_property
    def submission(self) -> Submission:
        """Handed in, with a signed paper and a remark of the level above."""
        begun = begin_submission(self.cell, FORMS, Period.parse("2026-H1"), by=self.keeper)
        attach_scan(begun, b"%PDF-1.7 signed", by=self.keeper)
        done = submit(check_submission(begun, by=self.keeper), "Đang xác minh.", by=self.keeper)
        remark_on_cell(done.sheets.get(slug="bieu-1"), ("D", 0), "Xem lại.", by=self.keeper)
        return done
