from django.urls import path

from chibo.targets.views import (
    board,
    changing,
    closing,
    cohorts,
    comparing,
    indicators,
    page,
    papers,
    registering,
    sharing,
    waiting,
)

app_name = "targets"
urlpatterns = [
    path("dv/<int:org>/chi-tieu", board.board, name="board"),
    path("dv/<int:org>/chi-tieu/moi", registering.new, name="new"),
    path("dv/<int:org>/chi-tieu/don-vi", comparing.units, name="units"),
    path("dv/<int:org>/chi-tieu/cho-duyet", waiting.waiting, name="waiting"),
    path("dv/<int:org>/chi-tieu/chot", closing.close, name="close"),
    path("dv/<int:org>/chi-tieu/in/<str:form>", papers.board_paper, name="paper"),
    path("dv/<int:org>/chi-tieu/nhom", cohorts.cohorts, name="cohorts"),
    path("dv/<int:org>/chi-tieu/nhom/moi", cohorts.new, name="new_cohort"),
    path("chi-tieu/<int:key>", page.page, name="page"),
    path("chi-tieu/<int:key>/duyet", page.decide, name="decide"),
    path("chi-tieu/<int:key>/doi", changing.change, name="change"),
    path("chi-tieu/<int:key>/thoi", changing.give_up, name="give_up"),
    path("chi-tieu/<int:key>/giao", sharing.share, name="share"),
    path("chi-tieu/<int:key>/so-sanh", comparing.compare, name="compare"),
    path("chi-tieu/nhom/<int:cohort>", cohorts.cohort, name="cohort"),
    path("dv/<int:org>/chi-so", indicators.indicators, name="indicators"),
    path("dv/<int:org>/chi-so/ghi", indicators.tell, name="tell"),
    path("dv/<int:org>/chi-so/<slug:code>", indicators.indicator, name="indicator"),
    path("chi-so/<int:value>/sua", indicators.correct, name="correct"),
    path("chi-so/danh-muc", indicators.dictionary, name="dictionary"),
]
