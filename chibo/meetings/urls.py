from django.urls import path

from chibo.meetings.views import content, lists, opening, page, papers, plan, plans

app_name = "meetings"
urlpatterns = [
    path("dv/<int:org>/sinh-hoat", lists.meetings, name="list"),
    path("dv/<int:org>/sinh-hoat/moi", opening.new, name="new"),
    path("dv/<int:org>/lich-hop", plans.plans, name="plans"),
    path("dv/<int:org>/lich-hop/moi", plans.plan_one, name="plan_one"),
    path("dv/<int:org>/lich-hop/ca-nam", plans.plan_year, name="plan_year"),
    path("lich-hop/<int:key>", plan.plan, name="plan"),
    path("lich-hop/<int:key>/sua", plan.correct, name="plan_correct"),
    path("lich-hop/<int:key>/doi-ngay", plan.move, name="plan_move"),
    path("lich-hop/<int:key>/huy", plan.cancel, name="plan_cancel"),
    path("lich-hop/<int:key>/chuong-trinh", plan.agenda, name="plan_agenda"),
    path("sinh-hoat/<int:key>", page.page, name="page"),
    path("sinh-hoat/<int:key>/ghi", opening.opening, name="opening"),
    path("sinh-hoat/<int:key>/ghi/diem-danh", opening.roll, name="roll"),
    path("sinh-hoat/<int:key>/ghi/khach", opening.guest, name="guest"),
    path("sinh-hoat/<int:key>/ghi/noi-dung", content.content, name="content"),
    path("sinh-hoat/<int:key>/ghi/noi-dung/<int:item_id>", content.item, name="item"),
    path("sinh-hoat/<int:key>/ghi/xem-lai", page.check, name="check"),
    path("sinh-hoat/<int:key>/giay-to", papers.papers, name="papers"),
    path("sinh-hoat/<int:key>/bien-ban/<slug:ending>", papers.minutes, name="minutes"),
    path(
        "sinh-hoat/<int:key>/bien-ban/lan-<int:number>/<slug:ending>",
        papers.version,
        name="version",
    ),
    path("sinh-hoat/<int:key>/duyet", page.approving, name="approve"),
    path("sinh-hoat/<int:key>/tra-lai", page.returning, name="return"),
]
