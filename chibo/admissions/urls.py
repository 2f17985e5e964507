from django.urls import path

from chibo.admissions.views import facts

app_name = "admissions"
urlpatterns = [
    path("dv/<int:org>/ket-nap", facts.admit, name="admit"),
    path("dang-vien/<int:key>/ket-nap", facts.admit_known, name="admit_known"),
    path("dang-vien/<int:key>/cong-nhan", facts.recognise, name="recognise"),
    path(
        "dang-vien/<int:key>/cong-nhan/huy",
        facts.withdraw,
        name="withdraw_recognition",
    ),
]
