"""Documents in the Party's own layout: data in, .docx and .pdf bytes out.

paper = Paper(
    parent="ĐẢNG BỘ HUYỆN MỘC CHÂU",
    issuer="ĐẢNG ỦY XÃ MƯỜNG SANG",
    place="Mường Sang",
    signed_on=date(2018, 7, 5),
    number=5,
    symbol="BC/ĐU",
    kind="BÁO CÁO",
    summary="công tác xây dựng Đảng 6 tháng đầu năm 2018",
    blocks=[
        Heading("KẾT QUẢ"),
        Paragraph((Run("Kết nạp"), Run(" 4 ", bold=True), Run("đảng viên."))),
        Table([Column("TT", 1, "center"), Column("Chi bộ", 6), Column("Đảng viên", 2, "right")],
              rows=[["1", "Chi bộ bản Vặt", "21"]], total=["", "Cộng", "21"]),
    ],
    recipients=["Ban Thường vụ Huyện ủy"],
    archive="Lưu Đảng ủy",
    signatures=[Signature("BÍ THƯ", "Hà Văn An", authority="T/M BAN THƯỜNG VỤ")],
)
to_docx(paper), to_pdf(paper)
"""

from chibo.base.papers.blocks import (
    Annex,
    Block,
    Bullet,
    Column,
    Drawing,
    Heading,
    Lines,
    PageBreak,
    Paragraph,
    Run,
    Scan,
    Signature,
    Signing,
    Table,
    Text,
)
from chibo.base.papers.layout import LAYOUTS, Layout, layout_on
from chibo.base.papers.paper import Paper
from chibo.base.papers.printing import to_docx, to_pdf

__all__ = [
    "LAYOUTS",
    "Annex",
    "Block",
    "Bullet",
    "Column",
    "Drawing",
    "Heading",
    "Layout",
    "Lines",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Run",
    "Scan",
    "Signature",
    "Signing",
    "Table",
    "Text",
    "layout_on",
    "to_docx",
    "to_pdf",
]
