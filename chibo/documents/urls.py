from django.urls import path

from chibo.documents.views import circulation, register

app_name = "documents"
urlpatterns = [
    path("dv/<int:key>/van-ban", register.papers, name="list"),
    path("dv/<int:key>/van-ban/moi", register.new, name="new"),
    path("van-ban/<int:key>", register.page, name="page"),
    path("van-ban/<int:key>/pho-bien", circulation.circulate, name="circulate"),
    path("van-ban/pho-bien/<int:key>/thoi", circulation.withdraw, name="withdraw"),
    path("van-ban/<int:key>/huy", register.cancel, name="cancel"),
]
