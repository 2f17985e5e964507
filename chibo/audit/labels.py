"""The journal's verbs and kinds of records in the words people use. tests/habits checks that none is missing."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.rulebook.queries import code_list

VERBS: dict[str, str | Promise] = {
    "account.closed": _("khóa tài khoản"),
    "account.code_failed": _("nhập sai mã xác thực"),
    "account.linked": _("gắn tài khoản với hồ sơ"),
    "account.opened": _("lập tài khoản"),
    "account.password_changed": _("tự đổi mật khẩu"),
    "account.password_reset": _("cấp mật khẩu dùng một lần"),
    "account.recovery_codes_renewed": _("tạo lại mã dự phòng"),
    "account.reopened": _("mở lại tài khoản"),
    "account.second_factor_off": _("tắt xác thực hai bước"),
    "account.second_factor_on": _("bật xác thực hai bước"),
    "account.sign_in_failed": _("đăng nhập sai mật khẩu"),
    "account.signed_in": _("đăng nhập"),
    "account.signed_out": _("đăng xuất"),
    "account.unlinked": _("bỏ gắn tài khoản với hồ sơ"),
    "admission.recorded": _("ghi kết nạp"),
    "admission.undone": _("bỏ ghi kết nạp"),
    "badge.approved": _("ghi quyết định tặng Huy hiệu Đảng"),
    "badge.given": _("ghi trao Huy hiệu Đảng"),
    "badge.proposed": _("đề nghị tặng Huy hiệu Đảng"),
    "badge.recorded": _("ghi Huy hiệu Đảng đã được tặng"),
    "badge.returned": _("ghi không trao Huy hiệu Đảng"),
    "badge.stepped_back": _("lùi lại một bước của Huy hiệu Đảng"),
    "badge.withdrawn": _("rút đề nghị tặng Huy hiệu Đảng"),
    "card.exchanged": _("đổi thẻ đảng viên"),
    "card.granted": _("phát thẻ đảng viên"),
    "card.recalled": _("thu hồi thẻ đảng viên"),
    "card.reissued": _("cấp lại thẻ đảng viên"),
    "card.withdrawn": _("bỏ dòng sổ thẻ ghi nhầm"),
    "course.certificate_withdrawn": _("bỏ giấy chứng nhận ghi nhầm"),
    "course.certified": _("ghi giấy chứng nhận lớp bồi dưỡng"),
    "course.corrected": _("sửa lớp bồi dưỡng"),
    "course.opened": _("mở lớp bồi dưỡng"),
    "course.person_dropped": _("ghi học viên không hoàn thành lớp"),
    "course.person_sent": _("cử học lớp bồi dưỡng"),
    "course.person_withdrawn": _("bỏ học viên ghi nhầm"),
    "course.printed": _("xuất danh sách lớp bồi dưỡng"),
    "course.withdrawn": _("bỏ lớp bồi dưỡng ghi nhầm"),
    "calendar.closed": _("hủy địa chỉ lịch việc"),
    "calendar.opened": _("lập địa chỉ lịch việc"),
    "column_mapping.saved": _("lưu kiểu ghép cột"),
    "departure.recorded": _("ghi giấy tờ ra khỏi danh sách"),
    "dossier.checked": _("ghi mục lục hồ sơ"),
    "dossier.lent": _("cho mượn hồ sơ"),
    "dossier.placed": _("ghi nơi để hồ sơ"),
    "dossier.printed": _("in mục lục hồ sơ"),
    "dossier.returned": _("ghi trả hồ sơ"),
    "duty.ended": _("thôi giao nhiệm vụ"),
    "duty.given": _("giao nhiệm vụ"),
    "exemption.ended": _("ghi kết thúc miễn sinh hoạt"),
    "exemption.reopened": _("mở lại miễn sinh hoạt"),
    "figure.exported": _("xuất danh sách của số liệu"),
    "file.applied": _("ghi tệp vào sổ"),
    "file.cancelled": _("hủy lần nhập tệp"),
    "file.errors_given": _("tải báo cáo lỗi của tệp nhập"),
    "file.mapped": _("ghép cột tệp nhập"),
    "file.rehearsed": _("chạy thử tệp nhập"),
    "file.replaced": _("thay tệp nhập"),
    "file.undone": _("hoàn tác lần nhập tệp"),
    "file.uploaded": _("tải tệp nhập lên"),
    "inactivity.excused": _("ghi lý do chính đáng"),
    "inactivity.noted": _("ghi tháng không sinh hoạt, không đóng đảng phí"),
    "inactivity.withdrawn": _("rút tháng ghi nhầm"),
    "member.decision_cancelled": _("hủy biến động theo quyết định"),
    "member.entering_undone": _("hoàn tác ghi đảng viên"),
    "member.exempted": _("ghi miễn sinh hoạt"),
    "member.movement_withdrawn": _("hủy biến động ghi nhầm"),
    "member.stays_elsewhere": _("ghi sinh hoạt tạm thời"),
    "member.suspended": _("ghi đình chỉ sinh hoạt"),
    "members.exported": _("xuất danh sách đảng viên"),
    "members.exported_in_full": _("xuất danh sách có số định danh đầy đủ"),
    "organisation.ended": _("kết thúc tổ chức"),
    "organisation.founded": _("lập tổ chức"),
    "organisation.founding_undone": _("hoàn tác lập tổ chức"),
    "organisation.kind_changed": _("đổi loại, loại hình hoặc mã tổ chức"),
    "organisation.moved": _("chuyển tổ chức"),
    "organisation.renamed": _("đổi tên tổ chức"),
    "paper.cancelled": _("hủy văn bản"),
    "paper.registered": _("vào sổ văn bản"),
    "person.corrected": _("sửa hồ sơ"),
    "person.decision_printed": _("in quyết định"),
    "person.number_revealed": _("xem số định danh đầy đủ"),
    "person.printed": _("in phiếu đảng viên"),
    "person.registered": _("lập hồ sơ người chưa là đảng viên"),
    "person.keeper_changed": _("chuyển nơi giữ hồ sơ"),
    "place.covered": _("giao địa bàn cho chi bộ"),
    "place.ended": _("kết thúc địa bàn"),
    "place.founded": _("lập địa bàn"),
    "place.uncovered": _("thôi giao địa bàn cho chi bộ"),
    "post.begun": _("ghi chức vụ"),
    "post.ended": _("ghi thôi chức vụ"),
    "post.entered": _("ghi sổ chức vụ"),
    "qualification.recorded": _("ghi trình độ"),
    "qualification.withdrawn": _("bỏ ghi trình độ"),
    "recognition.recorded": _("ghi công nhận chính thức"),
    "recognition.undone": _("bỏ ghi công nhận chính thức"),
    "recognition.withdrawn": _("hủy công nhận ghi nhầm"),
    "reorganisation.applied": _("thực hiện sắp xếp tổ chức"),
    "reorganisation.begun": _("soạn phương án sắp xếp tổ chức"),
    "reorganisation.changed": _("sửa phương án sắp xếp tổ chức"),
    "reorganisation.dropped": _("bỏ phương án sắp xếp tổ chức"),
    "reorganisation.undone": _("hoàn tác sắp xếp tổ chức"),
    "report.begun": _("lập báo cáo"),
    "report.described": _("ghi số, ngày báo cáo"),
    "report.passage_restored": _("lấy lại câu tự sinh của báo cáo"),
    "report.passage_written": _("sửa đoạn văn của báo cáo"),
    "report.printed": _("xuất báo cáo ra tệp"),
    "supplement.collected": _("thu phiếu bổ sung hồ sơ"),
    "supplement.corrected": _("sửa phiếu bổ sung hồ sơ"),
    "supplement.printed": _("in phiếu bổ sung hồ sơ"),
    "suspension.ended": _("ghi kết thúc đình chỉ sinh hoạt"),
    "suspension.reopened": _("mở lại đình chỉ sinh hoạt"),
    "temporarystay.carried": _("chuyển sinh hoạt tạm thời theo tổ chức"),
    "temporarystay.ended": _("ghi kết thúc sinh hoạt tạm thời"),
    "temporarystay.reopened": _("mở lại sinh hoạt tạm thời"),
    "tasks.printed": _("in việc trong tuần"),
    "view.forgotten": _("bỏ bộ lọc đã lưu"),
    "view.saved": _("lưu bộ lọc"),
    "workbook.exported": _("xuất sổ dữ liệu"),
    "workbook.imported": _("nhập sổ dữ liệu"),
}

_MOVED = "member."


def verb_label(verb: str) -> str:
    """Movements ("member.moved_out") are called as the rulebook calls them."""
    if verb in VERBS:
        return str(VERBS[verb])
    kind = verb.removeprefix(_MOVED)
    kinds = code_list("movement_kinds")
    if verb.startswith(_MOVED) and kind in kinds:
        return kinds.label(kind)[:1].lower() + kinds.label(kind)[1:]
    return verb


def kind_label(kind: str) -> str:
    """`members.person` as its model calls itself; a kind whose model is gone stays as it was noted."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind
