"""Addresses: many of one shape, and the name they are called by from outside."""

import re
from functools import cache
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.urls import reverse

NUL = "%00"  # no page links to one, no keyboard types one, and PostgreSQL keeps none
_SOME_KEY = 987654321
_LONGEST_KEY = 15  # digits; well within the 64 bits of a key


_IDENTITY_NUMBERS = (9, 12)  # digits of the old identity card and of the present one
_DIGITS = re.compile(r"[0-9][0-9 .]*")


def names_somebody(text: str) -> bool:
    """Whether a text holds a whole identity number, which no address may keep."""
    found = _DIGITS.findall(text)
    return any(sum(map(str.isdigit, run)) in _IDENTITY_NUMBERS for run in found)


def key_of(text: str) -> int | None:
    """A key that an address or a form names; None when it is no number a key can be."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_KEY else None


def page_of(name: str, key: int) -> str:
    """`reverse` of an address with one key, for lists that name hundreds: looked up once a process."""
    return _shape(name).replace(str(_SOME_KEY), str(key))


@cache
def _shape(name: str) -> str:
    return reverse(name, args=[_SOME_KEY])


def outward(address: str) -> str:
    """The same page by the installation's own name (CHIBO_ADDRESS), whichever name the request came by."""
    if not settings.ADDRESS:
        return address
    own = urlsplit(settings.ADDRESS)
    return urlunsplit(urlsplit(address)._replace(scheme=own.scheme, netloc=own.netloc))
