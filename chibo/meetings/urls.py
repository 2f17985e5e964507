from django.urls import path

from chibo.meetings.views import content, lists, opening, page

app_name = "meetings"
urlpatterns = [
    path("dv/<int:org>/sinh-hoat", lists.meetings, name="list"),
    path("dv/<int:org>/sinh-hoat/moi", opening.new, name="new"),
    path("sinh-hoat/<int:key>", page.page, name="page"),
    path("sinh-hoat/<int:key>/ghi", opening.opening, name="opening"),
    path("sinh-hoat/<int:key>/ghi/diem-danh", opening.roll, name="roll"),
    path("sinh-hoat/<int:key>/ghi/khach", opening.guest, name="guest"),
    path("sinh-hoat/<int:key>/ghi/noi-dung", content.content, name="content"),
    path("sinh-hoat/<int:key>/ghi/noi-dung/<int:item_id>", content.item, name="item"),
    path("sinh-hoat/<int:key>/ghi/xem-lai", page.check, name="check"),
    path("sinh-hoat/<int:key>/duyet", page.approving, name="approve"),
    path("sinh-hoat/<int:key>/tra-lai", page.returning, name="return"),
]
