from django.urls import path, re_path

from chibo.reports.views import files, listing, page, registers, statistics

app_name = "reports"
urlpatterns = [
    path("bao-cao", listing.reports, name="list"),
    path("bao-cao/lap", listing.begin, name="begin"),
    path("bao-cao/<int:key>", page.page, name="page"),
    path("bao-cao/<int:key>/doan/<slug:passage>", page.write, name="write"),
    path("bao-cao/<int:key>/doan/<slug:passage>/tu-sinh", page.restore, name="restore"),
    path("bao-cao/<int:key>/lich-su", page.versions, name="versions"),
    path("bao-cao/<int:key>/phu-luc", page.annexes, name="annexes"),
    path("bao-cao/<int:key>/so-va-ngay", page.describe, name="describe"),
    path("bao-cao/<int:key>/cay", page.choose_tree, name="choose_tree"),
    path("dv/<int:org>/bieu-thong-ke", statistics.overview, name="forms"),
    path("dv/<int:org>/bieu-thong-ke/<slug:slug>", statistics.page, name="form"),
    path("dv/<int:org>/bieu-thong-ke/so/<slug:slug>", registers.page, name="register"),
    re_path(
        r"^dv/(?P<org>\d+)/bieu-thong-ke/so/(?P<slug>[-\w]+)\.(?P<ending>pdf|docx|xlsx)$",
        registers.file,
        name="register_file",
    ),
    re_path(
        r"^dv/(?P<org>\d+)/bieu-thong-ke/(?P<slug>[-\w]+)\.(?P<ending>pdf|docx|xlsx)$",
        statistics.file,
        name="form_file",
    ),
    re_path(r"^bao-cao/(?P<key>\d+)/van-ban\.(?P<form>docx|pdf)$", files.paper, name="paper"),
]
