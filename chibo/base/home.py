"""The folder of an installation and the keys beside its database, for chibo/settings.py."""

import base64
import os
import secrets
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from chibo.base.disk_words import why

KEY_BYTES = 32  # AES-256


def default_home() -> Path:
    """./var in a checkout, otherwise the folder the system gives a user's programs."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "manage.py").exists():
        return checkout / "var"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "chibo"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "chibo"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "chibo"


def folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ImproperlyConfigured(f"Không tạo được thư mục {path}: {why(error)}.") from error
    return path


def new_key(path: Path) -> None:
    """Two processes starting together must end with one key, so the file appears whole or not."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        except OSError:  # a memory stick's file system has no links
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def key(path: Path, *, lost_if: bool = False) -> bytes:
    """32 random bytes kept beside, never inside, the database; made at the first start."""
    try:
        if not path.exists():
            if lost_if:
                raise ImproperlyConfigured(
                    f"Thiếu khóa {path} trong khi cơ sở dữ liệu đã có: hãy chép lại khóa từ bản "
                    "sao lưu, vì không có khóa này thì không đọc được số định danh đã mã hóa."
                )
            new_key(path)
        return decoded(path.read_bytes())
    except OSError as error:
        raise ImproperlyConfigured(f"Không đọc, ghi được khóa {path}: {why(error)}.") from error
    except ValueError as error:
        raise ImproperlyConfigured(f"Khóa {path} bị hỏng: hãy chép lại từ bản sao lưu.") from error


def decoded(text: bytes) -> bytes:
    """Raises ValueError."""
    value = base64.urlsafe_b64decode(text)
    if len(value) != KEY_BYTES:
        raise ValueError
    return value
