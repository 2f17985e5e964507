from django.urls import path

from chibo.dues.views import collect, fund, lists, member, month, papers, remitting

app_name = "dues"
urlpatterns = [
    path("dv/<int:org>/dang-phi", month.month, name="list"),
    path("dv/<int:org>/dang-phi/lap", month.draw_up, name="draw_up"),
    path("dv/<int:org>/dang-phi/thu", collect.collect, name="collect"),
    path("dv/<int:org>/dang-phi/so-thu", lists.book, name="book"),
    path("dv/<int:org>/dang-phi/so-thu/in/<str:form>", papers.book_file, name="book_file"),
    path("dv/<int:org>/dang-phi/con-no", lists.arrears, name="arrears"),
    path("dv/<int:org>/dang-phi/can-cu", lists.declarations, name="declarations"),
    path("dv/<int:org>/dang-phi/mien-giam", lists.reliefs, name="reliefs"),
    path("dv/<int:org>/dang-phi/ty-le", lists.terms, name="terms"),
    path("dv/<int:org>/dang-phi/nop", remitting.remittances, name="remittances"),
    path("dv/<int:org>/dang-phi/nop/moi", remitting.new, name="remit"),
    path("dv/<int:org>/dang-phi/nop/nhan", remitting.receive, name="receive"),
    path("dv/<int:org>/dang-phi/bao-cao", papers.report, name="report"),
    path("dv/<int:org>/dang-phi/bao-cao/in/<str:form>", papers.report_file, name="report_file"),
    path("dv/<int:org>/dang-phi/quy", fund.fund, name="fund"),
    path("dv/<int:org>/dang-phi/quy/ghi", fund.enter, name="enter_fund"),
    path("dv/<int:org>/dang-phi/quy/in/<str:form>", fund.fund_file, name="fund_file"),
    path("dang-phi/quy/<int:entry_key>/huy", fund.cancel, name="cancel_entry"),
    path("dang-phi/cua-toi", member.mine, name="mine"),
    path("dang-phi/nguoi/<int:key>", member.member, name="member"),
    path("dang-phi/nguoi/<int:key>/thu", collect.pay, name="pay"),
    path("dang-phi/nguoi/<int:key>/khai", member.new_declaration, name="declare"),
    path("dang-phi/nguoi/<int:key>/mien-giam", member.new_relief, name="new_relief"),
    path("dang-phi/nguoi/<int:key>/ly-do", collect.excuse, name="excuse"),
    path("dang-phi/mien-giam/<int:relief_key>/thoi", member.end, name="end_relief"),
    path("dang-phi/mien-giam/<int:relief_key>/huy", member.drop, name="cancel_relief"),
    path("dang-phi/phieu/<int:payment_key>", papers.receipt, name="receipt"),
    path("dang-phi/phieu/<int:payment_key>/huy", collect.cancel, name="cancel_payment"),
    path(
        "dang-phi/phieu/<int:payment_key>/in/<str:form>", papers.receipt_file, name="receipt_file"
    ),
    path("dang-phi/nop/<int:remittance_key>", remitting.remittance, name="remittance"),
    path("dang-phi/nop/<int:remittance_key>/xac-nhan", remitting.confirm, name="confirm"),
    path("dang-phi/nop/<int:remittance_key>/huy", remitting.cancel, name="cancel_remittance"),
    path(
        "dang-phi/nop/<int:remittance_key>/in/<str:form>",
        papers.remittance_file,
        name="remittance_file",
    ),
]
