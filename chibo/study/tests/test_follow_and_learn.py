"""Units and members register, are reviewed and praised; models are kept up; people are sent to courses."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from chibo.base.figures import Reading, Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.organisations.queries.tree import branch
from chibo.study.actions.following import (
    NewCommitment,
    Reviewing,
    commit,
    review_commitments,
    withdraw_commitment,
)
from chibo.study.actions.good_models import (
    NewModel,
    NewPraise,
    change_stage,
    end_model,
    give_praise,
    register_models,
)
from chibo.study.actions.studies import NewStudy, open_study
from chibo.study.actions.training import (
    NewTraining,
    Outcome,
    Sent,
    open_training,
    record_results,
    send_to_training,
    withdraw_trainee,
)
from chibo.study.models import Commitment, CommitmentReview, GoodModel, ModelStage, Praise, Training
from tests.world import World

DAY, TODAY = date(2026, 3, 10), date(2026, 11, 21)


def asked(world: World, name: str, last: date = TODAY, key: str = "") -> Reading:
    scope = Scope(branch(world.commune, last), last, key=key)
    wanted = figure(name)
    if wanted.takes == "period":
        scope = scope.over(Period(date(2026, 1, 1), last))
    return read(wanted, scope)


def of_member(world: World, name: str, kind: str = "plan", **more: Any) -> NewCommitment:
    facts: dict[str, Any] = {"year": 2026, "unit": world.tren, "made_on": DAY}
    return NewCommitment(kind, person=world.people[name], **facts | more)


def test_cells_and_members_register_with_their_bases(world: World) -> None:
    theme = NewStudy("theme", "Chuyên đề", DAY, date(2026, 6, 30), 2026)
    open_study(world.commune, theme, by=world.an)
    assert asked(world, "commitments_cells").value is None
    given = [
        NewCommitment("registration", 2026, world.tren, DAY),
        of_member(world, "an"),
        of_member(world, "an", "exemplary"),
        of_member(world, "chung", "registration"),
    ]
    commit(given, by=world.chung)
    assert (asked(world, "commitments_cells").value, asked(world, "commitments_cells").base) == (
        1,
        3,
    )
    found = asked(world, "commitments_members", key="2026")
    # Én joined on the 26th: not on the list of the 10th.
    assert (found.value, found.base) == (2, 5)
    assert asked(world, "exemplary_members").value == 1
    assert asked(world, "commitments_members", date(2026, 3, 10)).value == 2


def test_one_of_a_kind_a_year(world: World) -> None:
    commit([of_member(world, "an")], by=world.an)
    with pytest.raises(Refusal, match="đã có bản kế hoạch làm theo bác năm 2026"):
        commit([of_member(world, "an")], by=world.an)
    commit([of_member(world, "an", year=2025, made_on=date(2025, 3, 10))], by=world.an)
    assert Commitment.objects.count() == 2


def test_withdrawn_makes_room_for_another(world: World) -> None:
    (first,) = commit([of_member(world, "an")], by=world.an)
    withdraw_commitment(first, date(2026, 4, 1), "Ghi nhầm", by=world.an)
    commit([of_member(world, "an", made_on=date(2026, 4, 2))], by=world.an)
    standing = Commitment.objects.filter(withdrawn_on__isnull=True)
    assert [row.made_on for row in standing] == [date(2026, 4, 2)]


@pytest.mark.parametrize("made_on", [date(2025, 9, 30), date(2027, 1, 1)])
def test_a_commitment_is_of_its_year(world: World, made_on: date) -> None:
    with pytest.raises(Refusal):
        commit([of_member(world, "an", made_on=made_on)], by=world.an)


def test_only_members_of_the_cell_commit_there(world: World) -> None:
    with pytest.raises(Refusal, match="không sinh hoạt tại chi bộ này"):
        commit([of_member(world, "dung")], by=world.an)


def test_standards_of_a_unit_say_what_was_done(world: World) -> None:
    with pytest.raises(Refusal, match="xây dựng mới, rà soát hay sửa đổi"):
        commit([NewCommitment("ethics", 2026, world.tren, DAY)], by=world.an)
    units = [world.commune, world.tren, world.duoi]
    commit([NewCommitment("ethics", 2026, one, DAY, act="reviewed") for one in units], by=world.an)
    found = asked(world, "ethics_standards")
    assert (found.value, found.base) == (3, 4)


def test_a_member_registers_for_themself_only(world: World) -> None:
    mine = of_member(world, "dung", unit=world.duoi, text="Giúp một hộ nghèo")
    commit([mine], by=world.dung)
    with pytest.raises(NotAllowed):
        commit([of_member(world, "en", unit=world.duoi)], by=world.dung)
    with pytest.raises(NotAllowed):
        commit([NewCommitment("plan", 2026, world.duoi, DAY)], by=world.dung)


def test_a_quarter_is_reviewed_once_and_corrected(world: World) -> None:
    (one,) = commit([of_member(world, "an")], by=world.an)
    review_commitments([Reviewing(one, 1, date(2026, 4, 2), "partly")], by=world.chung)
    review_commitments([Reviewing(one, 1, date(2026, 4, 3), "well", "Đã đủ")], by=world.chung)
    found = CommitmentReview.objects.get()
    assert (found.outcome, found.remark, found.reviewed_on) == ("well", "Đã đủ", date(2026, 4, 3))
    with pytest.raises(Refusal, match="từ 01/10/2026"):
        review_commitments([Reviewing(one, 4, date(2026, 9, 30), "well")], by=world.chung)


@pytest.fixture
def model(world: World) -> GoodModel:
    new = NewModel(world.tren, "Tuyến đường tự quản", DAY)
    return register_models([new], by=world.chung)[0]


def test_a_model_counts_while_it_is_kept_up(world: World, model: GoodModel) -> None:
    change_stage(model, "paused", date(2026, 5, 1), by=world.chung)
    change_stage(model, "spread", date(2026, 7, 1), by=world.chung)
    end_model(model, date(2026, 10, 1), "Đã hoàn thành", by=world.chung)
    days = [date(2026, 3, 9), DAY, date(2026, 5, 1), date(2026, 7, 1), date(2026, 10, 1)]
    assert [asked(world, "models_active", day).value for day in days] == [0, 1, 0, 1, 0]
    assert asked(world, "models_new").value == 1
    with pytest.raises(Refusal, match="đã kết thúc"):
        change_stage(model, "running", date(2026, 10, 2), by=world.chung)


def test_a_model_has_one_state_at_a_time(model: GoodModel) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelStage.objects.create(model=model, stage="spread", started_on=DAY)


def test_praise_goes_to_a_unit_or_to_one_member(world: World, model: GoodModel) -> None:
    first = NewPraise(world.commune, date(2026, 5, 19), "Giấy khen", world.tren, model=model)
    give_praise([first], by=world.an)
    both = NewPraise(world.commune, date(2026, 5, 19), "x", world.tren, world.people["an"])
    with pytest.raises(ValidationError, match="Biểu dương một tập thể, hoặc một cá nhân"):
        give_praise([both], by=world.an)
    assert (Praise.objects.count(), asked(world, "praise_given").value) == (1, 1)


@pytest.fixture
def training(world: World) -> Training:
    new = NewTraining("theory", "Trung cấp lý luận", "Trung tâm", DAY, date(2026, 5, 1), 3)
    return open_training(new, world.commune, by=world.an)


def test_two_courses_of_one_person_are_one_person_and_two_turns(
    world: World, training: Training
) -> None:
    another = NewTraining("skills", "Tin học", "Trung tâm", date(2026, 6, 1), date(2026, 6, 5))
    second = open_training(another, world.commune, by=world.an)
    an, dung = world.people["an"], world.people["dung"]
    sent = [Sent(an, world.tren.pk), Sent(dung, world.duoi.pk)]
    listed = send_to_training(training, sent, by=world.an)
    send_to_training(second, [Sent(an, world.tren.pk)], by=world.an)
    assert asked(world, "training_participants").value == 2
    assert asked(world, "training_turns").value == 3
    given = [
        Outcome(listed[0], "good", "7/CN", date(2026, 5, 2)),
        Outcome(listed[1], "dropped", "7/CN", date(2026, 5, 2), "Ốm"),
    ]
    record_results(training, given, by=world.an)
    found = asked(world, "training_certified")
    assert (found.value, found.base) == (1, 3)
    assert listed[1].certificate_on is None


def test_an_official_outside_the_party_may_be_sent(world: World, training: Training) -> None:
    send_to_training(training, [Sent(world.people["sua"], world.commune.pk)], by=world.an)
    assert asked(world, "training_participants").value == 1


def test_who_has_a_result_stays_on_the_list(world: World, training: Training) -> None:
    (row,) = send_to_training(training, [Sent(world.people["an"], world.tren.pk)], by=world.an)
    with pytest.raises(Refusal, match="đã có trong danh sách"):
        send_to_training(training, [Sent(world.people["an"], world.tren.pk)], by=world.an)
    record_results(training, [Outcome(row, "passed")], by=world.an)
    with pytest.raises(Refusal, match="đã có kết quả"):
        withdraw_trainee(row, "Nhầm", by=world.an)


def test_who_drops_out_says_why(world: World, training: Training) -> None:
    (row,) = send_to_training(training, [Sent(world.people["an"], world.tren.pk)], by=world.an)
    with pytest.raises(ValidationError, match="ghi lý do"):
        record_results(training, [Outcome(row, "dropped")], by=world.an)


def test_the_member_registers_on_their_own_page(world: World, client: Client) -> None:
    client.force_login(world.dung)
    typed = {"kind": "registration", "year": "2026", "text": "Giúp một hộ nghèo"}
    page = client.post("/hoc-tap/cua-toi/dang-ky", typed, follow=True).content.decode()
    assert "Đăng ký làm theo Bác 2026" in page
    assert Commitment.objects.get().unit == world.duoi


def test_the_cell_secretary_records_the_whole_cell_at_once(world: World, client: Client) -> None:
    client.force_login(world.chung)
    people = [str(world.people[name].pk) for name in ("an", "chung")]
    typed = {
        "kind": "plan",
        "year": "2026",
        "made_on": "10/03/2026",
        "of_unit": "on",
        "chon": people,
    }
    answer = client.post(f"/dv/{world.tren.pk}/hoc-tap/lam-theo/ghi", typed)
    assert answer.status_code == 302
    assert Commitment.objects.filter(kind="plan", unit=world.tren).count() == 3
    page = client.get(f"/dv/{world.tren.pk}/hoc-tap/lam-theo?nam=2026").content.decode()
    assert page.count("10/03/2026") == 3
