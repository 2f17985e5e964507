from django.urls import path, re_path

from chibo.reports.views import files, listing, page

app_name = "reports"
urlpatterns = [
    path("", listing.reports, name="list"),
    path("/lap", listing.begin, name="begin"),
    path("/<int:key>", page.page, name="page"),
    path("/<int:key>/doan/<slug:passage>", page.write, name="write"),
    path("/<int:key>/doan/<slug:passage>/tu-sinh", page.restore, name="restore"),
    path("/<int:key>/lich-su", page.versions, name="versions"),
    path("/<int:key>/phu-luc", page.annexes, name="annexes"),
    path("/<int:key>/so-va-ngay", page.describe, name="describe"),
    re_path(r"^/(?P<key>\d+)/van-ban\.(?P<form>docx|pdf)$", files.paper, name="paper"),
]
