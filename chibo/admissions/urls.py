from django.urls import path

from chibo.admissions.views import (
    board,
    candidates,
    course_lists,
    course_papers,
    courses,
    facts,
    funnel,
    heads,
    printing,
    sources,
    targets,
)
from chibo.admissions.views.cases import background, deciding, following, opening, page

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
    path("dv/<int:org>/phat-trien/in", printing.many_forms, name="many_forms"),
    path(
        "dv/<int:org>/phat-trien/in/<slug:code>/<slug:ending>",
        printing.many_papers,
        name="many_papers",
    ),
    path("phat-trien/<int:key>/in", printing.case_forms, name="case_forms"),
    path(
        "phat-trien/<int:key>/in/<slug:code>/<slug:ending>", printing.case_paper, name="case_paper"
    ),
    path("dv/<int:org>/phat-trien/moi", opening.begin, name="open_case"),
    path("dang-vien/<int:key>/phat-trien", opening.of_person, name="case_of"),
    path("phat-trien/<int:key>", page.page, name="case"),
    path("phat-trien/<int:key>/dua-ra-chi-bo", opening.to_cell, name="case_to_cell"),
    path("phat-trien/<int:key>/chuyen-chi-bo", opening.move, name="case_move"),
    path("phat-trien/<int:key>/quay-lai", opening.back, name="case_back"),
    path("phat-trien/<int:key>/dung", opening.leave, name="case_leave"),
    path("phat-trien/<int:key>/mo-lai", opening.reopen, name="case_reopen"),
    path("phat-trien/<int:key>/giup-do", following.helper, name="case_guide"),
    path(
        "phat-trien/<int:key>/giup-do/<int:guidance>/thoi", following.end_help, name="case_relieve"
    ),
    path("phat-trien/<int:key>/nhan-xet", following.remark, name="case_note"),
    path("phat-trien/<int:key>/giay-to/<slug:code>", following.paper, name="case_mark"),
    path("phat-trien/<int:key>/gioi-thieu", following.referees, name="case_referee"),
    path(
        "phat-trien/<int:key>/gioi-thieu/<int:referee>/bo",
        following.no_referee,
        name="case_drop_referee",
    ),
    path("phat-trien/<int:key>/y-kien", following.opinions, name="case_opinion"),
    path("phat-trien/<int:key>/y-kien/<int:opinion>", following.opinion, name="case_edit_opinion"),
    path(
        "phat-trien/<int:key>/y-kien/<int:opinion>/bo",
        following.no_opinion,
        name="case_drop_opinion",
    ),
    path("phat-trien/<int:key>/tham-tra", background.background, name="case_background"),
    path("phat-trien/<int:key>/tham-tra/lay", background.propose, name="case_propose_checks"),
    path("phat-trien/<int:key>/tham-tra/them", background.new_check, name="case_new_check"),
    path("phat-trien/<int:key>/tham-tra/<int:check>", background.check, name="case_check"),
    path(
        "phat-trien/<int:key>/tham-tra/<int:check>/bo", background.no_check, name="case_drop_check"
    ),
    path(
        "phat-trien/<int:key>/bieu-quyet/<int:review>/huy",
        deciding.no_review,
        name="case_withdraw_review",
    ),
    path(
        "phat-trien/<int:key>/bieu-quyet/<slug:phase>/<slug:level>",
        deciding.review,
        name="case_review",
    ),
    path("phat-trien/<int:key>/quyet-dinh", deciding.decision, name="case_decision"),
    path("phat-trien/<int:key>/le-ket-nap", deciding.ceremony, name="case_ceremony"),
    path("phat-trien/<int:key>/cong-nhan", deciding.recognition, name="case_recognition"),
    path("phat-trien/<int:key>/the", deciding.card, name="case_card"),
    path("dv/<int:org>/phat-trien", board.board, name="board"),
    path("dv/<int:org>/phat-trien/danh-sach", candidates.candidates, name="candidates"),
    path(
        "dv/<int:org>/phat-trien/danh-sach/in", candidates.print_candidates, name="print_candidates"
    ),
    path(
        "dv/<int:org>/phat-trien/danh-sach/xuat",
        candidates.export_candidates,
        name="export_candidates",
    ),
    path("dv/<int:org>/phat-trien/pheu", funnel.funnel, name="funnel"),
    path("dv/<int:org>/phat-trien/nguon", sources.sources, name="sources"),
    path("dv/<int:org>/phat-trien/chi-tieu", targets.targets, name="targets"),
    path("dv/<int:org>/phat-trien/chi-tieu/giao", targets.give, name="give_targets"),
    path("dv/<int:org>/phat-trien/truong-ban", heads.heads, name="heads"),
    path("dv/<int:org>/phat-trien/truong-ban/chot", heads.freeze, name="freeze_heads"),
    path("truong-ban/<int:key>/huy", heads.withdraw, name="withdraw_cohort"),
    path("dv/<int:org>/lop", courses.courses, name="courses"),
    path("dv/<int:org>/lop/moi", courses.new, name="open_course"),
    path("lop/<int:key>", courses.course, name="course"),
    path("lop/<int:key>/sua", courses.correct, name="correct_course"),
    path("lop/<int:key>/bo", courses.withdraw, name="withdraw_course"),
    path("lop/<int:key>/cu", course_lists.send, name="send_to_course"),
    path("lop/<int:key>/giay-chung-nhan", course_lists.give_certificates, name="certify"),
    path(
        "lop/<int:key>/hoc-vien/<int:participant>/khong-hoan-thanh",
        course_lists.drop,
        name="drop_participant",
    ),
    path(
        "lop/<int:key>/hoc-vien/<int:participant>/bo",
        course_lists.withdraw_from_list,
        name="withdraw_participant",
    ),
    path("lop/<int:key>/in/<slug:form>", course_papers.paper, name="course_paper"),
]
