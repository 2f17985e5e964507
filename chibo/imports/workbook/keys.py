"""Keys of a workbook's rows, and the order rows stand in by them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model

from chibo.members.models import Person

# How many digits follow the letters.
DIGITS = {
    "TC": 4,
    "NG": 6,
    "VB": 5,
    "DB": 4,
    "BD": 6,
    "GT": 5,
    "LH": 4,
    "TB": 4,
    "HS": 5,
    "CV": 6,
    "PT": 5,
    "LD": 6,
    "HT": 4,
    "LP": 5,
    "DP": 6,
    "CK": 6,
    "MH": 4,
    "DT": 4,
    "SH": 6,
    "ND": 6,
    "LB": 6,
    "PB": 5,
    "CD": 6,
    "QN": 6,
    "NT": 4,
    "CI": 5,
    "KC": 4,
    "CT": 4,
    "MC": 5,
    "KT": 5,
    "DK": 6,
    "KL": 5,
    "CQ": 4,
    "KX": 4,
    "QX": 5,
    "XL": 6,
    "RS": 5,
}


def keys_of(prefix: str, rows: Iterable[Model]) -> dict[int, str]:
    """Database key → key in the workbook, numbered as the rows come."""
    digits = DIGITS[prefix]
    return {row.pk: f"{prefix}{number:0{digits}}" for number, row in enumerate(rows, start=1)}


def order_of(keys: Iterable[int]) -> dict[int, int]:
    """Database key → how many stand before it."""
    return {key: number for number, key in enumerate(keys)}


def person_order(one: Person, first: date | None) -> tuple[Any, ...]:
    """By name; `first` is the day of their first movement."""
    known = (one.born_on or date.max, one.born_known_to, one.card_number, one.national_id)
    return (
        one.name_sort,
        one.full_name,
        *known,
        one.joined_on or date.max,
        first or date.max,
        one.pk,
    )
