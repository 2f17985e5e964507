"""Whether a card number may be given to somebody."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.members.models import Membership, Person, Status
from chibo.members.queries.cards import bearers_of, taken_numbers
from chibo.rulebook.queries import rule, source_line


def check_numbers(numbers: Mapping[Person, str], on: date) -> None:
    """Refuse a number of the wrong length, given twice, or borne by somebody else, now or once."""
    seen: dict[str, Person] = {}
    for person, number in numbers.items():
        check_digits(person, number, on)
        if number in seen:
            raise Refusal(
                _("Số thẻ {number} ghi cho cả đồng chí {one} và đồng chí {other}.").format(
                    number=number, one=seen[number].full_name, other=person.full_name
                )
            )
        seen[number] = person
    _check_free(numbers)


def check_digits(person: Person, number: str, on: date) -> None:
    digits = rule("status.card_number_digits", on)
    if not (number.isascii() and number.isdigit() and len(number) == digits.integer()):
        raise Refusal(
            _("Số thẻ “{number}” của đồng chí {name} phải đủ {digits} chữ số. {source}.").format(
                number=number,
                name=person.full_name,
                digits=digits.integer(),
                source=source_line(digits),
            )
        )


def check_borne_by_one(numbers: Sequence[tuple[Person, str]]) -> None:
    """Refuse numbers that two people bear, now or once; a person may bear one more than once."""
    bearers = {number: person for person, number in numbers}
    for person, number in numbers:
        _check_bearer(person, number, bearers[number])
    borne = bearers_of(bearers)
    for number, others in borne.items():
        for other in others:
            _check_bearer(bearers[number], number, other)


def _check_bearer(person: Person, number: str, other: Person) -> None:
    if person != other:
        raise Refusal(
            _("Số thẻ {number} ghi cho cả đồng chí {one} và đồng chí {other}.").format(
                number=number, one=person.full_name, other=other.full_name
            )
        )


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
    """Once the register of cards knows a person, the numbers in the file follow it alone: the card's, and
    the one of the old length that the register put away."""
    wanted = facts.get("card_number", person.card_number)
    old = facts.get("old_card_number", person.old_card_number)
    if wanted == person.card_number and old == person.old_card_number:
        return
    lines = [(line.old_number, line.happened_on) for line in person.cards.all()]
    if not lines:
        return
    if wanted != person.card_number or any(is_put_away(*line) for line in lines):
        raise Refusal(
            _(
                "Số thẻ của đồng chí {name} theo sổ phát thẻ; sửa bằng Đổi thẻ, Cấp lại thẻ hoặc bỏ dòng "
                "ghi nhầm trong sổ."
            ).format(name=person.full_name)
        )


def is_put_away(number: str, on: date) -> bool:
    """Whether a number replaced on the day moves to the file's column of old numbers."""
    return bool(number) and len(number) < rule("status.card_number_digits", on).integer()


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
