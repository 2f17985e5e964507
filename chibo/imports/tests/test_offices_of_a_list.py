"""A column "Chức vụ" becomes offices: of the cell, the committee, the village; held from the list's day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.rules import Refusal
from chibo.imports.actions.applying import apply_import
from chibo.imports.actions.mapping import run_rehearsal
from chibo.imports.actions.undoing import undo_import
from chibo.imports.actions.uploading import NewFile, upload_file
from chibo.imports.models import FileImport, KnownValue
from chibo.imports.rules.problems import Answers
from chibo.imports.rules.rehearsal import Rehearsal
from chibo.imports.tests import files
from chibo.imports.tests.sending import AS_OF, BOOKS, said, write
from chibo.imports.tests.test_undo_an_import import everything
from chibo.members.actions.posts import end_post
from chibo.members.models import Post
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Organisation, Role
from tests.world import World

HEADINGS = ["Họ và tên", "Ngày sinh", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức", "Chức vụ"]
NAMES = ["Hoàng Văn Xuân", "Vì Văn Tú", "Cà Thị Sen", "Lò Văn Pâng", "Quàng Thị Ín", "Tòng Văn Ỏm"]
AGREED = Answers(groups={"offices_from": "as_of"})


def send(
    world: World, *held: tuple[str, str], into: Organisation | None = None, by: User | None = None
) -> FileImport:
    """(cell, office) of people of the same birth and joining, each with a name of their own."""
    people = [
        [name, "12/03/1980", cell, "3/2/2008", "3/2/2009", office]
        for name, (cell, office) in zip(NAMES, held, strict=False)
    ]
    return sent(world, people, into, by)


def sent(
    world: World,
    people: Sequence[Sequence[Any]],
    into: Organisation | None = None,
    by: User | None = None,
) -> FileImport:
    new = NewFile("chuc-vu.xlsx", files.xlsx([HEADINGS, *people]), AS_OF, BOOKS)
    return upload_file(new, into or world.commune, by=by or world.an)


def look(world: World, of: FileImport, answers: Answers = AGREED) -> Rehearsal:
    return run_rehearsal(of, answers, by=world.an)


def posts_of(of: FileImport) -> list[tuple[str, str, str, str, date]]:
    """(name, position, unit, place, since) of what the file wrote."""
    keys = of.written.filter(kind="members.post").values("key")
    rows = Post.objects.filter(pk__in=keys).select_related("person", "organisation", "place")
    return [
        (
            one.person.full_name,
            one.position,
            one.organisation.profiles.latest("started_on").short_name,
            str(one.place or ""),
            one.started_on,
        )
        for one in rows.order_by("pk")
    ]


def test_each_office_is_held_where_it_belongs_from_the_day_of_the_list(world: World) -> None:
    of = send(
        world,
        ("Bản Dưới", "Bí thư chi bộ"),
        ("Bản Dưới", "Phó Bí thư Chi bộ, Phó trưởng bản"),
        ("Bản Dưới", "chi uỷ viên\nChi hội trưởng phụ nữ"),
        ("Trường Tiểu học", "Đảng ủy viên kiêm Hiệu trưởng"),
        ("Bản Dưới", "Đảng viên"),
        ("Bản Dưới", ""),
    )
    assert said(look(world, of).problems()) == []
    assert write(world, of, AGREED) == 6
    assert posts_of(of) == [
        ("Hoàng Văn Xuân", "cell_secretary", "Bản Dưới", "", AS_OF),
        ("Vì Văn Tú", "cell_deputy_secretary", "Bản Dưới", "", AS_OF),
        ("Vì Văn Tú", "deputy_village_head", "Đảng bộ xã Mường Mẫu", "Bản Dưới", AS_OF),
        ("Cà Thị Sen", "cell_committee_member", "Bản Dưới", "", AS_OF),
        ("Cà Thị Sen", "village_women_head", "Đảng bộ xã Mường Mẫu", "Bản Dưới", AS_OF),
        ("Lò Văn Pâng", "committee_member", "Đảng bộ xã Mường Mẫu", "", AS_OF),
        ("Lò Văn Pâng", "principal", "Đảng bộ xã Mường Mẫu", "Trường Tiểu học", AS_OF),
    ]


def test_the_rehearsal_counts_them(world: World) -> None:
    of = send(
        world, ("Bản Dưới", "Bí thư chi bộ"), ("Bản Dưới", "Chi ủy viên; Phó trưởng bản Dưới")
    )
    (note,) = [one for one in look(world, of).notes if "chức vụ" in one]
    assert note == (
        "Ghi kèm 3 chức vụ: 1 bí thư chi bộ; 1 chi ủy viên; 1 phó trưởng bản, phó trưởng thôn."
    )


def test_since_when_is_asked_once(world: World) -> None:
    of = send(world, ("Bản Dưới", "Bí thư chi bộ"), ("Bản Dưới", "Chi ủy viên"))
    (asked,) = look(world, of, Answers()).problems()
    assert (asked.severity, asked.also, asked.chosen) == ("check", 1, "as_of")
    assert asked.choices == [
        ("as_of", "21/11/2026, ngày của danh sách"),
        ("books_from", "01/01/2026, khi sổ bắt đầu"),
        ("blank", "Không ghi chức vụ nào từ tệp này"),
    ]
    write(world, of, Answers(groups={"offices_from": "books_from"}))
    assert {since for *_post, since in posts_of(of)} == {BOOKS}


def test_offices_may_be_left_out(world: World) -> None:
    of = send(world, ("Bản Dưới", "Bí thư chi bộ"))
    assert write(world, of, Answers(groups={"offices_from": "blank"})) == 1
    assert posts_of(of) == []


def test_nobody_holds_an_office_before_being_admitted(world: World) -> None:
    of = sent(
        world, [["Hoàng Văn Xuân", "12/3/1990", "Bản Dưới", "19/5/2026", "", "Bí thư chi đoàn"]]
    )
    write(world, of, Answers(groups={"offices_from": "books_from"}))
    assert [since for *_post, since in posts_of(of)] == [date(2026, 5, 19)]


def test_a_bare_secretary_is_the_cells_until_somebody_says_otherwise(world: World) -> None:
    of = send(world, ("Bản Dưới", "Bí thư"), ("Trường Tiểu học", "PBT"))
    found = look(world, of).problems()
    assert said(found) == [
        (2, "position", "Bí thư", "check", "Của chi bộ hay của đảng ủy? Sẽ ghi: Bí thư chi bộ"),
        (3, "position", "PBT", "check", "Của chi bộ hay của đảng ủy? Sẽ ghi: Phó bí thư chi bộ"),
    ]
    answers = Answers(groups=AGREED.groups | {found[1].group: "deputy_secretary"})
    write(world, of, answers)
    assert [post[1:3] for post in posts_of(of)] == [
        ("cell_secretary", "Bản Dưới"),
        ("deputy_secretary", "Đảng bộ xã Mường Mẫu"),
    ]


def test_in_a_cells_own_list_nothing_is_asked(world: World) -> None:
    of = send(world, ("", "Bí thư"), ("", "Cấp ủy viên"), into=world.duoi)
    assert said(look(world, of).problems()) == []
    write(world, of, AGREED)
    assert [post[1] for post in posts_of(of)] == ["cell_secretary", "cell_committee_member"]


def test_unknown_words_are_asked_once_left_out_and_remembered(world: World) -> None:
    of = send(
        world, ("Bản Dưới", "Giáo viên"), ("Bản Dưới", "giáo viên"), ("Bản Dưới", "Tổ trưởng")
    )
    found = look(world, of).problems()
    assert [(p.value, p.also, p.chosen) for p in found] == [
        ("Giáo viên", 1, "blank"),
        ("Tổ trưởng", 0, "blank"),
    ]
    groups = {found[0].group: "blank", found[1].group: "group_leader"}
    write(world, of, Answers(groups=AGREED.groups | groups))
    assert [post[:2] for post in posts_of(of)] == [("Cà Thị Sen", "group_leader")]

    again = send(world, ("Bản Dưới", "Giáo viên"), ("Bản Dưới", "Tổ trưởng"))
    known = KnownValue.objects.filter(organisation=world.commune, field="position")
    assert set(known.values_list("meaning", flat=True)) == {"blank", "group_leader"}
    assert [one.field for one in look(world, again).problems() if one.field == "position"] == []


def test_a_second_secretary_is_asked_about(world: World) -> None:
    of = send(
        world,
        ("Bản Trên", "Bí thư chi bộ"),
        ("Bản Dưới", "Bí thư chi bộ"),
        ("Bản Dưới", "Bí thư chi bộ"),
    )
    assert said(look(world, of).problems()) == [
        (2, "position", "Bí thư chi bộ", "check", "Bí thư chi bộ: đã có Vì Văn Chung"),
        (4, "position", "Bí thư chi bộ", "check", "Bí thư chi bộ: đã có dòng 3"),
    ]
    answers = Answers(groups=AGREED.groups, checks={"4:position": "keep"})
    assert write(world, of, answers) == 3
    assert [post[0] for post in posts_of(of)] == ["Vì Văn Tú", "Cà Thị Sen"]


def test_a_village_has_one_head(world: World) -> None:
    """Sồng A Sùa, who is no member, heads bản Dưới."""
    of = send(world, ("Bản Dưới", "Trưởng bản"))
    assert [one.sentence for one in look(world, of).problems()] == [
        "Trưởng bản, trưởng thôn: đã có Sồng A Sùa"
    ]


def test_a_cell_that_the_list_founds_has_its_secretary(world: World) -> None:
    of = send(world, ("Chi bộ bản Mới", "Bí thư chi bộ"), ("Chi bộ bản Mới", "Bí thư chi bộ"))
    found = look(world, of).problems()
    founded = {one.group: "new" for one in found if one.field == "cell"}
    answers = Answers(groups=AGREED.groups | founded)
    problems = look(world, of, answers).problems()
    assert [one.sentence for one in problems] == ["Bí thư chi bộ: đã có dòng 2"]
    write(world, of, answers)
    assert [post[:3] for post in posts_of(of)] == [
        ("Hoàng Văn Xuân", "cell_secretary", "Bản Mới"),
    ]


def test_who_left_holds_nothing(world: World) -> None:
    headings = [*HEADINGS, "Trạng thái hoạt động", "Ngày rời/mất/miễn SH"]
    gone = [NAMES[0], "12/03/1980", "Bản Dưới", "3/2/2008", "3/2/2009", "Bí thư chi bộ"]
    new = NewFile(
        "roi.xlsx", files.xlsx([headings, [*gone, "Đã từ trần", "2/4/2026"]]), AS_OF, BOOKS
    )
    of = upload_file(new, world.commune, by=world.an)
    assert write(world, of, AGREED) == 1
    assert posts_of(of) == []


def test_a_cell_does_not_write_the_committees_offices(world: World) -> None:
    give_duty(world.chung, Role.OFFICE, world.tren, BOOKS, by=world.admin)
    chung = User.objects.get(pk=world.chung.pk)
    of = send(world, ("", "Chi ủy viên, Đảng ủy viên"), into=world.tren, by=chung)
    found = run_rehearsal(of, AGREED, by=chung).problems()
    assert [one.sentence for one in found] == [
        "Ủy viên ban chấp hành: do Đảng bộ xã Mường Mẫu ghi, không ghi được từ tệp này"
    ]
    apply_import(of, AGREED, by=chung)
    assert [post[1] for post in posts_of(of)] == ["cell_committee_member"]


def test_a_file_that_is_there_is_given_the_office_it_lacks(world: World) -> None:
    an, chung = world.people["an"], world.people["chung"]
    rows = [
        [one.full_name, str(one.partial("born")), "Bản Trên", "", "", office]
        for one, office in ((an, "Phó bí thư chi bộ"), (chung, "Bí thư chi bộ"))
    ]
    of = sent(world, rows)
    fill = Answers(
        groups=dict(AGREED.groups), checks={"2:full_name": "fill", "3:full_name": "fill"}
    )
    found = look(world, of, fill)
    (told,) = [one for one in found.problems() if one.compare]
    assert told.sentence == ("Bổ sung vào hồ sơ Lò Thị An: Chức vụ: Phó bí thư chi bộ")
    assert "không còn ô trống" in found.readings[1].skipped
    write(world, of, fill)
    assert posts_of(of) == [("Lò Thị An", "cell_deputy_secretary", "Bản Trên", "", AS_OF)]


def test_undo_takes_the_offices_back(world: World) -> None:
    before = everything()
    of = send(world, ("Bản Dưới", "Bí thư chi bộ, Y tế bản"), ("Bản Dưới", "Chi ủy viên"))
    write(world, of, AGREED)
    assert Entry.objects.filter(verb="post.entered", source="import").count() == 3
    undo_import(of, by=world.an)
    assert everything() == before
    assert Entry.objects.filter(verb="post.undone").count() == 3


def test_an_office_ended_since_stops_the_undo(world: World) -> None:
    of = send(world, ("Bản Dưới", "Bí thư chi bộ"))
    write(world, of, Answers(groups={"offices_from": "books_from"}))
    end_post(Post.objects.latest("pk"), date(2026, 6, 1), "Thôi giữ", by=world.an)
    with pytest.raises(Refusal, match="Hoàng Văn Xuân” đã được sửa"):
        undo_import(of, by=world.an)


def test_on_the_screen(world: World) -> None:
    client = Client()
    client.force_login(world.an)
    of = send(world, ("Bản Dưới", "Bí thư"), ("Bản Dưới", "Giáo viên"))
    look(world, of, Answers())
    page = client.get(f"/nhap/{of.pk}").content.decode()
    assert "Danh sách không nói giữ chức vụ từ ngày nào" in page
    assert "Ghi kèm 1 chức vụ: 1 bí thư chi bộ." in page
    answers = {"g:offices_from": "as_of", "g:position:bi thư": "cell_secretary", "viec": "ghi"}
    client.post(f"/nhap/{of.pk}", answers)
    assert [post[1] for post in posts_of(of)] == ["cell_secretary"]
