"""Which addresses answer: a link to an app that is not open yet is not drawn."""

from django.urls import Resolver404, resolve


def exists(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
