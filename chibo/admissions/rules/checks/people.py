"""Conditions the person meets or not: age, schooling, having been a member before."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.admissions.queries.knowing import Departure, Known
from chibo.admissions.rules.checks.check import Check, doubt, met, unmet
from chibo.base.text import format_date
from chibo.rulebook.queries import add_months, code_list, rule

_YEAR = 12


def months_between(since: date, on: date) -> int:
    """Whole months gone by, a shorter month's last day counting as full."""
    months = (on.year - since.year) * _YEAR + on.month - since.month
    return months if add_months(since, months) <= on else months - 1


def check_age(known: Known, on: date) -> Check:
    """Counted in months. Of a birth known to the year alone the latest day counts."""
    least, most = rule("admission.age_min", on), rule("admission.age_max", on)
    if known.born is None:
        return unmet(
            "age", _("Chưa có ngày sinh nên chưa tính được tuổi; ghi ngày sinh vào hồ sơ.")
        )
    months = months_between(known.born.latest, on)
    said = {
        "born": known.born,
        "on": format_date(on),
        "years": months // _YEAR,
        "months": months % _YEAR,
    }
    if months < least.years * _YEAR:
        full = format_date(add_months(known.born.latest, least.years * _YEAR))
        sentence = _(
            "Chưa đủ {least} tuổi: sinh {born}, đến {on} mới {years} tuổi {months} tháng; "
            "đủ tuổi từ ngày {full}."
        )
        return unmet("age", sentence.format(least=least.years, full=full, **said), least)
    if months <= most.years * _YEAR:
        sentence = _("Đủ {least} tuổi: sinh {born}, đến {on} được {years} tuổi {months} tháng.")
        return met("age", sentence.format(least=least.years, **said), least)
    return _over_age(known, on, said, most.years)


def _over_age(known: Known, on: date, said: dict[str, object], most: int) -> Check:
    consent = known.done("over_age_consent")
    asked = rule("admission.over_age_consent", on)
    if consent and (consent.dated_on is None or consent.dated_on <= on):
        sentence = _(
            "Quá {most} tuổi (sinh {born}, đến {on} đã {years} tuổi {months} tháng); ban thường vụ cấp ủy "
            "cấp tỉnh đã đồng ý bằng văn bản."
        )
        return met("age", sentence.format(most=most, **said), asked)
    sentence = _(
        "Quá {most} tuổi: sinh {born}, đến {on} đã {years} tuổi {months} tháng. Chỉ xét khi ban thường vụ "
        "cấp ủy cấp tỉnh đồng ý bằng văn bản trước; ghi văn bản đó vào giấy tờ của hồ sơ."
    )
    return unmet("age", sentence.format(most=most, **said), asked)


def check_schooling(known: Known, on: date) -> Check:
    asked = rule("admission.schooling_min", on)
    levels = code_list("schooling")
    least = levels.label(asked.text())
    if known.schooling is None:
        sentence = _("Chưa ghi trình độ học vấn; cần từ {least} trở lên.").format(least=least)
        return doubt("schooling", sentence, asked)
    level, rank = known.schooling
    if rank >= levels.rank(asked.text()):
        sentence = _("Học vấn {level}, đạt yêu cầu từ {least} trở lên.")
        return met("schooling", sentence.format(level=levels.label(level), least=least), asked)
    if known.done("schooling_exception"):
        sentence = _("Học vấn {level}, dưới {least}; đã có văn bản cho vận dụng.")
        return met("schooling", sentence.format(level=levels.label(level), least=least), asked)
    sentence = _(
        "Học vấn {level}, chưa đạt {least}. Nơi được vận dụng (miền núi, hải đảo, đồng bào dân tộc thiểu số, "
        "nơi đặc biệt khó khăn) thì ghi văn bản cho vận dụng vào giấy tờ của hồ sơ."
    )
    return unmet("schooling", sentence.format(level=levels.label(level), least=least), asked)


def check_readmission(known: Known, on: date) -> list[Check]:
    """Nothing to say of who was never a member."""
    if known.departure is None:
        return []
    checks = [_times(known, on), _wait(known.departure, on), _consent(known, on)]
    return [check for check in checks if check]


def _times(known: Known, on: date) -> Check | None:
    times = rule("admission.readmission_times", on)
    if known.readmitted < times.integer():
        return None
    sentence = _("Đã được kết nạp lại {n} lần; chỉ kết nạp lại {times} lần.")
    said = sentence.format(n=known.readmitted, times=times.integer())
    return unmet("readmission_times", said, times)


def _wait(departure: Departure, on: date) -> Check:
    """The wait of the group the departure belongs to; the common one while only the books know of it."""
    common = rule("admission.readmission_wait_months", on)
    if not departure.how:
        return _waited(departure.on, common.code, on)
    group = code_list("departures_before_readmission").item(departure.how)
    if group.extra.get("never"):
        sentence = _("Ra khỏi Đảng trước đây vì: {how}; trường hợp này không xem xét kết nạp lại.")
        return unmet("readmission_never", sentence.format(how=group.label.lower()), common)
    if group.extra.get("own_rules"):
        sentence = _("Ra khỏi Đảng trước đây vì: {how}; đối chiếu quy định riêng trước khi xét.")
        return doubt("readmission_own_rules", sentence.format(how=group.label.lower()))
    start = departure.cleared_on if group.extra.get("from_record") else departure.on
    return _waited(start, group.extra["wait"], on)


def _waited(start: date | None, code: str, on: date) -> Check:
    wait = rule(code, on)
    after_record = code.endswith("after_record_months")
    if start is None:
        sentence = (
            _("Kết nạp lại: chưa ghi ngày được xóa án tích.")
            if after_record
            else _("Kết nạp lại: chưa ghi ngày ra khỏi Đảng trước đây.")
        )
        return unmet("readmission_wait", sentence, wait)
    sentence = (
        _("Được xóa án tích ngày {start}; đủ {months} tháng vào ngày {full}.")
        if after_record
        else _("Ra khỏi Đảng ngày {start}; đủ {months} tháng vào ngày {full}.")
    )
    full = wait.after(start)
    said = sentence.format(start=format_date(start), months=wait.months, full=format_date(full))
    return (met if on >= full else unmet)("readmission_wait", said, wait)


def _consent(known: Known, on: date) -> Check:
    wait = rule("admission.readmission_wait_months", on)
    if known.done("readmission_consent"):
        said = _("Ban thường vụ cấp ủy cấp tỉnh đã đồng ý bằng văn bản cho xét kết nạp lại.")
        return met("readmission_consent", said, wait)
    said = _(
        "Kết nạp lại phải có văn bản đồng ý của ban thường vụ cấp ủy cấp tỉnh; ghi văn bản đó vào giấy tờ "
        "của hồ sơ."
    )
    return unmet("readmission_consent", said, wait)
