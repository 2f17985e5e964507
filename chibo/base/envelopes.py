"""Files carried by hand from one organisation to another: signed by the one, readable by the other alone.

Each organisation has two pairs of keys, both made from the key of the installation and the organisation's own key,
so that nothing secret lies in the database: Ed25519 to sign with, X25519 to be written to. What the other side is
told of them (`Card`) is no secret; whoever takes it down compares its `fingerprint` by another way.

Layout: magic, mark of the reader, mark of the writer, the file's own X25519 point, 12 bytes of nonce, then
AES-256-GCM of the signature and the content. The signature covers the head too, so that a reader can't pass the
content on as written to somebody else.
"""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from chibo.base.rules import Refusal

MAGIC = b"CHIBO-NOP-1\n"
_KEY, _MARK, _NONCE, _TAG, _SIGNATURE = 32, 8, 12, 16, 64
_HEAD = len(MAGIC) + 2 * _MARK + _KEY
_LEAST = _HEAD + _NONCE + _SIGNATURE + _TAG
_GROUP = 4


@dataclass(frozen=True)
class Card:
    """What others know of an organisation's keys: 32 bytes to verify with, 32 to write to."""

    verifies: bytes
    takes: bytes

    @classmethod
    def parse(cls, text: str) -> "Card":
        """As `text` writes it, blanks and line breaks ignored. Raises Refusal for anything else."""
        letters = "".join(text.split()).upper()
        try:
            content = base64.b32decode(letters + "=" * (-len(letters) % 8))
        except (binascii.Error, ValueError):
            content = b""
        if len(content) != 2 * _KEY + 2 or _check(content[:-2]) != content[-2:]:
            raise Refusal(
                _("Mã khóa không đúng: chép lại cả {n} ký tự như đơn vị kia gửi.").format(
                    n=_LETTERS
                )
            )
        return cls(content[:_KEY], content[_KEY:-2])

    @property
    def text(self) -> str:
        """Letters and digits in fours, the last of them a check of the rest."""
        content = self.verifies + self.takes
        return _in_fours(base64.b32encode(content + _check(content)).decode().rstrip("="))

    @property
    def fingerprint(self) -> str:
        """Sixteen letters to be compared by telephone."""
        return _in_fours(base64.b32encode(self._hash[:10]).decode())

    @property
    def mark(self) -> bytes:
        """By which a file says from whom and for whom it is."""
        return self._hash[-_MARK:]

    @cached_property
    def _hash(self) -> bytes:
        return hashlib.sha256(self.verifies + self.takes).digest()


_LETTERS = 106


def _check(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:2]


def _in_fours(letters: str) -> str:
    return " ".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


@dataclass(frozen=True)
class Own:
    """The keys of an organisation of this installation."""

    organisation: int

    @property
    def card(self) -> Card:
        return Card(
            self._signs.public_key().public_bytes_raw(), self._reads.public_key().public_bytes_raw()
        )

    def sealed(self, content: bytes, to: Card) -> bytes:
        point = X25519PrivateKey.generate()
        head = MAGIC + to.mark + self.card.mark + point.public_key().public_bytes_raw()
        shared = point.exchange(X25519PublicKey.from_public_bytes(to.takes))
        nonce = os.urandom(_NONCE)
        letter = self._signs.sign(head + content) + content
        return head + nonce + AESGCM(_of_one_file(shared, head)).encrypt(nonce, letter, head)

    def opened(self, file: bytes, writer: Card) -> bytes:
        """Raises Refusal for a file altered, cut, or not written by `writer`."""
        head, nonce, rest = file[:_HEAD], file[_HEAD : _HEAD + _NONCE], file[_HEAD + _NONCE :]
        try:
            shared = self._reads.exchange(X25519PublicKey.from_public_bytes(head[-_KEY:]))
            letter = AESGCM(_of_one_file(shared, head)).decrypt(nonce, rest, head)
            signature, content = letter[:_SIGNATURE], letter[_SIGNATURE:]
            Ed25519PublicKey.from_public_bytes(writer.verifies).verify(signature, head + content)
        except (InvalidTag, InvalidSignature, ValueError) as wrong:
            raise Refusal(
                _("Tệp bị hỏng, bị cắt hoặc đã bị sửa: xin đơn vị gửi chép lại tệp gốc.")
            ) from wrong
        return content

    @cached_property
    def _signs(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._made("sign"))

    @cached_property
    def _reads(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self._made("read"))

    def _made(self, use: str) -> bytes:
        about = f"chibo organisation {self.organisation} {use}".encode()
        return HKDF(SHA256(), _KEY, salt=b"", info=about).derive(settings.CARRYING_KEY)


def marks_of(file: bytes) -> tuple[bytes, bytes]:
    """For whom a file is and from whom it says it is. Raises Refusal for a file of another kind."""
    if not file.startswith(MAGIC) or len(file) < _LEAST:
        raise Refusal(_("Tệp này không phải bản nộp mang tay. Chọn tệp có đuôi .nop."))
    at = len(MAGIC)
    return file[at : at + _MARK], file[at + _MARK : at + 2 * _MARK]


def _of_one_file(shared: bytes, head: bytes) -> bytes:
    return HKDF(SHA256(), _KEY, salt=b"", info=head).derive(shared)
