"""The official system's list of a commune of 5,000 laid beside its books, inside one request; and what is told of
it. Taken back by a rollback."""

import io
from collections.abc import Iterator

import xlsxwriter
from django.test import Client
from django.utils import timezone

from benchmarks import shape
from benchmarks.furnished import furnished
from benchmarks.measuring import Line, best, questions_in
from chibo.accounts.models import User
from chibo.base.sheets import open_workbook
from chibo.base.text import format_date
from chibo.cleaning.tests.generated import Commune
from chibo.imports.actions.comparing import run_comparison, send_comparison
from chibo.imports.models import Comparison
from chibo.imports.readers.tables import read_table
from chibo.members.models import Person

AIM = 5_000
_HEADS = ["Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo", "Số định danh cá nhân", "Số thẻ đảng viên",
          "Ngày cấp thẻ", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức", "Quê quán", "Nơi thường trú",
          "Trình độ giáo dục phổ thông", "Điện thoại", "Nghề nghiệp hiện nay", "Trạng thái"]  # fmt: skip


def official(country: shape.Country) -> Iterator[Line]:
    with furnished(country) as (commune, keeper):
        content = _workbook(commune)
        sent = _sent(content, commune, keeper)
        bare = best(lambda: read_table(open_workbook(content, "csdl.xlsx")), 3)
        rows = best(lambda: list(Person.objects.filter(memberships__grassroots=commune.unit)), 3)
        asked = questions_in(lambda: run_comparison(sent, {}, by=keeper))
        yield Line(
            "official list of 5,000",
            "laid beside the books",
            best(lambda: run_comparison(sent, {}, by=keeper), 3),
            limit=bare + rows,
            aim=AIM,
            note=f"{sent.counts['differences']:,} differences, {asked} questions; "
            "limit: the file read once, people's rows once",
        )
        again = _sent(content, commune, keeper)
        yield Line(
            "official list of 5,000",
            "… with what was said last time",
            best(lambda: run_comparison(again, {}, by=keeper), 3),
            aim=AIM,
        )
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(keeper)
        for name, path in (("page", ""), ("to correct there, whole", "/sua-ben-kia.xlsx")):
            url = f"{again.get_absolute_url()}{path}"
            assert client.get(url).status_code == 200
            taken = best(lambda url=url: client.get(url), 3)
            yield Line("official list of 5,000", name, taken)


def _sent(content: bytes, commune: Commune, by: User) -> Comparison:
    return send_comparison("csdl.xlsx", content, commune.unit, timezone.localdate(), by=by)


def _workbook(of: Commune) -> bytes:
    """Every second row says nothing in two of six fields the books know."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, _HEADS)
    for row, person in enumerate(of.people, start=1):
        told = _told(of, person)
        if row % 2:
            told[1 + row % 5] = told[9 + row % 6] = ""
        sheet.write_row(row, 0, told)
    book.close()
    return kept.getvalue()


def _told(of: Commune, one: Person) -> list[str]:
    days = (one.born_on, one.card_issued_on, one.joined_on, one.official_on)
    born, issued, joined, official_on = (format_date(day) if day else "" for day in days)
    cell = f"Chi bộ bản Nà {of.cells.index(of.cell_of[one.pk]) + 1}"
    return [
        one.full_name.upper(), born, "Nam" if one.sex == "male" else "Nữ", "Thái", "Không", one.national_id,
        one.card_number, issued, cell, joined, official_on, one.native_detail, one.home_detail, "12/12", one.phone,
        "Làm ruộng", "Đang sinh hoạt",
    ]  # fmt: skip
