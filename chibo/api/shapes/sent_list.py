"""The body of a list sent to be rehearsed."""

from typing import Any

_DAY = {"type": "string", "pattern": "^(19[3-9][0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}$"}

SENT_LIST: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "as_of"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "as_of": _DAY | {"description": "Danh sách tính đến ngày."},
                        "books_from": _DAY | {"description": "Sổ bắt đầu từ ngày."},
                    },
                }
            }
        },
    }
}
