"""Words that minutes and the other papers of a meeting share."""

from collections.abc import Iterable
from datetime import date, time

from django.utils.translation import gettext as _

from chibo.base.text import format_percent


def counted(number: int) -> str:
    """3 becomes "03": nobody can add a digit. Nought stays 0."""
    return f"{number:02d}" if number else "0"


def clock(at: str) -> str:
    """ "19:30" becomes "19 giờ 30", "08:00" "8 giờ"."""
    moment = time.fromisoformat(at)
    hour = _("{hour} giờ").format(hour=moment.hour)
    return f"{hour} {moment.minute:02d}" if moment.minute else hour


def day(iso: str) -> str:
    """ "2018-07-05" becomes 05/7/2018: months 1 and 2 alone carry a zero."""
    on = date.fromisoformat(iso)
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)  # noqa: PLR2004 (March)
    return f"{on.day:02d}/{month}/{on.year}"


def share(part: int, whole: int) -> str:
    return format_percent(100 * part / whole) if whole else ""


def comrade(name: str, post: str = "") -> str:
    """ "đồng chí Hà Văn An, Bí thư chi bộ"."""
    return _("đồng chí {name}").format(name=", ".join(filter(None, (name, post))))


def listed(words: Iterable[str]) -> str:
    return "; ".join(words)


def sentence(words: str) -> str:
    """One full stop at the end, whatever stood there."""
    bare = words.strip()
    return bare if bare.endswith((".", "!", "?", "…", ":")) else f"{bare.rstrip(';,')}."


def subject(kind: str, body: str, held_on: str, theme: str = "") -> str:
    """What the paper is about, under its type: "sinh hoạt chi bộ thường kỳ tháng 7 năm 2018"."""
    of_cell, on = body == "cell", date.fromisoformat(held_on)
    whole = _("chi bộ") if of_cell else _("đảng bộ")
    month = _("tháng {month} năm {year}").format(month=on.month, year=on.year)
    said = {
        "regular": _("sinh hoạt {whole} thường kỳ {month}"),
        "thematic": _("sinh hoạt chuyên đề “{theme}”"),
        "committee": _("họp chi ủy {month}") if of_cell else _("họp ban chấp hành đảng bộ {month}"),
        "extraordinary": _("sinh hoạt {whole} bất thường ngày {day}"),
        "conference": _("hội nghị toàn {whole} ngày {day}"),
        "village": _("họp thôn, bản ngày {day}"),
    }
    words = said.get(kind, _("cuộc họp ngày {day}"))
    return words.format(whole=whole, month=month, theme=theme, day=day(held_on))
