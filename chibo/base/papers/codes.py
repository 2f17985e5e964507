"""An address as a QR code. Level M: it still reads when a seventh of it is smudged."""

from io import BytesIO

import segno

SIDE_MM = 26
_BORDER = 1
# Pixels a module; about 300 dots an inch at the size printed.
_PIXELS = 8


def as_svg(address: str) -> str:
    kept = BytesIO()
    segno.make_qr(address, error="m").save(kept, kind="svg", border=_BORDER, xmldecl=False)
    return kept.getvalue().decode()


def as_png(address: str) -> BytesIO:
    kept = BytesIO()
    segno.make_qr(address, error="m").save(kept, kind="png", border=_BORDER, scale=_PIXELS)
    kept.seek(0)
    return kept
