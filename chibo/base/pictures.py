"""A picture without what its camera wrote about it: place, time, device, the owner's name.

JPEG and PNG only. HEIC and PDF keep theirs inside structures that point at each other by offset; taking
parts out of those needs a library that rewrites them whole.
"""

import struct
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN, _EXIF, _PHOTOSHOP, _COMMENT = 0xDA, 0xE1, 0xED, 0xFE
_ORIENTATION, _SHORT, _ENTRY = 0x0112, 3, 12
_TOLD_IN_PNG = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")


def without_whereabouts(content: bytes) -> bytes:
    """The same picture, seen the same way up. What cannot be read as a picture stays as it is."""
    try:
        if content.startswith(_JPEG):
            return b"".join(_of_jpeg(content))
        if content.startswith(_PNG):
            return b"".join(_of_png(content))
    except (struct.error, IndexError):
        return content
    return content


def _of_jpeg(content: bytes) -> Iterator[bytes]:
    yield _JPEG
    at, turned = 2, 1
    while content[at] == 0xFF:  # noqa: PLR2004 (a marker)
        kind = content[at + 1]
        if kind == _START_OF_SCAN:
            break
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if kind == _EXIF:
            turned = _orientation(content[at + 4 : end]) or turned
        elif kind not in (_PHOTOSHOP, _COMMENT):
            yield content[at:end]
        at = end
    if turned != 1:
        yield _only_orientation(turned)
    yield content[at:]


def _orientation(segment: bytes) -> int:
    """Of a segment of Exif; 0 when it says nothing of it."""
    if not segment.startswith(b"Exif\0\0"):
        return 0
    told = segment[6:]
    order = "<" if told.startswith(b"II") else ">"
    (at,) = struct.unpack_from(f"{order}I", told, 4)
    (count,) = struct.unpack_from(f"{order}H", told, at)
    for n in range(count):
        tag, kind, _many, value = struct.unpack_from(f"{order}HHIH", told, at + 2 + n * _ENTRY)
        if (tag, kind) == (_ORIENTATION, _SHORT):
            return int(value)
    return 0


def _only_orientation(turned: int) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, turned, 0)
    told = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told


def _of_png(content: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise IndexError
        if kind not in _TOLD_IN_PNG:
            yield content[at:end]
        at = end
