"""Where a paper dossier lies, who borrowed it and whether it came back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.members import due as due_room
from chibo.members.actions.dossiers import Shelf, lend_dossier, place_dossiers, return_dossier
from chibo.members.models import DossierLoan, DossierPlace
from chibo.members.tests.seeing import errors_in, signed_in_as, text_of
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

pytestmark = pytest.mark.django_db

ON, LATER = date(2026, 10, 1), date(2026, 11, 1)


# ------------------------------------------------------------------ where it lies


def test_a_dossier_lies_in_one_place_at_a_time(world: World) -> None:
    en = world.people["en"]
    place_dossiers([en], Shelf(world.commune, cabinet="1", shelf="3", box="14"), ON, by=world.an)
    place_dossiers([en], Shelf(outside_custodian="Đảng ủy xã Xa"), LATER, by=world.an)
    rows = DossierPlace.objects.order_by("started_on")
    assert [(str(one), one.started_on, one.ended_on) for one in rows] == [
        ("tủ 1, ngăn 3, hộp 14", ON, LATER),
        ("", LATER, None),
    ]
    with pytest.raises(Refusal) as refused:
        place_dossiers([en], Shelf(world.commune), ON, by=world.an)
    assert refused.value.sentence == (
        "Hồ sơ đã được ghi để ở nơi khác từ ngày 01/11/2026; ghi chuyển từ ngày đó trở đi."
    )


def test_somebody_keeps_it(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        place_dossiers([world.people["en"]], Shelf(cabinet="2"), ON, by=world.an)
    assert refused.value.messages == ["Ghi cấp ủy giữ hồ sơ, hoặc nơi giữ ngoài hệ thống."]
    with pytest.raises(Refusal, match=r"^Ngày 01/01/2090 chưa tới; ghi khi đã giao nhận\.$"):
        place_dossiers([world.people["en"]], Shelf(world.commune), date(2090, 1, 1), by=world.an)


def test_the_form_offers_the_level_that_keeps_dossiers_first(world: World) -> None:
    en, office = world.people["en"], signed_in_as(world.an)
    address = reverse("members:place_dossier", args=[en.pk])
    form = office.get(address).context["form"]
    assert form.initial["custodian"] == str(world.commune.pk)
    assert errors_in(office.post(address, {"on": "01/10/2026"})) == {
        "custodian": ["Ghi cấp ủy giữ hồ sơ, hoặc nơi giữ ngoài hệ thống."]
    }
    told = {"on": "01/10/2026", "custodian": str(world.commune.pk), "cabinet": "2", "shelf": "5"}
    assert office.post(address, told).status_code == 302
    page = text_of(office.get(reverse("members:dossier", args=[en.pk])))
    assert "tủ 2, ngăn 5" in page


# ------------------------------------------------------------------ loans


def test_a_loan_comes_back_once(world: World) -> None:
    en = world.people["en"]
    loan = lend_dossier(en, "Ban Tổ chức Tỉnh ủy", ON, LATER, by=world.an, purpose="thẩm tra")
    with pytest.raises(ValidationError) as twice:
        lend_dossier(en, "UBKT", ON, LATER, by=world.an)
    assert twice.value.messages == ["Hồ sơ đang cho mượn; ghi trả rồi mới cho mượn tiếp."]
    return_dossier(loan, date(2026, 10, 20), by=world.an, remark="đủ 42 tờ")
    with pytest.raises(Refusal, match=r"^Hồ sơ này đã trả ngày 20/10/2026\.$"):
        return_dossier(loan, LATER, by=world.an)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ((ON, date(2026, 9, 1)), "Ngày hẹn trả không được trước ngày mượn."),
        ((date(2090, 1, 1), date(2090, 2, 1)), "Ngày 01/01/2090 chưa tới; ghi khi đã cho mượn."),
    ],
)
def test_a_loan_has_its_days(world: World, days: tuple[date, date], sentence: str) -> None:
    with pytest.raises((ValidationError, Refusal)) as refused:
        lend_dossier(world.people["en"], "UBKT", *days, by=world.an)
    said = getattr(refused.value, "messages", None) or [str(refused.value)]
    assert said == [sentence]


def test_it_does_not_come_back_before_it_went(world: World) -> None:
    loan = lend_dossier(world.people["en"], "UBKT", ON, LATER, by=world.an)
    with pytest.raises(ValidationError) as refused:
        return_dossier(loan, date(2026, 9, 1), by=world.an)
    assert refused.value.messages == ["Ngày trả không được trước ngày mượn."]


def test_what_is_overdue_is_due_and_leads_to_the_return(world: World) -> None:
    en = world.people["en"]
    loan = lend_dossier(en, "UBKT", ON, date(2026, 10, 10), by=world.an)

    def lines(on: date, user: User = world.an) -> list[tuple[str, date | None, str]]:
        told = due(user, branch(world.commune, on), on)
        return [
            (one.about, one.due_on, one.url) for one in told if one.kind == "dossier_loan_overdue"
        ]

    assert lines(date(2026, 10, 10)) == []
    assert lines(date(2026, 10, 11)) == [
        (
            "Vàng Thị Én",
            date(2026, 10, 10),
            reverse("members:return_dossier", args=[en.pk, loan.pk]),
        )
    ]
    (read,) = lines(date(2026, 10, 11), world.binh)
    assert read[2] == reverse("members:dossier", args=[en.pk])


def test_the_book_of_loans_is_kept_at_the_screen(world: World) -> None:
    en, office = world.people["en"], signed_in_as(world.an)
    told = {"borrower": "UBKT Đảng ủy", "lent_on": "01/10/2026", "due_on": "10/10/2026"}
    assert office.post(reverse("members:lend_dossier", args=[en.pk]), told).status_code == 302
    book = reverse("members:loans", args=[world.commune.pk])
    assert "Vàng Thị Én UBKT Đảng ủy 01/10/2026 10/10/2026 Quá hẹn" in text_of(office.get(book))
    loan = DossierLoan.objects.get()
    back = reverse("members:return_dossier", args=[en.pk, loan.pk])
    assert office.post(back, {"on": "09/10/2026", "remark": "đủ"}).status_code == 302
    assert office.get(back).status_code == 404
    assert "UBKT Đảng ủy 01/10/2026 09/10/2026 đủ" in text_of(office.get(book))
