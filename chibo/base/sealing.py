"""Files sealed on a phone for this installation: anybody may write one, only the key kept here opens it.

ECDH on P-256 with a key made for one file, HKDF-SHA256, AES-256-GCM; the phone's side is
meetings/static/recorder/sealing.js. Layout: magic, first 8 bytes of SHA-256 of our point, the file's own
point, 12 bytes of nonce, the sealed bytes with their tag. Everything before the nonce is authenticated too.
"""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.translation import gettext as _

from chibo.base.rules import Refusal

MAGIC = b"CHIBO-GHI-1\n"
_MARK, _POINT, _NONCE = 8, 65, 12
_HEAD = len(MAGIC) + _MARK + _POINT
OVERHEAD = _HEAD + _NONCE + 16
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def public_point() -> bytes:
    """What phones seal for: an uncompressed point of P-256, 65 bytes, no secret."""
    return _own().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def unsealed(content: bytes) -> bytes:
    """Raises Refusal with a sentence when the file is none of ours, for another place, or damaged."""
    if not content.startswith(MAGIC):
        raise Refusal(
            _("Tệp này không phải bản ghi lưu từ máy điện thoại. Chọn tệp có đuôi .ghimay.")
        )
    ours = public_point()
    head, mark = content[:_HEAD], content[len(MAGIC) : len(MAGIC) + _MARK]
    if len(content) >= OVERHEAD and mark != mark_of(ours):
        raise Refusal(
            _(
                "Tệp này được mã hóa cho nơi khác, ở đây không mở được. Gửi tệp tới nơi điện thoại đã chuẩn "
                "bị; nếu nơi này vừa thay khóa thì chuẩn bị lại trên điện thoại rồi lưu tệp lần nữa."
            )
        )
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), head[-_POINT:])
        nonce = content[_HEAD : _HEAD + _NONCE]
        shared = _own().exchange(ec.ECDH(), theirs)
        return AESGCM(derived(shared, head + ours)).decrypt(nonce, content[_HEAD + _NONCE :], head)
    except (InvalidTag, ValueError) as wrong:
        raise Refusal(
            _("Tệp bị hỏng hoặc bị cắt mất một phần: chép lại từ điện thoại rồi tải lên lần nữa.")
        ) from wrong


def mark_of(point: bytes) -> bytes:
    """By which a file says for whom it was sealed."""
    return hashlib.sha256(point).digest()[:_MARK]


def derived(shared: bytes, about: bytes) -> bytes:
    """The key of one file, from the shared secret and both points."""
    return HKDF(SHA256(), 32, salt=b"", info=about).derive(shared)


def _own() -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(settings.RECORDING_KEY, "big") % (_ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())
