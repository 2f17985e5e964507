from django.urls import path

from chibo.appraisal.views import board, cell, deciding, lists, mine, one, papers

app_name = "appraisal"
urlpatterns = [
    path("dv/<int:org>/xep-loai", lists.cycles, name="list"),
    path("dv/<int:org>/xep-loai/mo", lists.new, name="new"),
    path("dv/<int:org>/xep-loai/nam-truoc", lists.past, name="past"),
    path("dv/<int:org>/xep-loai/dang-ky", lists.aim, name="aim"),
    path("dang-vien/<int:key>/xep-loai", mine.person, name="person"),
    path("xep-loai/cua-toi", mine.mine, name="mine"),
    path("xep-loai/<int:key>", board.board, name="board"),
    path("xep-loai/<int:key>/chi-bo/<int:cell>", cell.sheet, name="cell"),
    path("xep-loai/<int:key>/lay-de-nghi", deciding.take_over, name="take_over"),
    path("xep-loai/<int:key>/quyet-dinh", deciding.decision, name="decide"),
    path("xep-loai/<int:key>/dac-biet", lists.special, name="special"),
    path("xep-loai/<int:key>/thoi", lists.give_up, name="give_up"),
    path("xep-loai/<int:key>/danh-sach.<str:form>", papers.results, name="results"),
    path("xep-loai/quyet-dinh/<int:decision>/in.<str:form>", papers.decision, name="paper"),
    path("xep-loai/quyet-dinh/<int:decision>/thu-hoi", deciding.withdraw, name="withdraw"),
    path("xep-loai/muc/<int:row>", one.one, name="one"),
    path("xep-loai/muc/<int:row>/tu-kiem-diem", one.review, name="review"),
    path("xep-loai/muc/<int:row>/cham-diem", one.points, name="points"),
    path("xep-loai/muc/<int:row>/y-kien", one.opinion, name="opinion"),
    path("xep-loai/muc/<int:row>/han-che", one.weakness, name="weakness"),
    path("xep-loai/han-che/<int:weakness>/khac-phuc", one.remedy, name="remedy"),
    path("xep-loai/muc/<int:row>/khen-thuong", one.praise, name="praise"),
    path("xep-loai/muc/<int:row>/dien", one.outside, name="outside"),
    path("xep-loai/muc/<int:row>/nhom", one.group, name="group"),
]
