from django.urls import path, re_path

from chibo.reports.views import (
    carrying,
    files,
    handed_in,
    listing,
    page,
    registers,
    roundup,
    statistics,
    submission,
)

app_name = "reports"
urlpatterns = [
    path("bao-cao", listing.reports, name="list"),
    path("bao-cao/lap", listing.begin, name="begin"),
    path("bao-cao/<int:key>", page.page, name="page"),
    path("bao-cao/<int:key>/doan/<slug:passage>", page.write, name="write"),
    path("bao-cao/<int:key>/doan/<slug:passage>/tu-sinh", page.restore, name="restore"),
    path("bao-cao/<int:key>/lich-su", page.versions, name="versions"),
    path("bao-cao/<int:key>/phu-luc", page.annexes, name="annexes"),
    path("bao-cao/<int:key>/so-va-ngay", page.describe, name="describe"),
    path("bao-cao/<int:key>/cay", page.choose_tree, name="choose_tree"),
    path("dv/<int:org>/bieu-thong-ke", statistics.overview, name="forms"),
    path("dv/<int:org>/bieu-thong-ke/<slug:slug>", statistics.page, name="form"),
    path("dv/<int:org>/bieu-thong-ke/so/<slug:slug>", registers.page, name="register"),
    re_path(
        r"^dv/(?P<org>\d+)/bieu-thong-ke/so/(?P<slug>[-\w]+)\.(?P<ending>pdf|docx|xlsx)$",
        registers.file,
        name="register_file",
    ),
    re_path(
        r"^dv/(?P<org>\d+)/bieu-thong-ke/(?P<slug>[-\w]+)\.(?P<ending>pdf|docx|xlsx)$",
        statistics.file,
        name="form_file",
    ),
    path("dv/<int:org>/tong-hop", roundup.page, name="roundup"),
    path("dv/<int:org>/lap-ban-nop", submission.begin, name="begin_submission"),
    path("bao-cao/nop/<int:submission>", submission.page, name="submission"),
    path("dv/<int:org>/khoa", carrying.keys, name="keys"),
    path("dv/<int:org>/khoa.txt", carrying.card_file, name="card_file"),
    path("dv/<int:org>/khoa/<int:key>/thoi-dung", carrying.retire, name="retire_key"),
    path("dv/<int:org>/nhan-tep", carrying.take_in, name="take_in"),
    path("bao-cao/nop/<int:submission>/tep.nop", carrying.file, name="carried"),
    path("bao-cao/nop/<int:submission>/tra-loi.nop", carrying.answer_file, name="carried_answer"),
    path("bao-cao/nop/<int:submission>/kiem-tra", submission.check, name="check_submission"),
    path("bao-cao/nop/<int:submission>/nop", submission.hand_in, name="hand_in"),
    path("bao-cao/nop/<int:submission>/nhan", submission.accept, name="accept_submission"),
    path("bao-cao/nop/<int:submission>/tra-lai", submission.send_back, name="return_submission"),
    path("bao-cao/nop/<int:submission>/mo-lai", submission.reopen, name="reopen_submission"),
    path("bao-cao/nop/<int:submission>/van-ban", submission.sign, name="sign_submission"),
    path("bao-cao/nop/<int:submission>/ban-ky/<int:scan>", submission.scan_file, name="scan"),
    path(
        "bao-cao/nop/<int:submission>/gop-y/<int:remark>", submission.answer, name="answer_remark"
    ),
    re_path(
        r"^bao-cao/nop/(?P<submission>\d+)/phieu-nop\.(?P<ending>pdf|docx)$",
        handed_in.receipt_file,
        name="receipt",
    ),
    path("bao-cao/nop/<int:submission>/bieu/<slug:slug>", handed_in.sheet, name="handed_sheet"),
    path("bao-cao/nop/<int:submission>/bieu/<slug:slug>/o", handed_in.cell, name="handed_cell"),
    re_path(
        r"^bao-cao/nop/(?P<submission>\d+)/bieu/(?P<slug>[-\w]+)\.(?P<ending>pdf|docx|xlsx)$",
        handed_in.file,
        name="handed_file",
    ),
    re_path(r"^bao-cao/(?P<key>\d+)/van-ban\.(?P<form>docx|pdf)$", files.paper, name="paper"),
]
