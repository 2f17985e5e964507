"""Studies, commitments, models, praise and courses go out in a workbook and come in as they were."""

from datetime import date

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.organisations.models import Organisation
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
from chibo.study.actions.sessions import NewSession, hold_sessions
from chibo.study.actions.studies import NewStudy, give_up_study, open_study, take_in_harvest
from chibo.study.actions.training import (
    NewTraining,
    Outcome,
    Sent,
    open_training,
    record_results,
    send_to_training,
)
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

DAY = date(2026, 4, 6)
SHEETS = (
    "Đợt học tập", "Danh sách phải học", "Lớp học tập", "Lượt dự học", "Đăng ký, cam kết",
    "Kiểm điểm quý", "Mô hình làm theo Bác", "Tình trạng mô hình", "Biểu dương",
    "Đào tạo, bồi dưỡng", "Người được cử đi học",
)  # fmt: skip


def study(world: World) -> None:
    """A theme given up, another in its place with somebody outside, classes and a paper handed in."""
    by, close = world.an, date(2026, 6, 30)
    first = NewStudy("theme", "Chuyên đề cũ", date(2026, 2, 1), close, 2026)
    old = open_study(world.commune, first, by=by)
    give_up_study(old, date(2026, 3, 1), "Chuyển sang chuyên đề mới", by=by)
    new = NewStudy("theme", "Chuyên đề mới", DAY, close, 2026, close, close, [world.directive])
    out = {world.people["lan"].pk: "Đi học dài hạn"}
    held = open_study(world.commune, new, by=by, left_out=out)
    present = [world.people[name].pk for name in ("an", "dung")]
    classes = [
        NewSession(date(2026, 4, 20), "Nhà văn hóa", "Bí thư", 4, "Đoàn viên", present),
        NewSession(date(2026, 4, 27), "Nhà văn hóa", present=present[:1]),
    ]
    hold_sessions(held, classes, by=by)
    take_in_harvest(held, {present[0]: date(2026, 5, 4)}, by=by)


def follow(world: World) -> None:
    """One withdrawn and made again, reviewed; a model spread and ended, praised."""
    by, an = world.an, world.people["an"]
    (mistaken,) = commit([NewCommitment("plan", 2026, world.tren, DAY, an, "Nhầm")], by=by)
    withdraw_commitment(mistaken, date(2026, 4, 7), "Ghi nhầm", by=by)
    (plan, _ours) = commit(
        [
            NewCommitment("plan", 2026, world.tren, date(2026, 4, 8), an, "Giúp một hộ"),
            NewCommitment("ethics", 2026, world.tren, DAY, act="amended", paper=world.directive),
        ],
        by=by,
    )
    review_commitments([Reviewing(plan, 2, date(2026, 6, 30), "well", "Đã giúp")], by=by)
    model, _own = register_models(
        [
            NewModel(world.tren, "Tuyến đường tự quản", DAY, about="Quét đường"),
            NewModel(world.tren, "Vườn rau", DAY, an),
        ],
        by=by,
    )
    change_stage(model, "spread", date(2026, 6, 1), by=by, remark="Ba bản")
    end_model(model, date(2026, 9, 1), "Đã xong", by=by)
    give_praise([NewPraise(world.commune, date(2026, 5, 19), "Giấy khen", world.tren, model=model),
                 NewPraise(world.commune, date(2026, 5, 19), "Biểu dương", person=an)], by=by)  # fmt: skip


def learn(world: World) -> None:
    new = NewTraining("theory", "Trung cấp", "Trung tâm", DAY, date(2026, 5, 1), 3)
    training = open_training(new, world.commune, by=world.an)
    sent = [Sent(world.people["an"], world.tren.pk), Sent(world.people["dung"], world.duoi.pk)]
    first, second = send_to_training(training, sent, by=world.an)
    results = [
        Outcome(first, "good", "7/CN", date(2026, 5, 2)),
        Outcome(second, "dropped", dropped_reason="Ốm"),
    ]
    record_results(training, results, by=world.an)


def test_what_was_studied_comes_back_as_it_was() -> None:
    with transaction.atomic():
        world = build_world()
        study(world)
        follow(world)
        learn(world)
        before = cells_of(content := export_workbook(world.commune, by=world.an).content)
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    assert import_workbook(content, "so.xlsx", by=admin).problems == ()

    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, type(admin).objects.get(pk=admin.pk))
    after = cells_of(export_workbook(commune, by=office).content)
    assert {name: after[name] for name in SHEETS} == {name: before[name] for name in SHEETS}
    assert all(len(before[name]) > 1 for name in SHEETS)
