from django.urls import path

from chibo.study.views import (
    commitments,
    harvest,
    joined,
    lists,
    mine,
    models,
    page,
    papers,
    sessions,
    training,
    training_list,
    year,
)

app_name = "study"
urlpatterns = [
    path("dv/<int:org>/hoc-tap", lists.studies, name="list"),
    path("dv/<int:org>/hoc-tap/moi", lists.new, name="new"),
    path("dv/<int:org>/hoc-tap/lam-theo", year.year, name="year"),
    path("dv/<int:org>/hoc-tap/lam-theo/ghi", commitments.record, name="commit"),
    path("dv/<int:org>/hoc-tap/mo-hinh", models.models, name="models"),
    path("dv/<int:org>/hoc-tap/mo-hinh/moi", models.new, name="new_model"),
    path("dv/<int:org>/hoc-tap/bieu-duong", models.praise, name="praise"),
    path("dv/<int:org>/hoc-tap/dao-tao", training_list.trainings, name="trainings"),
    path("dv/<int:org>/hoc-tap/dao-tao/moi", training_list.new, name="new_training"),
    path("hoc-tap/cua-toi", mine.mine, name="mine"),
    path("hoc-tap/cua-toi/dang-ky", mine.register, name="register_own"),
    path("hoc-tap/<int:key>", page.page, name="page"),
    path("hoc-tap/<int:key>/vao-sau", joined.joined, name="joined"),
    path("hoc-tap/<int:key>/danh-sach", page.learners, name="learners"),
    path("hoc-tap/<int:key>/in/<str:form>", papers.coverage_paper, name="paper"),
    path("hoc-tap/<int:key>/lop-moi", sessions.new, name="new_session"),
    path("hoc-tap/<int:key>/thu-hoach", harvest.harvest, name="harvest"),
    path("hoc-tap/<int:key>/dien/<int:learner>", harvest.outside, name="outside"),
    path("hoc-tap/<int:key>/thoi", page.give_up, name="give_up"),
    path("hoc-tap/lop/<int:session>", sessions.session, name="session"),
    path("hoc-tap/lop/<int:session>/sua", sessions.correct, name="correct_session"),
    path("hoc-tap/cam-ket/<int:commitment>", commitments.page, name="commitment"),
    path("hoc-tap/cam-ket/<int:commitment>/rut", commitments.withdraw, name="withdraw"),
    path("hoc-tap/mo-hinh/<int:model>", models.page, name="model"),
    path("hoc-tap/mo-hinh/<int:model>/tinh-trang", models.stage, name="stage"),
    path("hoc-tap/mo-hinh/<int:model>/ket-thuc", models.end, name="end_model"),
    path("hoc-tap/dao-tao/<int:training>", training.page, name="training"),
    path("hoc-tap/dao-tao/<int:training>/sua", training.correct, name="correct_training"),
    path("hoc-tap/dao-tao/<int:training>/cu", training.send, name="send"),
    path(
        "hoc-tap/dao-tao/<int:training>/in/<str:form>", papers.training_paper, name="training_paper"
    ),
    path("hoc-tap/hoc-vien/<int:trainee>", training.result, name="result"),
    path("hoc-tap/hoc-vien/<int:trainee>/bo", training.withdraw, name="withdraw_trainee"),
]
