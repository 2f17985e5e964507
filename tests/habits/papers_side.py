"""What a side has of the register of papers, for the walk."""

from datetime import date
from functools import cached_property

from chibo.accounts.models import User
from chibo.documents.actions import (
    Circulating,
    NewPaper,
    circulate_papers,
    register_paper,
)
from chibo.documents.models import Circulation, Paper
from chibo.organisations.models import Organisation

SINCE = date(2026, 6, 1)


class PapersSide:
    commune: Organisation
    cell: Organisation
    cell_name: str
    keeper: User

    @cached_property
    def paper(self) -> Paper:
        new = NewPaper(
            number="12",
            symbol="NQ/CB",
            kind="resolution",
            issuer_name=f"Chi bộ {self.cell_name}",
            issued_on=SINCE,
            summary=f"Phát triển kinh tế {self.cell_name}",
            level="commune",
        )
        return register_paper(new, self.cell, by=self.keeper)

    def _of_commune(self, number: str) -> Paper:
        about = f"Văn bản của cấp ủy {self.cell_name}"
        new = NewPaper(number, "CV/ĐU", "resolution", "Đảng ủy", SINCE, about)
        return register_paper(new, self.commune, by=self.keeper)

    @cached_property
    def commune_paper(self) -> Paper:
        """In the register of the commune, not sent round yet."""
        return self._of_commune(f"{self.cell.pk}1")

    @cached_property
    def circulation(self) -> Circulation:
        """The cell is asked to make a paper of the commune known."""
        paper = self._of_commune(f"{self.cell.pk}2")
        one = Circulating(
            paper, self.commune, "chosen", [self.cell.pk], SINCE, date(2026, 12, 31), "Nội dung kín"
        )
        return circulate_papers([one], by=self.keeper)[0]
