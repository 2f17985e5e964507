"""People of Mường Sang drawn by hand: those of the mock-ups, with the days the mock-ups say."""

from datetime import date

from chibo.base.partial_dates import PartialDate
from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.lives import Life
from chibo.members.actions.files import Level

_BOOKS = date(2015, 1, 1)

# name, sex, people, born, cell, joined: everybody a search for "ha" finds on 30/06/2018 (mock-up 3).
FOUND_BY_HA = """
Hà Văn An|male|thai|1969-02-14|Bản Vặt|1994-05-19
Hà Thị Bích|female|thai|1988-11-03|Trường Mầm non|2014-02-03
Hà Văn Chương|male|thai|1957-08-22|Bản An Thái|1986-09-02
Hà Thị Dung|female|thai|1979-05-09|Bản Vặt|2008-11-07
Hà Văn Đông|male|thai|1975-07-17|Bản Lùn|2003-02-03
Hoàng Thị Hạ|female|kinh|1986-09-28|Trường Tiểu học|2012-03-26
Lường Văn Hải|male|thai|1983-04-12|Bản Nà Bó 1|2010-12-22
Vì Văn Hải|male|thai|1966-06-01|Bản Bãi|1992-05-19
Quàng Thị Hạnh|female|thai|1981-01-19|Trạm Y tế|2009-02-27
Sồng A Hảo|male|mong|1972-03-15|Bản Tân Sơn|2001-04-30
Hà Văn Khiêm|male|thai|1984-05-20|Bản Vặt|2011-05-19
Hà Thị Minh|female|thai|1977-11-11|Tiểu khu 2|2005-02-03
Hà Văn Thương|male|thai|1963-06-06|Bản Vặt|1988-11-07
"""

# The rest of the cell of bản Vặt (mock-up 2), and others who have a part in the mock-ups.
WITH_A_PART = """
Lò Văn Bình|male|thai|1974-10-02|Bản Vặt|2002-03-26
Vì Thị Chung|female|thai|1982-12-08|Bản Vặt|2009-05-19
Lò Văn Đức|male|thai|1968-04-21|Bản Vặt|1997-02-03
Hoàng Thị Giang|female|kinh|1985-02-11|Bản Vặt|2011-09-02
Lường Văn Hòa|male|thai|1976-01-30|Bản Vặt|2004-11-07
Vì Văn Inh|male|thai|1959-03-03|Bản Vặt|1987-02-03
Lò Thị Lan|female|thai|1983-08-15|Bản Vặt|2010-03-26
Quàng Văn Minh|male|thai|1971-09-09|Bản Vặt|2000-02-03
Lò Văn Nọi|male|thai|1944-05-05|Bản Vặt|1971-11-07
Lò Văn Ơn|male|thai|1978-07-01|Bản Vặt|2006-05-19
Vì Thị Phương|female|thai|1980-03-27|Bản Vặt|2007-11-07
Hoàng Văn Quyết|male|kinh|1986-06-16|Bản Vặt|2012-12-22
Lò Thị Sen|female|thai|1987-10-10|Bản Vặt|2013-05-19
Lường Thị Út|female|thai|1973-12-01|Bản Vặt|2001-03-26
Vì Văn Ưng|male|thai|1962-02-28|Bản Vặt|1990-02-03
Vì Thị Hiền|female|thai|1981-11-20|Bản Vặt|2008-03-26
Lường Văn Mai|male|thai|1977-05-13|Bản Lùn|2003-11-07
Hoàng Thị Thu|female|kinh|1979-09-24|Trường THCS|2006-02-03
Vì Thị Hoa|female|thai|1984-04-04|Tiểu khu 1|2010-05-19
"""

# name, sex, people, born, cell, day of the ceremony.
ADMITTED = """
Lò Thị Hà|female|thai|1993-10-25|Trường THCS|2017-07-12
Hà Mạnh Đạt|male|muong|1991-12-30|Tiểu khu 1|2018-03-26
Lò Thị Hạnh|female|thai|1990-07-07|Bản Sò Lườn|2016-03-08
Lò Thị Xuân|female|thai|1995-03-18|Bản Vặt|2018-05-19
"""


def drawn_by_hand() -> list[Life]:
    lives = [_old_hand(line) for line in (FOUND_BY_HA + WITH_A_PART).split("\n") if line]
    lives += [_admitted(line) for line in ADMITTED.split("\n") if line]
    _tell_of_ha(next(life for life in lives if life.name == "Lò Thị Hà"))
    return lives


def _life(line: str) -> tuple[Life, date]:
    name, sex, people, born, cell, day = line.split("|")
    life = Life(name, sex, people, date.fromisoformat(born), cell, came_on=_BOOKS, named=True)
    return life, date.fromisoformat(day)


def _old_hand(line: str) -> Life:
    life, joined = _life(line)
    life.facts["joined"] = PartialDate(joined)
    return life


def _admitted(line: str) -> Life:
    life, ceremony = _life(line)
    life.admit(ceremony, TODAY)
    return life


def _tell_of_ha(life: Life) -> None:
    """Peek panel of mock-up 3 and row of mock-up 4."""
    life.decided = date(2017, 6, 28)
    life.referees = "Hoàng Thị Thu"
    life.facts["national_id"] = "014193004127"
    life.levels = [
        Level("schooling", "upper_secondary"),
        Level("professional", "university", major="Sư phạm"),
        Level("theory", "elementary"),
    ]
