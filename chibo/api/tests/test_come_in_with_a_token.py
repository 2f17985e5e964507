"""The door: who gets in with a token, and who does not any more."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from chibo.accounts.actions import deactivate_user, reactivate_user
from chibo.accounts.queries import digest_of
from chibo.audit.models import Entry, Source
from chibo.base.rules import NotAllowed, Refusal
from chibo.organisations.actions.accounts import close_account, give_new_password
from chibo.organisations.actions.duties import end_duty, give_duty
from chibo.organisations.actions.tokens import make_token, revoke_token
from chibo.organisations.models import ApiToken, Duty, Purpose, Role
from tests.programs import Program, token_of
from tests.world import BOOKS, World

WHO = "token"


def status(text: str) -> int:
    return Program(text).get(WHO).status_code


def test_a_token_tells_whose_it_is(world: World) -> None:
    told = Program.of(world.chung, Purpose.LISTS).read(WHO)

    assert told["holder"] == world.chung.full_name
    assert told["role"] == Role.CELL_SECRETARY
    assert told["organisation"] == world.tren.pk
    assert told["purposes"] == ["lists"]


def test_only_a_digest_is_kept(world: World) -> None:
    token, text = token_of(world.an)

    assert text.startswith("chibo_")
    assert token.digest == digest_of(text)
    assert text not in str(list(Entry.objects.values_list("after", flat=True)))
    assert token.digest not in str(list(Entry.objects.values_list("after", flat=True)))


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer x", "Basic YTpi", "bearer é"])
def test_without_a_token_that_stands_nobody_gets_in(world: World, header: str) -> None:
    answer = Client().get("/api/v1/token", headers={"Authorization": header} if header else {})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"
    assert "Authorization: Bearer" in answer.json()["detail"]


def test_a_session_is_no_token_and_a_token_no_session(world: World, client: Client) -> None:
    client.force_login(world.an, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/token").status_code == 401

    program = Program.of(world.an)
    page = program.client.get("/viec", headers=program.headers)
    assert page.status_code == 302


def test_a_token_in_the_address_is_not_read(world: World) -> None:
    _token, text = token_of(world.an)

    assert Client().get(f"/api/v1/token?token={text}&access_token={text}").status_code == 401


def test_switched_off_nobody_gets_in(world: World, settings: Any) -> None:
    program = Program.of(world.an)
    settings.PUBLIC_API = False

    assert program.get(WHO).status_code == 403
    assert "chưa mở cho chương trình" in program.get(WHO).json()["detail"]


def test_an_expired_token_is_dead(world: World) -> None:
    token, text = token_of(world.an, days=1)
    assert status(text) == 200
    today = timezone.localdate()
    ApiToken.objects.filter(pk=token.pk).update(made_on=today - timedelta(days=2), expires_on=today)

    assert status(text) == 401


def test_a_revoked_token_is_dead(world: World) -> None:
    token, text = token_of(world.an)
    revoke_token(token, by=world.an)

    assert status(text) == 401


def test_a_token_dies_with_its_duty(world: World) -> None:
    token, text = token_of(world.chung)
    end_duty(token.duty, timezone.localdate(), by=world.admin)

    assert status(text) == 401


def test_a_locked_account_has_no_tokens_even_when_it_opens_again(world: World) -> None:
    _token, text = token_of(world.chung)
    close_account(world.chung, by=world.admin)
    assert status(text) == 401

    reactivate_user(world.chung, by=world.admin)
    assert status(text) == 401


def test_while_the_account_rests_so_does_the_token(world: World) -> None:
    _token, text = token_of(world.chung)
    deactivate_user(world.chung, by=world.admin)

    assert status(text) == 401


def test_who_gets_a_new_password_loses_the_tokens(world: World) -> None:
    _token, text = token_of(world.chung)
    give_new_password(world.chung, by=world.admin)
    world.chung.must_change_password = False
    world.chung.save()

    assert status(text) == 401


def test_a_token_holds_one_duty_alone(world: World) -> None:
    """Chung also gets the office of the other cell; the token of his own cell does not see it."""
    program = Program.of(world.chung)
    give_duty(world.chung, Role.OFFICE, world.duoi, BOOKS, by=world.admin)

    assert program.get(f"organisations/{world.tren.pk}/members").status_code == 200
    assert program.get(f"organisations/{world.duoi.pk}/members").status_code == 404
    units = program.read("organisations")
    assert [one["id"] for one in units["items"]] == [world.tren.pk]


def test_a_token_does_only_what_it_was_made_for(world: World) -> None:
    program = Program.of(world.an, Purpose.FIGURES)

    assert program.get("figures/members", org=world.commune.pk).status_code == 200
    for address in ("members", "meetings", "documents", "assignments"):
        answer = program.get(f"organisations/{world.commune.pk}/{address}")
        assert answer.status_code == 403
        assert "Khóa này không được lập để" in answer.json()["detail"]
    assert program.post(f"organisations/{world.tren.pk}/meetings", {}).status_code == 403
    assert program.get("figures/members/rows", org=world.commune.pk).status_code == 403


def test_nobody_makes_a_token_of_another_ones_duty(world: World) -> None:
    duty = Duty.objects.get(user=world.chung)

    with pytest.raises(NotAllowed):
        make_token(duty, "Lạ", ["lists"], timezone.localdate() + timedelta(days=1), by=world.an)


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_a_token_lives_at_least_a_day_and_at_most_the_days_set(world: World, days: int) -> None:
    with pytest.raises(Refusal, match="hết hạn sau hôm nay và chậm nhất ngày"):
        token_of(world.an, days=days)


def test_a_token_never_outlives_its_duty(world: World) -> None:
    duty = Duty.objects.get(user=world.chung)
    Duty.objects.filter(pk=duty.pk).update(ended_on=timezone.localdate() + timedelta(days=3))

    with pytest.raises(Refusal, match="chậm nhất ngày"):
        token_of(world.chung, days=4)
    assert token_of(world.chung, days=3)[0].pk


def test_too_many_calls_are_told_when_to_come_back(world: World, settings: Any) -> None:
    settings.API_PER_MINUTE = 3
    program, other = Program.of(world.an), Program.of(world.an)
    answers = [program.get(WHO) for _call in range(7)]

    # The minute may turn while the test runs; two minutes hold six calls.
    assert 429 in {answer.status_code for answer in answers}
    late = next(answer for answer in answers if answer.status_code == 429)
    assert 1 <= int(late["Retry-After"]) <= 60
    assert "Nhiều nhất 3 lần gọi mỗi phút" in late.json()["detail"]
    assert other.get(WHO).status_code == 200


def test_wrong_tokens_are_counted_too(world: World) -> None:
    codes = {Program("chibo_sai").get(WHO).status_code for _call in range(61)}

    assert codes == {401, 429}


def test_the_journal_knows_the_first_use_of_a_day_and_every_list_taken(world: World) -> None:
    program = Program.of(world.an)
    program.read(WHO)
    program.read(WHO)
    program.read(f"organisations/{world.tren.pk}/members", size=2)

    assert Entry.objects.filter(verb="token.made").count() == 1
    used = Entry.objects.get(verb="token.used")
    assert (used.actor, used.source) == (world.an, Source.API)
    taken = Entry.objects.get(verb="api.list_read")
    assert (taken.key, taken.reason) == (str(world.tren.pk), "members 1/2")
    assert (taken.source, taken.source_ref) == (Source.API, f"token {ApiToken.objects.get().pk}")


def test_nothing_on_the_way_keeps_an_answer(world: World) -> None:
    answer = Program.of(world.an).get(WHO)

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_method_that_is_not_taken_is_said_in_json(world: World) -> None:
    program = Program.of(world.an)
    answer = program.client.delete("/api/v1/token", headers=program.headers)

    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET"


def test_an_address_nobody_answers_at_is_said_in_json(world: World) -> None:
    answer = Program.of(world.an).get("khong/co")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_sending_needs_no_mark_of_a_form(world: World) -> None:
    """Nothing a browser keeps lets anybody in, so there is nothing to forge."""
    program = Program.of(world.chung)
    program.client = Client(enforce_csrf_checks=True)

    assert program.post(f"organisations/{world.tren.pk}/meetings", {}).status_code == 422


def test_the_document_is_open_and_the_page_tells_the_same(world: World, client: Client) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")

    client.force_login(world.dung, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/api").content.decode()
    assert [address for address in told["paths"] if address not in page] == []
    assert "<script src=" not in page.replace('<script src="/static/', "")
