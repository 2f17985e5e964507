from django.urls import path

from chibo.admissions import views

app_name = "admissions"
urlpatterns = [
    path("dv/<int:org>/ket-nap", views.admit, name="admit"),
    path("dang-vien/<int:key>/ket-nap", views.admit_known, name="admit_known"),
    path("dang-vien/<int:key>/cong-nhan", views.recognise, name="recognise"),
    path(
        "dang-vien/<int:key>/cong-nhan/huy",
        views.withdraw,
        name="withdraw_recognition",
    ),
]
