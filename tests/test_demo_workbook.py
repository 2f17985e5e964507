"""The demo world as a workbook: into an empty installation, out again, every figure the same; and the statistical
forms counted anew from it by a script that knows nothing of the program (recount.py)."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.base.figures import Scope, all_figures, read_together
from chibo.base.periods import Period
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, as_branch, placed
from chibo.reports.queries.numbers import Numbers
from chibo.reports.statistics import Line, forms
from chibo.reports.statistics.building import Filled, fill_all
from tests.demo import KEPT, Told, demo_world
from tests.recount import recount

pytestmark = pytest.mark.django_db

DAYS = [date(2018, 6, 30), date(2026, 11, 21)]
# Inspections and discipline go out with who inspects for their keeper alone, never with an office.
NEED_TO_KNOW = ("inspected", "found_violations", "remedies", "disciplines", "violations")
# A district before its end, a province of many communes, a commune and a cell.
FORMS_OF = [
    ("Đảng bộ huyện Mộc Châu", "2018"),
    ("Đảng bộ tỉnh Sơn La", "2025"),
    ("Đảng bộ xã Làng Chếu", "2012"),
    ("Chi bộ bản Vặt", "2019-H1"),
    ("Đảng bộ xã Mường Sang", "2025"),
]
RATINGS = ("bieu-6a", "bieu-6b")
BLOCKS = {
    "a1": "Đảng bộ cơ sở",
    "a2": "Chi bộ cơ sở",
    "b1": "Đảng bộ bộ phận",
    "b2": "Chi bộ trực thuộc",
}
RATED_LINES = {
    "n": "số có",
    "r": "đã xếp loại",
    "u": "chưa xếp loại",
    "u6": "Mới thành lập, chưa đủ thời gian",
    **{f"l{rank}": f"mức {rank}" for rank in (4, 3, 2, 1)},
}
MEMBERS_RATED = {
    "2": "Miễn sinh hoạt",
    "3": "Chưa xếp loại",
    "3s": "Đình chỉ sinh hoạt",
    "3o": "Lý do khác",
    "4": "đã xếp loại",
    **{f"l{rank}": f"mức {rank}" for rank in (4, 3, 2, 1)},
    "gdegradation": "căn cứ Cấp có thẩm quyền kết luận suy thoái",
    "gunder_half_targets": "căn cứ Hoàn thành dưới 50% chỉ tiêu",
    "gcivil_servant_not_met": "căn cứ Công chức, viên chức bị xếp không hoàn thành nhiệm vụ",
    "gdisciplined": "căn cứ Bị kỷ luật trong năm",
    "gother": "căn cứ Lý do khác",
}
# Lines whose printed words are not the key of recount.py; the rest says itself.
PLACES = {
    "6a": {
        f"{at}{line}": f"{block}, {words}"
        for at, block in BLOCKS.items()
        for line, words in RATED_LINES.items()
    },
    "6b": {line: f"Đảng viên, {words}" for line, words in MEMBERS_RATED.items()},
    "1": {
        "B2a": "Chuyển đến, tỉnh khác",
        "B2b": "Chuyển đến, trong tỉnh",
        "B2-": None,
        "C3p": "Xóa tên, dự bị",
        "C5a": "Chuyển đi, tỉnh khác",
        "C5b": "Chuyển đi, trong tỉnh",
        "C5-": None,
    },
    "2b": {"I": "Tổng số"},
    "4": {"I": "Tổng số"},
    "5": {"3tt": "Thị trấn"},
    "": {
        "I": "Tổng số",
        "women": "nữ",
        "mean": "Tuổi bình quân",
        "retired_excused": "được miễn",
        "III": None,
        "III1a": "Đảng bộ cơ sở, có kết nạp",
        "III2a": "Chi bộ cơ sở, có kết nạp",
    },
}
LADDERS = {
    "school": "Giáo dục phổ thông",
    "degree": "Chuyên môn",
    "rank": "Học hàm",
    "theory": "Lý luận chính trị",
}
# Forms whose columns are no periods.
COLUMNS = {
    "2b": {0: "", 1: ", nữ"},
    "4": {0: "", 1: ", nữ"},
    "5": {
        1: ", Đảng bộ cơ sở",
        2: ", Chi bộ cơ sở",
        3: ", Đảng bộ bộ phận",
        4: ", Chi bộ trực thuộc",
        5: ", Đảng viên",
    },
    **{form_: {0: "", 2: ", Xã", 3: ", Phường", 8: ", Công lập"} for form_ in ("6a", "6b")},
}
# Cells are asked one by one in these communes; everywhere else what stands above cells.
CLOSELY = ("Đảng bộ xã Mường Sang", "Đảng bộ xã Làng Chếu")


def office_at_the_top(admin: str) -> User:
    root = Organisation.objects.get(placements__parent=None)
    keeper = create_user(username="van.phong.trung.uong", full_name="Văn phòng", by=None)
    give_duty(keeper, "office", root, date(2026, 1, 1), by=User.objects.get(username=admin))
    return User.objects.get(pk=keeper.pk)


def asked_about(day: date) -> list[Branch]:
    places = [as_branch(row, day) for row in placed(day).order_by("path")]
    closely = tuple(place.path for place in places if place.name in CLOSELY)
    assert len(closely) == len(CLOSELY)
    return [place for place in places if not place.is_cell or place.path.startswith(closely)]


def figures() -> Iterator[tuple[tuple[str, ...], Any]]:
    """On each day, with the period from the year's first day: all of them of the communes looked at closely and
    what stands above these, of any other place every third, in turn."""
    every = [one for one in all_figures() if not one.key_needed and one.lists not in NEED_TO_KNOW]
    for day in DAYS:
        places = sorted(asked_about(day), key=lambda place: (place.name, place.code))
        closely = [place.path for place in places if place.name in CLOSELY]
        for turn, place in enumerate(places):
            scope = Scope(place, day, Period(date(day.year, 1, 1), day))
            whole = any(path.startswith(place.path) for path in closely)
            asked = every if whole else every[turn % 3 :: 3]
            for read in read_together([(one, scope) for one in asked]):
                key = (scope.branch.name, scope.branch.code, str(day), read.figure.id)
                yield key, (read.value, read.base, read.reason)


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Told:
    if not KEPT:
        with demo_world(django_db_blocker):
            KEPT.append(tell())
    return KEPT.pop()


def tell() -> Told:
    """While the demo world stands."""
    root = Organisation.objects.get(placements__parent=None)
    content = export_workbook(root, by=office_at_the_top("quantri")).content
    return Told(content, dict(figures()), {case: filled(*case) for case in FORMS_OF})


def filled(name: str, code: str) -> list[Filled]:
    period = Period.parse(code)
    unit = Organisation.objects.get(profiles__name=name)
    yearly = period == Period.year(period.last.year)
    asked = [one for one in forms(period.last) if yearly or one.slug not in RATINGS]
    return fill_all(asked, Numbers(unit, period))


def test_the_demo_world_is_rebuilt_from_its_workbook(told: Told) -> None:
    create_user(username="quan.tri", full_name="Quản trị mới", by=None)
    admin = User.objects.get(username="quan.tri")

    assert import_workbook(told.workbook, "so.xlsx", by=admin).problems == ()

    root = Organisation.objects.get(placements__parent=None)
    after = export_workbook(root, by=office_at_the_top("quan.tri")).content
    assert cells_of(after) == cells_of(told.workbook)
    again = dict(figures())
    assert again.keys() == told.figures.keys()
    assert {
        key: (told.figures[key], value)
        for key, value in again.items()
        if value != told.figures[key]
    } == {}


def place_of(line: Line, form_: str) -> str | None:
    """The key under which recount.py tells a line of a form; None for what it does not count."""
    block, _colon, rest = line.id.partition(":")
    if line.id in PLACES.get(form_, PLACES[""]):
        return PLACES.get(form_, PLACES[""])[line.id]
    if block in LADDERS:
        return f"{LADDERS[block]}: {line.label if rest else ''}"
    if line.rest:
        return {"age": "tuổi chưa rõ", "joined": "vào Đảng chưa rõ", "job": "", "type": ""}.get(
            block
        )
    return None if line.adds or not (line.ask or line.whole) else line.label


def cells(one: Filled, column: int) -> dict[str, int]:
    """Every cell that holds a number but nothing, by the key of recount.py; of forms 1 to 3 one column."""
    slug = one.form.slug.removeprefix("bieu-")
    columns = COLUMNS.get(slug, {column: ""})
    found = {}
    for line in one.form.lines:
        place = place_of(line, slug)
        for at, suffix in columns.items():
            number = one.values[line.id][at].number
            if place is not None and number:
                found[f"{place}{suffix}"] = int(number * (10 if line.mean_age else 1))
    return found


def counted_anew(one: Filled, told: Counter[str]) -> dict[str, int]:
    """The same cells as the script counts them."""
    slug = one.form.slug.removeprefix("bieu-")
    places = {place_of(line, slug) for line in one.form.lines} - {None}
    keys = {
        f"{place}{suffix}" for place in places for suffix in COLUMNS.get(slug, {0: ""}).values()
    }
    return {key: told[key] for key in keys if told[key]}


@pytest.mark.parametrize(("name", "code"), FORMS_OF)
def test_forms_agree_with_a_recount_of_the_workbook(told: Told, name: str, code: str) -> None:
    period = Period.parse(code)
    for column, counted in enumerate((period, period.a_year_before())):
        anew = recount(io.BytesIO(told.workbook), name, counted.first, counted.last)
        for one in told.forms[name, code]:
            number = one.form.slug.removeprefix("bieu-")
            if column == 0 or number not in COLUMNS:
                assert (number, cells(one, column)) == (number, counted_anew(one, anew[number]))
