"""What may be attached to a meeting as a photo of the paper book."""

from django.conf import settings
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.meetings.models.photo import Photo, PhotoKind
from chibo.meetings.rules import may_record

_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


def may_open_photo(user: User, photo: Photo) -> bool:
    """For who reads the meeting; one taken back is opened by those alone who could attach it."""
    return photo.cancelled_on is None or may_record(user, photo.meeting.path)


def kind_of(content: bytes) -> str:
    """What a file is by its first bytes; its name says nothing. Refuses everything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return PhotoKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PhotoKind.PNG
    if content.startswith(b"%PDF-"):
        return PhotoKind.PDF
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return PhotoKind.HEIC
    raise Refusal(
        _("Tệp không phải ảnh JPEG, PNG, HEIC hay bản quét PDF. Chụp lại hoặc lưu thành JPEG.")
    )


def check_size(size: int) -> None:
    most = settings.PHOTO_MB
    if size > most * 1024 * 1024:
        raise Refusal(
            _("Tệp nặng {size} MB, tối đa {most} MB. Chụp lại với cỡ ảnh nhỏ hơn.").format(
                size=-(-size // (1024 * 1024)), most=most
            )
        )


def check_attached(photo: Photo) -> None:
    if photo.cancelled_on is not None:
        raise Refusal(_("Ảnh này đã gỡ."))
