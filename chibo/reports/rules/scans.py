"""What may be kept as the scan of a signed paper."""

from django.conf import settings
from django.utils.translation import gettext as _

from chibo.base.rules import Refusal

_STARTS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


def kind_of(content: bytes) -> str:
    """What a file is by its first bytes; its name says nothing. Refuses everything else."""
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    raise Refusal(_("Tệp không phải PDF, JPEG hay PNG. Quét lại văn bản đã ký thành PDF."))


def check_size(size: int) -> None:
    most = settings.PHOTO_MB
    if size > most * 1024 * 1024:
        raise Refusal(
            _("Tệp nặng {size} MB, tối đa {most} MB. Quét lại với độ nét thấp hơn.").format(
                size=-(-size // (1024 * 1024)), most=most
            )
        )
