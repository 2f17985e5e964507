"""Figures of classes, targets, village heads, places and sources: whole results, on the days they turn."""

from datetime import date

import pytest

from chibo.admissions.actions import Admitting, admit_members
from chibo.admissions.actions.courses import NewCourse, Sending, open_course, send_to_course
from chibo.admissions.actions.heads import freeze_heads, withdraw_cohort
from chibo.admissions.actions.targets import Target, set_targets
from chibo.admissions.models import AdmissionTarget, Case, CaseCell, CaseStage, HeadCohort
from chibo.audit.models import Entry
from chibo.base.figures import Reading, Scope, all_figures, figure, read, read_by
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.entering import Entering
from chibo.members.actions.files import register_non_member
from chibo.members.actions.posts import begin_post
from chibo.members.models import Person
from chibo.organisations.actions.places import found_place
from chibo.organisations.models import Organisation, Role
from chibo.organisations.queries.tree import branch
from tests.world import World

TODAY = date(2026, 11, 21)
FIRST, LAST = date(2026, 3, 10), date(2026, 3, 14)
YEAR = Period.year(2026)


def number(
    name: str, where: Organisation, on: date = TODAY, key: str = "", period: Period | None = None
) -> Reading:
    scope = Scope(branch(where, on), on, key=key)
    return read(figure(name), scope.over(period) if period else scope)


def pair(found: Reading) -> tuple[int | None, int | None]:
    return found.value, found.base


def outsider(world: World, name: str, cell: Organisation | None = None) -> Person:
    facts = {"full_name": name, "sex": "female", "ethnicity": "thai", "born_on": date(2001, 2, 3)}
    keeper = cell or world.tren
    return register_non_member(facts, keeper, date(2026, 1, 1), by=world.an)


def course(world: World, first: date, *people: tuple[Person, Organisation]) -> None:
    new = NewCourse("awareness", f"Lớp {first:%d/%m/%Y}", "Trung tâm", first, first)
    made = open_course(new, world.commune, by=world.an)
    send_to_course(made, [Sending(one, cell.pk) for one, cell in people], by=world.an)


def admit(world: World, person: Person, on: date) -> None:
    entering = Entering(person, world.tren.pk, on, "probationary")
    admit_members([Admitting(entering, on)], by=world.an)


# ------------------------------------------------------------------ classes


def test_people_are_counted_once_however_often_they_were_sent(world: World) -> None:
    ban, cau = outsider(world, "Lò Thị Ban"), outsider(world, "Lò Văn Cầu")
    course(world, FIRST, (ban, world.tren), (cau, world.duoi))
    course(world, date(2026, 9, 10), (ban, world.duoi))
    sent = number("awareness_participants", world.commune, period=YEAR)
    assert sent.value == 2
    assert number("awareness_participants", world.duoi, period=YEAR).value == 2
    assert number("awareness_participants", world.tren, period=YEAR).value == 1
    assert number("awareness_participants", world.commune, period=Period.half(2026, 2)).value == 1
    by_cell = read_by(figure("awareness_participants"), "child", sent.scope)
    assert [(one.label, one.value) for one in by_cell] == [
        ("Bản Dưới", 1),
        ("Bản Trên", 1),
        ("Trường Tiểu học", 0),
    ]


def test_the_cohort_counts_who_was_admitted_after_the_class_by_the_end(world: World) -> None:
    ban, cau = outsider(world, "Lò Thị Ban"), outsider(world, "Lò Văn Cầu")
    course(world, FIRST, (ban, world.tren), (cau, world.tren))
    admit(world, ban, date(2026, 9, 2))
    to_june, whole = Period.half(2026, 1), YEAR
    assert pair(number("awareness_cohort_admitted", world.commune, period=to_june)) == (0, 2)
    assert pair(number("awareness_cohort_admitted", world.commune, period=whole)) == (1, 2)
    nothing = number("awareness_cohort_admitted", world.commune, period=Period.year(2024))
    assert (nothing.value, nothing.reason) == (
        None,
        "Chưa có số liệu: Đảng bộ xã Mường Mẫu chưa ghi ai được cử học lớp nhận thức trong kỳ.",
    )


def test_people_sent_are_counted_where_their_cell_stood_then(world: World) -> None:
    """The district that is no more keeps those sent while the commune hung under it."""
    ban = outsider(world, "Lò Thị Ban")
    course(world, date(2025, 5, 5), (ban, world.tren))
    early, late = date(2025, 6, 30), date(2025, 12, 31)
    year = Period(date(2025, 1, 1), early)
    assert number("awareness_participants", world.district, early, period=year).value == 1
    since = Period(date(2025, 7, 1), late)
    assert number("awareness_participants", world.province, late, period=since).value == 0


# ------------------------------------------------------------------ targets


def yearly(where: Organisation, low: int | None, high: int | None = None) -> Target:
    return Target(where.pk, YEAR.first, YEAR.last, low, high)


def test_targets_of_cells_add_up_low_and_high(world: World) -> None:
    own = yearly(world.commune, 5)
    set_targets([yearly(world.tren, 1), yearly(world.duoi, 2, 3), own], by=world.an)
    low = number("admission_target", world.commune)
    assert pair(low) == (3, None)
    assert number("admission_target_high", world.commune).value == 4
    assert pair(number("admission_target_done", world.commune)) == (1, 3)  # Vàng Thị Én
    assert number("admission_target", world.commune, key="2025").value is None
    groups = read_by(figure("admission_target"), "child", low.scope)
    assert [(one.label, one.value) for one in groups] == [
        ("Bản Dưới", 2),
        ("Bản Trên", 1),
        ("Trường Tiểu học", 0),
    ]


def test_targets_are_changed_and_taken_back_and_the_same_again_writes_nothing(world: World) -> None:
    for low in (1, 1, 2, None, None):
        set_targets([yearly(world.tren, low)], by=world.an)
    verbs = Entry.objects.filter(verb__startswith="target.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "target.set",
        "target.changed",
        "target.withdrawn",
    ]
    assert not AdmissionTarget.objects.exists()


def test_a_target_needs_an_organisation_that_stood_and_a_range_that_goes_up(world: World) -> None:
    past = Target(world.district.pk, YEAR.first, YEAR.last, 3)
    with pytest.raises(Refusal) as refused:
        set_targets([past], by=world.admin)
    assert refused.value.sentence == (
        "Đảng bộ huyện Mẫu không hoạt động trong năm 2026; chọn kỳ khác."
    )
    with pytest.raises(Exception, match="Số trên của chỉ tiêu phải lớn hơn số dưới"):
        set_targets([yearly(world.tren, 3, 3)], by=world.an)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CELL_SECRETARY, Role.SUPERIOR, "neighbour"])
def test_only_the_office_gives_targets_and_freezes_lists(role: str, world: World) -> None:
    with pytest.raises(NotAllowed):
        set_targets([yearly(world.tren, 1)], by=world.users[role])
    with pytest.raises(NotAllowed):
        freeze_heads([world.commune], 2026, date(2026, 1, 2), by=world.users[role])


# ------------------------------------------------------------------ village heads


def test_a_head_of_the_frozen_list_counts_when_admitted_in_the_year(world: World) -> None:
    freeze_heads([world.commune], 2026, date(2026, 1, 2), by=world.an)
    assert pair(number("village_heads_admitted", world.commune)) == (0, 1)
    admit(world, world.people["sua"], date(2026, 10, 14))
    assert pair(number("village_heads_admitted", world.commune)) == (1, 1)
    assert pair(number("village_heads_admitted", world.commune, date(2026, 10, 13))) == (0, 1)
    assert pair(number("village_heads_admitted", world.province)) == (1, 1)
    assert number("village_heads_admitted", world.commune, key="2025").reason == (
        "Chưa có số liệu: Đảng bộ xã Mường Mẫu chưa chốt danh sách trưởng bản chưa là đảng viên "
        "đầu năm 2025."
    )


def test_what_freezing_refuses(world: World) -> None:
    freeze_heads([world.commune], 2026, date(2026, 1, 2), by=world.an)
    said = []
    for areas, year, on in (
        ([world.commune], 2026, date(2026, 1, 5)),
        ([world.commune], 2025, date(2026, 1, 5)),
        ([world.commune], 2099, date(2099, 1, 5)),
        ([world.commune], 2018, date(2018, 1, 5)),
    ):
        with pytest.raises(Refusal) as refused:
            freeze_heads(areas, year, on, by=world.an)
        said.append(refused.value.sentence)
    cohort = HeadCohort.objects.get()
    with pytest.raises(Refusal) as refused:
        withdraw_cohort(cohort, " ", by=world.an)
    assert [*said, refused.value.sentence] == [
        "Đảng bộ xã Mường Mẫu đã chốt danh sách năm 2026 theo ngày 02/01/2026.",
        "Danh sách năm 2025 chốt theo một ngày trong năm đó, không phải 05/01/2026.",
        "Ngày 05/01/2099 chưa tới; chốt danh sách theo một ngày đã qua.",
        "Đảng bộ xã Mường Mẫu chưa ghi trưởng bản nào tại ngày 05/01/2018; "
        "ghi chức vụ trưởng bản trước khi chốt.",
        "Ghi lý do hủy danh sách đã chốt.",
    ]


def test_a_list_of_nobody_says_zero(world: World) -> None:
    admit(world, world.people["sua"], date(2024, 10, 14))
    freeze_heads([world.commune], 2026, date(2026, 1, 2), by=world.an)
    assert pair(number("village_heads_admitted", world.commune)) == (0, 0)


def test_a_list_frozen_by_mistake_is_taken_back_whole(world: World) -> None:
    [cohort] = freeze_heads([world.commune], 2026, date(2026, 1, 2), by=world.an)
    withdraw_cohort(cohort, "Ghi thiếu trưởng bản", by=world.an)
    assert not HeadCohort.objects.exists()
    verbs = Entry.objects.filter(verb__startswith="heads.").order_by("pk")
    assert list(verbs.values_list("verb", "reason")) == [
        ("heads.frozen", ""),
        ("heads.listed", ""),
        ("heads.withdrawn", "Ghi thiếu trưởng bản"),
    ]


def test_a_secretary_who_heads_the_village_of_the_cell(world: World) -> None:
    assert pair(number("villages_secretary_is_head", world.commune)) == (0, 2)
    begin_post(
        world.people["chung"],
        "village_head",
        world.commune,
        date(2026, 5, 1),
        by=world.an,
        place=world.villages["Bản Trên"],
    )
    found = number("villages_secretary_is_head", world.commune)
    assert (
        pair(found),
        number("villages_secretary_is_head", world.commune, date(2026, 4, 30)).value,
    ) == (
        (1, 2),
        0,
    )
    assert pair(number("villages_secretary_is_head", world.province)) == (1, 3)


def test_places_without_a_cell_have_no_members_either(world: World) -> None:
    found_place(world.commune, "Bản Xa", "ban", date(2026, 1, 1), by=world.admin)
    assert pair(number("places_without_cell", world.commune)) == (1, 4)
    assert pair(number("places_without_members", world.commune)) == (1, 4)
    assert pair(number("places_without_cell", world.commune, date(2025, 12, 31))) == (0, 3)


# ------------------------------------------------------------------ sources


def follow(world: World, cell: Organisation, stage: str = "watched") -> Case:
    person = outsider(world, f"Quàng Thị {stage}", cell)
    case = Case.objects.create(person=person, opened_on=FIRST, rules_on=FIRST)
    CaseCell.objects.create(case=case, cell=cell, started_on=FIRST)
    CaseStage.objects.create(case=case, stage=stage, started_on=FIRST)
    return case


def test_cells_that_follow_nobody_who_may_still_join(world: World) -> None:
    assert number("cells_without_source", world.commune).value is None
    follow(world, world.tren)
    assert pair(number("cells_without_source", world.commune)) == (2, 3)
    assert number("cells_without_source", world.commune, date(2026, 3, 9)).value is None
    stopped = follow(world, world.duoi, "papers")
    stopped.closed_on, stopped.outcome, stopped.leaving_reason = LAST, "left", "moved_away"
    stopped.save()
    assert pair(number("cells_without_source", world.commune, FIRST)) == (1, 3)
    assert pair(number("cells_without_source", world.commune, LAST)) == (2, 3)


def test_candidates_by_stage(world: World) -> None:
    for stage in ("watched", "papers"):
        follow(world, world.tren, stage)
    follow(world, world.duoi)
    whole = number("admission_candidates", world.commune)
    assert pair(whole) == (3, None)
    assert pair(number("admission_candidates", world.commune, key="watched")) == (2, 3)
    assert [(one.label, one.value) for one in read_by(whole.figure, "stage", whole.scope)] == [
        ("Theo dõi", 2),
        ("Làm hồ sơ", 1),
    ]


def test_every_figure_of_admission_answers_a_province(world: World) -> None:
    """Nothing recorded: a value, or a sentence that says why there is none."""
    for one in all_figures():
        if one.rows.__module__.startswith("chibo.admissions") or one.id.startswith("admission"):
            period = YEAR if one.takes == "period" else None
            found = number(one.id, world.province, period=period)
            assert (found.value is None) == bool(found.reason), one.id
