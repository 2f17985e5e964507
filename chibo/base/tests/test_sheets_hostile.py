"""Files that should never get in: each is refused with its own sentence, whole memory untouched."""

import io
import tracemalloc
import zipfile
from contextlib import suppress

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from chibo.base.sheets import UnreadableSheet, limits, open_workbook
from chibo.base.tests.test_sheets_in import xls, xlsx

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def with_part(name, text, *, whole=None):
    """A good .xlsx with one part replaced or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole or xlsx())) as good,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for part in good.namelist():
            if part != name:
                bad.writestr(part, good.read(part))
        bad.writestr(name, text)
    return file.getvalue()


def sheet(cells):
    return with_part(SHEET, f"{HEAD}<sheetData>{cells}</sheetData></worksheet>")


def refused(content, name="ds.xlsx"):
    with pytest.raises(UnreadableSheet) as refusal:
        read_all(content, name)
    return str(refusal.value)


def read_all(content, name):
    return [page.rows() for page in open_workbook(content, name).sheets]


def same(refusal):
    return str(refusal())


def test_a_file_too_big_is_refused():
    assert refused(b"a" * (limits.MAX_FILE_BYTES + 1)) == same(limits.too_big)


def test_an_empty_file_is_refused():
    assert refused(b" \n") == "Tệp không có dữ liệu."


@pytest.mark.parametrize("part", [SHEET, "xl/media/image1.png", "xl/sharedStrings.xml"])
def test_a_zip_bomb_is_refused_in_little_memory(part):
    bomb = with_part(part, b"<a>" + b" " * 150_000_000)
    tracemalloc.start()
    assert refused(bomb) == same(limits.harmful)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    bomb = bytearray(with_part("xl/media/a.bin", b"\0" * 50_000_000))
    entry = bomb.rindex(b"PK\x01\x02")
    bomb[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(bomb)) in (same(limits.harmful), same(limits.damaged))


def test_too_many_parts_are_refused():
    file = io.BytesIO(xlsx())
    with zipfile.ZipFile(file, "a") as bad:
        for n in range(limits.MAX_PARTS + 1):
            bad.writestr(f"xl/{n}", "")
    assert refused(file.getvalue()) == same(limits.harmful)


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "ha">{ENTITIES}]>'


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/any.dat"])
def test_an_entity_bomb_is_refused(part):
    bomb = f"{LAUGHS}{HEAD}<sheetData><row><c><v>&a11;</v></c></row></sheetData></worksheet>"
    whole = with_part("xl/any.dat", bomb) if part.endswith("dat") else with_part(part, bomb)
    assert refused(whole) in (same(limits.harmful), same(limits.unknown_kind))


def test_corner_cells_that_would_fill_all_memory_are_refused():
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert refused(sheet(f'{first}<row r="2"><c r="XFD2"><v>1</v></c></row>')) == same(
        limits.too_many_columns
    )
    assert refused(sheet(f'{first}<row r="1048576"><c r="A1048576"><v>1</v></c></row>')) == same(
        limits.too_many_rows
    )
    assert refused(sheet(f'{first}<row r="4294967295"><c><v>1</v></c></row>')) == same(
        limits.too_many_rows
    )


def test_cells_without_addresses_are_counted_too():
    assert refused(sheet(f"<row>{'<c><v>1</v></c>' * 201}</row>")) == same(limits.too_many_columns)


def test_addresses_hidden_behind_entities_and_prefixes_are_seen():
    text = '<row r="1"><c r="&#88;FD1"><v>1</v></c></row>'
    assert refused(sheet(text)) == same(limits.too_many_columns)
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row><x:c r="XFD1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert refused(with_part(SHEET, prefixed)) == same(limits.too_many_columns)


def test_one_long_text_in_very_many_cells_is_refused():
    long = (
        f'<sst xmlns="{HEAD[18:-2]}" count="1" uniqueCount="1"><si><t>{"x" * 30_000}</t></si></sst>'
    )
    row = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    whole = with_part("xl/sharedStrings.xml", long)
    bomb = with_part(SHEET, f"{HEAD}<sheetData>{row * 200}</sheetData></worksheet>", whole=whole)
    assert refused(bomb) == same(limits.harmful)


def test_a_million_empty_rows_are_read_as_none():
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 1_000_001))
    content = sheet(f'<row r="1"><c r="A1"><v>7</v></c></row>{rows}')
    assert open_workbook(content, "a.xlsx").sheets[0].rows() == [(7,)]


def test_a_dimension_that_lies_changes_nothing():
    text = (
        f'{HEAD}<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>7</v></c></row>'
        "</sheetData></worksheet>"
    )
    assert open_workbook(with_part(SHEET, text), "a.xlsx").sheets[0].rows() == [(7,)]


@pytest.mark.parametrize("announced", ['uniqueCount="4294967295"', 'count="99999999999999999999"'])
def test_a_list_that_announces_billions_is_refused(announced):
    text = f"<sst {announced}><si><t>a</t></si></sst>"
    assert refused(with_part("xl/sharedStrings.xml", text)) == same(limits.damaged)


def test_merged_areas_over_the_whole_grid_change_nothing():
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 5000
    text = (
        f'{HEAD}<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>'
        f"<mergeCells>{merges}</mergeCells></worksheet>"
    )
    [page] = open_workbook(with_part(SHEET, text), "a.xlsx").sheets
    assert page.rows(fill_merged_headers=True) == [(7,)]


def test_two_hundred_columns_pass_and_one_more_does_not():
    most = [tuple(range(1, limits.MAX_COLUMNS + 1))]
    assert open_workbook(xlsx(most), "a.xlsx").sheets[0].rows() == most
    assert refused(xlsx([(*most[0], 0)])) == same(limits.too_many_columns)
    assert refused((",".join("a" * 201)).encode(), "a.csv") == same(limits.too_many_columns)
    assert refused(xls([(*most[0], 0)]), "a.xls") == same(limits.too_many_columns)


def test_csv_with_too_many_rows_is_refused_but_not_for_empty_ones():
    assert refused(b"a,b\n" * (limits.MAX_ROWS + 1), "a.csv") == same(limits.too_many_rows)
    content = b"a,b\n" + b",\n" * 1_000_000
    assert open_workbook(content, "a.csv").sheets[0].rows() == [("a", "b")]


def test_macros_are_refused():
    assert refused(with_part("xl/vbaProject.bin", b"x")) == same(limits.has_macros)
    assert refused(xlsx(), "ds.xlsm") == same(limits.has_macros)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "trang web"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "trang web"),
        (b"%PDF-1.7", "tệp PDF"),
        (b"{\\rtf1", "văn bản Word"),
        (b'<?xml version="1.0"?><Workbook/>', "tệp XML"),
    ],
)
def test_other_files_are_named_for_what_they_are(content, kind):
    assert refused(content, "ds.xls") == str(limits.other_kind(kind))


def test_other_zips_are_named_for_what_they_are():
    for part, kind in [
        ("word/document.xml", "văn bản Word"),
        ("ppt/presentation.xml", "bài trình chiếu"),
    ]:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as other:
            other.writestr(part, "<a/>")
        assert refused(file.getvalue()) == str(limits.other_kind(kind))


def test_other_workbooks_are_not_said_to_be_none():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as other:
        other.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        other.writestr("content.xml", "<a/>")
    kind = "bảng tính của LibreOffice (.ods)"
    assert refused(file.getvalue()) == str(limits.other_workbook(kind))


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 50, b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_table_is_refused(content):
    assert refused(content) == same(limits.unknown_kind)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_half_a_file_is_refused(share):
    for content, name in [(xlsx(), "a.xlsx"), (xls([("x" * 50, n) for n in range(500)]), "a.xls")]:
        assert refused(content[: int(len(content) * share)], name) == same(limits.damaged)


def test_a_locked_xlsx_is_told():
    """Excel wraps an encrypted .xlsx in the container of an old .xls, under this stream name."""
    wrapped = bytearray(xls())
    entry, name = wrapped.index("Workbook".encode("utf-16-le")), "EncryptionInfo"
    wrapped[entry : entry + 2 * len(name)] = name.encode("utf-16-le")
    wrapped[entry + 64] = 2 * len(name) + 2
    assert refused(bytes(wrapped)) == same(limits.locked)


def test_a_locked_xls_is_told():
    locked = bytearray(xls())
    first_record = locked.index(b"\x09\x08\x10\x00") + 20
    locked[first_record : first_record + 2] = b"\x2f\x00"
    assert refused(bytes(locked), "a.xls") == same(limits.locked)


def test_an_xls_with_cells_in_far_corners_is_refused():
    book = xlwt.Workbook()
    for n in range(2):
        page = book.add_sheet(str(n))
        page.write(0, 0, 1)
        page.write(65535, 190, 1)
    file = io.BytesIO()
    book.save(file)
    assert refused(file.getvalue(), "a.xls") == same(limits.too_many_cells)


GOOD_XLS, GOOD_XLSX = xls([("x" * 50, n) for n in range(300)]), xlsx()


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_broken_bytes_are_read_or_refused_but_never_stumble(data):
    good, name = data.draw(st.sampled_from([(GOOD_XLS, "a.xls"), (GOOD_XLSX, "a.xlsx")]))
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableSheet):
        read_all(bytes(broken), name)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    with suppress(UnreadableSheet):
        read_all(content, "a.csv")


def test_openpyxl_files_with_links_elsewhere_are_read_without_following():
    content = with_part("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert openpyxl.load_workbook(io.BytesIO(content)) is not None
    assert len(open_workbook(content, "a.xlsx").sheets) == 1
