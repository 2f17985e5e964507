"""Which addresses answer, and by which name they are called from outside."""

from functools import cache
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

_SOME_KEY = 987654321


def exists(path: str) -> bool:
    """A link to an app that is not open yet is not drawn."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


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
