"""Files that users hand in: encrypted in the files folder under a name that says nothing."""

import contextlib
import uuid
from pathlib import Path

from django.conf import settings

from chibo.base.secrets import decrypt_bytes, encrypt_bytes


def keep_file(folder: str, content: bytes) -> str:
    """The name it is kept under in `folder`, readable by the server's own account alone."""
    place = Path(settings.FILES) / folder
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{uuid.uuid4().hex}.bin"
    path = place / name
    path.touch(mode=0o600)
    path.write_bytes(encrypt_bytes(content))
    return name


def kept_file(folder: str, name: str) -> bytes:
    """Raises OSError when the file is gone from the disk."""
    return decrypt_bytes((Path(settings.FILES) / folder / name).read_bytes())


def forget_file(folder: str, name: str) -> None:
    with contextlib.suppress(OSError):
        (Path(settings.FILES) / folder / name).unlink()
