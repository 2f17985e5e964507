from datetime import date

import pytest

from chibo.admissions.models import Admission, Recognition
from chibo.audit.models import Entry, Source
from chibo.base.rules import NotAllowed, Refusal
from chibo.imports.actions.applying import apply_import
from chibo.imports.actions.uploading import NewFile, upload_file
from chibo.imports.models import KnownValue
from chibo.imports.rules.problems import Answers
from chibo.imports.tests import files
from chibo.imports.tests.sending import AS_OF, BOOKS, CLEAN, changed, look, send, write
from chibo.members.models import Exemption, Movement, Person
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import branch, cells_in
from tests.world import World


def movements(name: str) -> list[tuple[str, date, str]]:
    rows = Movement.objects.filter(person__full_name=name).order_by("happened_on", "pk")
    return list(rows.values_list("kind", "happened_on", "to_status"))


def test_a_member_of_before_stands_in_the_books_from_their_first_day(world: World) -> None:
    assert write(world, send(world, CLEAN)) == 1
    assert movements("Hoàng Văn Xuân") == [("registered", BOOKS, "official")]
    person = Person.objects.get(full_name="Hoàng Văn Xuân")
    assert (str(person.partial("joined")), str(person.partial("official"))) == (
        "03/02/2008",
        "03/02/2009",
    )
    assert list(person.qualifications.values_list("ladder", "level")) == [("theory", "elementary")]


def test_who_joined_later_was_admitted_in_the_period(world: World) -> None:
    write(world, send(world, changed(CLEAN, joined="19/05/2026", official="")))
    assert movements("Hoàng Văn Xuân") == [("admitted", date(2026, 5, 19), "probationary")]
    assert list(
        Admission.objects.filter(person__full_name="Hoàng Văn Xuân").values_list("ceremony_on")
    ) == [(date(2026, 5, 19),)]


def test_who_became_official_in_the_period_was_recognised_then(world: World) -> None:
    write(world, send(world, changed(CLEAN, joined="19/05/2025", official="19/05/2026")))
    assert movements("Hoàng Văn Xuân") == [
        ("registered", BOOKS, "probationary"),
        ("recognised", date(2026, 5, 19), "official"),
    ]
    found = Recognition.objects.get(person__full_name="Hoàng Văn Xuân")
    assert found.effective_on == date(2026, 5, 19)


def test_admitted_and_recognised_within_the_books(world: World) -> None:
    one = changed(CLEAN, joined="19/05/2023", official="19/05/2024")
    write(world, send(world, one, books_from=date(2020, 1, 1)))
    assert [kind for kind, _day, _status in movements("Hoàng Văn Xuân")] == [
        "admitted",
        "recognised",
        "reorganised",
    ]


def test_months_and_years_are_kept_as_known(world: World) -> None:
    one = changed(CLEAN, born="1980", joined="05/2009", official="2010")
    write(world, send(world, one))
    person = Person.objects.get(full_name="Hoàng Văn Xuân")
    assert [str(person.partial(name)) for name in ("born", "joined", "official")] == [
        "1980",
        "05/2009",
        "2010",
    ]


STATES = [
    "Họ và tên",
    "Chi bộ",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Trạng thái hoạt động",
    "Ngày rời/mất/miễn SH",
]


def send_states(world: World, *people: list[str]) -> int:
    new = NewFile("tt.xlsx", files.xlsx([STATES, *people]), AS_OF, BOOKS)
    return write(world, upload_file(new, world.commune, by=world.an))


def test_those_who_left_died_or_moved_leave_the_books_on_their_day(world: World) -> None:
    old = ["Bản Trên", "3/2/2008", "3/2/2009"]
    written = send_states(
        world,
        ["Lò Văn Một", *old, "Đang sinh hoạt", ""],
        ["Lò Văn Hai", *old, "Đã chuyển", "1/3/2026"],
        ["Lò Văn Ba", *old, "Đã từ trần", "2/4/2026"],
        ["Lò Văn Tư", *old, "Đã ra khỏi Đảng", "3/5/2026"],
        ["Lò Văn Năm", *old, "Đã từ trần", "2/4/2020"],
        ["Lò Văn Sáu", *old, "Đã chuyển", ""],
        ["Lò Văn Bảy", *old, "Khai trừ", "3/5/2026"],
        ["Lò Văn Tám", *old, "Xoá tên", "3/5/2026"],
        ["Lò Văn Chín", *old, "Xin ra khỏi Đảng", "3/5/2026"],
        ["Lò Văn Mười", *old, "Từ trần", "3/5/2026"],
    )
    assert written == 8
    named = ("Một", "Hai", "Ba", "Tư", "Bảy", "Tám", "Chín", "Mười")
    assert [movements(f"Lò Văn {name}")[-1][0] for name in named] == [
        "registered",
        "moved_out",
        "died",
        "left",
        "expelled",
        "removed",
        "left",
        "died",
    ]
    assert movements("Lò Văn Năm") == movements("Lò Văn Sáu") == []


def test_the_excused_are_excused(world: World) -> None:
    send_states(world, ["Lò Văn Một", "Bản Trên", "3/2/1968", "3/2/1969", "Miễn SH", "1/6/2026"])
    excused = Exemption.objects.get(person__full_name="Lò Văn Một")
    assert (excused.started_on, excused.reason) == (date(2026, 6, 1), "old_weak")


def test_who_may_already_be_in_the_books_is_not_written_until_somebody_decides(
    world: World,
) -> None:
    twin = changed(CLEAN, name="Lò Thị An", sex="Nữ", born="12/03/1985")
    of = send(world, CLEAN, twin)

    assert write(world, of) == 1
    assert Person.objects.filter(full_name="Lò Thị An").count() == 1
    assert (of.counts["undecided"], of.waiting) == (1, 1)

    assert write(world, of, Answers(checks={"3:full_name": "new"})) == 1
    assert Person.objects.filter(full_name="Lò Thị An").count() == 2
    assert of.waiting == 0


def test_a_row_put_aside_is_no_error_and_still_waits(world: World) -> None:
    of = send(world, CLEAN, changed(CLEAN, name="Vì Văn Tú", cell="Bản Mới"))

    (problem,) = look(world, of).problems()

    assert write(world, of, Answers(groups={problem.group: "hold"})) == 1
    assert (of.counts["held"], of.counts["error"], of.waiting) == (1, 0, 1)


def test_wrong_rows_wait_and_are_written_when_mended(world: World) -> None:
    of = send(world, CLEAN, changed(CLEAN, name="Vì Văn Tú", joined="31/02/2011"))
    assert write(world, of) == 1
    assert (of.counts["rows"], of.counts["error"]) == (1, 1)
    mended = Answers(rows={"3": {"joined": "28/02/2008"}})
    assert write(world, of, mended) == 1
    assert of.counts["rows"] == 0
    assert Person.objects.filter(full_name__in=["Hoàng Văn Xuân", "Vì Văn Tú"]).count() == 2


def test_cells_the_list_names_are_founded_when_somebody_agrees(world: World) -> None:
    of = send(
        world,
        changed(CLEAN, cell="CB bản Lùn"),
        changed(CLEAN, name="Vì Văn Tú", cell="CB bản Lùn"),
    )
    (question,) = look(world, of).problems()
    assert question.choices[-2] == ("new", "Lập chi bộ mới “CB bản Lùn”")
    assert write(world, of, Answers(groups={question.group: "new"})) == 2
    cell = next(c for c in cells_in(branch(world.commune, AS_OF)) if c.name == "Chi bộ bản Lùn")
    assert (cell.short_name, cell.kind, cell.base_type) == ("Bản Lùn", "subordinate_cell", "ban")
    assert roll(branch(cell.pk, AS_OF)).count() == 2


def test_what_a_spelling_means_is_asked_once(world: World) -> None:
    of = send(world, changed(CLEAN, cell="Cơ quan xã", ethnicity="H'Mông"))
    ethnicity, cell = look(world, of).problems()
    told = {cell.group: str(world.school.pk), ethnicity.group: ethnicity.chosen}
    write(world, of, Answers(groups=told))
    assert set(KnownValue.objects.values_list("field", "meaning")) == {
        ("cell", str(world.school.pk)),
        ("ethnicity", "mong"),
    }
    again = send(world, changed(CLEAN, name="Vì Văn Tú", cell="Cơ quan xã", ethnicity="H'Mông"))
    assert look(world, again).problems() == []


def test_every_line_of_the_journal_names_the_file_and_its_row(world: World) -> None:
    of = send(world, CLEAN)
    write(world, of)
    entry = Entry.objects.get(verb="member.registered", label="Hoàng Văn Xuân")
    assert (entry.source, entry.source_ref) == (Source.IMPORT, f"{of.sha256}:2")
    assert str(entry.batch) in of.batches


def test_the_file_and_what_is_typed_lie_encrypted(world: World) -> None:
    from django.conf import settings
    from django.db import connection

    of = send(world, changed(CLEAN, id="0148000000"))
    look(world, of, Answers(rows={"2": {"national_id": "014080000011"}}))
    assert b"PK" not in (settings.FILES / "imports" / of.stored_as).read_bytes()[:4]
    with connection.cursor() as cursor:
        cursor.execute("select answers_kept, findings_kept from file_import_worksheet")
        kept = "".join(cursor.fetchone())
    assert "014080000011" not in kept and "0148000000" not in kept


def test_nothing_to_write_is_refused(world: World) -> None:
    of = send(world, changed(CLEAN, joined="31/02/2011"))
    look(world, of)
    with pytest.raises(Refusal, match="Chưa có dòng nào ghi được"):
        apply_import(of, Answers(), by=world.an)


def test_the_secretary_of_a_cell_may_not(world: World) -> None:
    of = send(world, CLEAN)
    look(world, of)
    with pytest.raises(NotAllowed):
        apply_import(of, Answers(), by=world.chung)
    with pytest.raises(NotAllowed):
        upload_file(NewFile("a.xlsx", files.plain_list(CLEAN), AS_OF), world.tren, by=world.chung)


def test_an_extract_and_a_paper_register_end_in_the_same_files(world: World) -> None:
    extract = [
        [
            "STT", "Họ và tên", "Năm sinh", "Số CCCD", "Cấp bậc", "Nhập ngũ",
            "Ngày vào Đảng\nChính thức/Dự bị", "Số điện thoại", "Quê quán", "Nơi ở & cự ly",
        ],
        [f"({n})" for n in range(1, 11)],
        ["Chi bộ bản Trên"],
        [1, "Lò Văn Hai", 1993, "014093000011", "Hạ sĩ", "02/2012",
         "12/07/2018\n12/07/2017", 912345678, "Mường Sang"],
        ["", "", "", "", "", "", "T/M CHI BỘ"],
    ]  # fmt: skip
    new = NewFile("tn.xlsx", files.xlsx(extract), AS_OF, BOOKS)
    assert write(world, upload_file(new, world.commune, by=world.an)) == 1
    person = Person.objects.get(full_name="Lò Văn Hai")
    known = [str(person.partial(name)) for name in ("born", "enlisted", "joined", "official")]
    assert known == ["1993", "02/2012", "12/07/2017", "12/07/2018"]
    assert (person.phone, person.military_rank) == ("0912345678", "Hạ sĩ")
    assert person.memberships.get().cell_id == world.tren.pk

    register = [
        ["TT", "Họ và tên", "Chi bộ", "Nam, nữ\nDân tộc\nTôn giáo", "Văn hóa\nLý luận\nCMNV\nNgoại ngữ",
         "Ngày vào Đảng, ngày chính thức", "Số thẻ\nSố lý lịch\nSố Huy hiệu"],
        [1, "Vàng Thị Mỷ", "bản Dưới", "Nữ\nMông\nKhông", "12/12\nSơ cấp\nTrung cấp\nTiếng Anh A",
         "3/2/2010\n3/2/2011", "990010000077\n014-22"],
    ]  # fmt: skip
    new = NewFile("so.xlsx", files.xlsx(register), AS_OF, BOOKS)
    assert write(world, upload_file(new, world.commune, by=world.an)) == 1
    person = Person.objects.get(full_name="Vàng Thị Mỷ")
    assert (person.sex, person.ethnicity, person.religion) == ("female", "mong", "none")
    assert (person.card_number, person.resume_number) == ("990010000077", "014-22")
    assert set(person.qualifications.values_list("ladder", "level")) == {
        ("schooling", "upper_secondary"),
        ("theory", "elementary"),
        ("professional", "intermediate"),
        ("language", "Tiếng Anh A"),
    }
