"""Papers used by the tests of papers; people and figures are invented."""

from datetime import date

from chibo.base.papers import (
    Annex,
    Bullet,
    Column,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
)

CELLS = [
    ("Chi bộ bản Vặt", 21, 20, 1),
    ("Chi bộ bản Lùn", 18, 17, 1),
    ("Chi bộ bản Thái Hưng", 14, 14, 0),
    ("Chi bộ Trường Tiểu học Mường Sang", 27, 26, 1),
    ("Chi bộ Trạm Y tế xã", 6, 6, 0),
]


def cells_table(times: int = 1) -> Table:
    rows = [
        [str(place), name, str(members), str(full), str(probationary)]
        for place, (name, members, full, probationary) in enumerate(CELLS * times, start=1)
    ]
    total = ["", "Cộng", str(86 * times), str(83 * times), str(3 * times)]
    columns = [
        Column("TT", 1, "center"),
        Column("Chi bộ", 6),
        Column("Tổng số", 2, "right", "Đảng viên đến 30/6/2018"),
        Column("Chính thức", 2, "right", "Đảng viên đến 30/6/2018"),
        Column("Dự bị", 2, "right", "Đảng viên đến 30/6/2018"),
    ]
    return Table(columns, rows, total)


def six_month_report() -> Paper:
    return Paper(
        parent="ĐẢNG BỘ HUYỆN MỘC CHÂU",
        issuer="ĐẢNG ỦY XÃ MƯỜNG SANG",
        place="Mường Sang",
        signed_on=date(2018, 7, 5),
        number=5,
        symbol="BC/ĐU",
        kind="BÁO CÁO",
        summary="công tác xây dựng Đảng 6 tháng đầu năm 2018,\nphương hướng 6 tháng cuối năm",
        grounds=[
            "Căn cứ Điều lệ Đảng Cộng sản Việt Nam",
            "Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ xã khóa XXI",
        ],
        blocks=[
            Paragraph("Ban Thường vụ Đảng ủy xã báo cáo kết quả công tác xây dựng Đảng như sau:"),
            Heading("KẾT QUẢ THỰC HIỆN"),
            Heading("Công tác chính trị, tư tưởng", 2),
            Paragraph(
                "Đảng ủy đã tổ chức học tập, quán triệt các nghị quyết của Trung ương cho 210/210 "
                "đảng viên được triệu tập, đạt 100%; 19/21 chi bộ đăng ký làm theo Bác."
            ),
            Heading("Công tác tổ chức", 2),
            Heading("Tổ chức cơ sở đảng và đảng viên", 3),
            Paragraph(
                (
                    Run("Đến ngày 30/6/2018, Đảng bộ có "),
                    Run("21", bold=True),
                    Run(" chi bộ. Trong kỳ đã "),
                    Run("kết nạp 4 đảng viên", bold=True, italic=True),
                    Run(", công nhận chính thức 3 đảng viên."),
                )
            ),
            cells_table(),
            Heading("Sinh hoạt chi bộ", 3),
            Bullet("18/21 chi bộ sinh hoạt đủ 6 kỳ, đạt 85,7% (trên tổng số chi bộ của xã);"),
            Bullet("Tỷ lệ đảng viên dự sinh hoạt bình quân đạt 92,4%."),
            Heading("Công tác kiểm tra, giám sát", 2),
            Paragraph("Chưa có số liệu của 2 chi bộ; các chi bộ còn lại đã gửi đủ báo cáo. " * 3),
            Heading("HẠN CHẾ VÀ NGUYÊN NHÂN"),
            Paragraph("Một số chi bộ bản sinh hoạt muộn so với quy định do địa bàn rộng. " * 4),
            Heading("NHIỆM VỤ 6 THÁNG CUỐI NĂM"),
            Paragraph("Tiếp tục củng cố chi bộ yếu; giao cấp ủy viên phụ trách từng chi bộ. " * 4),
            Paragraph("Trên đây là báo cáo công tác xây dựng Đảng 6 tháng đầu năm 2018."),
        ],
        recipients=["Ban Thường vụ Huyện ủy", "Ban Tổ chức Huyện ủy", "Các chi bộ trực thuộc"],
        archive="Lưu Đảng ủy",
        signatures=[Signature("BÍ THƯ", "Hà Văn An", authority="T/M BAN THƯỜNG VỤ")],
        annexes=[
            Annex(
                "Phụ lục 1",
                "ĐẢNG VIÊN CỦA TỪNG CHI BỘ",
                [cells_table(8)],
                note="kèm theo Báo cáo số 05-BC/ĐU, ngày 05/7/2018 của Đảng ủy xã Mường Sang",
                landscape=True,
            )
        ],
    )


def minutes() -> Paper:
    return Paper(
        parent="ĐẢNG BỘ XÃ MƯỜNG SANG",
        issuer="CHI BỘ BẢN VẶT",
        place="Mường Sang",
        signed_on=date(2018, 7, 5),
        number=7,
        symbol="BB/CB",
        kind="BIÊN BẢN",
        summary="sinh hoạt chi bộ thường kỳ tháng 7 năm 2018",
        blocks=[
            Paragraph("Thời gian: từ 19 giờ 30 đến 21 giờ 10, ngày 05/7/2018."),
            Paragraph("Chủ trì: đồng chí Hà Văn An, Bí thư chi bộ. Thư ký: đồng chí Vì Thị Chung."),
            Paragraph("Tổng số đảng viên: 21 (chính thức 20, dự bị 01). Có mặt: 18/20, đạt 90%."),
            Heading("NỘI DUNG"),
            Paragraph(
                (
                    Run("1. Tình hình tháng 6.", bold=True),
                    Run(" Chi bộ có 04 ý kiến. "),
                    Run("Kết luận:", italic=True),
                    Run(" nhất trí với đánh giá của chi ủy."),
                )
            ),
            Heading("PHÂN CÔNG THỰC HIỆN"),
            Table(
                [
                    Column("TT", 1, "center"),
                    Column("Nội dung việc", 8),
                    Column("Người thực hiện", 3.5),
                    Column("Thời hạn", 2.3),
                ],
                [
                    ["1", "Đến từng hộ tuyên truyền", "Lường Văn Hòa", "25/7/2018"],
                    ["2", "Chi hội phụ nữ gặp gỡ 3 hộ", "Hà Thị Hạnh", "28/7/2018"],
                ],
            ),
            Heading("BIỂU QUYẾT"),
            Paragraph("Nghị quyết tháng 7: tán thành 17/19 đảng viên chính thức, đạt 89,5%."),
        ],
        signatures=[Signature("THƯ KÝ", "Vì Thị Chung"), Signature("CHỦ TRÌ", "Hà Văn An")],
        trace="Mã biên bản BB-2018-07-VAT",
    )


def letter() -> Paper:
    return Paper(
        parent="TỈNH ỦY SƠN LA",
        issuer="ĐẢNG ỦY XÃ MƯỜNG SANG",
        place="Mường Sang",
        signed_on=None,
        symbol="CV/ĐU",
        summary="về việc gửi danh sách đảng viên",
        addressees=["Ban Tổ chức Tỉnh ủy"],
        blocks=[Paragraph("Đảng ủy xã gửi danh sách kèm theo.")],
        archive="Lưu Đảng ủy",
        signatures=[Signature("BÍ THƯ", "Hà Văn An", authority="T/M BAN THƯỜNG VỤ")],
        marks=["MẬT", "HỎA TỐC"],
        circulation="XONG HỘI NGHỊ TRẢ LẠI",
        draft="DỰ THẢO LẦN 2",
    )
