"""How a Party document must look, as dated data.

Two regimes are known here (domain rules, section 9):

* 36-HD/VPTW of 03/4/2018, under 66-QĐ/TW of 2017: sizes and weights from its Appendix 3.
* 05-HD/VPTW of 27/5/2026, under 399-QĐ/TW of 09/1/2026: page, margins, body, title and the five
  hyphens are known; its sizes element by element have not been seen, so those of 2018 are kept.

The words in a `Layout` are prescribed by these documents. A paper is the same in every language of
the screen, so they are data and are never translated.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in millimetres (`_mm`) or points (`_pt`); the defaults are 36-HD/VPTW."""

    name: str
    in_force_from: date
    page_width_mm: float = 210
    page_height_mm: float = 297
    top_mm: float = 20
    bottom_mm: float = 20
    left_mm: float = 30
    right_mm: float = 15
    first_line_mm: float = 10
    body_pt: float = 14
    line_pt: float = 19
    before_pt: float = 6
    masthead_pt: float = 15
    type_pt: float = 16
    summary_pt: float = 14
    letter_summary_pt: float = 12
    recipients_pt: float = 12
    table_pt: float = 12.5
    signing_space_pt: float = 72
    masthead: str = "ĐẢNG CỘNG SẢN VIỆT NAM"
    # Advance width of the masthead in Times New Roman bold, which Tinos shares: Word needs it to
    # draw a line exactly as long as the words.
    masthead_em: float = 13.78
    star: str = "*"
    number_word: str = "Số"
    after_summary: str = "-----"
    recipients_word: str = "Nơi nhận:"
    addressed_word: str = "Kính gửi:"
    printed_word: str = "In ngày"
    heading_marks: tuple[str, str, str] = ("{}- ", "{}. ", "{}) ")

    @property
    def text_width_mm(self) -> float:
        """Width of the lines of an upright page."""
        return self.page_width_mm - self.left_mm - self.right_mm

    @property
    def landscape_text_width_mm(self) -> float:
        """Width of the lines of a page on its side: it is bound along its top edge."""
        return self.page_height_mm - self.top_mm - self.bottom_mm


LAYOUTS = (
    Layout("36-HD/VPTW", date(2018, 4, 3)),
    Layout("05-HD/VPTW", date(2026, 5, 27)),
)


def layout_on(day: date) -> Layout:
    """The layout in force on a day; anything before 03/4/2018 gets the oldest one known."""
    in_force = [layout for layout in LAYOUTS if layout.in_force_from <= day]
    return in_force[-1] if in_force else LAYOUTS[0]
