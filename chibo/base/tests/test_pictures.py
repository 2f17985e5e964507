"""A photo of the paper book keeps its page and loses where and by whom it was taken."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo.base.pictures import without_whereabouts


def segment(kind: int, payload: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(payload) + 2) + payload


def exif(order: str, turned: int) -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    make = struct.pack(f"{order}HHII", 0x010F, 2, 8, 38)
    way = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    told = mark + struct.pack(f"{order}IH", 8, 2) + make + way + bytes(4) + b"MUONGMAU"
    return segment(0xE1, b"Exif\0\0" + told)


JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
COLOURS = segment(0xE2, b"ICC_PROFILE\0")
SCAN = segment(0xDA, b"\0") + b"\x12\xff\x00\xe1MUONG\xff\xd9"
XMP = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0 MUONGMAU")


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_stays_the_way_up_and_says_nothing_else(order: str) -> None:
    photo = b"\xff\xd8" + JFIF + exif(order, 6) + XMP + segment(0xFE, b"MUONGMAU") + COLOURS + SCAN
    plain = without_whereabouts(photo)
    assert b"MUONGMAU" not in plain
    assert plain.startswith(b"\xff\xd8" + JFIF + COLOURS) and plain.endswith(SCAN)
    assert without_whereabouts(plain) == plain
    (turned,) = struct.unpack_from(">H", plain, plain.index(b"Exif\0\0") + 6 + 8 + 2 + 8)
    assert turned == 6


def test_a_photo_already_upright_keeps_no_exif_at_all() -> None:
    photo = b"\xff\xd8" + exif(">", 1) + SCAN
    assert without_whereabouts(photo) == b"\xff\xd8" + SCAN


def chunk(kind: bytes, payload: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(kind + payload))
    return struct.pack(">I", len(payload)) + kind + payload + checked


def test_a_picture_of_a_screen_loses_its_words() -> None:
    kept = [chunk(b"IHDR", bytes(13)), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")]
    told = [
        chunk(b"tEXt", b"Author\0Vi Van Chung"),
        chunk(b"eXIf", b"MM"),
        chunk(b"tIME", bytes(7)),
    ]
    head = b"\x89PNG\r\n\x1a\n"
    assert without_whereabouts(head + b"".join([kept[0], *told, *kept[1:]])) == head + b"".join(
        kept
    )


@given(st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"%PDF-", b""]), st.binary(max_size=80))
def test_whatever_it_is_it_never_grows_beyond_an_orientation(head: bytes, rest: bytes) -> None:
    assert len(without_whereabouts(head + rest)) <= len(head + rest) + 36
