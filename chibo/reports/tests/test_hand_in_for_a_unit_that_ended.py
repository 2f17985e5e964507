"""A unit that was dissolved hands in the period it lived through; the level above sees and receives it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.base.asking import answered
from chibo.base.periods import Period
from chibo.members.actions.moving import transfer_member
from chibo.members.actions.units import end_unit
from chibo.members.models import Membership
from chibo.organisations.queries.tree import branch
from chibo.reports.due.submissions import asks
from chibo.reports.models import Stage, Submission
from tests.world import World

HALF = Period.half(2026, 1)
ENDED = date(2026, 7, 15)


@pytest.fixture
def office(world: World) -> Client:
    """Bản Dưới was dissolved a fortnight after the half-year; who was left went to bản Trên."""
    for one in Membership.objects.filter(cell=world.duoi, ended_on__isnull=True):
        transfer_member(one.person, world.tren, ENDED, by=world.an)
    end_unit(world.duoi, ENDED, by=world.an, reason="Nhập vào bản Trên")
    client = Client()
    client.force_login(world.an, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_its_forms_open_at_the_last_period_it_lived_through(world: World, office: Client) -> None:
    context = office.get(reverse("reports:forms", args=[world.duoi.pk])).context

    assert (context["period"], context["may_begin"]) == (HALF, True)


def test_the_level_above_is_led_to_what_is_missing(world: World, office: Client) -> None:
    page = reverse("reports:roundup", args=[world.commune.pk])

    rows = {row["unit"].pk: row for row in office.get(page, {"ky": HALF.code}).context["units"]}

    own = reverse("reports:forms", args=[world.duoi.pk])
    assert (rows[world.duoi.pk]["ended"], rows[world.duoi.pk]["url"]) == (True, f"{own}?ky=2026-H1")
    assert rows[world.tren.pk]["ended"] is False


def test_it_hands_in_and_is_received_on_screen(world: World, office: Client) -> None:
    begun = office.post(
        reverse("reports:begin_submission", args=[world.duoi.pk]), {"ky": HALF.code}
    )
    own = begun["Location"]
    office.post(f"{own}/kiem-tra")
    office.post(f"{own}/nop", {"note": "Đang xác minh."})

    done = Submission.objects.get()
    assert (done.stage, done.organisation_id) == (Stage.SUBMITTED, world.duoi.pk)
    shown = office.get(own).content.decode()
    assert "Số liệu đã chốt" in shown
    assert reverse("reports:keys", args=[world.duoi.pk]) not in shown
    on = timezone.localdate()
    lines = answered(asks(world.binh, branch(world.commune, on), on))
    assert [one.what for one in lines] == [
        "Nhận hoặc trả lại 1 bản nộp biểu thống kê 6 tháng đầu năm 2026"
    ]
    office.post(reverse("reports:accept_submission", args=[done.pk]), {"words": ""})
    done.refresh_from_db()
    assert done.stage == Stage.ACCEPTED


def test_a_period_it_did_not_see_the_end_of_is_not_its_own(world: World, office: Client) -> None:
    begin = reverse("reports:begin_submission", args=[world.duoi.pk])

    assert office.post(begin, {"ky": "2026-H2"}).status_code == 404
