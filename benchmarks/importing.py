"""A list of 5,000 members brought in: read, rehearsed and applied, then taken back by a rollback."""

import io
from collections.abc import Iterator
from datetime import date
from random import Random
from time import perf_counter, process_time

import xlsxwriter
from django.db import transaction

from benchmarks import shape
from benchmarks.measuring import Line
from benchmarks.names import Names
from chibo.accounts.models import User
from chibo.imports.actions.applying import apply_import
from chibo.imports.actions.mapping import run_rehearsal
from chibo.imports.actions.uploading import NewFile, upload_file
from chibo.imports.rules.problems import Answers
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch, cells_in

ROWS = 5_000
HEADS = ["Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số định danh cá nhân", "Chi bộ",
         "Ngày vào Đảng", "Ngày chính thức", "Trình độ lý luận chính trị"]  # fmt: skip
AIM = 10_000


def imports(country: shape.Country) -> Iterator[Line]:
    for where, account in ((shape.EMPTY, "empty"), (shape.LARGE, "large")):
        commune = country.named(where)
        if commune is None:
            continue
        with transaction.atomic():
            yield from _bring_in(commune, User.objects.get(username=account))
            transaction.set_rollback(True)


def _bring_in(commune: shape.Commune, by: User) -> Iterator[Line]:
    organisation = Organisation.objects.get(pk=commune.key)
    new = NewFile("danh-sach.xlsx", list_of_members(organisation), shape.TODAY, shape.BOOKS)
    begun, used = perf_counter(), process_time()
    kept = upload_file(new, organisation, by=by)
    rehearsal = run_rehearsal(kept, Answers(), by=by)
    rehearsed = perf_counter()
    written = apply_import(kept, Answers(), by=by)
    done, own = perf_counter(), (process_time() - used) * 1000
    into = f"into {commune.people:,} members" if commune.people else "into an empty commune"
    counts = ", ".join(f"{name} {n:,}" for name, n in rehearsal.counts().items())
    yield Line("import of 5,000 rows", f"rehearsal, {into}", (rehearsed - begun) * 1000, note=counts)  # fmt: skip
    yield Line(
        "import of 5,000 rows",
        f"rehearsal and apply, {into}",
        (done - begun) * 1000,
        aim=AIM,
        note=f"processor {own:,.0f} ms; {written:,} rows written; taken back without a commit",
    )


def list_of_members(of: Organisation) -> bytes:
    """People who are in nobody's books yet, spread over the commune's own cells."""
    cells = [row.short_name for row in cells_in(branch(of, shape.TODAY))]
    names, chance = Names(), Random(shape.SEED + of.pk)
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, HEADS)
    for row in range(1, ROWS + 1):
        sheet.write_row(row, 0, _person(chance, names, cells, row))
    book.close()
    return kept.getvalue()


def _person(chance: Random, names: Names, cells: list[str], row: int) -> list[str]:
    sex = chance.choice(["male", "female"])
    born = date(1955 + row % 45, 1 + row % 12, 1 + row % 28)
    joined = date(min(born.year + 22, 2018), 3, 1 + row % 28)
    century = (0 if born.year < 2000 else 2) + (sex == "female")
    number = f"096{century}{born.year % 100:02}{row:06}"
    official = joined.replace(year=joined.year + 1)
    return [
        names.draw(chance, sex, "kinh")[0],
        f"{born:%d/%m/%Y}",
        "Nam" if sex == "male" else "Nữ",
        chance.choice(["Kinh", "Thái", "Mường"]),
        number,
        cells[row % len(cells)],
        f"{joined:%d/%m/%Y}",
        f"{official:%d/%m/%Y}",
        chance.choice(["", "Sơ cấp", "Trung cấp"]),
    ]
