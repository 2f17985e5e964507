from datetime import date

import pytest
from django.db import connection

from chibo.imports.rules.problems import Answers
from chibo.imports.tests import files
from chibo.imports.tests.sending import AS_OF, CLEAN, changed, look, said, send
from chibo.members.models import Movement, Person
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation
from tests.world import World


@pytest.fixture
def na_bo(world: World) -> World:
    for name in ("bản Nà Bó 1", "bản Nà Bó 2"):
        short = name.replace("bản", "Bản")
        new = NewOrganisation(f"Chi bộ {name}", "subordinate_cell", "ban", short)
        found_organisation(new, world.commune, date(1990, 1, 1), by=world.admin)
    return world


def test_the_six_problems_of_the_mock_up(na_bo: World) -> None:
    of = send(
        na_bo,
        changed(CLEAN, joined="31/02/2011", official=""),
        changed(CLEAN, name="Lò Văn Sơn", id="01418300512"),
        changed(CLEAN, name="Vì Văn Tú", cell="CB bản Nà bó"),
        changed(CLEAN, name="Cà Văn Hải", official="05/2009"),
        changed(CLEAN, name="Lò Thị An", sex="Nữ", born="12/03/1985"),
        changed(CLEAN, name="Sồng A Hảo", ethnicity="H'Mông"),
    )
    found = look(na_bo, of)
    assert said(found.problems()) == [
        (2, "joined", "31/02/2011", "error", "Ngày không có thật"),
        (3, "national_id", "01418300512", "error", "Có 11 số, cần 12 số"),
        (4, "cell", "CB bản Nà bó", "error", "Khớp 2 chi bộ"),
        (5, "official", "05/2009", "check", "Chỉ có tháng và năm"),
        (6, "full_name", "Lò Thị An", "undecided", "Có thể trùng Lò Thị An, sinh 1985, Bản Trên"),
        (7, "ethnicity", "H'Mông", "check", "Sẽ ghi theo danh mục: Mông"),
    ]
    problems = found.problems()
    assert problems[0].typed == ""
    assert [label for _key, label in problems[2].choices[:3]] == [
        "Chọn: Bản Nà Bó 1 hoặc Bản Nà Bó 2",
        "Bản Nà Bó 1",
        "Bản Nà Bó 2",
    ]
    assert problems[3].choices[0] == ("keep", "Giữ nguyên, ghi “chưa rõ ngày”")
    assert problems[4].compare == [na_bo.people["an"].pk]
    assert found.counts() == {
        "listed": 6,
        "rows": 6,
        "ready": 0,
        "check": 2,
        "undecided": 1,
        "held": 0,
        "error": 3,
        "skipped": 0,
    }


def test_nothing_is_written(world: World) -> None:
    of = send(world, CLEAN, changed(CLEAN, name="Vì Văn Tú", cell="Bản Mới"))
    before = (Person.objects.count(), Movement.objects.count(), Organisation.objects.count())
    look(world, of, Answers(groups={"cell:ban3 mơi4": "new"}))
    assert (
        Person.objects.count(),
        Movement.objects.count(),
        Organisation.objects.count(),
    ) == before


def test_what_is_typed_on_the_screen_stands_for_the_file(world: World) -> None:
    of = send(world, changed(CLEAN, joined="31/02/2008", id="0148000000"))
    answers = Answers(rows={"2": {"joined": "03/02/2008", "national_id": "014080000011"}})
    assert look(world, of, answers).counts()["ready"] == 1


def test_a_wrong_correction_is_kept_and_said_again(world: World) -> None:
    of = send(world, changed(CLEAN, joined="31/02/2008"))
    (problem,) = look(world, of, Answers(rows={"2": {"joined": "30/02/2008"}})).problems()
    assert (problem.sentence, problem.value, problem.typed) == (
        "Ngày không có thật",
        "31/02/2008",
        "30/02/2008",
    )


def test_a_column_of_lost_zeros_is_asked_about_once(world: World) -> None:
    people = [
        changed(CLEAN, name=f"Lò Văn {name}", id=14_080_000_000 + n)
        for n, name in enumerate(("Ba", "Bốn", "Năm"))
    ]
    of = send(world, *people)
    (problem,) = look(world, of).problems()
    assert (problem.row, problem.also, problem.severity) == (2, 2, "error")
    assert problem.choices[0] == ("pad", "Thêm số 0: 014080000000")
    found = look(world, of, Answers(groups={"zero:national_id": "pad"}))
    assert [one.facts["national_id"] for one in found.ready] == [
        "014080000000",
        "014080000001",
        "014080000002",
    ]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"name": ""}, ("full_name", "error", "Chưa có họ và tên")),
        ({"born": "2010"}, ("joined", "error", "Trước ngày sinh")),
        ({"born": "1/1/1992"}, ("joined", "check", "Vào Đảng khi khoảng 16 tuổi, chưa đủ 18 tuổi")),
        ({"official": "3/2/2007"}, ("official", "error", "Trước ngày vào Đảng")),
        (
            {"official": "3/5/2008"},
            ("official", "check", "Chưa đủ 12 tháng dự bị kể từ ngày vào Đảng"),
        ),
        ({"joined": "1/12/2026"}, ("joined", "error", "Sau ngày tính đến của danh sách")),
        ({"sex": "x"}, ("sex", "error", "Giới tính ghi là Nam hoặc Nữ.")),
        (
            {"id": "014180000011"},
            ("national_id", "check", "Số định danh là của nữ, giới tính ghi nam"),
        ),
        (
            {"id": "014075000011"},
            ("national_id", "check", "Số định danh ghi sinh năm 1975, ngày sinh ghi năm 1980"),
        ),
        ({"id": "000080000011"}, ("national_id", "check", "Ba số đầu 000 không phải mã tỉnh nào")),
        ({"id": "01408O000011"}, ("national_id", "error", "Chỉ gồm chữ số, cần 12 số")),
        (
            {"id": "014185000001"},
            ("national_id", "error", "Số này đã có trong hồ sơ Lò Thị An, sinh 1985, Bản Trên"),
        ),
        ({"cell": "Bản Xa"}, ("cell", "error", "Không có chi bộ nào tên này")),
        ({"cell": ""}, ("cell", "error", "Chưa ghi chi bộ; chọn chi bộ cho các dòng này")),
        (
            {"ethnicity": "Sao Hỏa"},
            ("ethnicity", "check", "Không có trong danh mục; chọn hoặc để trống"),
        ),
        (
            {"ethnicity": "Tây"},
            ("ethnicity", "check", "Không có trong danh mục, gần giống: Tày; chọn hoặc để trống"),
        ),
        ({"joined": "1990", "born": "1960"}, ("joined", "check", "Chỉ có năm")),
        (
            {"official": ""},
            ("official", "check", "Chưa có ngày chính thức; sẽ ghi là đảng viên dự bị"),
        ),
        (
            {"joined": "2026"},
            (
                "joined",
                "error",
                "Cần đủ ngày, tháng, năm vì kết nạp sau khi sổ bắt đầu (01/01/2026)",
            ),
        ),
    ],
)
def test_each_problem_says_what_is_wrong(
    world: World, cells: dict[str, str], problem: tuple[str, str, str]
) -> None:
    of = send(world, changed(CLEAN, **cells))
    found = [(p.field, p.severity, p.sentence) for p in look(world, of).problems()]
    assert problem in found


def test_somebody_of_another_commune_is_not_named(world: World) -> None:
    khanh = world.people["khanh"]
    Person.objects.filter(pk=khanh.pk).update(card_number="990010000099")
    rows = [["Họ và tên", "Số thẻ", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức"]]
    rows.append(["Lò Văn Mới", "990010000099", "Bản Trên", "3/2/2008", "3/2/2009"])
    from chibo.imports.actions.uploading import NewFile, upload_file

    of = upload_file(NewFile("a.xlsx", files.xlsx(rows), AS_OF), world.commune, by=world.an)
    (problem,) = look(world, of).problems()
    assert (
        problem.sentence == "Số này đã có trong hồ sơ ở đơn vị khác; làm thủ tục chuyển sinh hoạt"
    )


def test_the_same_person_twice_in_the_file(world: World) -> None:
    of = send(world, CLEAN, changed(CLEAN, cell="Bản Dưới"))
    (problem,) = look(world, of).problems()
    assert (problem.row, problem.sentence) == (3, "Cùng họ tên, ngày sinh với dòng 2")
    assert [one.row for one in look(world, of).ready] == [2]
    assert look(world, of, Answers(checks={"3:full_name": "skip"})).counts()["rows"] == 2
    assert len(look(world, of, Answers(checks={"3:full_name": "skip"})).ready) == 1
    assert len(look(world, of, Answers(checks={"3:full_name": "new"})).ready) == 2


def test_a_long_list_asks_no_more_questions_of_the_books_than_a_short_one(world: World) -> None:
    from django.test.utils import CaptureQueriesContext

    few = send(world, *(changed(CLEAN, name=f"Lò Văn A{n}") for n in range(2)))
    many = send(world, *(changed(CLEAN, name=f"Lò Văn B{n}") for n in range(60)))
    with CaptureQueriesContext(
        connection,
    ) as short:
        look(world, few)
    with CaptureQueriesContext(connection) as long:
        look(world, many)
    assert len(long) == len(short)


def test_an_admission_before_the_book_of_its_cell_begins_is_said_to_be_so(world: World) -> None:
    of = send(world, changed(CLEAN, joined="19/05/2015", official=""), books_from=date(2015, 1, 1))
    found = [(p.field, p.severity, p.sentence) for p in look(world, of).problems()]
    assert found[-1] == (
        "joined",
        "error",
        "Sổ của chi bộ này bắt đầu từ 01/01/2016; không ghi kết nạp trước ngày đó",
    )


def test_a_text_longer_than_the_file_takes_is_said_beside_its_cell(world: World) -> None:
    of = send(world, changed(CLEAN, name="Lò " * 60))
    assert said(look(world, of).problems())[0][3:] == ("error", "Dài hơn 120 chữ. Rút ngắn lại.")
