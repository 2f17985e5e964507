from django.urls import path

from chibo.consolidation.views import board, ending, parts, plan, unit

app_name = "consolidation"
urlpatterns = [
    path("dv/<int:org>/cung-co", board.board, name="board"),
    path("dv/<int:org>/cung-co/in/<str:form>", board.register, name="register"),
    path("dv/<int:org>/cung-co/don-vi", unit.unit, name="unit"),
    path("dv/<int:org>/cung-co/ket-luan/<str:criterion>", unit.judge, name="judge"),
    path("dv/<int:org>/cung-co/dau-hieu", unit.add_seen, name="add_seen"),
    path("dv/<int:org>/cung-co/lap-ke-hoach", unit.new_plan, name="new_plan"),
    path("dv/<int:org>/cung-co/moc", unit.new_milestone, name="new_milestone"),
    path("cung-co/moc/<int:milestone>", unit.milestone, name="milestone"),
    path("cung-co/<int:key>", plan.plan, name="plan"),
    path("cung-co/<int:key>/in/<str:form>", plan.paper, name="paper"),
    path("cung-co/<int:key>/van-ban/<str:form>", plan.document, name="document"),
    path("cung-co/<int:key>/sua", parts.correct, name="correct"),
    path("cung-co/<int:key>/han-che", parts.add_weakness, name="add_weakness"),
    path("cung-co/<int:key>/han-che/<int:weakness>", ending.clear, name="clear"),
    path("cung-co/<int:key>/nhom", parts.add_solutions, name="add_groups"),
    path("cung-co/<int:key>/bien-phap", parts.measure, name="measure"),
    path("cung-co/<int:key>/to-cong-tac", parts.seat, name="seat"),
    path("cung-co/<int:key>/to-cong-tac/<int:member>/thoi", parts.leave_seat, name="leave_seat"),
    path("cung-co/<int:key>/tang-cuong", parts.second, name="second"),
    path("cung-co/<int:key>/tang-cuong/<int:sent>/thoi", parts.end_second, name="end_second"),
    path("cung-co/<int:key>/theo-doi", parts.follow, name="follow"),
    path("cung-co/<int:key>/cong-nhan", ending.close, name="close"),
    path("cung-co/<int:key>/gia-han", ending.extend, name="extend"),
    path("cung-co/<int:key>/thoi", ending.cancel, name="cancel"),
    path("cung-co/<int:key>/mo-lai", ending.reopen, name="reopen"),
]
