"""What a file is by its content, whatever its name says."""

from typing import Literal

from django.utils.translation import gettext as _

from chibo.base.sheets.limits import other_kind, unknown_kind

Kind = Literal["xlsx", "xls", "csv"]

_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta")


def kind_of(content: bytes) -> Kind:
    """Raises UnreadableSheet for anything that is neither Excel nor plain text."""
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return "xlsx"
    if content.startswith(_OLE):
        return "xls"
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"%pdf"):
        raise other_kind(_("tệp PDF"))
    if head.startswith(b"{\\rtf"):
        raise other_kind(_("văn bản Word"))
    if head.startswith(_HTML) or (head.startswith(b"<?xml") and b"<html" in head):
        raise other_kind(_("trang web"))
    if head.startswith(b"<?xml"):
        raise other_kind(_("tệp XML"))
    if b"\0" in content and not _is_utf16(content):
        raise unknown_kind()
    return "csv"


def _is_utf16(content: bytes) -> bool:
    """By its mark, or by every other byte of Latin text being zero."""
    half = len(content[:4096]) // 2
    zeros = max(content[0:4096:2].count(0), content[1:4096:2].count(0))
    return content.startswith(_UTF16) or zeros > half * 0.4
