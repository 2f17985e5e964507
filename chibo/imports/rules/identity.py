"""Identity and card numbers of a row, looked at once sex and birth are known."""

from django.utils.translation import gettext as _

from chibo.imports.rules.numbers import (
    CARD_DIGITS,
    ID_DIGITS,
    OLD_CARD_DIGITS,
    OLD_ID_DIGITS,
    lost_zero,
    shape_problem,
)
from chibo.imports.rules.problems import BLANK, KEEP, SKIP
from chibo.imports.rules.rows import Reading, Setting
from chibo.members.rules import disagreements

PAD = "pad"


def check_numbers(reading: Reading, setting: Setting) -> None:
    if number := reading.said.get("national_id"):
        _check_id(reading, number, setting)
    if number := reading.said.get("card_number"):
        _check_card(reading, number, setting)


def _check_id(reading: Reading, number: str, setting: Setting) -> None:
    sex, born = reading.facts.get("sex", ""), reading.date("born")
    if padded := lost_zero(number, sex, born):
        _ask_for_zero(reading, "national_id", padded, setting)
    elif len(number) == OLD_ID_DIGITS and number.isdigit():
        _keep_as_old(reading, "national_id", "old_id", number, setting)
    elif sentence := shape_problem(number, ID_DIGITS):
        reading.problem("national_id", "error", sentence, typed=number)
    else:
        reading.facts["national_id"] = number
        for said in disagreements(number, sex, born)[:1]:
            keep = [(KEEP, _("Giữ nguyên, giấy tờ ghi đúng như vậy"))]
            reading.ask("national_id", said, keep, setting.answers, typed=number)


def _check_card(reading: Reading, number: str, setting: Setting) -> None:
    if len(number) in OLD_CARD_DIGITS and number.isdigit():
        _keep_as_old(reading, "card_number", "old_card_number", number, setting)
    elif len(number) == CARD_DIGITS - 1 and number.isdigit() and not number.startswith("0"):
        _ask_for_zero(reading, "card_number", f"0{number}", setting)
    elif sentence := shape_problem(number, CARD_DIGITS):
        reading.problem("card_number", "error", sentence, typed=number)
    else:
        reading.facts["card_number"] = number


def _ask_for_zero(reading: Reading, name: str, padded: str, setting: Setting) -> None:
    """Excel drops the zero of a whole column, so the question is put once for the file."""
    group = f"zero:{name}"
    choices = [
        (PAD, _("Thêm số 0: {number}").format(number=padded)),
        (BLANK, _("Để trống")),
    ]
    told = setting.answers.groups.get(group, "")
    if told == PAD:
        reading.facts[name] = padded
    elif told != BLANK:
        sentence = _("Có 11 số, cần 12 số; Excel đã bỏ số 0 ở đầu")
        reading.problem(name, "error", sentence, group=group, choices=choices, chosen=PAD)


def _keep_as_old(reading: Reading, name: str, old: str, number: str, setting: Setting) -> None:
    group = f"old:{name}"
    choices = [(KEEP, _("Đồng ý")), (BLANK, _("Để trống"))]
    told = setting.answers.groups.get(group, "")
    if told in ("", KEEP, SKIP):
        reading.facts.setdefault(old, number)
    if told == "":
        sentence = _("Là số cũ ({digits} số); sẽ ghi vào ô số cũ").format(digits=len(number))
        reading.problem(name, "check", sentence, group=group, choices=choices, chosen=KEEP)
