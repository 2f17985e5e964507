"""From the dates of a row to what the books will say, and which orders of dates cannot be.

Who joined before the books begin is entered on their first day; who joined later was admitted in
their time, so that the period's admissions come out.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.partial_dates import PartialDate
from chibo.base.text import format_date
from chibo.imports.rules.problems import KEEP
from chibo.imports.rules.rows import Life, Reading, Setting
from chibo.rulebook.queries import NoRuleOnDay, Rule, add_months, code_list, rule, rule_versions

_LEAVING = {
    "transferred": "moved_out",
    "died": "died",
    "left": "left",
    "expelled": "expelled",
    "removed": "removed",
}
_SURELY_OVER_MONTHS = 24


def work_out_life(reading: Reading, setting: Setting) -> None:
    """Sets `reading.life`, or leaves problems that say which date to mend."""
    _check_order(reading, setting)
    entered = _entered(reading, setting)
    if entered is None or reading.state in ("error", "held", "undecided"):
        return
    _set_status(reading, entered, setting)
    _set_end(reading, entered, setting)
    _check_cell_stands(reading, entered, setting)
    reading.life = entered


def _check_order(reading: Reading, setting: Setting) -> None:
    born, joined, official = (reading.date(name) for name in ("born", "joined", "official"))
    if born and born.earliest > setting.as_of:
        _wrong(reading, "born", _("Sau ngày tính đến của danh sách"))
    if joined and joined.earliest > setting.as_of:
        _wrong(reading, "joined", _("Sau ngày tính đến của danh sách"))
    if born and joined:
        _check_age(reading, born, joined, setting)
    if joined and official:
        _check_probation(reading, joined, official, setting)


def _check_age(reading: Reading, born: PartialDate, joined: PartialDate, setting: Setting) -> None:
    if joined.latest < born.earliest:
        _wrong(reading, "joined", _("Trước ngày sinh"))
        return
    least = _in_force("admission.age_min", joined.day).years
    if joined.latest < add_months(born.earliest, 12 * least):
        age = joined.latest.year - born.earliest.year
        sentence = _("Vào Đảng khi khoảng {age} tuổi, chưa đủ {least} tuổi").format(
            age=age, least=least
        )
        reading.ask(
            "joined", sentence, [(KEEP, _("Giữ nguyên, đã đối chiếu hồ sơ"))], setting.answers, ""
        )


def _check_probation(
    reading: Reading, joined: PartialDate, official: PartialDate, setting: Setting
) -> None:
    if official.day < joined.day:
        _wrong(reading, "official", _("Trước ngày vào Đảng"))
        return
    months = _in_force("probation.months", joined.day).months
    if official.latest >= add_months(joined.earliest, months):
        return
    sentence = _("Chưa đủ {months} tháng dự bị kể từ ngày vào Đảng").format(months=months)
    if joined.earliest >= setting.books_from:
        _wrong(reading, "official", sentence)
    else:
        keep = [(KEEP, _("Giữ nguyên, đã đối chiếu hồ sơ"))]
        reading.ask("official", sentence, keep, setting.answers, "")


def _in_force(code: str, day: date) -> Rule:
    """Members of long ago joined before the oldest version the rulebook has."""
    try:
        return rule(code, day)
    except NoRuleOnDay:
        return rule_versions(code)[0]


def _entered(reading: Reading, setting: Setting) -> Life | None:
    joined, begins = reading.date("joined"), setting.books_from
    if joined is None:
        if not any(problem.field == "joined" for problem in reading.problems):
            _ask_without_joining(reading, setting)
        return Life("registered", begins, "official")
    if joined.latest < begins:
        return Life("registered", begins, "official")
    if joined.precision == "day":
        return Life("admitted", joined.day, "probationary")
    sentence = _("Cần đủ ngày, tháng, năm vì kết nạp sau khi sổ bắt đầu ({day})")
    _wrong(reading, "joined", sentence.format(day=format_date(begins)))
    return None


def _ask_without_joining(reading: Reading, setting: Setting) -> None:
    keep = [(KEEP, _("Ghi, bổ sung ngày vào Đảng sau"))]
    reading.ask("joined", _("Chưa có ngày vào Đảng"), keep, setting.answers, "")


def _set_status(reading: Reading, life: Life, setting: Setting) -> None:
    official = reading.date("official")
    if official is None:
        _status_without_date(reading, life, setting)
    elif official.earliest > setting.as_of:
        reading.facts.pop("official")
        life.status = "probationary"
        keep = [(KEEP, _("Ghi là đảng viên dự bị"))]
        sentence = _("Sau ngày tính đến của danh sách")
        reading.ask("official", sentence, keep, setting.answers, "")
    elif official.latest <= life.on:
        life.status = "official"
    elif official.precision == "day" and official.day > life.on:
        life.status, life.recognised_on = "probationary", official.day
    else:
        sentence = _("Cần đủ ngày, tháng, năm vì công nhận sau khi sổ bắt đầu ({day})")
        _wrong(reading, "official", sentence.format(day=format_date(setting.books_from)))


def _status_without_date(reading: Reading, life: Life, setting: Setting) -> None:
    joined, word = reading.date("joined"), reading.said.get("status")
    if word in ("official", "probationary") and life.kind == "registered":
        life.status = word
    elif not setting.reads("official") and not setting.reads("joined_official"):
        months = _in_force("probation.months", life.on).months
        over = joined is None or add_months(joined.latest, months) <= life.on
        life.status = "official" if over else "probationary"
    elif joined is None or add_months(joined.latest, _SURELY_OVER_MONTHS) < setting.as_of:
        told = reading.ask(
            "official",
            _("Chưa có ngày chính thức; sẽ ghi là đảng viên dự bị"),
            [
                (KEEP, _("Đúng, là đảng viên dự bị")),
                ("official", _("Là chính thức, chưa rõ ngày")),
            ],
            setting.answers,
            "",
        )
        known = told == "official" and life.kind == "registered"
        life.status = "official" if known else "probationary"
    else:
        life.status = "probationary"


def _set_end(reading: Reading, life: Life, setting: Setting) -> None:
    word = reading.said.get("status")
    if word in _LEAVING:
        _set_leaving(reading, life, _LEAVING[word], setting)
    elif word == "excused":
        _set_excused(reading, life, setting)


def _set_leaving(reading: Reading, life: Life, kind: str, setting: Setting) -> None:
    left = reading.date("status_date")
    if left is None:
        _wrong(
            reading,
            "status_date",
            _("Cần ngày chuyển đi, từ trần, bị xóa tên, khai trừ hoặc ra khỏi Đảng"),
        )
    elif life.kind == "registered" and left.latest <= life.on:
        reading.skipped = _("đã rời trước ngày sổ bắt đầu")
    elif left.precision != "day":
        _wrong(reading, "status_date", _("Cần đủ ngày, tháng, năm"))
    elif left.day <= max(life.on, life.recognised_on or life.on):
        _wrong(reading, "status_date", _("Trước ngày vào Đảng hoặc ngày chính thức"))
    elif left.day > setting.as_of:
        _wrong(reading, "status_date", _("Sau ngày tính đến của danh sách"))
    else:
        life.left_kind, life.left_on = kind, left.day


def _set_excused(reading: Reading, life: Life, setting: Setting) -> None:
    """The books can only say so from their own beginning on."""
    since = reading.date("status_date")
    group, reasons = "excused", code_list("exemption_reasons").choices()
    told = setting.answers.groups.get(group, "")
    life.excused_on = max(since.earliest, life.on) if since else life.on
    life.excused_for = told if told in dict(reasons) else reasons[0][0]
    if not told:
        reading.problem(
            "status",
            "check",
            _("Được miễn sinh hoạt; chọn lý do miễn"),
            group=group,
            choices=reasons,
            chosen=reasons[0][0],
        )


def _check_cell_stands(reading: Reading, life: Life, setting: Setting) -> None:
    since = setting.stands_from.get(reading.cell or 0)
    if since is not None and since > life.on:
        sentence = _("Chi bộ thành lập ngày {since}, sau ngày ghi vào sổ {day}").format(
            since=format_date(since), day=format_date(life.on)
        )
        reading.problem("cell", "error", sentence)


def check_books(readings: Sequence[Reading], setting: Setting) -> None:
    """An admission before the book of its cell begins can be written only if the list opens that book."""
    opened = {one.cell for one in readings if one.life and one.life.kind == "registered"}
    for reading in readings:
        begins = setting.books.get(reading.cell or 0)
        admitted = reading.life is not None and reading.life.kind == "admitted"
        if not admitted or begins is None or reading.cell in opened:
            continue
        if reading.life and reading.life.on < begins:
            sentence = _("Sổ của chi bộ này bắt đầu từ {day}; không ghi kết nạp trước ngày đó")
            _wrong(reading, "joined", sentence.format(day=format_date(begins)))


def _wrong(reading: Reading, name: str, sentence: str) -> None:
    if name == "official" and "official" not in reading.raw:
        reading.raw[name] = str(reading.date(name) or "")
    reading.problem(name, "error", sentence, typed=reading.raw.get(name, ""))
