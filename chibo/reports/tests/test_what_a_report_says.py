from datetime import date

import pytest

from chibo.base.figures import Scope, figure, read
from chibo.base.periods import Period
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.actions.moving import end_membership
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.reports.content.building import build
from chibo.reports.content.pieces import Content, Grid
from chibo.reports.queries.asking import Ask, BadPlaceholder
from chibo.reports.queries.numbers import Numbers
from tests.world import World


def content_of(organisation: Organisation, period: Period, *, names: bool = True) -> Content:
    return build("six_month", Numbers(organisation, period), {}, names=names)


def said(content: Content, key: str) -> str:
    found = content.passage(key)
    return found.text if found else ""


def grid(content: Content, key: str) -> Grid | None:
    sections = (*content.sections, *content.annexes)
    blocks = [block for section in sections for block in section.blocks]
    return next((one for one in blocks if isinstance(one, Grid) and one.key == key), None)


def lines(table: Grid | None) -> list[list[str]]:
    assert table is not None
    return [[row.mark, row.label, *(piece.text for piece in row.cells)] for row in table.rows]


def test_the_sentences_of_a_half_year(world: World) -> None:
    content = content_of(world.commune, Period.half(2017, 2))

    assert said(content, "organisations") == (
        "Đảng bộ xã Mường Mẫu có 3 chi bộ, gồm: 2 bản, 1 trường học."
    )
    assert said(content, "members") == (
        "Đến 31/12/2017, toàn Đảng bộ có 6 đảng viên, tăng 1 so với cùng kỳ năm trước, bằng 120%. "
        "Trong đó: đảng viên chính thức 5/6 đảng viên, chiếm 83,33%. "
        "Đảng viên dự bị 1/6 đảng viên, chiếm 16,67%. Đảng viên nữ 2/6 đảng viên, chiếm 33,33%. "
        "Đảng viên dân tộc thiểu số 5/6 đảng viên, chiếm 83,33%. "
        "Không có đảng viên được miễn công tác và sinh hoạt đảng."
    )
    assert said(content, "admitted") == (
        "Trong kỳ kết nạp 1 đảng viên, tăng 1 so với cùng kỳ năm trước (cùng kỳ không có). "
        "Đảng viên mới kết nạp theo giới tính: 1 nữ; theo dân tộc: 1 Thái."
    )
    assert said(content, "left").endswith(
        "Không có đảng viên bị khai trừ trong kỳ. Không có đảng viên bị xóa tên trong kỳ. "
        "Không có đảng viên xin ra khỏi Đảng."
    )


def test_the_movement_table_is_form_1_and_adds_up(world: World) -> None:
    table = grid(content_of(world.commune, Period.half(2022, 2)), "movement")

    assert [line[:3] for line in lines(table)] == [
        ["A", "Đảng viên đầu kỳ", "7"],
        ["B", "Tăng trong kỳ", "0"],
        ["1", "Kết nạp", "0"],
        ["2", "Chuyển đến", "0"],
        ["3", "Phục hồi đảng tịch", "0"],
        ["C", "Giảm trong kỳ", "1"],
        ["1", "Từ trần", "0"],
        ["2", "Khai trừ", "0"],
        ["3", "Xóa tên", "0"],
        ["4", "Xin ra khỏi Đảng", "0"],
        ["5", "Chuyển đi", "1"],
        ["a", "Tỉnh khác", "1"],
        ["b", "Trong tỉnh", "0"],
        ["D", "Đảng viên cuối kỳ", "6"],
    ]
    assert table is not None and table.note == "Kiểm tra: 7 + 0 − 1 = 6."


@pytest.mark.parametrize("half", [1, 2])
@pytest.mark.parametrize("year", range(2016, 2026))
def test_the_movement_equation_holds_in_every_report(world: World, year: int, half: int) -> None:
    content = content_of(world.commune, Period.half(year, half))

    assert not [problem for problem in content.problems if "không khớp" in problem]


def test_not_yet_is_said_once_and_is_never_zero(world: World) -> None:
    content = content_of(world.commune, Period.half(2015, 1))
    reason = "Chưa có số liệu: sổ đảng viên của Đảng bộ xã Mường Mẫu bắt đầu từ 01/01/2016."

    assert said(content, "members") == reason
    assert said(content, "left") == reason
    assert {line[2] for line in lines(grid(content, "movement"))} == {"chưa có số liệu"}
    assert grid(content, "members_age") is None
    assert reason in content.problems


def test_the_opening_of_the_first_half_year_is_unknown(world: World) -> None:
    content = content_of(world.commune, Period.half(2016, 1))
    table = lines(grid(content, "movement"))

    assert content.problems == ("Chưa đối chiếu được biến động: thiếu số đầu kỳ hoặc cuối kỳ.",)

    assert [line[2] for line in table if line[0] in "ABCD" and line[0]] == [
        "chưa có số liệu",
        "0",
        "0",
        "5",
    ]
    assert ["", "Ghi vào sổ lần đầu", "5"] in [line[:3] for line in table]


def test_entries_into_a_book_begun_later_are_no_increase_and_the_equation_holds(
    world: World,
) -> None:
    person = fill(Person(), {"full_name": "Lò Văn Sau", "sex": "male", "ethnicity": "thai"})
    entering = Entering(person, world.duoi.pk, date(2022, 8, 1), "official")
    enter_members("registered", [entering], by=world.an)

    content = content_of(world.commune, Period.half(2022, 2))
    table = grid(content, "movement")

    assert [line[:3] for line in lines(table) if line[0] in ("A", "", "B", "C", "D")] == [
        ["A", "Đảng viên đầu kỳ", "7"],
        ["", "Ghi vào sổ lần đầu", "1"],
        ["B", "Tăng trong kỳ", "0"],
        ["C", "Giảm trong kỳ", "1"],
        ["D", "Đảng viên cuối kỳ", "7"],
    ]
    assert table is not None
    assert table.note == "Kiểm tra: 7 + 1 (ghi vào sổ lần đầu) + 0 − 1 = 7."
    assert "Ghi vào sổ lần đầu 1 đảng viên, không tính là tăng trong kỳ." in said(
        content, "movement"
    )


def test_the_parts_of_a_transfer_add_up_to_it(world: World) -> None:
    table = lines(grid(content_of(world.commune, Period.half(2019, 2)), "movement"))
    at = next(place for place, line in enumerate(table) if line[1] == "Chuyển đến")
    parts = [line for line in table[at + 1 :] if line[0] in ("a", "b", "")][:3]

    assert table[at][2] == "1"
    assert sum(int(line[2]) for line in parts) == 1


def test_names_are_only_for_those_who_may_read_them(world: World) -> None:
    period = Period.half(2017, 2)
    named, unnamed = (content_of(world.commune, period, names=names) for names in (True, False))

    assert [line[1] for line in lines(grid(named, "admissions"))] == ["Lường Thị Dung"]
    assert [line[1] for line in lines(grid(named, "roster"))] == ["Nguyễn Văn Bình"]
    assert "Dung" not in str(unnamed.as_data())
    assert "Bình" not in str(unnamed.as_data())


def test_a_half_year_still_running_is_counted_to_today(world: World) -> None:
    numbers = Numbers(world.commune, Period.half(2026, 2), today=date(2026, 8, 15))
    content = build("six_month", numbers, {}, names=True)

    assert said(content, "members").startswith("Đến 15/08/2026")
    assert content.problems[0] == "Kỳ chưa kết thúc: số liệu mới tính đến 15/08/2026."


def test_a_keyed_number_read_from_its_breakdown_is_the_figure_itself(world: World) -> None:
    period = Period.half(2022, 2)
    numbers = Numbers(world.commune, period)
    scope = Scope(branch(world.commune, period.last), period.last, period)
    for name, key in (("decreases", "moved_out"), ("increases", "admitted")):
        ours, figures = numbers.reading(Ask(name, key=key)), read(figure(name), scope.keyed(key))

        assert (ours.value, ours.base) == (figures.value, figures.base)
    gap = numbers.reading(Ask("members_incomplete", key="born_on"))
    day = Scope(scope.branch, scope.as_of)
    figures = read(figure("members_incomplete"), day.keyed("born_on"))
    assert (gap.value, gap.base) == (figures.value, figures.base)


def test_a_death_entered_today_changes_the_draft_at_once(world: World) -> None:
    period = Period.half(2026, 1)
    assert "từ trần" not in said(content_of(world.commune, period), "left")

    end_membership(world.people["lan"], "died", date(2026, 5, 1), by=world.an, reason="Ốm")

    assert said(content_of(world.commune, period), "left").startswith("Có 1 đảng viên từ trần.")


@pytest.mark.parametrize(
    "text",
    [
        "members",
        "members@eve",
        "members@before_eve",
        "decreases.died",
        "admitted*sex=female",
        "admitted*ethnicity",
        "members_women|part",
        "decreases.removed@before*status=probationary|compare",
    ],
)
def test_a_placeholder_is_read_back_as_it_was_written(text: str) -> None:
    assert str(Ask.parse(text)) == text


@pytest.mark.parametrize("text", ["", "Members", "members@then", "members|round", "a b"])
def test_what_is_no_placeholder_is_refused(text: str) -> None:
    with pytest.raises(BadPlaceholder):
        Ask.parse(text)
