"""The four steps as the office walks them, and who may not."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chibo.accounts.models import User
from chibo.imports.actions.uploading import NewFile, upload_file
from chibo.imports.models import FileImport, SavedMapping, Stage
from chibo.imports.tests import files
from chibo.imports.tests.sending import AS_OF, BOOKS, CLEAN, changed, look, send, write
from chibo.members.models import Person
from tests.world import World


def at_the_desk(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def office(world: World) -> Client:
    return at_the_desk(world.an)


def upload(client: Client, world: World, content: bytes, name: str = "ds.xlsx", **told: str):
    sent = {
        "file": SimpleUploadedFile(name, content),
        "organisation": str(world.commune.pk),
        "as_of": "21/11/2026",
        "books_from": "01/01/2026",
        "reported": "",
    }
    return client.post("/nhap", sent | told)


def columns(of: FileImport, **chosen: str) -> dict[str, str]:
    told = {f"c{key}": meant["field"] for key, meant in of.columns.items()}
    return told | {"as_of": "21/11/2026", "books_from": "01/01/2026", "reported": "2"} | chosen


def test_from_the_file_to_the_books_and_back(world: World, office: Client) -> None:
    people = [CLEAN, changed(CLEAN, name="Vì Văn Tú", joined="31/02/2011")]
    answer = upload(office, world, files.plain_list(*people))
    of = FileImport.objects.get()
    assert answer.headers["Location"] == f"/nhap/{of.pk}/cot"
    assert "12/03/1980" in office.get(f"/nhap/{of.pk}/cot").content.decode()

    answer = office.post(f"/nhap/{of.pk}/cot", columns(of))
    assert answer.headers["Location"] == f"/nhap/{of.pk}"
    page = office.get(f"/nhap/{of.pk}").content.decode()
    assert "Có 1 dòng lỗi cần sửa" in page
    assert "Dòng 3: ngày vào Đảng – ngày không có thật" in page
    assert "dòng, khớp số đảng viên đã báo cáo" in page

    office.post(f"/nhap/{of.pk}", {"v:3:joined": "28/1/2008", "viec": "ghi"})
    of.refresh_from_db()
    assert (of.stage, of.counts["rows"]) == (Stage.APPLIED, 0)
    assert Person.objects.filter(full_name="Vì Văn Tú").exists()
    assert "Đã ghi 2 đảng viên" in office.get(f"/nhap/{of.pk}").content.decode()

    office.post(f"/nhap/{of.pk}/hoan-tac")
    assert not Person.objects.filter(full_name="Vì Văn Tú").exists()
    assert "Đã hoàn tác lần nhập này" in office.get(f"/nhap/{of.pk}").content.decode()


def test_the_end_says_how_many_wait(world: World, office: Client) -> None:
    of = send(world, CLEAN, changed(CLEAN, name="Vì Văn Tú", joined="31/02/2011"))
    write(world, of)
    page = office.get(f"/nhap/{of.pk}").content.decode()
    assert "Đã ghi 1. Còn 1 dòng trong danh sách chờ." in page


def test_what_is_typed_stays_when_it_is_still_wrong(world: World, office: Client) -> None:
    of = send(world, changed(CLEAN, joined="31/02/2011"))
    look(world, of)
    office.post(f"/nhap/{of.pk}", {"v:2:joined": "30/02/2011"})
    assert 'value="30/02/2011"' in office.get(f"/nhap/{of.pk}").content.decode()


def test_a_field_may_be_left_blank_knowingly(world: World, office: Client) -> None:
    of = send(world, changed(CLEAN, born="31/02/1980"))
    look(world, of)
    office.post(f"/nhap/{of.pk}", {"v:2:born": "", "b:2:born": "1"})
    of.refresh_from_db()
    assert of.counts["ready"] == 1


def test_all_cells_of_the_list_at_once(world: World, office: Client) -> None:
    names = ("CB bản Lùn", "CB bản Vặt", "Trạm Y tế")
    of = send(world, *(changed(CLEAN, name=f"Lò Văn {n}", cell=n) for n in names))
    look(world, of)
    assert "3 tên chi bộ trong tệp chưa có" in office.get(f"/nhap/{of.pk}").content.decode()
    office.post(f"/nhap/{of.pk}/lap-chi-bo")
    of.refresh_from_db()
    assert of.counts["ready"] == 3


def test_the_books_own_beginning_is_offered_and_a_later_day_is_warned_of(
    world: World, office: Client
) -> None:
    assert office.get("/nhap").context["form"].initial["books_from"] == date(2016, 1, 1)

    upload(office, world, files.plain_list(CLEAN))
    late = FileImport.objects.get()
    upload(office, world, files.plain_list(CLEAN, CLEAN), books_from="01/01/2016")
    own = FileImport.objects.exclude(pk=late.pk).get()

    warned, quiet = (office.get(f"/nhap/{of.pk}/cot").content.decode() for of in (late, own))
    assert "Sổ của đơn vị bắt đầu từ 01/01/2016, sớm hơn ngày đã chọn 01/01/2026" in warned
    assert "sớm hơn ngày đã chọn" not in quiet


def test_two_files_side_by_side(world: World, office: Client) -> None:
    of = send(world, changed(CLEAN, name="Lò Thị An", sex="Nữ", born="12/03/1985"))
    look(world, of)
    page = office.get(f"/nhap/{of.pk}/trung/2").content.decode()
    assert "Có thể trùng Lò Thị An, sinh 1985, Bản Trên" in page
    assert "•••• •••• 0001" in page and "014185000001" not in page
    office.post(f"/nhap/{of.pk}/trung/2", {"k:2:full_name": "new"})
    of.refresh_from_db()
    assert of.counts["ready"] == 1


def test_the_error_file_is_the_users_own_with_a_column(world: World, office: Client) -> None:
    of = send(world, CLEAN, changed(CLEAN, name="Vì Văn Tú", joined="31/02/2011"))
    look(world, of)
    answer = office.get(f"/nhap/{of.pk}/bao-cao-loi")
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in page[1]] == [*files.PLAIN, "Lỗi"]
    assert page.cell(3, 11).value == "Ngày vào Đảng: Ngày không có thật"
    assert page.cell(3, 8).fill.fgColor.rgb == "00F8D7DA"


def test_the_corrected_file_takes_the_place_of_the_first(world: World, office: Client) -> None:
    of = send(world, changed(CLEAN, joined="31/02/2011"))
    look(world, of)
    better = SimpleUploadedFile("sua.xlsx", files.plain_list(CLEAN))
    office.post(f"/nhap/{of.pk}/tai-lai", {"file": better})
    of.refresh_from_db()
    assert (of.file_name, of.counts["ready"]) == ("sua.xlsx", 1)


def test_a_mapping_is_saved_by_name_and_recognised(world: World, office: Client) -> None:
    head = ["Họ tên", "Số hiệu", "CB"]
    upload(office, world, files.xlsx([head, ["Lò Văn Hai", "12", "Bản Trên"]]))
    of = FileImport.objects.get()
    office.post(f"/nhap/{of.pk}/cot", columns(of, c1="resume_number"))
    office.post(f"/nhap/{of.pk}/kieu-ghep", {"name": "Danh sách văn phòng"})
    assert SavedMapping.objects.get().fields["so hieu"] == "resume_number"
    upload(office, world, files.xlsx([head, ["Lò Văn Ba", "13", "Bản Trên"]]))
    page = office.get(f"/nhap/{FileImport.objects.first().pk}/cot").content.decode()
    assert "đã ghép theo kiểu “Danh sách văn phòng”" in page


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"c1": "born"}, "Hai cột cùng ghép vào “Ngày sinh”"),
        ({"c1": ""}, "Chọn cột nào là “Họ và tên”"),
        ({"books_from": "22/11/2026"}, "phải trước hoặc đúng ngày tính đến"),
        ({"as_of": "31/02/2026"}, "Ngày 31/02/2026 không có thật"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_and_kept(
    world: World, office: Client, chosen: dict[str, str], sentence: str
) -> None:
    of = send(world, CLEAN)
    page = office.post(f"/nhap/{of.pk}/cot", columns(of, **chosen)).content.decode()
    assert sentence in page
    assert 'value="2"' in page


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.7", "ds.xlsx", "tệp PDF"),
        (b"PK\x03\x04 half of it", "ds.xlsx", "bị hỏng"),
        (b"", "ds.xlsx", "Tệp"),
        (files.xlsx([["Hàng", "Giá"], [1, 2]]), "ds.xlsx", "Không tìm thấy dòng tiêu đề"),
        (files.plain_list(CLEAN), "ds.xlsm", "macro"),
    ],
    ids=["pdf", "truncated", "empty", "no list", "macros"],
)
def test_a_bad_file_is_refused_on_the_page_and_nothing_typed_is_lost(
    world: World, office: Client, content: bytes, name: str, sentence: str
) -> None:
    page = upload(office, world, content, name, reported="224").content.decode()
    assert sentence in page
    assert 'value="224"' in page
    assert not FileImport.objects.exists()


def test_the_same_file_again_leads_to_the_first(world: World, office: Client) -> None:
    upload(office, world, files.plain_list(CLEAN))
    first = FileImport.objects.get()
    with io.BytesIO() as same:
        same.write(first_content(first))
        answer = upload(office, world, same.getvalue())
    assert answer.headers["Location"] == f"/nhap/{first.pk}"
    assert "đã tải lên ngày" in office.get(f"/nhap/{first.pk}/cot").content.decode()
    assert FileImport.objects.count() == 1


def first_content(of: FileImport) -> bytes:
    from chibo.imports.queries.records import content

    return content(of)


def test_a_cancelled_file_is_forgotten(world: World, office: Client) -> None:
    of = send(world, CLEAN)
    office.post(f"/nhap/{of.pk}/huy")
    of.refresh_from_db()
    assert of.stage == Stage.CANCELLED
    assert "Đã hủy lần nhập này" in office.get(f"/nhap/{of.pk}").content.decode()


@pytest.mark.parametrize("page", ["", "/cot", "/trung/2", "/bao-cao-loi"])
def test_the_office_next_door_finds_nothing(world: World, page: str) -> None:
    of = send(world, changed(CLEAN, name="Lò Thị An", sex="Nữ", born="12/03/1985"))
    look(world, of)
    assert at_the_desk(world.khanh).get(f"/nhap/{of.pk}{page}").status_code == 404
    assert at_the_desk(world.chung).get(f"/nhap/{of.pk}{page}").status_code == 404


@pytest.mark.parametrize(
    "page", ["ghi", "hoan-tac", "huy", "tai-lai", "kieu-ghep", "lap-chi-bo", "trang"]
)
def test_nor_may_it_press_a_button(world: World, page: str) -> None:
    of = send(world, CLEAN)
    look(world, of)
    assert at_the_desk(world.khanh).post(f"/nhap/{of.pk}/{page}").status_code == 404


def test_those_who_may_import_nowhere_find_no_page(world: World) -> None:
    assert at_the_desk(world.chung).get("/nhap").status_code == 404
    assert at_the_desk(world.chung).get("/nhap/mau").status_code == 404


def test_the_template_is_read_back(world: World, office: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(office.get("/nhap/mau").content))
    head = [cell.value for cell in book.worksheets[0][1]]
    assert head[:3] == ["STT", "Họ và tên", "Giới tính"]
    assert "Ngày chính thức" in head


def test_pages_stay_small_whatever_the_file(world: World, office: Client) -> None:
    people = [
        changed(CLEAN, name=f"Lò Văn {n}", joined="31/02/2011", cell=f"Bản {n}") for n in range(120)
    ]
    of = send(world, *people)
    look(world, of)
    assert len(office.get(f"/nhap/{of.pk}").content) < 60_000
    member = {"Họ và tên": "Lò Thị Hà"}
    upload(office, world, files.national([member]))
    wide = FileImport.objects.first()
    assert len(office.get(f"/nhap/{wide.pk}/cot").content) < 60_000


def test_a_very_wide_file_picks_fields_from_one_list(world: World, office: Client) -> None:
    head = ["Họ và tên", "CB", *(f"Cột riêng {n}" for n in range(55))]
    upload(
        office, world, files.xlsx([head, ["Lò Văn Hai", "Bản Trên", *("x" for _n in range(55))]])
    )
    of = FileImport.objects.get()
    page = office.get(f"/nhap/{of.pk}/cot").content
    assert len(page) < 60_000
    told = {"c0": "Họ và tên", "c1": "Chi bộ", "c2": "Số lý lịch", "c3": "không có trường này"}
    dates = {"as_of": "21/11/2026", "books_from": "01/01/2026"}
    again = office.post(f"/nhap/{of.pk}/cot", told | dates).content.decode()
    assert "Chọn một trường trong danh sách, hoặc để trống." in again
    office.post(f"/nhap/{of.pk}/cot", told | dates | {"c3": ""})
    of.refresh_from_db()
    assert [of.columns[n]["field"] for n in "0123"] == ["full_name", "cell", "resume_number", ""]


def test_a_heading_of_two_meanings_says_how_it_is_read(world: World, office: Client) -> None:
    rows = [["Họ và tên", "Chi bộ", "Ngày kết nạp"], ["Lò Văn Một", "Bản Trên", "3/2/2008"]]
    of = upload_file(NewFile("kn.xlsx", files.xlsx(rows), AS_OF, BOOKS), world.commune, by=world.an)
    page = office.get(f"/nhap/{of.pk}/cot").content.decode()

    assert page.count("Đoán nghĩa") == 1
    assert "Đọc là ngày ghi trong quyết định" in page


def three_sheets() -> bytes:
    book = openpyxl.Workbook()
    for name, person in (("CB Bản Trên", "Lò Văn Mốt"), ("CB Bản Dưới", "Lò Văn Hai")):
        page = book.create_sheet(name)
        page.append(["Họ tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức"])
        page.append([person, "1/2/1980", "3/2/2005", "3/2/2006"])
    book["Sheet"].append(["Hướng dẫn ghi danh sách"])
    return files.saved(book)


def test_every_sheet_of_a_file_is_an_import_of_its_own(world: World, office: Client) -> None:
    upload(office, world, three_sheets())
    first = FileImport.objects.get()
    page = office.get(f"/nhap/{first.pk}/cot").content.decode()
    assert "Nhập trang “CB Bản Dưới”" in page and "Nhập trang “CB Bản Trên”" not in page

    answer = office.post(f"/nhap/{first.pk}/trang", {"trang": "CB Bản Dưới"})
    second = FileImport.objects.exclude(pk=first.pk).get()
    assert answer.headers["Location"] == f"/nhap/{second.pk}/cot"
    assert (first.sheet, second.sheet) == ("CB Bản Trên", "CB Bản Dưới")
    for of in (first, second):
        office.post(f"/nhap/{of.pk}/cot", columns(of))
        office.post(f"/nhap/{of.pk}/ghi")
    found = Person.objects.filter(full_name__startswith="Lò Văn ", born_on="1980-02-01")
    assert sorted(found.values_list("full_name", flat=True)) == ["Lò Văn Hai", "Lò Văn Mốt"]
    assert "trang “CB Bản Dưới”" in office.get("/nhap").content.decode()


def test_a_sheet_brought_in_already_leads_to_its_import(world: World, office: Client) -> None:
    upload(office, world, three_sheets())
    first = FileImport.objects.get()
    for _time in range(2):
        answer = office.post(f"/nhap/{first.pk}/trang", {"trang": "CB Bản Dưới"})
    second = FileImport.objects.exclude(pk=first.pk).get()
    assert answer.headers["Location"] == f"/nhap/{second.pk}"


def test_a_corrected_file_is_read_on_the_same_sheet(world: World, office: Client) -> None:
    upload(office, world, three_sheets())
    first = FileImport.objects.get()
    office.post(f"/nhap/{first.pk}/trang", {"trang": "CB Bản Dưới"})
    second = FileImport.objects.exclude(pk=first.pk).get()
    office.post(f"/nhap/{second.pk}/cot", columns(second))
    better = SimpleUploadedFile("sua.xlsx", three_sheets())
    office.post(f"/nhap/{second.pk}/tai-lai", {"file": better})
    second.refresh_from_db()
    assert (second.file_name, second.sheet, second.counts["listed"]) == (
        "sua.xlsx",
        "CB Bản Dưới",
        1,
    )


def test_a_sheet_without_a_list_is_refused_with_those_that_have_one(
    world: World, office: Client
) -> None:
    upload(office, world, three_sheets())
    first = FileImport.objects.get()
    office.post(f"/nhap/{first.pk}/trang", {"trang": "Sheet"})
    assert FileImport.objects.count() == 1
    said = "Trang có danh sách: “CB Bản Trên”, “CB Bản Dưới”."
    assert said in office.get(f"/nhap/{first.pk}/cot").content.decode()
