from django.urls import path

from chibo.cleaning.views import bulk, catalogue, desk, keeping, slips, worklist

app_name = "cleaning"
urlpatterns = [
    path("lam-sach/quy-tac", catalogue.catalogue, name="rules"),
    path("lam-sach/<int:org>", desk.desk, name="desk"),
    path("lam-sach/<int:org>/ghi-ket-qua", desk.sweep, name="sweep"),
    path("lam-sach/<int:org>/danh-sach", worklist.worklist, name="list"),
    path("lam-sach/<int:org>/danh-sach/xuat", worklist.export, name="export"),
    path("lam-sach/<int:org>/da-xac-nhan", keeping.kept, name="kept"),
    path("lam-sach/<int:org>/de-nguyen/<slug:rule>", keeping.keep, name="keep"),
    path("lam-sach/<int:org>/de-nguyen/<slug:rule>/<int:person>", keeping.keep, name="keep_person"),
    path("lam-sach/<int:org>/sua/<slug:rule>", bulk.bulk, name="bulk"),
    path("lam-sach/<int:org>/phieu.<slug:form>", slips.slips, name="slips"),
    path("lam-sach/nguoi/<int:key>", slips.person, name="person"),
    path("lam-sach/nguoi/<int:key>/phieu.<slug:form>", slips.person_slip, name="person_slip"),
    path("lam-sach/xac-nhan/<int:key>/bo", keeping.reopen, name="reopen"),
]
