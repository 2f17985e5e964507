"""Following somebody on the screen: what the cell and the office type, and what they read back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chibo.accounts.models import User
from chibo.admissions.actions.opening import leave_pipeline
from chibo.admissions.models import Case, PaperState
from chibo.admissions.tests.on_the_way import admitted, decided, opened, prepared
from chibo.audit.models import Entry
from chibo.members.actions.moving import transfer_member
from chibo.members.models import Person
from tests.world import World

pytestmark = pytest.mark.django_db


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, case: Case, *more: Any) -> str:
    return reverse(f"admissions:{name}", args=[case.pk, *more])


def send(user: User, address: str, **typed: Any) -> Any:
    return as_user(user).post(address, typed, follow=True)


def words(answer: Any) -> str:
    assert isinstance(answer, HttpResponse)
    return " ".join(answer.content.decode().split())


def test_the_cell_secretary_begins_to_follow_somebody_new(world: World) -> None:
    address = reverse("admissions:open_case", args=[world.tren.pk])
    answer = send(
        world.chung,
        address,
        cell=world.tren.pk,
        opened_on="01/06/2026",
        source="Đoàn xã",
        full_name="Lò Văn Muôn",
        sex="male",
        born="05/03/2004",
        level_schooling="upper_secondary",
    )
    case = Case.objects.get()
    assert (case.person.full_name, case.person.keeper, case.source, case.opened_on) == (
        "Lò Văn Muôn",
        world.tren,
        "Đoàn xã",
        date(2026, 6, 1),
    )
    said = words(answer)
    assert "Đã mở hồ sơ theo dõi Lò Văn Muôn." in said
    assert "Phân công đảng viên chính thức giúp đỡ" in said
    assert "Đủ 18 tuổi: sinh 05/03/2004" in said


def test_somebody_already_known_is_found_and_followed(world: World) -> None:
    address = reverse("admissions:open_case", args=[world.commune.pk])
    sua = world.people["sua"]
    found = words(as_user(world.an).get(f"{address}?tim=sua"))
    assert f"?nguoi={sua.pk}" in found
    send(world.an, f"{address}?nguoi={sua.pk}", cell=world.duoi.pk, opened_on="01/06/2026")
    assert Case.objects.get().person == sua
    assert as_user(world.an).get(f"{address}?nguoi={sua.pk}").status_code == 404
    assert f"?nguoi={sua.pk}" not in words(as_user(world.an).get(f"{address}?tim=sua"))


def test_a_refusal_keeps_what_was_typed_and_opens_no_file(world: World) -> None:
    address = reverse("admissions:open_case", args=[world.tren.pk])
    typed = {"cell": world.tren.pk, "opened_on": "01/06/2036", "full_name": "Lò Văn Muôn"}
    said = words(send(world.chung, address, **typed))
    assert "Ngày 01/06/2036 chưa tới; ghi khi đã có." in said
    assert 'value="Lò Văn Muôn"' in said
    assert not Person.objects.filter(full_name="Lò Văn Muôn").exists()


def test_helper_note_and_paper(world: World) -> None:
    case = opened(world)
    send(world.chung, url("case_guide", case), member=world.people["an"].pk, on="01/04/2024")
    send(world.chung, url("case_note", case), text="Dọn vệ sinh bản", on="20/04/2024")
    said = words(
        send(
            world.chung,
            url("case_mark", case, "application"),
            state="to_fix",
            dated_on="01/02/2025",
            holder="Bí thư chi bộ",
        )
    )
    assert "Ghi rõ cần sửa gì." in said
    send(
        world.chung,
        url("case_mark", case, "application"),
        state="to_fix",
        dated_on="01/02/2025",
        holder="Bí thư chi bộ",
        remark="Chưa ký",
    )
    paper = case.papers.get()
    assert (paper.state, paper.holder, paper.remark) == (
        PaperState.TO_FIX,
        "Bí thư chi bộ",
        "Chưa ký",
    )
    page = words(as_user(world.chung).get(case.get_absolute_url()))
    for told in ("Lò Thị An", "Dọn vệ sinh bản", "Cần sửa", "Bí thư chi bộ đang giữ", "1-KNĐ"):
        assert told in page


def _further_and_further(world: World) -> Iterator[Case]:
    yield (case := opened(world))
    yield prepared(world, case)
    yield decided(world, case)


def test_a_case_however_far_and_each_of_its_steps_ask_little(world: World) -> None:
    """Session, user and duties among them; the same at the start as when everything is decided."""
    for case in _further_and_further(world):
        steps = ("case_note", "case_referee", "case_guide", "case_move", "case_leave")
        pages = [case.get_absolute_url(), *(url(step, case) for step in steps)]
        office = as_user(world.an)
        for address in pages:
            office.get(address)
            with CaptureQueriesContext(connection) as asked:
                office.get(address)
            assert len(asked) <= 15, address


def test_referees_from_another_cell_are_found_by_name(world: World) -> None:
    case = opened(world)
    address = url("case_referee", case)
    assert "Nguyễn Văn Bình" not in words(as_user(world.chung).get(address))
    assert "Nguyễn Văn Bình" in words(as_user(world.chung).get(f"{address}?tim=binh"))
    binh = world.people["binh"]
    send(world.chung, address, kind="member", member=binh.pk, together_since="01/01/2016")
    assert case.referees.get().member == binh
    send(world.chung, url("case_drop_referee", case, case.referees.get().pk))
    assert not case.referees.exists()


def test_a_vote_is_offered_the_books_numbers(world: World) -> None:
    case = prepared(world)
    address = url("case_review", case, "ket-nap", "chi-bo")
    page = words(as_user(world.chung).get(f"{address}?ngay=01/05/2020"))
    assert (
        "Theo sổ ngày 01/05/2020: 4 đảng viên chính thức, 0 đang sinh hoạt tạm thời nơi khác, 1 được miễn sinh "
        "hoạt; nếu người được miễn đều vắng thì mẫu số là 3." in page
    )
    vote = {"held_on": "05/04/2025", "entitled": 3, "present": 3, "in_favour": 1, "against": 2}
    said = words(send(world.chung, address, proposes="on", **vote))
    assert (
        "Chi bộ bản Trên họp ngày 05/04/2025: 1/3 tán thành (33,3%), chưa đạt ít nhất 2/3" in said
    )
    assert not case.reviews.exists()
    send(world.chung, address, proposes="on", **vote | {"in_favour": 3, "against": 0})
    assert case.reviews.get().in_favour == 3


def test_the_office_decides_and_holds_the_ceremony(world: World) -> None:
    case = decided(world)
    late = send(world.an, url("case_ceremony", case), held_on="24/06/2025")
    assert "quá hạn 30 ngày làm việc (chậm nhất 23/06/2025" in words(late)
    send(world.an, url("case_ceremony", case), held_on="02/06/2025")
    case.refresh_from_db()
    assert case.admission and case.admission.ceremony_on == date(2025, 6, 2)
    page = words(as_user(world.an).get(case.get_absolute_url()))
    assert "Hạn chi bộ xét công nhận" in page


def test_who_reads_the_background(world: World) -> None:
    case = prepared(world)
    address = url("case_background", case)
    assert "Lò Văn Pâng" in words(as_user(world.chung).get(address))
    assert Entry.objects.filter(verb="case.background_read").count() == 1
    assert as_user(world.users["cell_deputy"]).get(address).status_code == 404
    page = words(as_user(world.users["cell_deputy"]).get(case.get_absolute_url()))
    assert f'href="{address}"' not in page
    assert f'href="{address}"' in words(as_user(world.chung).get(case.get_absolute_url()))


def test_whose_result_is_out_is_not_told_to_others(world: World) -> None:
    """The names of relatives are part of the background."""
    case = prepared(world)
    case.checks.filter(full_name="Lò Văn Pâng").update(returned_on=None, result="")
    page = words(as_user(world.users["cell_committee"]).get(case.get_absolute_url()))
    assert "Lò Văn Pâng" not in page
    assert "1 trên 2 người có kết quả đến" in page
    assert "còn chờ bố đẻ." in page


def test_stopping_and_taking_up_again(world: World) -> None:
    case = opened(world)
    send(world.chung, url("case_leave", case), reason="own_wish", on="01/05/2024")
    case.refresh_from_db()
    assert case.outcome == "left"
    page = words(as_user(world.chung).get(case.get_absolute_url()))
    assert "Dừng xem xét ngày 01/05/2024" in page
    assert as_user(world.chung).get(url("case_guide", case)).status_code == 404
    send(world.chung, url("case_reopen", case), reason="Xin tiếp tục")
    case.refresh_from_db()
    assert case.closed_on is None


def test_a_probationary_member_who_moved_is_pointed_at(world: World) -> None:
    case = admitted(world)
    transfer_member(case.person, world.duoi, date(2026, 1, 5), by=world.an)
    page = words(as_user(world.an).get(case.get_absolute_url()))
    assert "Đảng viên dự bị đang sinh hoạt ở Chi bộ bản Dưới. Chuyển hồ sơ sang chi bộ đó." in page
    send(world.an, url("case_move", case), cell=world.duoi.pk, on="05/01/2026")
    page = words(as_user(world.an).get(case.get_absolute_url()))
    assert "Chuyển hồ sơ sang chi bộ đó" not in page


def test_a_closed_case_is_read_and_not_written(world: World) -> None:
    case = opened(world)
    leave_pipeline(case, "own_wish", date(2024, 5, 1), by=world.chung)
    for name in ("case_note", "case_referee", "case_move", "case_back", "case_leave"):
        assert as_user(world.an).get(url(name, case)).status_code == 404
