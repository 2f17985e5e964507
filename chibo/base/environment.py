"""Typed readers of the environment, for chibo/settings.py.

A wrong value or an unknown name is an ImproperlyConfigured with a sentence that says which and why.
"""

import difflib
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

DECLARED: set[str] = set()


def env_str(name: str, default: str, *, choices: tuple[str, ...] = ()) -> str:
    DECLARED.add(name)
    value = os.environ.get(name, "").strip() or default
    if choices and value not in choices:
        allowed = ", ".join(choices)
        raise ImproperlyConfigured(f"{name} chỉ nhận một trong: {allowed}; đang là “{value}”.")
    return value


def env_bool(name: str, default: bool) -> bool:
    value = env_str(name, "1" if default else "0").lower()
    if value in ("1", "true", "yes", "on", "có", "bật"):
        return True
    if value in ("0", "false", "no", "off", "không", "tắt"):
        return False
    raise ImproperlyConfigured(f"{name} chỉ nhận 1 (có) hoặc 0 (không); đang là “{value}”.")


def env_int(name: str, default: int, *, least: int, most: int) -> int:
    value = env_str(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name} phải là số nguyên từ {least} đến {most}; đang là “{value}”."
        )
    return int(value)


def env_list(name: str, default: str) -> list[str]:
    return [part.strip() for part in env_str(name, default).split(",") if part.strip()]


def env_path(name: str, default: Path) -> Path:
    return Path(env_str(name, str(default))).expanduser().resolve()


def env_hosts(name: str, default: str) -> list[str]:
    """Names alone: Django compares them with what a browser asks for, without scheme and port."""
    hosts = env_list(name, default)
    for host in hosts:
        if "/" in host or (":" in host and not host.startswith("[")):
            raise ImproperlyConfigured(
                f"{name} chỉ ghi tên hoặc địa chỉ máy, không có http:// và không có cổng, "
                f"như 192.168.1.10; đang có “{host}”."
            )
    return hosts


def env_url(name: str, default: str, *, schemes: tuple[str, ...]) -> str:
    """The address may hold a password, so a refusal repeats only its scheme."""
    value = env_str(name, default)
    scheme = value.partition("://")[0] if "://" in value else ""
    if scheme not in schemes:
        raise ImproperlyConfigured(
            f"{name} phải bắt đầu bằng {' hoặc '.join(s + '://' for s in schemes)}; "
            f"đang bắt đầu bằng “{scheme}”."
        )
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 (raises when it is no number)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} không đọc được: ghi như postgresql://tên:mật-khẩu@máy:5432/csdl; trong mật khẩu "
            "viết @ : / # ? % thành %40 %3A %2F %23 %3F %25."
        ) from None
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} thiếu tên cơ sở dữ liệu ở cuối: ghi như {scheme}://…/chibo."
        )
    return value


def env_address(name: str) -> str:
    """https://… without a path, or nothing."""
    value = env_str(name, "").rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path):
        raise ImproperlyConfigured(
            f"{name} phải là địa chỉ như https://chibo.xa.example; đang là “{value}”."
        )
    return value


def refuse_unknown_names() -> None:
    for name in sorted(os.environ):
        if not name.startswith("CHIBO_") or name in DECLARED:
            continue
        known = {other.removeprefix("CHIBO_"): other for other in sorted(DECLARED)}
        near = difflib.get_close_matches(name.removeprefix("CHIBO_"), known, n=1)
        hint = f"Có phải ý là {known[near[0]]}?" if near else "Xem docs/operate/settings.md."
        raise ImproperlyConfigured(f"Không có thiết lập nào tên {name}. {hint}")
