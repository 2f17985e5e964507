"""Papers Mường Sang's committee asked its cells to make known in the autumn of 2026."""

from datetime import date

from chibo.cli.demo.communes import Commune
from chibo.documents.actions import Circulating, NewPaper, circulate_papers, register_paper
from chibo.documents.models import Paper

_ISSUER = "Ban Chấp hành Đảng bộ xã Mường Sang"
_FIRST = NewPaper(
    "31",
    "NQ/ĐU",
    "resolution",
    _ISSUER,
    date(2026, 10, 20),
    "Lãnh đạo thực hiện nhiệm vụ quý IV năm 2026",
    level="grassroots",
)
_SECOND = NewPaper(
    "47",
    "HD/ĐU",
    "guidance",
    _ISSUER,
    date(2026, 11, 13),
    "Kiểm điểm, đánh giá, xếp loại chi bộ và đảng viên cuối năm 2026",
    level="grassroots",
)
MADE_KNOWN_IN = (2026, 11)


def circulate(commune: Commune) -> Paper:
    """The first paper of two, which the cells dealt with in November; the second waits for December."""
    keeper, office = commune.organisation, commune.office
    papers = [register_paper(new, keeper, by=office) for new in (_FIRST, _SECOND)]
    standing = [cell.pk for cell in commune.cells.values() if cell.dissolved_on is None]
    days = [(date(2026, 10, 26), date(2026, 11, 15)), (date(2026, 11, 16), date(2026, 12, 15))]
    remarks = ["Nêu rõ phần việc của từng chi bộ.", ""]
    circulate_papers(
        [
            Circulating(paper, keeper, "all", standing, asked, due, remark)
            for paper, (asked, due), remark in zip(papers, days, remarks, strict=True)
        ],
        by=office,
    )
    return papers[0]
