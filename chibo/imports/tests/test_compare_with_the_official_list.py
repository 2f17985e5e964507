"""Our books, the official system's list and what both said last time."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chibo.audit.models import Entry
from chibo.base.partial_dates import PartialDate
from chibo.base.rules import NotAllowed, Refusal
from chibo.imports.actions.comparing import drop_comparison, run_comparison, send_comparison
from chibo.imports.actions.deciding import decide_where, mark_fixed_there, take_theirs
from chibo.imports.actions.undoing import undo_import
from chibo.imports.models import ComparedPerson, Comparison, Difference
from chibo.imports.rules.comparing.showing import shown
from chibo.imports.tests import files
from chibo.imports.tests.sending import CLEAN, send, write
from chibo.imports.tests.test_bring_in_a_file_on_screen import at_the_desk
from chibo.members.actions.files import correct_file
from chibo.members.models import Person
from tests.world import World

AS_OF = date(2026, 11, 21)
HEADS = ["Họ và tên", "Ngày sinh", "Số CCCD", "Chi bộ", "Dân tộc", "Ngày vào Đảng", "Trạng thái"]
Row = list[Any]


def our_rows(world: World) -> dict[str, Row]:
    """The six members of the commune's roll as an official list that agrees would write them."""
    rows = {}
    for name, cell in (
        ("an", "Chi bộ bản Trên"),
        ("binh", "Chi bộ Trường Tiểu học"),
        ("chung", "Chi bộ bản Trên"),
        ("dung", "Chi bộ bản Dưới"),
        ("en", "Chi bộ bản Dưới"),
        ("lan", "Chi bộ Trường Tiểu học"),
    ):
        person = world.people[name]
        rows[name] = [
            person.full_name.upper(),
            str(person.partial("born") or ""),
            person.national_id,
            cell,
            {"thai": "Thái", "kinh": "Kinh", "mong": "Mông", "muong": "Mường"}[person.ethnicity],
            str(person.partial("joined") or ""),
            "Đang sinh hoạt",
        ]
    return rows


def compare(world: World, rows: dict[str, Row], *more: Row, name: str = "csdl.xlsx") -> Comparison:
    content = files.xlsx([HEADS, *rows.values(), *more])
    sent = send_comparison(name, content, world.commune, AS_OF, by=world.an)
    return run_comparison(sent, {}, by=world.an)


def told(of: Comparison) -> list[tuple[str, str, str, str, str, str]]:
    rows = Difference.objects.filter(comparison=of).select_related(
        "of", "of__person", "comparison__previous"
    )
    return [
        (one.name, one.row.field, one.ours, one.theirs, one.row.changed, one.row.verdict)
        for one in shown(list(rows.order_by("pk")), of.as_of)
    ]


def test_a_list_that_agrees_has_no_difference(world: World) -> None:
    of = compare(world, our_rows(world))

    assert told(of) == []
    assert of.counts == {
        "same": 6, "differs": 0, "ours": 0, "theirs": 0, "gone": 0, "differences": 0,
        "confirmed": 0, "not_borne_out": 0,
    }  # fmt: skip


def test_each_kind_of_difference_is_told_and_where_it_is_likely_to_be_mended(world: World) -> None:
    rows = our_rows(world)
    rows["an"][4] = "Kinh"
    rows["binh"][1] = rows["binh"][1][-4:]  # only the year
    rows["chung"][5] = ""
    rows["lan"][1] = "02/09/1979"
    del rows["en"]
    of = compare(world, rows, ["Lò Thị Mới", "01/01/2000", "", "Chi bộ bản Dưới", "Thái", "", ""])

    people = world.people
    assert sorted(told(of)) == sorted([
        (people["an"].full_name, "ethnicity", "Thái", "Kinh", "", ""),
        (people["binh"].full_name, "born", str(people["binh"].partial("born")), rows["binh"][1], "", "there"),
        (people["chung"].full_name, "joined", str(people["chung"].partial("joined")), "", "", "there"),
        (people["lan"].full_name, "born", "", "02/09/1979", "", "here"),
        (people["en"].full_name, "presence", "có", "không có", "", "there"),
        ("Lò Thị Mới", "presence", "không có", "có", "", "here"),
    ])  # fmt: skip


def test_the_last_file_tells_who_changed(world: World) -> None:
    rows = our_rows(world)
    rows["chung"][4] = "Kinh"
    compare(world, rows)
    correct_file(world.people["an"], {"ethnicity": "muong"}, by=world.an)
    rows["binh"][5] = "19/05/2001"
    correct_file(world.people["dung"], {"ethnicity": "tay"}, by=world.an)
    rows["dung"][4] = "Kinh"
    of = compare(world, rows)

    found = {
        (name, field): (changed, verdict) for name, field, _o, _t, changed, verdict in told(of)
    }
    people = world.people
    assert found == {
        (people["an"].full_name, "ethnicity"): ("ours", "there"),
        (people["binh"].full_name, "joined"): ("theirs", "here"),
        (people["chung"].full_name, "ethnicity"): ("before", ""),
        (people["dung"].full_name, "ethnicity"): ("both", ""),
    }


def test_a_name_alone_is_nobody_and_a_number_is_somebody_under_another_name(world: World) -> None:
    rows = our_rows(world)
    rows["an"][0] = "HÀ THỊ KHÁC"  # same number
    rows["chung"][1] = "01/01/1950"  # same name, other birth
    rows["chung"][2] = ""
    of = compare(world, rows)

    fields = {(name, field) for name, field, *_rest in told(of)}
    people = world.people
    assert (people["an"].full_name, "full_name") in fields
    standing = dict(of.people.values_list("person__full_name", "standing"))
    assert standing[people["chung"].full_name] == ComparedPerson.Standing.OURS
    assert standing[None] == ComparedPerson.Standing.THEIRS


def test_who_left_on_both_sides_is_no_difference_and_who_left_here_only_is_taken_off_there(
    world: World,
) -> None:
    hung, gioi = world.people["hung"], world.people["gioi"]
    gone = [
        hung.full_name,
        str(hung.partial("born")),
        hung.national_id,
        "Chi bộ bản Trên",
        "",
        "",
        "Đã chuyển",
    ]
    late = [
        gioi.full_name,
        str(gioi.partial("born")),
        gioi.national_id,
        "Chi bộ bản Trên",
        "",
        "",
        "Đang sinh hoạt",
    ]
    of = compare(world, our_rows(world), gone, late)

    assert of.counts["gone"] == 1
    known = bool(gioi.national_id or gioi.card_number)
    assert told(of) == [
        (gioi.full_name, "presence", "không có", "có", "", "there" if known else "here")
    ]


def test_a_name_that_fits_several_cells_is_told_only_of_who_stands_in_none(world: World) -> None:
    """“Bản” may be bản Trên or bản Dưới, and is not the school."""
    rows = our_rows(world)
    rows["an"][3] = rows["binh"][3] = "Bản"
    of = compare(world, rows)

    assert [(name, field, theirs) for name, field, _ours, theirs, *_rest in told(of)] == [
        (world.people["binh"].full_name, "cell", "Bản Dưới hoặc Bản Trên"),
    ]


def test_a_mark_is_checked_with_the_next_file(world: World) -> None:
    rows = our_rows(world)
    rows["an"][4] = rows["chung"][4] = "Kinh"
    first = compare(world, rows)
    keys = list(first.differences.values_list("pk", flat=True))
    assert mark_fixed_there(first, keys, date(2026, 11, 22), by=world.an) == 2
    rows["an"][4] = "Thái"
    second = compare(world, rows)

    assert (second.counts["confirmed"], second.counts["not_borne_out"]) == (1, 1)
    left = second.differences.get()
    assert (left.of.person_id, left.claimed_on) == (world.people["chung"].pk, date(2026, 11, 22))


def test_taking_theirs_corrects_the_file_and_stands_in_the_journal(world: World) -> None:
    rows = our_rows(world)
    rows["lan"][1] = "02/09/1979"
    of = compare(world, rows)
    key = of.differences.get().pk

    assert take_theirs(of, [key], by=world.an) == 1

    lan = Person.objects.get(pk=world.people["lan"].pk)
    assert lan.partial("born") == PartialDate(date(1979, 9, 2))
    assert of.differences.get().outcome == Difference.Outcome.TAKEN
    entry = Entry.objects.filter(verb="person.corrected").latest("pk")
    assert entry.reason == "Lấy theo tệp đối chiếu csdl.xlsx, dòng 7"
    assert told(run_comparison(of, {}, by=world.an)) == []


def test_what_cannot_be_taken_is_refused_whole(world: World) -> None:
    rows = our_rows(world)
    rows["lan"][1] = "02/09/1979"
    rows["an"][2] = "12345"
    rows["binh"][3] = "Chi bộ bản Trên"
    of = compare(world, rows)

    keys = {row.field: row.pk for row in of.differences.all()}
    for field, said in (
        ("national_id", "cần 12 số"),
        ("cell", "không lấy thẳng từ tệp được"),
    ):
        with pytest.raises(Refusal, match=said):
            take_theirs(of, [keys["born"], keys[field]], by=world.an)
    assert Person.objects.get(pk=world.people["lan"].pk).born_on is None


def test_what_was_corrected_meanwhile_is_not_written_over(world: World) -> None:
    rows = our_rows(world)
    rows["an"][4] = "Kinh"
    of = compare(world, rows)
    correct_file(Person.objects.get(pk=world.people["an"].pk), {"ethnicity": "muong"}, by=world.an)

    with pytest.raises(Refusal, match="đã sửa sau lần đối chiếu này"):
        take_theirs(of, [of.differences.get().pk], by=world.an)


def test_decisions_outlive_comparing_again(world: World) -> None:
    rows = our_rows(world)
    rows["an"][4] = "Kinh"
    of = compare(world, rows)
    decide_where(of, [of.differences.get().pk], "here", by=world.an)

    run_comparison(of, {}, by=world.an)

    assert told(of)[0][-1] == "here"


def test_values_are_kept_encrypted_and_forgotten_with_the_comparison(
    world: World,
) -> None:
    of = compare(world, our_rows(world))
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts_kept FROM compared_person")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert world.people["an"].national_id not in kept
    assert world.people["an"].full_name not in kept

    drop_comparison(of, by=world.an)

    assert ComparedPerson.objects.count() == 0
    with pytest.raises(Refusal, match="đã bỏ"):
        run_comparison(of, {}, by=world.an)


def test_only_who_brings_lists_in_may(world: World) -> None:
    content = files.xlsx([HEADS, *our_rows(world).values()])
    for user in (world.giang, world.chung, world.khanh, world.dung):
        with pytest.raises(NotAllowed):
            send_comparison("csdl.xlsx", content, world.commune, AS_OF, by=user)


def test_at_the_desk_from_the_file_to_the_list_of_corrections(world: World) -> None:
    rows = our_rows(world)
    rows["an"][2] = f"{rows['an'][2][:6]}{(int(rows['an'][2][6]) + 1) % 10}{rows['an'][2][7:]}"
    rows["chung"][5] = ""
    of = compare(world, rows)
    desk: Client = at_the_desk(world.an)

    page = desk.get(f"/doi-chieu/{of.pk}").content.decode()
    assert "khác ở chữ số thứ 7" in page
    assert world.people["an"].national_id not in page
    keys = list(of.differences.values_list("pk", flat=True))
    answer = desk.post(f"/doi-chieu/{of.pk}/xu-ly", {"chon": keys, "viec": "ben-kia"}, follow=True)
    assert "Đã xếp 2 mục vào “Sửa bên kia”." in answer.content.decode()

    masked = desk.get(f"/doi-chieu/{of.pk}/sua-ben-kia.xlsx").content
    whole = desk.get(f"/doi-chieu/{of.pk}/sua-ben-kia.xlsx?day-du=1").content
    assert world.people["an"].national_id not in str(_cells(masked))
    assert world.people["an"].national_id in str(_cells(whole))
    verbs = Entry.objects.filter(verb__startswith="comparison.taken_along").order_by("pk")
    assert list(verbs.values_list("verb", "reason")) == [
        ("comparison.taken_along", "2"),
        ("comparison.taken_along_in_full", "2"),
    ]
    paper = desk.get(f"/doi-chieu/{of.pk}/sua-ben-kia.pdf")
    assert paper.content.startswith(b"%PDF")


def test_the_page_is_narrowed_by_cell_field_and_who_changed(world: World) -> None:
    rows = our_rows(world)
    rows["an"][4] = rows["dung"][4] = "Kinh"
    rows["an"][5] = ""
    of = compare(world, rows)
    desk = at_the_desk(world.an)

    def names(query: str) -> list[str]:
        page = desk.get(f"/doi-chieu/{of.pk}?{query}")
        return [one.name for one in page.context["rows"]]

    an, dung = world.people["an"].full_name, world.people["dung"].full_name
    assert names("") == [an, dung]
    assert names(f"chi-bo={world.duoi.pk}") == [dung]
    assert names("phan=sua-ben-kia") == [an]
    assert names("phan=sua-ben-kia&muc=ethnicity") == []
    assert names("ai-doi=ours") == []


def test_an_import_is_taken_back_although_its_people_were_compared(world: World) -> None:
    of = send(world, CLEAN)
    write(world, of)
    rows = our_rows(world)
    compared = compare(world, rows)
    assert compared.counts["ours"] == 1

    undo_import(of, by=world.an)

    assert not compared.people.filter(standing=ComparedPerson.Standing.OURS).exists()


def test_many_differences_take_as_many_questions_as_few(world: World) -> None:
    rows = our_rows(world)
    rows["an"][4] = "Kinh"
    few = compare(world, rows)
    for name in ("binh", "chung", "dung", "en", "lan"):
        rows[name][4] = "Tày"
        rows[name][5] = "01/01/2001"
    many = compare(world, rows)
    desk = at_the_desk(world.an)
    counts = []
    for of in (few, many):
        desk.get(f"/doi-chieu/{of.pk}")
        with CaptureQueriesContext(connection) as asked:
            desk.get(f"/doi-chieu/{of.pk}")
        counts.append(len(asked))

    # the first has no comparison before it to ask what was said last time
    assert counts[1] <= counts[0] + 1


def _cells(content: bytes) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return list(book.worksheets[0].values)
