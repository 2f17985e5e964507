from django.urls import path

from chibo.admissions.views import course_lists, course_papers, courses, facts, printing

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
