"""Identity numbers at rest: encrypted with a key that is not in the database, found by a keyed hash."""

import base64
import hashlib
import hmac
from functools import cache
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models


@cache
def _cipher(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key))


def encrypt(text: str) -> str:
    return _cipher(settings.DATA_KEY).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    return _cipher(settings.DATA_KEY).decrypt(token.encode()).decode() if token else ""


def encrypt_bytes(content: bytes) -> bytes:
    return _cipher(settings.DATA_KEY).encrypt(content)


def decrypt_bytes(token: bytes) -> bytes:
    return _cipher(settings.DATA_KEY).decrypt(token)


def keyed_hash(text: str) -> str:
    """The same text gives the same hash on this installation only; empty stays empty."""
    if not text:
        return ""
    return hmac.new(settings.DATA_KEY, text.encode(), hashlib.sha256).hexdigest()


class SecretField(models.TextField):
    """Text that is encrypted in its column and plain in Python."""

    def from_db_value(self, value: str | None, *_details: Any) -> str | None:
        return decrypt(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(str(value)) if value else value
