from django.urls import path

from chibo.inspection.views import acts, books, complaints, discipline, lists, page, programmes

app_name = "inspection"
urlpatterns = [
    path("dv/<int:org>/kiem-tra", lists.overview, name="list"),
    path("dv/<int:org>/kiem-tra/moi", lists.new, name="new"),
    path("dv/<int:org>/kiem-tra/chuong-trinh", programmes.programmes, name="programmes"),
    path("dv/<int:org>/kiem-tra/chuong-trinh/moi", programmes.new, name="new_programme"),
    path("dv/<int:org>/kiem-tra/ky-luat", discipline.disciplines, name="disciplines"),
    path("dv/<int:org>/kiem-tra/ky-luat/moi", discipline.new, name="new_discipline"),
    path("dv/<int:org>/kiem-tra/don-thu", complaints.complaints, name="complaints"),
    path("dv/<int:org>/kiem-tra/don-thu/moi", complaints.new, name="new_complaint"),
    path("dv/<int:org>/kiem-tra/so/<str:book>/<str:form>", books.book, name="book"),
    path("kiem-tra/duoc-xem", page.mine, name="mine"),
    path("kiem-tra/chuong-trinh/<int:programme>/them", programmes.add, name="add_item"),
    path("kiem-tra/noi-dung/<int:item>/thoi", programmes.drop, name="drop_item"),
    path("kiem-tra/ky-luat/<int:discipline>", discipline.page, name="discipline"),
    path("kiem-tra/ky-luat/<int:discipline>/trao", discipline.hand_over, name="hand_over"),
    path("kiem-tra/ky-luat/<int:discipline>/huy", discipline.cancel, name="cancel_discipline"),
    path(
        "kiem-tra/ky-luat/<int:discipline>/in/<str:form>",
        books.decision,
        name="decision_paper",
    ),
    path("kiem-tra/don-thu/<int:complaint>", complaints.page, name="complaint"),
    path("kiem-tra/don-thu/<int:complaint>/giai-quyet", complaints.settle, name="settle"),
    path("kiem-tra/nguoi-xem/<int:reader>/thoi", acts.dismiss, name="dismiss_reader"),
    path("kiem-tra/doi-tuong/<int:inspected>/ket-qua", acts.findings, name="findings"),
    path("kiem-tra/<int:key>", page.page, name="page"),
    path("kiem-tra/<int:key>/buoc", acts.step, name="step"),
    path("kiem-tra/<int:key>/doan", acts.team, name="team"),
    path("kiem-tra/<int:key>/nguoi-xem", acts.reader, name="reader"),
    path("kiem-tra/<int:key>/ket-luan", acts.conclude, name="conclude"),
    path("kiem-tra/<int:key>/khac-phuc", acts.remedy, name="remedy"),
    path("kiem-tra/<int:key>/phuc-tra", acts.recheck, name="recheck"),
    path("kiem-tra/<int:key>/nop-luu", acts.archive, name="archive"),
    path("kiem-tra/<int:key>/thoi", acts.give_up, name="give_up"),
    path("kiem-tra/<int:key>/in/<str:paper>/<str:form>", books.paper, name="paper"),
]
