"""The lists one side of the walk sent: one to be brought in, one to be laid beside the books."""

from datetime import date
from functools import cached_property
from io import BytesIO

import xlsxwriter

from chibo.accounts.models import User
from chibo.imports.actions.comparing import run_comparison, send_comparison
from chibo.imports.actions.mapping import run_rehearsal
from chibo.imports.actions.uploading import NewFile, upload_file
from chibo.imports.models import Comparison, FileImport, Worksheet
from chibo.imports.rules.problems import Answers
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class ImportedSide:
    """Part of a Side: what it says of lists."""

    cell: Organisation
    cell_name: str
    person: Person
    keeper: User

    @cached_property
    def file_import(self) -> FileImport:
        """Rehearsed: one row names somebody who is in the books already."""
        new = NewFile(f"{self.cell_name}.xlsx", self._list(), date(2026, 6, 30))
        sent = upload_file(new, self.cell, by=self.keeper)
        run_rehearsal(sent, Answers(), by=self.keeper)
        return sent

    @cached_property
    def comparison(self) -> Comparison:
        """The official list knows the cell's person and one more."""
        sent = send_comparison(
            f"csdl {self.cell_name}.xlsx",
            self._list(),
            self.cell,
            date(2026, 6, 30),
            by=self.keeper,
        )
        return run_comparison(sent, {}, by=self.keeper)

    @property
    def doubtful_row(self) -> int:
        found = Worksheet.objects.get(file_import=self.file_import).findings["problems"]
        return int(next(problem["row"] for problem in found if problem["compare"]))

    def _list(self) -> bytes:
        born = self.person.partial("born")
        rows = [
            ["Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Chi bộ", "Ngày vào Đảng"],
            [self.person.full_name, str(born or ""), "Nữ", "Thái", self.cell_name, "03/02/2008"],
            [f"Lò Mới {self.cell_name}", "01/02/2000", "Nam", "Thái", self.cell_name, "03/02/2024"],
        ]
        held = BytesIO()
        with xlsxwriter.Workbook(held) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        return held.getvalue()
