"""Pieces of a report on a page: `{% load pieces %}`, `{% in_words passage.pieces %}`, `{% cells laid %}`.

A report shows some hundreds of pieces; tags of the template language would take half the page's time over them.
"""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _

from chibo.reports.content.pieces import Laid, Piece, Pieces

register = template.Library()


@register.simple_tag
def in_words(pieces: Pieces) -> SafeString:
    """A paragraph: its words, and its numbers as links to their rows."""
    return mark_safe("".join(map(_in_words, pieces)))


@register.simple_tag
def cells(laid: Iterable[Laid]) -> SafeString:
    return mark_safe("".join(map(_cell, laid)))


def _in_words(piece: Piece) -> str:
    if piece.ask:
        return _number(piece)
    return escape(normalize_newlines(piece.text)).replace("\n", "<br>")


def _cell(one: Laid) -> str:
    piece = one.piece
    left = "" if one.head.align == "right" else ' class="left"'
    told = f' data-label="{escape(one.told)}"' if one.told else ""
    if piece.opens:
        shown = f'<a href="{escape(piece.url)}">{escape(piece.text)}</a>'
    else:
        shown = _number(piece) if piece.ask else escape(piece.text)
    return f"<td{left}{told}>{shown}</td>"


def _number(piece: Piece) -> str:
    if piece.unknown:
        return f'<span class="nchip none">{escape(piece.text)}</span>'
    if not piece.url:
        return escape(piece.text)
    kind = " edited" if piece.edited else " phrase" if piece.is_phrase else ""
    told = f' title="{escape(_live(piece))}"' if piece.edited else ""
    return f'<a class="nchip{kind}" href="{escape(piece.url)}"{told}>{escape(piece.text)}</a>'


def _live(piece: Piece) -> str:
    return _("Sửa tay; theo hồ sơ là {live}").format(live=piece.live)
