"""Whether a card number may be given to somebody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.members.models import Membership, Person, Status
from chibo.members.queries.cards import taken_numbers
from chibo.rulebook.queries import rule, source_line


def check_numbers(numbers: Mapping[Person, str], on: date) -> None:
    """Refuse a number of the wrong length, given twice, or borne by somebody else, now or once."""
    digits = rule("status.card_number_digits", on)
    seen: dict[str, Person] = {}
    for person, number in numbers.items():
        if not (number.isascii() and number.isdigit() and len(number) == digits.integer()):
            raise Refusal(
                _(
                    "Số thẻ “{number}” của đồng chí {name} phải đủ {digits} chữ số. {source}."
                ).format(
                    number=number,
                    name=person.full_name,
                    digits=digits.integer(),
                    source=source_line(digits),
                )
            )
        if number in seen:
            raise Refusal(
                _("Số thẻ {number} ghi cho cả đồng chí {one} và đồng chí {other}.").format(
                    number=number, one=seen[number].full_name, other=person.full_name
                )
            )
        seen[number] = person
    _check_free(numbers)


def _check_free(numbers: Mapping[Person, str]) -> None:
    taken = taken_numbers(numbers.values(), [person.pk for person in numbers])
    for person, number in numbers.items():
        if number in taken:
            raise Refusal(
                _(
                    "Số thẻ {number} định ghi cho đồng chí {name} đã là số thẻ của đồng chí {other}."
                ).format(number=number, name=person.full_name, other=taken[number].full_name)
            )


def check_card_kept(person: Person, facts: Mapping[str, Any]) -> None:
    """Once the register of cards knows a person, the number in the file follows it alone."""
    wanted = facts.get("card_number", person.card_number)
    if wanted != person.card_number and person.cards.exists():
        raise Refusal(
            _(
                "Số thẻ của đồng chí {name} theo sổ phát thẻ; sửa bằng Đổi thẻ, Cấp lại thẻ hoặc bỏ dòng "
                "ghi nhầm trong sổ."
            ).format(name=person.full_name)
        )


def check_may_have_card(person: Person, stay: Membership | None, on: date) -> Membership:
    """The stay of an official member on the day; refused for everybody else."""
    if stay is None:
        raise Refusal(
            _("Đồng chí {name} không sinh hoạt ở chi bộ nào tại ngày {day}.").format(
                name=person.full_name, day=format_date(on)
            )
        )
    if stay.status != Status.OFFICIAL:
        raise Refusal(
            _(
                "Đồng chí {name} là đảng viên dự bị tại ngày {day}; thẻ phát sau khi công nhận chính thức."
            ).format(name=person.full_name, day=format_date(on))
        )
    return stay
