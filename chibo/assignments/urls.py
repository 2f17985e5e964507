from django.urls import path

from chibo.assignments.views import lists, page, results

app_name = "assignments"
urlpatterns = [
    path("dv/<int:org>/viec-giao", lists.works, name="list"),
    path("dv/<int:org>/viec-giao/ket-qua", results.shares, name="results"),
    path("dv/<int:org>/viec-giao/moi", lists.new, name="new"),
    path("viec-giao/<int:key>", page.page, name="page"),
    path("viec-giao/<int:key>/tien-do", page.report, name="report"),
    path("viec-giao/<int:key>/xong", page.finish, name="finish"),
    path("viec-giao/<int:key>/gia-han", page.extend, name="extend"),
    path("viec-giao/<int:key>/<slug:how>", page.judge, name="judge"),
]
