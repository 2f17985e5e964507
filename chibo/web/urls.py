from django.urls import path

from chibo.web.views import (
    administration,
    calendar,
    comparison,
    desks,
    home,
    journal,
    number,
    organisation,
    pictures,
    rules,
    searching,
    tasks,
    tree,
    units,
    week,
)
from chibo.web.views.sample import sample, sample_paper
from chibo.web.views.text_size import switch_text_size

app_name = "web"
urlpatterns = [
    path("", home.home, name="first"),
    path("viec", home.home, name="home"),
    path("viec/danh-sach", tasks.task_list, name="tasks"),
    path("viec/lich", calendar.month_page, name="calendar"),
    path("viec/lich/dia-chi", calendar.address, name="calendar_address"),
    path("viec/lich/dia-chi/huy", calendar.close, name="close_calendar"),
    path("viec/lich/<str:key>.ics", calendar.feed, name="feed"),
    path("viec/tuan", week.page, name="week"),
    path("viec/tuan.<str:form>", week.paper, name="week_paper"),
    path("noi-lam-viec", desks.desks, name="desks"),
    path("trang-cua-toi", desks.own, name="own"),
    path("ho-so-cua-toi", desks.own_file, name="own_file"),
    path("so/<slug:name>", number.number, name="number"),
    path("so/<slug:name>/xuat", number.export, name="number_export"),
    path("tim", searching.search, name="search"),
    path("nhat-ky", journal.journal, name="journal"),
    path("quy-dinh", rules.rules, name="rules"),
    path("quan-tri", administration.accounts, name="accounts"),
    path("quan-tri/tai-khoan/moi", administration.new_account, name="new_account"),
    path("quan-tri/tai-khoan/<int:key>", administration.account, name="account"),
    path("quan-tri/tai-khoan/<int:key>/mat-khau", administration.new_password, name="new_password"),
    path("quan-tri/tai-khoan/<int:key>/khoa", administration.close, name="close_account"),
    path("quan-tri/tai-khoan/<int:key>/mo", administration.reopen, name="reopen_account"),
    path(
        "quan-tri/tai-khoan/<int:key>/nhiem-vu/<int:duty>/thoi",
        administration.end_account_duty,
        name="end_duty",
    ),
    path("_mau", sample, name="sample"),
    path("_mau/ban-in", sample_paper, name="sample_paper"),
    path("co-chu", switch_text_size, name="switch_text_size"),
]

# Pages of an organisation that show members too: they answer under the name "organisations".
organisation_pages = [
    path("dv/<int:key>", organisation.page, name="page"),
    path("dv/<int:key>/cay", tree.page, name="tree"),
    path("dv/<int:key>/hinh", pictures.page, name="pictures"),
    path("dv/<int:key>/so-sanh", comparison.page, name="comparison"),
    path("dv/<int:key>/so-sanh/xuat", comparison.export, name="comparison_export"),
    path("dv/<int:key>/chuyen", units.move, name="move"),
    path("dv/<int:key>/ket-thuc", units.end, name="end"),
]
