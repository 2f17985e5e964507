from django.urls import path

from chibo.members.views import (
    accounts,
    entering,
    events,
    export,
    filing,
    listing,
    moving,
    page,
    removal,
    sheet,
    withdrawing,
)
from chibo.members.views.transfers import inbox, letter, register, stepping, writing

app_name = "members"
urlpatterns = [
    path("dv/<int:org>/dang-vien", listing.members_list, name="list"),
    path("dv/<int:org>/dang-vien/xuat", export.export, name="export"),
    path("dv/<int:org>/dang-vien/bo-loc", listing.keep_view, name="keep_view"),
    path("dv/<int:org>/dang-vien/bo-loc/<int:key>/bo", listing.drop_view, name="drop_view"),
    path("dv/<int:org>/dang-vien/moi", entering.new, name="new"),
    path("dv/<int:org>/dang-vien/chuyen-den", entering.moved_in, name="moved_in"),
    path("dv/<int:org>/chuyen-sinh-hoat", inbox.inbox, name="letters"),
    path("dv/<int:org>/chuyen-sinh-hoat/so", register.register, name="letter_register"),
    path("dv/<int:org>/chuyen-sinh-hoat/so/xuat", register.export, name="export_letters"),
    path("dv/<int:org>/chuyen-sinh-hoat/moi", writing.new_letters, name="new_letters"),
    path("dv/<int:org>/chuyen-sinh-hoat/den", writing.new_arrival, name="new_arrival"),
    path("giay-gioi-thieu/<int:letter_id>", letter.letter, name="letter"),
    path("giay-gioi-thieu/<int:letter_id>/<slug:how>", stepping.step, name="letter_step"),
    path("dang-vien/<int:key>/giay-gioi-thieu", writing.new_letter, name="new_letter"),
    path("dang-vien/<int:key>/giay-gioi-thieu-den", writing.new_arrival_of, name="new_arrival_of"),
    path("dv/<int:org>/can-bo/moi", entering.new_non_member, name="new_non_member"),
    path("dang-vien/<int:key>", page.page, name="page"),
    path("dang-vien/<int:key>/qua-trinh", page.life, name="life"),
    path("dang-vien/<int:key>/ho-so", page.entries, name="entries"),
    path("dang-vien/<int:key>/tai-khoan", accounts.account, name="account"),
    path("dang-vien/<int:key>/phieu", sheet.sheet, name="sheet"),
    path("dang-vien/<int:key>/nhat-ky", page.journal, name="journal"),
    path("dang-vien/<int:key>/so-dinh-danh", page.reveal, name="reveal"),
    path("dang-vien/<int:key>/sua/<slug:section>", filing.correct, name="correct"),
    path("dang-vien/<int:key>/trinh-do/moi", filing.add_level, name="add_level"),
    path("dang-vien/<int:key>/trinh-do/<int:level_id>/rut", filing.drop_level, name="drop_level"),
    path("dang-vien/<int:key>/chuc-vu/moi", filing.add_post, name="add_post"),
    path("dang-vien/<int:key>/chuc-vu/<int:post_id>/thoi", filing.finish_post, name="end_post"),
    path("dang-vien/<int:key>/bien-dong/<slug:how>", moving.move, name="move"),
    path(
        "dang-vien/<int:key>/bien-dong/<int:movement_id>/huy-quyet-dinh",
        events.cancel_movement,
        name="cancel_movement",
    ),
    path(
        "dang-vien/<int:key>/bien-dong/<int:movement_id>/huy",
        withdrawing.withdraw,
        name="withdraw",
    ),
    path("dang-vien/<int:key>/tro-lai/<slug:how>", entering.come_back, name="return"),
    path("dang-vien/<int:key>/nghi/<slug:how>", moving.leave, name="leave"),
    path(
        "dang-vien/<int:key>/nghi/<slug:how>/<int:leave_id>/ket-thuc",
        moving.end_a_leave,
        name="end_leave",
    ),
    path(
        "dang-vien/<int:key>/nghi/<slug:how>/<int:leave_id>/gia-han", events.extend, name="extend"
    ),
    path(
        "dang-vien/<int:key>/nghi/<slug:how>/<int:leave_id>/huy",
        events.cancel_a_leave,
        name="cancel_leave",
    ),
    path("dv/<int:org>/xem-xet-xoa-ten", removal.considered, name="considered"),
    path("dang-vien/<int:key>/khong-sinh-hoat", removal.inactivity, name="inactivity"),
    path("dang-vien/<int:key>/khong-sinh-hoat/ghi", events.note_month, name="note_month"),
    path(
        "dang-vien/<int:key>/khong-sinh-hoat/<int:note_id>/ly-do",
        events.excuse_month,
        name="excuse_month",
    ),
    path(
        "dang-vien/<int:key>/khong-sinh-hoat/<int:note_id>/rut",
        events.withdraw_month,
        name="withdraw_month",
    ),
    path("dang-vien/<int:key>/ho-so/<slug:which>/moi", filing.add_entry, name="add_entry"),
    path(
        "dang-vien/<int:key>/ho-so/<slug:which>/<int:entry_id>",
        filing.correct_entry,
        name="correct_entry",
    ),
    path(
        "dang-vien/<int:key>/ho-so/<slug:which>/<int:entry_id>/bo",
        filing.drop_entry,
        name="drop_entry",
    ),
]
